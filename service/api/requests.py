"""A valid request."""

from __future__ import annotations

from dataclasses import dataclass, field

from service.api.offsets import Unit
from service.domain.quotes import QuoteType


@dataclass(frozen=True, slots=True)
class QuotesRequest:
    """One article and what its answer should hold.

    `id`, `title`, `url`, `published` and `publisher` are echoed as given; `types` and `min_confidence` choose quotes.
    """

    text: str
    id: str | None = None
    title: str | None = None
    url: str | None = None
    published: str | None = None
    publisher: str | None = None
    offsets: Unit = Unit.CODEPOINT
    types: frozenset[QuoteType] = field(default=frozenset(QuoteType))
    min_confidence: float = 0.0
