"""What is known of a word from its form alone: its ids in a model's vocabularies, and what its letters look like."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any, TypeVar

import torch
from stanza.models.common.char_model import CharacterModel
from stanza.models.common.utils import EXCLAM_RE, QUESTION_RE
from torch import Tensor

from service.nlp.reading.recurrent import Layer, Order

KEPT = 1 << 14
MARKS = frozenset("?!？！︖﹖⁇︕﹗‼")

Unit = TypeVar("Unit", bound=Hashable)
Ids = Callable[[str], tuple[int, int, tuple[int, ...]]]


def distinct(units: Iterable[Unit]) -> tuple[list[Unit], Tensor]:
    """The different units, in order of their first occurrence, and which of them each is."""
    places: dict[Unit, int] = {}
    which = [places.setdefault(unit, len(places)) for unit in units]
    return list(places), torch.tensor(which)


def simplified(form: str) -> str:
    """Rows of question and exclamation marks as one of them, as Stanza's tagger and parser read them."""
    if len(form) < 2 or form[0] not in MARKS:
        return form
    return str(EXCLAM_RE.sub("!", QUESTION_RE.sub("?", form)))


def remembered(words: Any, vectors: Any, characters: Any, lowered: bool) -> Ids:
    """The ids of a form among words, among pretrained vectors (which keep lower case), and of its characters.

    The last few thousand forms' are kept: they are the same each time.
    """

    @lru_cache(KEPT)
    def ids(form: str) -> tuple[int, int, tuple[int, ...]]:
        low = form.lower() if lowered else form
        return words.unit2id(form), vectors.unit2id(low), tuple(characters.map(form))

    return ids


class Letters:
    """Stanza's character model: forms to vectors."""

    def __init__(self, model: CharacterModel) -> None:
        self._table = model.char_emb.weight.detach()
        self._layer = Layer(model.charlstm.lstm, model.charlstm_h_init, model.charlstm_c_init)
        self._attention = model.char_attn.weight.detach() if model.attn else None
        # An alphabet is small: each character's part in the gates is known beforehand.
        self._made = torch.addmm(self._layer.bias, self._table, self._layer.weight.T)

    def of(self, words: Sequence[Sequence[int]]) -> Tensor:
        """Forms x size; a form is the ids of its characters."""
        order = Order([len(word) for word in words])
        which = torch.tensor(list(chain.from_iterable(words)))
        if self._attention is None:
            return self._layer.last(self._made, order, which)
        states = self._layer.read(self._made, order, which)
        states = states * (states @ self._attention.T).sigmoid_()
        out: Tensor = states.new_zeros(len(words), states.shape[1])
        return out.index_add_(0, torch.from_numpy(order.sequence), states)
