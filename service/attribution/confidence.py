"""Calibrated probabilities that a resolution is right, by the way it was reached."""

from __future__ import annotations

from bisect import bisect_right

_TABLE: dict[str, tuple[tuple[float, ...], tuple[float, ...]]] = {
    "answer label": ((), (0.98,)),
    "apposition": ((), (0.86,)),
    "author": ((), (0.47,)),
    "bare name": ((), (0.85,)),
    "byline": ((), (0.99,)),
    "described organisation": ((0.75,), (0.71, 0.89)),
    "described person": ((), (0.88,)),
    "earlier document": ((), (0.7,)),
    "earlier group": ((), (0.43,)),
    "earlier organization": ((), (0.74,)),
    "earlier other": ((), (0.6,)),
    "earlier unnamed": ((), (0.72,)),
    "full name": ((), (0.99,)),
    "joint": ((), (0.7,)),
    "namesake": ((), (0.93,)),
    "organisation": ((), (0.93,)),
    "other pronoun": ((0.4, 0.8), (0.25, 0.57, 0.74)),
    "own document": ((), (0.84,)),
    "own group": ((), (0.9,)),
    "own named": ((), (0.94,)),
    "own organization": ((), (0.77,)),
    "own other": ((), (0.76,)),
    "own unnamed": ((), (0.73,)),
    "owned": ((), (0.45,)),
    "owner": ((), (0.86,)),
    "person pronoun": ((0.4, 0.6, 0.75, 0.82, 0.9, 0.95, 0.99), (0.28, 0.45, 0.64, 0.76, 0.83, 0.92, 0.97, 0.99)),
    "person pronoun within": ((0.75, 0.95, 0.99), (0.46, 0.76, 0.94, 0.95)),
    "quantifier": ((), (0.65,)),
    "question label": ((), (0.95,)),
    "reader": ((), (0.74,)),
    "related": ((), (0.9,)),
    "relative": ((), (0.64,)),
    "relative name": ((), (0.96,)),
    "surname": ((), (0.99,)),
    "topic": ((0.7, 0.95), (0.39, 0.8, 0.89)),
    "topic and role": ((), (0.98,)),
    "topic within": ((), (0.3,)),
    "two": ((), (0.77,)),
}
"""For each way of resolution the scores at which a new bin begins, and the probability in each bin, as
models/evaluation/speakers.py fits them.

“own named” is a phrase with a name in it (the Lindqvist campaign), which needs nothing else to be understood; what ends
in “within” is of a quote within a quote."""

_DEFAULT = 0.7
CERTAIN = 0.4
"""Below this probability an answer is none: no link is given, one of several speakers goes by the phrase's words."""


def probability(how: str, score: float) -> float:
    """P(speaker right) for a resolution reached in the way `how` with a raw score in 0 … 1; two decimals."""
    steps, values = _TABLE.get(how, ((), (_DEFAULT,)))
    return round(values[bisect_right(steps, score)], 2)
