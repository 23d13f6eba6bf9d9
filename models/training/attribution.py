"""Trains the networks that find attributions, each from a large sentence encoder: teachers of the one that is shipped.

They learn PolNeAR's attributions, GUM's attribution relations and names.  They differ in the order of what they read
and in how fast and how long they learn, err in different places, and their mean is better than each.
"""

from __future__ import annotations

import json
import logging
import random
from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor, nn

from models.training import corpora, ner_data
from models.training.device import halves
from models.training.examples import NONE, Tensors, batches
from models.training.finetune import Tuning, run
from service.nlp.joint.names import NAMES
from service.nlp.tagger.model import AttributionModel, Shape
from service.nlp.tagger.words import load_tokenizer

log = logging.getLogger("training")
NEW_RATE, NEW = 8e-4, ("cases", "marks", "starts", "tags", "asks", "answers", "entities")
# The treebank's sentences are few and the kind of text that is measured; re3d's are the kind of news that is read.
EWT_COPIES, RE3D_COPIES = 3, 2


class Taught(AttributionModel):
    """The network with a head for names, which is only there to learn from."""

    def __init__(self, shape: Shape) -> None:
        super().__init__(shape)
        self.entities = nn.Linear(self.shape.hidden, len(NAMES))


def loss_of(model: Taught, batch: Tensors) -> Tensor:
    """Tags and names plus half of each pointer's cross-entropy, each over the words that are labelled for it."""
    pieces, features, mask, tags, to_cue, to_source, names = batch
    states, bias = model.encode(pieces, features, mask)
    scores, cue, source = model.heads(states, bias)
    entities = model.entities(states)
    loss = states.new_zeros(())
    heads = ((1.0, scores, tags), (0.5, cue, to_cue), (0.5, source, to_source), (0.7, entities, names))
    for weight, given, target in heads:
        if (target != NONE).any():
            entropy = nn.functional.cross_entropy(given.flatten(0, 1), target.flatten(), ignore_index=NONE)
            loss = loss + weight * entropy
    return loss


def save(
    model: AttributionModel, target: Path, apart: Collection[str] = (), vocabulary: dict[str, Any] | None = None
) -> None:
    """Writes the weights but those `apart` in half precision, and the vocabulary if there is one."""
    weights = {k: v.half().contiguous() for k, v in model.state_dict().items() if k not in apart}
    about = {"shape": json.dumps(asdict(model.shape)), "format": "pt"}
    if vocabulary:
        about["vocabulary"] = json.dumps(vocabulary)
    save_file(weights, target, metadata=about)


def save_table(encoder: Path, target: Path) -> None:
    """Writes the table of word pieces of a HuggingFace BERT in half precision."""
    given = load_file(encoder / "model.safetensors")
    table = next(table for name, table in given.items() if name.endswith("embeddings.word_embeddings.weight"))
    save_file({"words.weight": table.half().contiguous()}, target, metadata={"format": "pt"})


def entity_corpora(data: Path) -> list[list[ner_data.Tagged]]:
    """The entity corpora with their copies; a tenth of EWT is kept for choosing."""
    kept, _ = ner_data.held_out(list(ner_data.from_columns(data / "ner/uner_ewt-dev.iob2", 1, 2)))
    wikigold = list(ner_data.from_columns(data / "ner/wikigold.conll"))
    re3d = [ner_data.named_only(s) for s in ner_data.from_columns(data / "ner/re3d-train.conll")]
    return [*[kept] * EWT_COPIES, wikigold, *[re3d] * RE3D_COPIES]


@dataclass(frozen=True)
class Course:
    """How a network learns: how often it reads all, its encoder's rate, and how many pieces a window has."""

    seed: int
    passes: float
    rate: float
    most: int


def train(data: Path, encoder: Path, model: Taught, target: Path, course: Course) -> None:
    """Trains one network, but not on the held-out articles; goes on from ``target.checkpoint`` if it is there.

    `encoder` is the folder with the word pieces, which are those of the network that is to learn from this one.
    """
    torch.manual_seed(course.seed)
    tokenizer, rng = load_tokenizer(encoder / "tokenizer.json"), random.Random(course.seed)
    documents = corpora.polnear(data, tokenizer)
    documents += corpora.treebank(data / "ud/en_gum-ccby-train.conllu", tokenizer)
    documents += [d for corpus in entity_corpora(data) for d in corpora.entities(corpus, tokenizer, rng)]

    def shuffled(step: int) -> Iterator[Tensors]:
        return batches(documents, random.Random(course.seed + step), most=course.most)

    def loss(batch: Tensors) -> Tensor:
        with halves():
            return loss_of(model, batch).float()

    updates = int(course.passes * sum(1 for _ in shuffled(0)))
    log.info("%d documents, %d updates", len(documents), updates)
    checkpoint = target.with_suffix(".checkpoint")
    run(model, shuffled, loss, Tuning(course.rate, NEW, updates, NEW_RATE, checkpoint=checkpoint))
    save(model, target)
