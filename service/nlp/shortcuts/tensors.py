"""Ids of words and characters to one tensor in one go; Stanza makes a tensor of every row, and a row is a word."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Any

import numpy as np
import torch
from stanza.models.common import data as common
from stanza.models.depparse import data as depparse
from stanza.models.lemma import data as lemma
from stanza.models.mwt import data as mwt
from stanza.models.ner import data as ner
from stanza.models.ner import model as ner_model
from stanza.models.pos import data as pos
from torch import Tensor

READERS = (common, depparse, lemma, mwt, ner, ner_model, pos)


def long_tensor(rows: Sequence[Any], batch_size: int, pad_id: int = 0) -> Tensor:
    """Nested lists of ids, padded to the longest of each level; `batch_size` is the number of rows.

    The same as Stanza's ``get_long_tensor``.
    """
    sizes: list[int] = []
    masks = []
    level = rows
    while isinstance(level[0], list):
        lengths = np.fromiter(map(len, level), dtype=np.int64, count=len(level))
        sizes.append(int(lengths.max()))
        masks.append(np.arange(sizes[-1]) < lengths[:, None])
        level = list(chain.from_iterable(level))
    filled = np.fromiter(level, dtype=np.int64, count=len(level))
    for size, mask in zip(reversed(sizes), reversed(masks), strict=True):
        padded = np.full((len(mask), size, *filled.shape[1:]), pad_id, dtype=np.int64)
        padded[mask] = filled
        filled = padded
    return torch.from_numpy(filled)


def install() -> None:
    """Puts it in the place of Stanza's."""
    for module in READERS:
        module.get_long_tensor = long_tensor
