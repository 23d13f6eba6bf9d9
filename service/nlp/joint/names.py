"""The tagger of names: the network's states, word vectors and characters, read three words at a time.

The encoder knows no capitals and was taught few names; the characters, and vectors learned from billions of words,
make up for it.  Two convolutions over the words (Collobert et al., JMLR 2011) with the characters read by another (Ma &
Hovy, ACL 2016), and learned steps from tag to tag (Lample et al., NAACL 2016).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from service.domain.errors import ModelError
from service.nlp.bio import best_paths, legal
from service.nlp.products import product
from service.nlp.tagger.words import case_of

NAMES = ("O", "B-PERSON", "I-PERSON", "B-ORG", "I-ORG", "B-LOC", "I-LOC")
STATES, PROJECTED, VECTOR, CHARACTER, FILTERS, CASE, HIDDEN = 768, 200, 100, 32, 96, 16, 256
CASES, LONGEST, KEPT, REMEMBERED = 6, 20, 1 << 14, 1 << 13
PADDING, UNKNOWN = 0, 1  # characters
ALPHABET = {
    c: i
    for i, c in enumerate(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,-'’&/@#:!?$%_“”\"()éèáíóúüöäñç", UNKNOWN + 1
    )
}
FILE, VECTORS, WORDS = "names.safetensors", "vectors.safetensors", "vectors.txt"
STEPS = legal(NAMES)


class NamesModel(nn.Module):
    """The network of the tagger; `transitions` go from a row's tag to a column's."""

    def __init__(self) -> None:
        super().__init__()
        self.project = nn.Linear(STATES, PROJECTED)
        self.chars = nn.Embedding(len(ALPHABET) + 2, CHARACTER, padding_idx=PADDING)
        self.filters = nn.Conv1d(CHARACTER, FILTERS, 3, padding=1)
        self.cases = nn.Embedding(CASES, CASE)
        self.c1 = nn.Conv1d(PROJECTED + CASE + VECTOR + FILTERS, HIDDEN, 3, padding=1)
        self.c2 = nn.Conv1d(HIDDEN, HIDDEN, 3, padding=1)
        self.tags = nn.Linear(HIDDEN, len(NAMES))
        self.transitions = nn.Parameter(torch.zeros(len(NAMES), len(NAMES)))

    def surface(self, vectors: Tensor, characters: Tensor, cases: Tensor) -> Tensor:
        """What is known of words from their forms; words x size, x LONGEST and x 1 in, words x size out."""
        letters = torch.relu(self.filters(self.chars(characters).transpose(1, 2)))
        letters = (letters * (characters != PADDING)[:, None]).amax(-1)
        return torch.cat([self.cases(cases), vectors, letters], -1)


class Vectors:
    """Word vectors, eight bits a number with a scale for each word; words are in lower case."""

    def __init__(self, words: Sequence[str], table: Tensor, scales: Tensor) -> None:
        """`table` is words x VECTOR, its first row that of unknown words, and so are the `scales`."""
        self._places = {word: i for i, word in enumerate(words, 1)}
        self._table, self._scales = table, scales

    @classmethod
    def load(cls, folder: Path) -> Vectors:
        """Reads the folder's vectors and their words; raises what reading raises."""
        words = (folder / WORDS).read_text(encoding="utf8").split("\n")[:-1]
        found = load_file(folder / VECTORS)
        return cls(words, found["table"], found["scales"])

    def of(self, forms: Sequence[str]) -> Tensor:
        """The forms' vectors, forms x VECTOR."""
        rows = [self._place(form.lower()) for form in forms]
        return self._table[rows].float() * self._scales[rows].float()[:, None]

    def _place(self, form: str) -> int:
        return self._places.get(form, self._places.get(form.replace("’", "'"), 0))


@lru_cache(KEPT)
def spelled(form: str) -> tuple[int, ...]:
    """The ids of the form's first characters, filled up to LONGEST, and PADDING before and after."""
    ids = [ALPHABET.get(c, UNKNOWN) for c in form[:LONGEST]]
    return (PADDING, *ids, *[PADDING] * (LONGEST + 1 - len(ids)))


class NamesTagger:
    """The trained tagger, for reading alone."""

    def __init__(self, model: NamesModel, vectors: Vectors, halved: bool) -> None:
        """`halved` says whether large products are taken in halves of floats (see products.py)."""
        self._model, self._vectors = model.eval(), vectors
        self._places: dict[str, int] = {}
        self._known = torch.empty(REMEMBERED, CASE + VECTOR + FILTERS)
        self._project = product(model.project.weight, model.project.bias, halved)
        self._first, self._second = (Around(layer, halved) for layer in (model.c1, model.c2))
        self._steps = STEPS + model.transitions.detach().numpy()
        # An alphabet is small: what each third of a filter makes of a character is known beforehand.
        table, filters = model.chars.weight.detach(), model.filters.weight.detach()
        before, here, after = (table @ filters[..., k].T for k in range(3))
        self._letters = before, here + model.filters.bias.detach() if model.filters.bias is not None else here, after

    @classmethod
    def load(cls, folder: Path, halved: bool) -> NamesTagger:
        """Reads the network and the vectors; raises ModelError naming the file that is missing or damaged."""
        path = folder / FILE
        try:
            model = NamesModel()
            model.load_state_dict({name: part.float() for name, part in load_file(path).items()})
            path = folder / VECTORS
            return cls(model, Vectors.load(folder), halved)
        except Exception as error:
            raise ModelError(f"cannot load {path}: {error}") from error

    def tags(self, forms: Sequence[str], states: Tensor, lengths: Sequence[int]) -> list[list[str]]:
        """A BIO tag for each word; forms and states, words x STATES, are those of sentences of the `lengths`."""
        surface = self._remembered(forms)
        read = torch.cat([torch.tanh(self._project(states).float()), surface], 1)
        # A row of zeros before, between and after sentences: what a convolution reads beyond them.
        rows = torch.tensor([i + k for k, i in _numbered(lengths)]) + 1
        x = torch.zeros(len(read) + len(lengths) + 1, read.shape[1]).index_copy_(0, rows, read)
        once = torch.zeros(len(x), HIDDEN).index_copy_(0, rows, self._first(x, rows))
        scores = self._model.tags(once[rows] + self._second(once, rows)).numpy()
        paths = best_paths(np.split(scores, np.cumsum(lengths)[:-1]), self._steps, STEPS[0])
        return [[NAMES[tag] for tag in path] for path in paths]

    def _remembered(self, forms: Sequence[str]) -> Tensor:
        """What is known of the forms, of each one's letters alone: those of the last few thousand are kept."""
        new = [form for form in dict.fromkeys(forms) if form not in self._places]
        if len(self._places) + len(new) > REMEMBERED:
            self._places, new = {}, list(dict.fromkeys(forms))
        if len(new) > REMEMBERED:
            return self._surface(forms)
        if new:
            begin = len(self._places)
            self._known[begin : begin + len(new)] = self._surface(new)
            self._places.update(zip(new, range(begin, begin + len(new)), strict=True))
        return self._known[[self._places[form] for form in forms]]

    def _surface(self, forms: Sequence[str]) -> Tensor:
        before, here, after = self._letters
        longest = min(LONGEST, max(map(len, forms)))
        characters = torch.tensor([spelled(form)[: longest + 2] for form in forms])
        letters = here[characters[:, 1:-1]] + before[characters[:, :-2]] + after[characters[:, 2:]]
        letters = (letters.relu_() * (characters[:, 1:-1, None] != PADDING)).amax(1)
        cases = torch.tensor([case_of(form) for form in forms])
        return torch.cat([self._model.cases(cases), self._vectors.of(forms), letters], 1)


def _numbered(lengths: Sequence[int]) -> list[tuple[int, int]]:
    """For each word the number of its sentence and its own."""
    sentences = [k for k, length in enumerate(lengths) for _ in range(length)]
    return list(zip(sentences, range(len(sentences)), strict=True))


class Around:
    """A convolution of three rows, and a GELU after it."""

    def __init__(self, layer: nn.Conv1d, halved: bool) -> None:
        # All that the layer makes of a row, as the one before, the one itself and the one after.
        self._times = product(layer.weight.detach().permute(2, 0, 1).flatten(0, 1), None, halved)
        self._bias = torch.zeros(()) if layer.bias is None else layer.bias.detach()

    def __call__(self, x: Tensor, rows: Tensor) -> Tensor:
        """What it makes of those around each of the `rows` of `x`."""
        before, here, after = self._times(x).float().view(len(x), 3, -1).unbind(1)
        return functional.gelu(before[rows - 1] + here[rows] + after[rows + 1] + self._bias)
