"""Quotes: what was said, the words that mark it as said, and the words that name who said it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from service.domain.spans import Span


class QuoteType(StrEnum):
    """Whether all, none or some of the content stands in quotation marks."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class CueClass(StrEnum):
    """What a cue does with its content."""

    STATEMENT = "statement"
    CLAIM = "claim"
    DENIAL = "denial"
    ADMISSION = "admission"
    ACCUSATION = "accusation"
    OPINION = "opinion"
    QUESTION = "question"
    DIRECTIVE = "directive"
    COMMITMENT = "commitment"
    FINDING = "finding"
    FEELING = "feeling"
    OTHER = "other"


class SourceForm(StrEnum):
    """How the article words a source."""

    NAME = "name"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True)
class Cue:
    """The words that attribute; `lemma` is that of the cue's head."""

    spans: tuple[Span, ...]
    lemma: str
    cue_class: CueClass
    negated: bool
    hedged: bool


@dataclass(frozen=True, slots=True)
class Detected:
    """A quote before its source is resolved.

    `content`, `verbatim`, `source`: spans in text order; `source` is empty where no words name one.  `follows` is the
    index (in the sequence of detected quotes) of the quote whose run of one speaker this one continues without a
    source of its own; `parent` the index of the quote it is nested in.  `score` is the detector's own probability that
    content, cue and source are right, `source_score` that the source is, given the content.
    """

    content: tuple[Span, ...]
    verbatim: tuple[Span, ...]
    type: QuoteType
    cue: Cue | None
    source: tuple[Span, ...]
    follows: int | None
    parent: int | None
    score: float
    source_score: float = 1.0


@dataclass(frozen=True, slots=True)
class Quote:
    """A finished quote.

    `speaker`, `parent` and `id` are contract ids ("s1", "q1"); `resolution` is the path of mentions from the source to
    the one that names the speaker, empty where `speaker` is None.
    """

    id: str
    type: QuoteType
    content: tuple[Span, ...]
    verbatim: tuple[Span, ...]
    cue: Cue | None
    source: tuple[Span, ...]
    source_form: SourceForm | None
    speaker: str | None
    resolution: tuple[Span, ...]
    parent: str | None
    confidence: float
    speaker_confidence: float | None
