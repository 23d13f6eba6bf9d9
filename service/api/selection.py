"""The quotes and speakers that a request's filters leave."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from service.api.requests import QuotesRequest
from service.domain.extraction import Extraction
from service.domain.quotes import Quote
from service.domain.speakers import Speaker


def select(extraction: Extraction, request: QuotesRequest) -> Extraction:
    """`extraction` with the quotes of the wanted types and confidence alone.

    Ids stay as they were.  A quote whose parent is gone has none; a speaker without quotes is dropped unless a speaker
    that stays lists it among its members, so that no id in the answer points nowhere.
    """
    quotes = [quote for quote in extraction.quotes if _wanted(quote, request)]
    kept = {quote.id for quote in quotes}
    speakers = [
        replace(speaker, quotes=tuple(quote for quote in speaker.quotes if quote in kept))
        for speaker in extraction.speakers
    ]
    named = _with_members(speakers)
    return Extraction(
        quotes=tuple(q if q.parent is None or q.parent in kept else replace(q, parent=None) for q in quotes),
        speakers=tuple(speaker for speaker in speakers if speaker.id in named),
        notices=extraction.notices,
    )


def _wanted(quote: Quote, request: QuotesRequest) -> bool:
    # What is compared is the number the reader would see.
    return quote.type in request.types and round(quote.confidence, 2) >= request.min_confidence


def _with_members(speakers: Iterable[Speaker]) -> set[str]:
    """Ids of the speakers that have quotes, of their members, and of the members' members."""
    by_id = {speaker.id: speaker for speaker in speakers}
    waiting = [speaker.id for speaker in by_id.values() if speaker.quotes]
    found: set[str] = set()
    while waiting:
        speaker = by_id[waiting.pop()]
        if speaker.id not in found:
            found.add(speaker.id)
            waiting.extend(speaker.members)
    return found
