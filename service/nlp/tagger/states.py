"""What the encoders make of each word, for taggers that read Stanza's tokens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from service.nlp.tagger.words import Word


@dataclass(frozen=True, slots=True, eq=False)
class States:
    """The words' offsets, half-open code points in text order, and their states, a matrix of words x size."""

    starts: list[int]
    ends: list[int]
    values: Tensor

    @classmethod
    def of(cls, windows: Sequence[tuple[Sequence[Word], Tensor]]) -> States:
        """The words and states of windows that follow each other in the text."""
        words = [w for window, _ in windows for w in window]
        values = torch.cat([states for _, states in windows]) if windows else torch.zeros(0, 0)
        return cls([w.start for w in words], [w.end for w in words], values)

    def over(self, spans: Sequence[tuple[int, int]]) -> Tensor:
        """For each span the mean state of the words that share a character with it, zeros where none does."""
        begins, ends = np.array(spans, dtype=np.int64).reshape(-1, 2).T
        first, stop = np.searchsorted(self.ends, begins, "right"), np.searchsorted(self.starts, ends, "left")
        counts = np.maximum(stop - first, 0)
        before = np.cumsum(counts) - counts
        rows = np.repeat(np.arange(len(counts)), counts)
        words = np.arange(len(rows)) - np.repeat(before - first, counts)
        out = torch.zeros(len(counts), self.values.shape[1])
        out.index_add_(0, torch.from_numpy(rows), self.values[torch.from_numpy(words)])
        return out / torch.from_numpy(np.maximum(counts, 1))[:, None]
