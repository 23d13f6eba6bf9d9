"""Calibrated probabilities that a resolution is right, by the way it was reached."""

from __future__ import annotations

from bisect import bisect_right

_TABLE: dict[str, tuple[tuple[float, ...], tuple[float, ...]]] = {
    "answer label": ((), (0.98,)),
    "author": ((), (0.59,)),
    "bare name": ((), (0.84,)),
    "byline": ((), (0.99,)),
    "cataphora": ((), (0.86,)),
    "described organisation": ((), (0.89,)),
    "described person": ((), (0.82,)),
    "earlier document": ((), (0.92,)),
    "earlier organization": ((), (0.71,)),
    "earlier other": ((), (0.57,)),
    "earlier unnamed": ((), (0.95,)),
    "full name": ((), (0.99,)),
    "joint": ((), (0.94,)),
    "namesake": ((), (0.92,)),
    "organisation": ((), (0.92,)),
    "other pronoun": ((0.4, 0.8), (0.29, 0.67, 0.89)),
    "own document": ((), (0.94,)),
    "own group": ((), (0.91,)),
    "own named": ((), (0.99,)),
    "own organization": ((), (0.6,)),
    "own other": ((), (0.79,)),
    "own unnamed": ((), (0.66,)),
    "owned": ((), (0.91,)),
    "person pronoun": ((0.5, 0.7, 0.9), (0.3, 0.58, 0.83, 0.98)),
    "quantifier": ((), (0.73,)),
    "question label": ((), (0.95,)),
    "reader": ((), (0.74,)),
    "relative": ((), (0.79,)),
    "relative name": ((), (0.99,)),
    "surname": ((), (0.99,)),
    "topic": ((0.6, 0.75), (0.31, 0.74, 0.92)),
    "topic and role": ((), (0.95,)),
    "two": ((), (0.96,)),
}
"""For each way of resolution the scores at which a new bin begins, and the probability in each bin, as
models/evaluation/speakers.py fits them.

“own named” is a phrase with a name in it (the Lindqvist campaign), which needs nothing else to be understood.  “own
organization” is held above what was fitted (0.44): a body called by its noun alone is still better than nobody;
“namesake” below (0.99), since it rests on few articles."""

_DEFAULT = 0.7


def probability(how: str, score: float) -> float:
    """P(speaker right) for a resolution reached in the way `how` with a raw score in 0 … 1; two decimals."""
    steps, values = _TABLE.get(how, ((), (_DEFAULT,)))
    return round(values[bisect_right(steps, score)], 2)
