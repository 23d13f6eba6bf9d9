"""Trains the one network: it starts from a teacher, and learns from all four, the treebanks and names at once."""

from __future__ import annotations

import logging
import random
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer

from models.training import attribution, conllu, corpora, large
from models.training.finetune import Tuning, run
from models.training.joint import layout, meant, silver, soft, varied
from models.training.joint.losses import loss_of
from models.training.joint.paragraphs import Text
from models.training.joint.rows import Batch, Ids, batches, vocabulary
from models.training.joint.soft import Class
from models.training.joint.syntax import Student
from service.nlp.parser import Parser
from service.nlp.tagger.model import Shape
from service.nlp.tagger.words import load_tokenizer

log = logging.getLogger("training")
NEW = (
    "match", "cases", "marks", "starts", "entities", "cuts", "parts", "morph", "upos", "xpos", "feats", "arc", "rel",
    "root", "before",
)
TEACHERS, LARGE = ("tagger-a.safetensors", "tagger-b.safetensors", "tagger-c.safetensors"), "large.safetensors"
START = TEACHERS[1]
# The large teacher's share of the labels, and the pieces of its windows.
SHARE, WINDOW = 0.8, 220


@dataclass(frozen=True)
class Corpora:
    """What the network learns from; every paragraph has soft labels."""

    news: list[Text]
    copies: list[Text]
    ewt: list[Text]
    gum: list[Text]
    entities: list[Text]

    @property
    def texts(self) -> list[Text]:
        """All of them."""
        return [*self.news, *self.copies, *self.ewt, *self.gum, *self.entities]


def read(data: Path, tokenizer: Tokenizer, work: Path) -> Corpora:
    """The corpora with the teachers' labels, which are kept in `work`, and read from there where they are."""
    news = layout.news(data, tokenizer)
    ewt = layout.treebank(data / "ud/en_ewt-ud-train.conllu", tokenizer, named=False)
    gum = layout.treebank(data / "ud/en_gum-ccby-train.conllu", tokenizer, named=True)
    vectors, tags = varied.vectors_of(work / "glove.pt"), varied.tags_of(ewt + gum)
    neighbours = varied.Neighbours([text.text for text in news], tags, vectors)
    given = Corpora(news, varied.copies(news, neighbours, tokenizer), ewt, gum, layout.entities(data, tokenizer))
    paragraphs, labels = [p for text in given.texts for p in text.paragraphs], work / "soft.safetensors"
    if not labels.exists():
        table = load_file(work / "words.safetensors")["words.weight"]
        small = Class([soft.teacher(work / name, table) for name in TEACHERS], 1 - SHARE)
        soft.teach([small, Class([large.load(work / LARGE)], SHARE, WINDOW)], [t.paragraphs for t in given.texts])
        soft.save(labels, [p.soft for p in paragraphs if p.soft])
    for paragraph, found in zip(paragraphs, soft.load(labels), strict=True):
        paragraph.soft = found
    return given


def train(data: Path, encoder: Path, work: Path, models: Path, updates: int = 8000, seed: int = 1) -> None:
    """Writes ``network.safetensors`` to `work`, where the teachers, the vectors and the table of word pieces are.

    On the parses of the models in the folder `models` the resolver says whom pronouns mean in the news.  Goes on from
    its checkpoint if it is there.
    """
    tokenizer, target = load_tokenizer(encoder / "tokenizer.json"), work / "network.safetensors"
    given = read(data, tokenizer, work)
    known = vocabulary(s for text in given.ewt + given.gum for p in text.paragraphs for s in p.sentences)
    # GUM alone has relations outside news, and few.
    documents = [text.paragraphs for text in [*given.texts, *given.gum]]
    log.info("%d documents", len(documents))
    silver.given(work, given.news + given.ewt)
    meant.gold(given.gum, list(conllu.documents(conllu.read(data / "ud/en_gum-ccby-train.conllu"))))
    meant.silver(given.news, corpora.learned(data), Parser.load(models), data / "polnear/corenlp/train.jsonl")
    torch.manual_seed(seed)
    model, ids = Student(Shape(), known), Ids(known)
    model.load_state_dict(load_file(work / START) | load_file(work / "words.safetensors"), strict=False)

    def passes(step: int) -> Iterator[Batch]:
        return batches(documents, ids, random.Random(seed + step))

    tuning = Tuning(rate=3e-4, new=NEW, updates=updates, checkpoint=target.with_suffix(".checkpoint"))
    run(model, passes, partial(loss_of, model), tuning)
    attribution.save(model, target, {"words.weight", "match.weight", "match.bias"}, vocabulary=asdict(known))
