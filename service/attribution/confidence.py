"""Calibrated probabilities that a resolution is right, by the way it was reached."""

from __future__ import annotations

from bisect import bisect_right

_TABLE: dict[str, tuple[tuple[float, ...], tuple[float, ...]]] = {
    "answer label": ((), (0.98,)),
    "author": ((), (0.59,)),
    "bare name": ((), (0.75,)),
    "byline": ((), (0.99,)),
    "cataphora": ((), (0.86,)),
    "described organisation": ((), (0.91,)),
    "described person": ((), (0.92,)),
    "earlier document": ((), (0.92,)),
    "earlier organization": ((), (0.78,)),
    "earlier other": ((), (0.57,)),
    "earlier unnamed": ((), (0.85,)),
    "full name": ((), (0.99,)),
    "joint": ((), (0.89,)),
    "namesake": ((), (0.85,)),
    "organisation": ((), (0.91,)),
    "other pronoun": ((0.4, 0.8), (0.24, 0.66, 0.86)),
    "own document": ((), (0.94,)),
    "own group": ((), (0.9,)),
    "own named": ((), (0.97,)),
    "own organization": ((), (0.6,)),
    "own other": ((), (0.83,)),
    "own unnamed": ((), (0.7,)),
    "owned": ((), (0.82,)),
    "person pronoun": ((0.5, 0.7, 0.9), (0.21, 0.76, 0.95, 0.97)),
    "quantifier": ((), (0.7,)),
    "question label": ((), (0.95,)),
    "reader": ((), (0.74,)),
    "relative": ((), (0.75,)),
    "relative name": ((), (0.93,)),
    "surname": ((), (0.99,)),
    "topic": ((0.6, 0.75), (0.24, 0.78, 0.92)),
    "topic and role": ((), (0.93,)),
    "two": ((), (0.93,)),
}
"""For each way of resolution the scores at which a new bin begins, and the probability in each bin, as
models/evaluation/speakers.py fits them.

“own named” is a phrase with a name in it (the Lindqvist campaign), which needs nothing else to be understood.  “own
organization” is held above what was fitted (0.46): a body called by its noun alone is still better than nobody."""

_DEFAULT = 0.7


def probability(how: str, score: float) -> float:
    """P(speaker right) for a resolution reached in the way `how` with a raw score in 0 … 1; two decimals."""
    steps, values = _TABLE.get(how, ((), (_DEFAULT,)))
    return round(values[bisect_right(steps, score)], 2)
