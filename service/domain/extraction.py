"""The whole answer for one article."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from service.domain.quotes import Quote
from service.domain.spans import Span
from service.domain.speakers import Speaker


class WarningCode(StrEnum):
    """What a reader should know about the text."""

    NOT_ENGLISH = "not_english"
    STRAY_MARK = "stray_mark"
    PARTLY_ANALYSED = "partly_analysed"


@dataclass(frozen=True, slots=True)
class Notice:
    """A warning; `span` is where it applies, None for the whole text."""

    code: WarningCode
    detail: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Extraction:
    """Quotes in the contract's order, their speakers in order of first quote, and warnings."""

    quotes: tuple[Quote, ...]
    speakers: tuple[Speaker, ...]
    notices: tuple[Notice, ...]


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """What the contract shows under `model`."""

    name: str
    version: str
    stanza: str
