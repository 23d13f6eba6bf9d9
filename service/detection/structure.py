"""Quotes that the layout alone gives away: transcripts and signed quotations."""

from __future__ import annotations

from collections.abc import Sequence

from service.detection.candidates import Candidate
from service.detection.signed import signed
from service.detection.transcripts import transcripts
from service.domain.spans import Span
from service.text.marks import Marks


def structural(text: str, paragraphs: Sequence[Span], marks: Marks) -> tuple[Candidate, ...]:
    """The candidates of all rules that need nothing but the text, by their start."""
    found = [*transcripts(text, paragraphs), *signed(text, paragraphs, marks)]
    return tuple(sorted(found, key=lambda candidate: (candidate.start, -candidate.end)))
