"""Runs the entity tagger over sentences."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from service.domain.errors import ModelError
from service.nlp import weights
from service.nlp.bio import Floats, best_paths, legal
from service.nlp.ner.model import ALPHABET, PADDING, TAGS, UNKNOWN, Batch, EntityModel, Shape
from service.nlp.products import halves, product
from service.nlp.reading.forms import distinct
from service.nlp.reading.recurrent import Layer, Order
from service.nlp.tagger.words import case_of

LONGEST_WORD = 20
# In nats: half of what a tag given with a probability of 0.9 is worth.  A round figure, not fitted.
VOTE = 2.0
STEPS = legal(TAGS)


class EntityTagger:
    """The trained tagger; `tag` may be called from one thread at a time."""

    def __init__(self, model: EntityModel, vectors: Vectors, halved: bool | None = None) -> None:
        """`halved` says whether products are taken in halves of floats, by default where the processor is made for it.

        See products.py.
        """
        half = halves() if halved is None else halved
        self._model, self._vectors = model.eval(), vectors
        self._project = product(model.project.weight, model.project.bias, half)
        self._lstm = Layer(model.lstm, halved=half)
        self._read = product(self._lstm.weight, self._lstm.bias, half)
        # An alphabet is small: what each filter makes of a character is known beforehand.
        table, filters = model.characters.weight.detach(), model.filters.weight.detach()
        self._filters = [table @ filters[..., k].T for k in range(3)]
        if model.filters.bias is not None:
            self._filters[1] += model.filters.bias.detach()
        self._steps = STEPS + model.transitions.detach().numpy()

    @classmethod
    def load(cls, path: Path, pretrain: Any) -> EntityTagger:
        """Reads the network's file; `pretrain` is the Stanza pretrain that it learned with.

        Raises ModelError naming the file if it is missing or damaged.
        """
        try:
            shape, found = weights.read(path)
            model = EntityModel(Shape(**shape))
            model.load_state_dict(found)
        except Exception as error:
            raise ModelError(f"cannot load {path}: {error}") from error
        return cls(model, Vectors(pretrain))

    @torch.inference_mode()
    def tag(
        self, sentences: Sequence[tuple[Sequence[str], Tensor]], votes: Sequence[Sequence[str]] | None = None
    ) -> list[list[str]]:
        """A BIO tag for each word; a sentence is its words and their states, words x size.

        `votes` are the BIO tags that another tagger gives: each of them weighs VOTE.
        """
        lengths = [len(words) for words, _ in sentences]
        out: list[list[str]] = [[] for _ in sentences]
        if not any(lengths):
            return out
        scores = self._scores([words for words, _ in sentences], torch.cat([states for _, states in sentences]))
        if votes:
            ids = [TAGS.index(tag) for tags in votes for tag in tags]
            scores[np.arange(len(ids)), ids] += VOTE
        paths = best_paths(np.split(scores, np.cumsum(lengths)[:-1]), self._steps, STEPS[0])
        return [[TAGS[tag] for tag in path] for path in paths]

    def _scores(self, sentences: Sequence[Sequence[str]], states: Tensor) -> Floats:
        """What the network's own `forward` gives, a row for each word, sentence after sentence."""
        forms, of = distinct(word for words in sentences for word in words)
        context = torch.tanh(self._project(states).float())
        made = self._read(torch.cat([self._surface(forms)[of], context], 1))
        order = Order([len(words) for words in sentences if words])
        found: Floats = self._model.tags(self._lstm.read(made, order)).numpy()
        return found

    def _surface(self, forms: Sequence[str]) -> Tensor:
        characters = spelled(forms)
        before, here, after = self._filters
        beside = functional.pad(characters, (1, 1), value=PADDING)
        letters = torch.relu(before[beside[:, :-2]] + here[characters] + after[beside[:, 2:]])
        letters = (letters * (characters != PADDING)[..., None]).amax(1)
        cases = self._model.cases(torch.tensor([case_of(form) for form in forms]))
        return torch.cat([self._vectors.of(forms), letters, cases], 1)


def spelled(forms: Sequence[str]) -> Tensor:
    """The ids of the forms' first characters, padded."""
    width = max(3, *(min(LONGEST_WORD, len(form)) for form in forms))
    out = np.full((len(forms), width), PADDING)
    for row, form in zip(out, forms, strict=True):
        ids = [ALPHABET.get(c, UNKNOWN) for c in form[:LONGEST_WORD]]
        row[: len(ids)] = ids
    return torch.from_numpy(out)


class Vectors:
    """Word vectors of a Stanza pretrain, which keeps lower-case words."""

    def __init__(self, pretrain: Any) -> None:
        self._ids: dict[str, int] = pretrain.vocab._unit2id
        self._table = torch.as_tensor(pretrain.emb, dtype=torch.float32)
        self.size = self._table.shape[1]

    def of(self, words: Sequence[str]) -> Tensor:
        """Words x size; an unknown word has the vector of Stanza's <UNK>."""
        return self._table[torch.tensor([self.place(w) for w in words])]

    def place(self, word: str) -> int:
        """The word's row in the table."""
        low = word.lower()
        return self._ids.get(low, self._ids.get(low.replace("’", "'"), UNKNOWN))


def collate(sentences: Sequence[tuple[Sequence[str], Tensor]], vectors: Vectors) -> Batch:
    """Pads sentences, each its words and their states, to a batch."""
    lengths = [len(words) for words, _ in sentences]
    shape = len(sentences), max(lengths)
    letters = spelled([word for words, _ in sentences for word in words])
    characters = torch.full((*shape, letters.shape[1]), PADDING)
    cases = torch.zeros(shape, dtype=torch.long)
    inputs = [torch.zeros(*shape, size) for size in (vectors.size, sentences[0][1].shape[1])]
    for i, ((words, states), ids) in enumerate(zip(sentences, torch.split(letters, lengths), strict=True)):
        n = len(words)
        cases[i, :n] = torch.tensor([case_of(w) for w in words])
        inputs[0][i, :n], inputs[1][i, :n], characters[i, :n] = vectors.of(words), states, ids
    return Batch(inputs[0], characters, cases, inputs[1], torch.tensor(lengths))
