"""The outcome of resolving one source."""

from __future__ import annotations

from dataclasses import dataclass

from service.attribution.records import Place


@dataclass(frozen=True, slots=True)
class Answer:
    """A record, the mentions passed on the way to it, how it was reached and how well (0 … 1), and a discount."""

    record: int
    via: tuple[Place, ...]
    how: str
    score: float
    factor: float = 1.0
