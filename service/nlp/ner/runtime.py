"""Runs the entity tagger over sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from service.domain.errors import ModelError
from service.nlp import weights
from service.nlp.bio import legal, viterbi
from service.nlp.ner.model import ALPHABET, PADDING, TAGS, UNKNOWN, Batch, EntityModel, Shape
from service.nlp.tagger.words import case_of

LONGEST_WORD = 20
# Words read at once, padding counted: what the convolution takes for them is some megabytes.
TOGETHER = 400
# In nats: half of what a tag given with a probability of 0.9 is worth.  A round figure, not fitted.
VOTE = 2.0
STEPS = legal(TAGS)


class EntityTagger:
    """The trained tagger; `tag` may be called from one thread at a time."""

    def __init__(self, model: EntityModel, vectors: Vectors) -> None:
        self._model, self._vectors = model.eval(), vectors
        self._transitions = model.transitions.detach().numpy()

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

    def tag(
        self, sentences: Sequence[tuple[Sequence[str], Tensor]], votes: Sequence[Sequence[str]] | None = None
    ) -> list[list[str]]:
        """A BIO tag for each word; a sentence is its words and their states, words x size.

        `votes` are the BIO tags that another tagger gives: each of them weighs VOTE.
        """
        out: list[list[str]] = [[] for _ in sentences]
        for group in _together([len(words) for words, _ in sentences]):
            with torch.inference_mode():
                scores = self._model(collate([sentences[i] for i in group], self._vectors)).numpy()
            for i, row in zip(group, scores, strict=True):
                if votes:
                    row[range(len(votes[i])), [TAGS.index(tag) for tag in votes[i]]] += VOTE
                out[i] = [TAGS[t] for t in viterbi(row[: len(sentences[i][0])], STEPS, self._transitions)]
        return out


def _together(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Indices of sentences of like length, at most TOGETHER padded words a group, or one; not of empty ones."""
    group: list[int] = []
    for index in sorted((i for i, length in enumerate(lengths) if length), key=lambda i: lengths[i]):
        if group and (len(group) + 1) * lengths[index] > TOGETHER:
            yield group
            group = []
        group.append(index)
    if group:
        yield group


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
    width = max(3, *(min(LONGEST_WORD, len(w)) for words, _ in sentences for w in words))
    characters = np.full((*shape, width), PADDING)
    cases = torch.zeros(shape, dtype=torch.long)
    inputs = [torch.zeros(*shape, size) for size in (vectors.size, sentences[0][1].shape[1])]
    for i, (words, states) in enumerate(sentences):
        n = len(words)
        cases[i, :n] = torch.tensor([case_of(w) for w in words])
        inputs[0][i, :n], inputs[1][i, :n] = vectors.of(words), states
        for k, word in enumerate(words):
            ids = [ALPHABET.get(c, UNKNOWN) for c in word[:LONGEST_WORD]]
            characters[i, k, : len(ids)] = ids
    return Batch(inputs[0], torch.from_numpy(characters), cases, inputs[1], torch.tensor(lengths))
