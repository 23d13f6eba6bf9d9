"""The answer as W3C Web Annotations (https://www.w3.org/TR/annotation-model/), in JSON-LD.

An annotation says of the words of one quote who said them.  Its targets are the quote's spans: the bodies hold for each
of them.  Every place is given twice, by its words (TextQuoteSelector) and by its offsets (TextPositionSelector), the
latter in code points, as the standard wants, whatever unit the request asks for.  What the standard has no term for is
named by schema:name, whose prefix its own context declares.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from service.api.identity import Names
from service.api.requests import QuotesRequest
from service.api.selection import select
from service.api.serialise import LANGUAGE, encode
from service.domain.extraction import Extraction, ModelInfo
from service.domain.quotes import Cue, Quote
from service.domain.spans import Span
from service.domain.speakers import Speaker, SpeakerKind

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
# How many code points on either side tell equal words apart.
NEIGHBOURHOOD = 32

AGENTS = {
    SpeakerKind.PERSON: "Person",
    SpeakerKind.UNNAMED: "Person",
    SpeakerKind.ORGANIZATION: "Organization",
    SpeakerKind.GROUP: "foaf:Group",
    SpeakerKind.DOCUMENT: "foaf:Document",
    SpeakerKind.OTHER: "schema:Thing",
}

Json = dict[str, Any]


def write_annotations(request: QuotesRequest, extraction: Extraction, info: ModelInfo) -> bytes:
    """The chosen quotes of `extraction` as an AnnotationCollection in UTF-8, all of them on its one page."""
    chosen = select(extraction, request)
    names = Names(request, info)
    filters = [*sorted(request.types), str(request.min_confidence)]
    collection = {"id": names.of("collection", *filters), "type": "AnnotationCollection"}
    annotating = _Annotating(request, chosen, info, names)
    items = [annotating.annotation(quote) for quote in chosen.quotes]
    page = {
        "id": names.of("page", *filters),
        "type": "AnnotationPage",
        "partOf": collection["id"],
        "startIndex": 0,
        "items": items,
    }
    label = {} if request.title is None else {"label": request.title}
    return encode({"@context": CONTEXT, **collection, **label, "total": len(items), "first": page})


class _Annotating:
    """Turns the quotes of one article into annotations."""

    def __init__(self, request: QuotesRequest, chosen: Extraction, info: ModelInfo, names: Names) -> None:
        self._text = request.text
        self._names = names
        self._speakers = {speaker.id: speaker for speaker in chosen.speakers}
        self._generator = {
            "id": names.software,
            "type": "Software",
            "name": f"Whosaid ({info.name})",
            "schema:softwareVersion": info.version,
        }

    def annotation(self, quote: Quote) -> Json:
        return {
            "id": self._names.of("quote", quote.id),
            "type": "Annotation",
            "motivation": "identifying",
            "generator": self._generator,
            "schema:identifier": quote.id,
            "body": list(self._bodies(quote)),
            "target": [self._place(span) for span in quote.content],
        }

    def _bodies(self, quote: Quote) -> Iterator[Json]:
        if quote.speaker is not None:
            yield {
                "type": "SpecificResource",
                "purpose": "identifying",
                "schema:name": "speaker",
                "source": self._agent(self._speakers[quote.speaker]),
            }
        for span in quote.source:
            yield {**self._place(span), "purpose": "describing", "schema:name": "source"}
        yield _textual("classifying", "type", quote.type.value)
        if quote.cue is not None:
            yield from self._cue(quote.cue)
        if quote.parent is not None:
            yield {
                "type": "SpecificResource",
                "purpose": "linking",
                "schema:name": "nested_in",
                "source": self._names.of("quote", quote.parent),
            }
        yield _textual("assessing", "confidence", f"{quote.confidence:.2f}")

    def _cue(self, cue: Cue) -> Iterator[Json]:
        for span in cue.spans:
            yield {**self._place(span), "purpose": "describing", "schema:name": "cue"}
        yield _textual("classifying", "class", cue.cue_class.value)
        for name, holds in (("negated", cue.negated), ("hedged", cue.hedged)):
            if holds:
                yield _textual("classifying", name, "true")

    def _agent(self, speaker: Speaker) -> Json:
        agent = self._named(speaker)
        if speaker.aliases:
            agent["nickname"] = list(speaker.aliases)
        if speaker.description is not None:
            agent["schema:description"] = speaker.description
        if speaker.members:
            agent["foaf:member"] = [self._named(self._speakers[member]) for member in speaker.members]
        return agent

    def _named(self, speaker: Speaker) -> Json:
        return {
            "id": self._names.of("speaker", speaker.id),
            "type": AGENTS[speaker.kind],
            "name": speaker.name,
            "schema:additionalType": speaker.kind.value,
        }

    def _place(self, span: Span) -> Json:
        quote = {
            "type": "TextQuoteSelector",
            "exact": span.text,
            "prefix": self._text[max(0, span.start - NEIGHBOURHOOD) : span.start],
            "suffix": self._text[span.end : span.end + NEIGHBOURHOOD],
        }
        position = {"type": "TextPositionSelector", "start": span.start, "end": span.end}
        return {"type": "SpecificResource", "source": self._names.article, "selector": [quote, position]}


def _textual(purpose: str, name: str, value: str) -> Json:
    return {
        "type": "TextualBody",
        "purpose": purpose,
        "schema:name": name,
        "value": value,
        "format": "text/plain",
        "language": LANGUAGE,
    }
