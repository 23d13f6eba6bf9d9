"""The teachers of names: large ones that have learned attributions, taught names alone in small batches.

Beside attributions one learns hardly any names (F1 48 on Universal NER's EWT test); alone, with four times as many
updates over as much text, it finds 78.9.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn

from models.training import attribution, corpora, large, ner_data
from models.training.device import halves
from models.training.examples import NONE, Example, Tensors, batches
from models.training.finetune import Tuning, run
from models.training.large import Large
from service.nlp.tagger.words import load_tokenizer

FILES = "namer-*.safetensors"
NEW, NEW_RATE, WARMUP = ("entities", "cases"), 1e-3, 0.08
PIECES, MOST = 640, 200
GUM_SHARE = 0.5


@dataclass(frozen=True)
class Course:
    """How one learns; every second one learns WNUT's sentences too."""

    seed: int
    rate: float = 6e-5
    updates: int = 1100


def loss_of(model: Large, batch: Tensors) -> Tensor:
    """The cross-entropy of names."""
    pieces, features, mask, *_, names = batch
    with halves():
        scores = model.entities(model.encode(pieces, features, mask)[0])
    return nn.functional.cross_entropy(scores.float().flatten(0, 1), names.flatten(), ignore_index=NONE)


def train(data: Path, encoder: Path, start: Path, target: Path, course: Course) -> None:
    """Writes a teacher to `target`, from the large one in `start`; goes on from ``target.checkpoint`` if it is there.

    `encoder` is a folder with the word pieces.
    """
    torch.manual_seed(course.seed)
    tokenizer, model = load_tokenizer(encoder / "tokenizer.json"), large.load(start)
    nn.init.normal_(model.entities.weight, std=0.02)
    nn.init.zeros_(model.entities.bias)
    gum = corpora.treebank(data / "ud/en_gum-ccby-train.conllu", tokenizer)
    tagged = attribution.entity_corpora(data)
    if course.seed % 2:
        tagged.append(list(ner_data.from_columns(data / "ner/wnut17-train.conll")))

    def passes(step: int) -> Iterator[Tensors]:
        rng = random.Random(course.seed + step)
        documents: list[list[Example]] = [d for corpus in tagged for d in corpora.entities(corpus, tokenizer, rng)]
        some = [document for document in gum if rng.random() < GUM_SHARE]
        yield from batches(documents + some, rng, PIECES, MOST)

    checkpoint = target.with_suffix(".checkpoint")
    tuning = Tuning(course.rate, NEW, course.updates, NEW_RATE, WARMUP, checkpoint)
    run(model, passes, lambda batch: loss_of(model, batch), tuning)
    attribution.save(model, target)
