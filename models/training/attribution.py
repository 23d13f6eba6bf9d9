"""Trains the networks that find attributions, each from a large sentence encoder: teachers of the one that is shipped.

They learn PolNeAR's attributions, GUM's attribution relations and names.  They differ in the order of what they read
and in how fast and how long they learn, err in different places, and their mean is better than each.
"""

from __future__ import annotations

import json
import logging
import random
from collections.abc import Callable, Collection, Iterator
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

    def __init__(self, shape: Shape | None = None) -> None:
        super().__init__(shape or Shape())
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


def initialise(model: AttributionModel, encoder: Path) -> None:
    """Copies a HuggingFace BERT's weights into the model; the token type embedding is folded into the positions."""
    given = load_file(encoder / "model.safetensors")
    given = {k.removeprefix("bert."): v.float() for k, v in given.items()}
    state = model.state_dict()
    state["words.weight"] = given["embeddings.word_embeddings.weight"]
    first_type = given["embeddings.token_type_embeddings.weight"][0]
    state["places.weight"] = given["embeddings.position_embeddings.weight"] + first_type
    for part in ("weight", "bias"):
        state[f"norm.{part}"] = given[f"embeddings.LayerNorm.{part}"]
        for i in range(model.shape.layers):
            theirs, ours = f"encoder.layer.{i}", f"layers.{i}"
            attention = f"{theirs}.attention.self"
            thirds = [given[f"{attention}.{n}.{part}"] for n in ("query", "key", "value")]
            state[f"{ours}.qkv.{part}"] = torch.cat(thirds)
            state[f"{ours}.out.{part}"] = given[f"{theirs}.attention.output.dense.{part}"]
            state[f"{ours}.norm_attention.{part}"] = given[f"{theirs}.attention.output.LayerNorm.{part}"]
            state[f"{ours}.up.{part}"] = given[f"{theirs}.intermediate.dense.{part}"]
            state[f"{ours}.down.{part}"] = given[f"{theirs}.output.dense.{part}"]
            state[f"{ours}.norm_output.{part}"] = given[f"{theirs}.output.LayerNorm.{part}"]
    model.load_state_dict(state)


def save(
    model: AttributionModel, target: Path, apart: Collection[str] = (), vocabulary: dict[str, Any] | None = None
) -> None:
    """Writes the weights but those `apart` in half precision, and the vocabulary if there is one.

    The table of word pieces is never trained and lies in a file of its own.
    """
    weights = {k: v.half().contiguous() for k, v in model.state_dict().items() if k not in apart}
    about = {"shape": json.dumps(asdict(model.shape)), "format": "pt"}
    if vocabulary:
        about["vocabulary"] = json.dumps(vocabulary)
    save_file(weights, target, metadata=about)


def save_table(encoder: Path, target: Path) -> None:
    """Writes the encoder's table of word pieces in half precision."""
    model = AttributionModel(Shape())
    initialise(model, encoder)
    save_file({"words.weight": model.words.weight.detach().half().contiguous()}, target, metadata={"format": "pt"})


def entity_corpora(data: Path) -> list[list[ner_data.Tagged]]:
    """The entity corpora with their copies; a tenth of EWT is kept for choosing."""
    kept, _ = ner_data.held_out(list(ner_data.from_columns(data / "ner/uner_ewt-dev.iob2", 1, 2)))
    wikigold = list(ner_data.from_columns(data / "ner/wikigold.conll"))
    re3d = [ner_data.named_only(s) for s in ner_data.from_columns(data / "ner/re3d-train.conll")]
    return [*[kept] * EWT_COPIES, wikigold, *[re3d] * RE3D_COPIES]


@dataclass(frozen=True)
class Course:
    """How a network learns: how often it reads all, the rate of the encoder's layers, and how many pieces a window has.

    `begun` makes the network of the encoder's folder.
    """

    seed: int
    passes: float
    rate: float
    most: int
    begun: Callable[[Path], Taught]


def train(data: Path, encoder: Path, target: Path, course: Course) -> None:
    """Trains one network, but not on the held-out articles; goes on from ``target.checkpoint`` if it is there."""
    torch.manual_seed(course.seed)
    tokenizer, rng = load_tokenizer(encoder / "tokenizer.json"), random.Random(course.seed)
    documents = corpora.polnear(data, tokenizer)
    documents += corpora.treebank(data / "ud/en_gum-ccby-train.conllu", tokenizer)
    documents += [d for corpus in entity_corpora(data) for d in corpora.entities(corpus, tokenizer, rng)]
    model = course.begun(encoder)

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
