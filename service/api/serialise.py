"""The contract's JSON answer, built from domain values as plain dicts and lists."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from typing import Any

from service.api.offsets import converter
from service.api.requests import QuotesRequest
from service.api.selection import select
from service.domain.extraction import Extraction, ModelInfo, Notice
from service.domain.quotes import Cue, Quote
from service.domain.spans import Span, joined
from service.domain.speakers import Speaker

LANGUAGE = "en"

Json = dict[str, Any]
At = Callable[[int], int]


def answer(request: QuotesRequest, extraction: Extraction, info: ModelInfo) -> Json:
    """The answer to `request`, whose text gave `extraction`: its filters applied, its offsets in its unit."""
    chosen = select(extraction, request)
    at = converter(request.text, request.offsets)
    return {
        "article": _article(request),
        "offsets": request.offsets.value,
        "quotes": [_quote(quote, at) for quote in chosen.quotes],
        "speakers": [_speaker(speaker, at) for speaker in chosen.speakers],
        "warnings": [_warning(notice, at) for notice in chosen.notices],
        "model": model(info),
    }


def model(info: ModelInfo) -> Json:
    """What the contract shows under `model`."""
    return {"name": info.name, "version": info.version, "stanza": info.stanza}


def encode(document: Json) -> bytes:
    """`document` as UTF-8 JSON; equal documents give equal bytes.

    A lone surrogate, which UTF-8 cannot hold and only an error report can quote, becomes a question mark.
    """
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode(errors="replace")


def _article(request: QuotesRequest) -> Json:
    return {
        "id": request.id,
        "title": request.title,
        "url": request.url,
        "published": request.published,
        "publisher": request.publisher,
        "language": LANGUAGE,
        "length": len(request.text),
        "sha256": hashlib.sha256(request.text.encode()).hexdigest(),
    }


def _quote(quote: Quote, at: At) -> Json:
    return {
        "id": quote.id,
        "type": quote.type.value,
        "content": _worded(quote.content, at),
        "verbatim": _spans(quote.verbatim, at),
        "cue": _cue(quote.cue, at) if quote.cue else None,
        "source": _worded(quote.source, at) | {"form": quote.source_form} if quote.source else None,
        "speaker": quote.speaker,
        "resolution": _spans(quote.resolution, at),
        "nested_in": quote.parent,
        "confidence": round(quote.confidence, 2),
        "speaker_confidence": None if quote.speaker_confidence is None else round(quote.speaker_confidence, 2),
    }


def _cue(cue: Cue, at: At) -> Json:
    return {
        "text": joined(cue.spans),
        "lemma": cue.lemma,
        "spans": _spans(cue.spans, at),
        "class": cue.cue_class.value,
        "negated": cue.negated,
        "hedged": cue.hedged,
    }


def _speaker(speaker: Speaker, at: At) -> Json:
    return {
        "id": speaker.id,
        "name": speaker.name,
        "aliases": list(speaker.aliases),
        "kind": speaker.kind.value,
        "description": speaker.description,
        "members": list(speaker.members),
        "mentions": _spans(speaker.mentions, at),
        "quotes": list(speaker.quotes),
    }


def _warning(notice: Notice, at: At) -> Json:
    span = None if notice.span is None else _span(notice.span, at)
    return {"code": notice.code.value, "detail": notice.detail, "span": span}


def _worded(spans: tuple[Span, ...], at: At) -> Json:
    return {"text": joined(spans), "spans": _spans(spans, at)}


def _spans(spans: Iterable[Span], at: At) -> list[Json]:
    return [_span(span, at) for span in spans]


def _span(span: Span, at: At) -> Json:
    return {"start": at(span.start), "end": at(span.end), "text": span.text}
