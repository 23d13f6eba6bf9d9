"""What the encoder makes of each word piece, for taggers that read Stanza's tokens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from service.nlp.tagger.words import Word

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class States:
    """The word pieces' offsets, half-open code points in text order, and their states, a matrix of pieces x size."""

    starts: Ints
    ends: Ints
    values: Tensor

    @classmethod
    def of(cls, windows: Sequence[tuple[Sequence[Word], Tensor]]) -> States:
        """The pieces and states of windows that follow each other in the text."""
        words = [w for window, _ in windows for w in window]
        starts = [w.start + place for w in words for place in w.places]
        ends = [w.start + place for w in words for place in (*w.places[1:], w.end - w.start)]
        values = torch.cat([states for _, states in windows]) if windows else torch.zeros(0, 0)
        return cls(np.array(starts, dtype=np.int64), np.array(ends, dtype=np.int64), values)

    def within(self, start: int, end: int) -> slice:
        """Which of them begin in ``text[start:end]``."""
        first, stop = np.searchsorted(self.starts, (start, end))
        return slice(int(first), int(stop))

    def over(self, spans: Sequence[tuple[int, int]]) -> Tensor:
        """For each span the mean state of the pieces that share a character with it, zeros where none does."""
        begins, ends = np.array(spans, dtype=np.int64).reshape(-1, 2).T
        first, stop = np.searchsorted(self.ends, begins, "right"), np.searchsorted(self.starts, ends, "left")
        counts = np.maximum(stop - first, 0)
        before = np.cumsum(counts) - counts
        rows = np.repeat(np.arange(len(counts)), counts)
        pieces = np.arange(len(rows)) - np.repeat(before - first, counts)
        out = torch.zeros(len(counts), self.values.shape[1])
        out.index_add_(0, torch.from_numpy(rows), self.values[torch.from_numpy(pieces)])
        return out / torch.from_numpy(np.maximum(counts, 1))[:, None]
