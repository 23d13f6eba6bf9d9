"""Trains the one network: it starts from a teacher, and learns from all three, the treebanks and names at once."""

from __future__ import annotations

import logging
import random
from collections.abc import Iterator
from dataclasses import asdict
from functools import partial
from pathlib import Path

import torch
from safetensors.torch import load_file

from models.training import attribution
from models.training.finetune import Tuning, run
from models.training.joint import layout, silver, soft
from models.training.joint.losses import loss_of
from models.training.joint.paragraphs import Paragraph, Text
from models.training.joint.rows import Batch, Ids, batches, vocabulary
from models.training.joint.syntax import Student
from service.nlp.tagger.model import Shape
from service.nlp.tagger.words import load_tokenizer

log = logging.getLogger("training")
NEW = (
    "cases", "marks", "starts", "entities", "cuts", "parts", "morph", "upos", "xpos", "feats", "arc", "rel", "root",
)
TEACHERS = ("tagger-a.safetensors", "tagger-b.safetensors", "tagger-c.safetensors")
START = TEACHERS[1]


def taught(work: Path, models: Path, raw: list[Text], texts: list[Text]) -> list[list[Paragraph]]:
    """The texts' paragraphs, with others' names for the `raw` ones and the teachers' labels for all.

    Both are kept in `work`, and read from there where they are.
    """
    labels, documents = work / "soft.safetensors", [text.paragraphs for text in texts]
    silver.given(work, models, raw)
    paragraphs = [p for document in documents for p in document]
    if not labels.exists():
        table = load_file(work / "words.safetensors")["words.weight"]
        soft.teach([soft.teacher(work / name, table) for name in TEACHERS], documents)
        soft.save(labels, [p.soft for p in paragraphs if p.soft])
    for paragraph, found in zip(paragraphs, soft.load(labels), strict=True):
        paragraph.soft = found
    return documents


def train(data: Path, encoder: Path, work: Path, models: Path, updates: int = 3900, seed: int = 1) -> None:
    """Writes ``network.safetensors`` to `work`, where the teachers and the table of word pieces are.

    Stanza's models in the folder `models` name what has no gold names.  Goes on from its checkpoint if it is there.
    """
    tokenizer, target = load_tokenizer(encoder / "tokenizer.json"), work / "network.safetensors"
    news = layout.news(data, tokenizer)
    ewt = layout.treebank(data / "ud/en_ewt-ud-train.conllu", tokenizer, named=False)
    gum = layout.treebank(data / "ud/en_gum-ccby-train.conllu", tokenizer, named=True)
    documents = taught(work, models, news + ewt, news + ewt + gum + layout.entities(data, tokenizer))
    known = vocabulary(s for text in ewt + gum for p in text.paragraphs for s in p.sentences)
    log.info("%d documents", len(documents))
    torch.manual_seed(seed)
    model, ids = Student(Shape(), known), Ids(known)
    model.load_state_dict(load_file(work / START) | load_file(work / "words.safetensors"), strict=False)

    def passes(step: int) -> Iterator[Batch]:
        return batches(documents, ids, random.Random(seed + step))

    tuning = Tuning(rate=3e-4, new=NEW, updates=updates, checkpoint=target.with_suffix(".checkpoint"))
    run(model, passes, partial(loss_of, model), tuning)
    attribution.save(model, target, apart={"words.weight"}, vocabulary=asdict(known))
