"""Trains the attribution tagger: a small sentence encoder, on attributions and names together."""

from __future__ import annotations

import json
import logging
import random
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor, nn

from models.training import corpora, ner_data
from models.training.examples import NONE, Tensors, batches
from models.training.finetune import Tuning, run
from service.nlp.tagger.model import AttributionModel, Shape
from service.nlp.tagger.words import load_tokenizer

log = logging.getLogger("training")
NEW = ("cases", "marks", "starts", "tags", "asks", "answers", "entities")
SILVER_SHARE = 0.25
# The treebank's sentences are few and the kind of text that is measured; re3d's are the kind of news that is read.
EWT_COPIES, RE3D_COPIES = 3, 2


def loss_of(model: AttributionModel, batch: Tensors) -> Tensor:
    """Tags and names plus half of each pointer's cross-entropy, each over the words that are labelled for it."""
    pieces, features, mask, tags, to_cue, to_source, names = batch
    scores, cue, source, entities = model(pieces, features, mask)
    loss = torch.zeros(())
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


def save(model: AttributionModel, target: Path) -> None:
    """Writes the weights as half precision."""
    weights = {k: v.half().contiguous() for k, v in model.state_dict().items()}
    save_file(weights, target, metadata={"shape": json.dumps(model.shape.as_dict()), "format": "pt"})


def entity_corpora(data: Path) -> tuple[list[list[ner_data.Tagged]], list[ner_data.Tagged]]:
    """(training corpora with their copies, tuning sentences): every tenth run of twenty EWT sentences is for tuning."""
    ewt = list(ner_data.from_columns(data / "ner/uner_ewt-dev.iob2", 1, 2))
    wikigold = list(ner_data.from_columns(data / "ner/wikigold.conll"))
    re3d = [ner_data.named_only(s) for s in ner_data.from_columns(data / "ner/re3d-train.conll")]
    kept = [s for i, s in enumerate(ewt) if i // 20 % 10 != 3]
    return [*[kept] * EWT_COPIES, wikigold, *[re3d] * RE3D_COPIES], [s for i, s in enumerate(ewt) if i // 20 % 10 == 3]


def train(
    data: Path, encoder: Path, target: Path, adapted: Path | None = None, passes: float = 4.0, seed: int = 1
) -> None:
    """Trains on every corpus but the held-out articles; goes on from ``target.checkpoint`` if it is there.

    `adapted` holds the encoder's weights after `models.training.adaptation`.
    """
    torch.manual_seed(seed)
    tokenizer = load_tokenizer(encoder / "tokenizer.json")
    articles = corpora.polnear(data, tokenizer)
    gum = corpora.treebank(data / "ud/en_gum-ccby-train.conllu", tokenizer)
    rng = random.Random(seed)
    named = [document for corpus in entity_corpora(data)[0] for document in corpora.entities(corpus, tokenizer, rng)]
    model = AttributionModel(Shape())
    initialise(model, encoder)
    if adapted:
        model.load_state_dict(load_file(adapted), strict=False)

    def shuffled(step: int) -> Iterator[Tensors]:
        rng = random.Random(seed + step)
        return batches(corpora.without_some_names(articles, SILVER_SHARE, rng) + gum + named, rng)

    updates = int(passes * sum(1 for _ in shuffled(0)))
    log.info("%d articles, %d GUM documents", len(articles), len(gum))
    tuning = Tuning(rate=2.5e-4, new=NEW, updates=updates, checkpoint=target.with_suffix(".checkpoint"))
    run(model, shuffled, partial(loss_of, model), tuning)
    save(model, target)
