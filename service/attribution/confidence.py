"""Calibrated probabilities that a resolution is right, by the way it was reached."""

from __future__ import annotations

from bisect import bisect_right

_TABLE: dict[str, tuple[tuple[float, ...], tuple[float, ...]]] = {}
_DEFAULT = 0.7


def probability(how: str, score: float) -> float:
    """P(speaker right) for a resolution reached in the way `how` with a raw score in 0 … 1; two decimals."""
    steps, values = _TABLE.get(how, ((), (_DEFAULT,)))
    return round(values[bisect_right(steps, score)], 2)
