"""Stretches of an article's text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch of code points; `text` is exactly the article's characters there."""

    start: int
    end: int
    text: str

    @classmethod
    def of(cls, article: str, start: int, end: int) -> Span:
        """The span ``article[start:end]``.

        Raises ValueError where the offsets do not lie in the article in that order or the span would be empty.
        """
        if not 0 <= start < end <= len(article):
            raise ValueError(f"no span {start}:{end} in a text of {len(article)} code points")
        return cls(start, end, article[start:end])

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


def joined(spans: Iterable[Span]) -> str:
    """The texts of a span in several parts, as the contract shows them."""
    return " […] ".join(s.text for s in spans)
