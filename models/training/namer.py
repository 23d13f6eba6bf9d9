"""The teachers of names: large ones that have learned attributions, taught names alone in small batches.

Beside attributions one learns hardly any names (F1 48 on Universal NER's EWT test); alone, with four times as many
updates over as much text, it finds more than any network here: 78.9.  Those of a second generation learn beside the
corpora what the first ones' mean says of raw text (self-training with soft labels; Xie et al., CVPR 2020).
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path

import torch
from torch import Tensor, nn

from models.training import attribution, corpora, large, ner_data
from models.training.device import halves
from models.training.examples import NONE, Example, Tensors, batches
from models.training.finetune import Tuning, run
from models.training.joint import rows
from models.training.joint.losses import divergence
from models.training.joint.paragraphs import Paragraph
from models.training.large import Large
from service.nlp.joint.model import Vocabulary
from service.nlp.tagger.words import load_tokenizer

FIRST, SECOND, ALL = "namer-first-*.safetensors", "namer-second-*.safetensors", "namer-*.safetensors"
NEW, NEW_RATE, WARMUP = ("entities", "cases"), 1e-3, 0.08
PIECES, RAW_PIECES, MOST = 640, 1280, 200
GUM_SHARE = 0.5


@dataclass(frozen=True)
class Course:
    """Every second one learns WNUT's sentences too; `raw` are paragraphs with the first generation's soft labels."""

    seed: int
    rate: float = 6e-5
    updates: int = 1100
    raw: Sequence[list[Paragraph]] = ()


@dataclass(frozen=True)
class Lesson:
    """A batch of the corpora, and one of raw text where that is learned too."""

    gold: Tensors
    raw: rows.Batch | None


def loss_of(model: Large, lesson: Lesson) -> Tensor:
    """The cross-entropy of names, and the divergence from what the first generation says."""
    pieces, features, mask, *_, names = lesson.gold
    with halves():
        scores = model.entities(model.encode(pieces, features, mask)[0])
    loss = nn.functional.cross_entropy(scores.float().flatten(0, 1), names.flatten(), ignore_index=NONE)
    if lesson.raw is not None:
        at, wanted = lesson.raw.soft["names"]
        with halves():
            states = model.encode(lesson.raw.pieces, lesson.raw.features, lesson.raw.mask)[0]
            given = model.entities(states.flatten(0, 1)[at])
        loss = loss + divergence(given, wanted)
    return loss


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

    def passes(step: int) -> Iterator[Lesson]:
        rng = random.Random(course.seed + step)
        documents: list[list[Example]] = [d for corpus in tagged for d in corpora.entities(corpus, tokenizer, rng)]
        some = [document for document in gum if rng.random() < GUM_SHARE]
        raw = _raw(course.raw, rng) if course.raw else repeat(None)
        return map(Lesson, batches(documents + some, rng, PIECES, MOST), raw)

    checkpoint = target.with_suffix(".checkpoint")
    tuning = Tuning(course.rate, NEW, course.updates, NEW_RATE, WARMUP, checkpoint)
    run(model, passes, lambda lesson: loss_of(model, lesson), tuning)
    attribution.save(model, target)


def _raw(documents: Sequence[list[Paragraph]], rng: random.Random) -> Iterator[rows.Batch]:
    """Batches of raw text without end."""
    none = rows.Ids(Vocabulary([], [], [], []))
    bare = [[Paragraph(p.example, soft=p.soft) for p in document] for document in documents]
    while True:
        yield from rows.batches(bare, none, rng, RAW_PIECES)
