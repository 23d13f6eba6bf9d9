"""Calibrated probabilities that a resolution is right, by the way it was reached."""

from __future__ import annotations

from bisect import bisect_right

_TABLE: dict[str, tuple[tuple[float, ...], tuple[float, ...]]] = {
    "answer label": ((), (0.98,)),
    "apposition": ((), (0.89,)),
    "author": ((), (0.6,)),
    "bare name": ((), (0.89,)),
    "byline": ((), (0.99,)),
    "cataphora": ((), (0.77,)),
    "described organisation": ((0.75,), (0.72, 0.92)),
    "described person": ((), (0.87,)),
    "earlier document": ((), (0.68,)),
    "earlier group": ((), (0.43,)),
    "earlier organization": ((), (0.76,)),
    "earlier other": ((), (0.65,)),
    "earlier unnamed": ((), (0.9,)),
    "full name": ((), (0.99,)),
    "joint": ((), (0.81,)),
    "namesake": ((), (0.98,)),
    "organisation": ((), (0.93,)),
    "other pronoun": ((0.4, 0.8), (0.21, 0.67, 0.94)),
    "own document": ((), (0.9,)),
    "own group": ((), (0.96,)),
    "own named": ((), (0.97,)),
    "own organization": ((), (0.77,)),
    "own other": ((), (0.81,)),
    "own unnamed": ((), (0.84,)),
    "owned": ((), (0.69,)),
    "owner": ((), (0.86,)),
    "person pronoun": ((0.6, 0.8, 0.95), (0.4, 0.64, 0.92, 0.99)),
    "quantifier": ((), (0.78,)),
    "question label": ((), (0.95,)),
    "reader": ((), (0.74,)),
    "related": ((), (0.79,)),
    "relative": ((), (0.67,)),
    "relative name": ((), (0.98,)),
    "surname": ((), (0.99,)),
    "topic": ((0.7,), (0.36, 0.83)),
    "topic and role": ((), (0.98,)),
    "two": ((), (0.85,)),
}
"""For each way of resolution the scores at which a new bin begins, and the probability in each bin, as
models/evaluation/speakers.py fits them.

“own named” is a phrase with a name in it (the Lindqvist campaign), which needs nothing else to be understood.
“namesake” is held below what was fitted (0.99), since it rests on few articles."""

_DEFAULT = 0.7


def probability(how: str, score: float) -> float:
    """P(speaker right) for a resolution reached in the way `how` with a raw score in 0 … 1; two decimals."""
    steps, values = _TABLE.get(how, ((), (_DEFAULT,)))
    return round(values[bisect_right(steps, score)], 2)
