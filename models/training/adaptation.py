"""Adapts the encoder to news by masked-language modelling, before it learns any task.

The encoder comes from sentence embedding, whose training wears down what its states say of single words; predicting
hidden words of the articles it will read brings that back (Gururangan et al., ACL 2020: task-adaptive pretraining).
"""

from __future__ import annotations

import logging
import random
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import torch
from safetensors.torch import save_file
from torch import Tensor, nn

from models.training import conllu
from models.training.attribution import initialise
from models.training.corpora import PARAGRAPH, learned
from models.training.examples import Row, collate, length, pack
from models.training.finetune import Tuning, run
from service.nlp.tagger.model import AttributionModel, Shape
from service.nlp.tagger.words import Word, load_tokenizer, split

log = logging.getLogger("training")
MASK = 103
HIDDEN_SHARE = 0.15
NEW = ("cases", "marks", "starts", "transform", "normalise", "offsets")


class Guesser(AttributionModel):
    """The tagger's encoder with a head that names the word piece behind a mask; its table is the input's own."""

    def __init__(self) -> None:
        super().__init__(Shape())
        self.transform = nn.Linear(self.shape.hidden, self.shape.hidden)
        self.normalise = nn.LayerNorm(self.shape.hidden, eps=1e-12)
        self.offsets = nn.Parameter(torch.zeros(self.shape.vocabulary))

    def loss(self, batch: tuple[Tensor, Tensor, Tensor, Tensor]) -> Tensor:
        """Cross-entropy at the hidden pieces; targets are -100 elsewhere."""
        pieces, features, mask, targets = batch
        x = self.encode(pieces, features, mask)[0][targets >= 0]
        x = self.normalise(nn.functional.gelu(self.transform(x)))
        return nn.functional.cross_entropy(x @ self.words.weight.T + self.offsets, targets[targets >= 0])


def texts(data: Path) -> Iterator[str]:
    """The articles' and the treebanks' training texts, paragraphs on lines of their own."""
    for article in learned(data):
        yield article.text
    for name in ("en_gum-ccby-train", "en_ewt-ud-train"):
        yield from _documents(data / f"ud/{name}.conllu")


def _documents(path: Path) -> Iterator[str]:
    for document in conllu.documents(conllu.read(path)):
        lines = [("\n" if s.starts("newpar") else " ") + s.text for s in document]
        yield "".join(lines).strip()


def hidden(words: list[Word], rng: random.Random, vocabulary: int) -> tuple[list[Word], list[int]]:
    """The words with a share of them masked whole, and per piece its target (-100 where nothing is asked)."""
    out, targets = [], []
    for w in words:
        if rng.random() >= HIDDEN_SHARE:
            out.append(w)
            targets += [-100] * len(w.pieces)
            continue
        targets += w.pieces
        kind = rng.random()
        pieces = tuple(MASK if kind < 0.8 else rng.randrange(999, vocabulary) if kind < 0.9 else p for p in w.pieces)
        out.append(replace(w, pieces=pieces))
    return out, targets


def batches(documents: list[list[list[Word]]], rng: random.Random) -> Iterator[tuple[Tensor, Tensor, Tensor, Tensor]]:
    """One pass over the documents' paragraphs, with masks of its own."""
    rows: list[Row] = []
    for paragraphs in documents:
        row: Row | None = None
        limit = rng.randint(80, 158)
        for words in paragraphs:
            given, targets = hidden(words, rng, Shape().vocabulary)
            pieces = [p for w in given for p in w.pieces][:250]
            features = [[w.case, w.mark, w.starts] for w in given for _ in w.pieces][:250]
            if row and len(row[0]) + len(pieces) > limit:
                rows.append(row)
                row = None
            row = row or ([101], [[0, 0, 0]], [-100], [], [], [])
            row[0].extend(pieces)
            row[1].extend(features)
            row[2].extend(targets[:250])
        if row:
            rows.append(row)
    for group in pack(rows, length, rng):
        yield collate([(*r[:3], r[2], r[2], r[2]) for r in group])[:4]


def adapt(data: Path, encoder: Path, target: Path, updates: int = 1000, seed: int = 1) -> None:
    """Trains on the texts under `data` and writes the encoder's weights to `target` (safetensors)."""
    torch.manual_seed(seed)
    tokenizer = load_tokenizer(encoder / "tokenizer.json")
    documents = [
        [split(text, m.start(), m.end(), tokenizer) for m in PARAGRAPH.finditer(text)] for text in texts(data)
    ]
    model = Guesser()
    initialise(model, encoder)
    tuning = Tuning(rate=3e-4, new=NEW, updates=updates, checkpoint=target.with_suffix(".checkpoint"))
    log.info("%d documents", len(documents))
    run(model, lambda step: batches(documents, random.Random(seed + step)), partial(Guesser.loss, model), tuning)
    weights = {k: v.contiguous() for k, v in model.state_dict().items() if not k.startswith(NEW[3:])}
    save_file(weights, target)
