"""A valid request."""

from __future__ import annotations

from dataclasses import dataclass, field

from service.api.offsets import Unit
from service.api.problems import Problem
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


@dataclass(frozen=True, slots=True)
class Refusal:
    """An article of a batch that is no valid request; `id` is the one it came with, None where it had no usable one."""

    id: str | None
    problem: Problem


@dataclass(frozen=True, slots=True)
class BatchRequest:
    """Several articles in the order in which they were sent, those that are not valid too."""

    articles: tuple[QuotesRequest | Refusal, ...]
