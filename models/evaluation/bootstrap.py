"""Bootstrap intervals over documents (Efron & Tibshirani 1993): how far a figure moves with the articles drawn."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import TypeVar

ROUNDS = 1000
Unit = TypeVar("Unit")


def interval(units: Sequence[Unit], measure: Callable[[Sequence[Unit]], float]) -> tuple[float, float]:
    """The 95 % interval of `measure` over as many `units` (documents) drawn with replacement; the same each time."""
    rng = random.Random(1)
    values = sorted(measure(rng.choices(units, k=len(units))) for _ in range(ROUNDS))
    return values[ROUNDS // 40], values[-ROUNDS // 40]
