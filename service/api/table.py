"""The answer as CSV (RFC 4180): a header line, then one quote a row."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable

from service.api.offsets import converter
from service.api.requests import QuotesRequest
from service.api.selection import select
from service.domain.extraction import Extraction, ModelInfo
from service.domain.quotes import Quote
from service.domain.spans import Span, joined
from service.domain.speakers import Speaker

COLUMNS = (
    "article_id", "quote_id", "type", "content", "verbatim", "source", "speaker", "kind", "cue", "class", "negated",
    "hedged", "confidence", "start", "end", "spans",
)  # fmt: skip

# What spreadsheets take for the start of a formula, in full width too.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

At = Callable[[int], int]


def write_csv(request: QuotesRequest, extraction: Extraction, _: ModelInfo) -> bytes:
    """The chosen quotes of `extraction` as CSV in UTF-8, its offsets in the unit that `request` asks for.

    `start` is that of a quote's first span, `end` that of its last; `spans` lists all as ``0-21 76-104``.  A cell that
    a spreadsheet could take for a formula gets an apostrophe before it.
    """
    chosen = select(extraction, request)
    speakers = {speaker.id: speaker for speaker in chosen.speakers}
    at = converter(request.text, request.offsets)
    table = io.StringIO(newline="")
    writer = csv.writer(table)
    writer.writerow(COLUMNS)
    for quote in chosen.quotes:
        row = _row(quote, speakers.get(quote.speaker or ""), at)
        writer.writerow([_harmless(cell) for cell in (request.id or "", *row)])
    return table.getvalue().encode()


def _row(quote: Quote, speaker: Speaker | None, at: At) -> tuple[str, ...]:
    cue = quote.cue
    return (
        quote.id,
        quote.type.value,
        joined(quote.content),
        joined(quote.verbatim),
        joined(quote.source),
        speaker.name if speaker else "",
        speaker.kind.value if speaker else "",
        joined(cue.spans) if cue else "",
        cue.cue_class.value if cue else "",
        str(cue.negated).lower() if cue else "",
        str(cue.hedged).lower() if cue else "",
        f"{quote.confidence:.2f}",
        str(at(quote.content[0].start)),
        str(at(quote.content[-1].end)),
        _places(quote.content, at),
    )


def _places(spans: Iterable[Span], at: At) -> str:
    return " ".join(f"{at(span.start)}-{at(span.end)}" for span in spans)


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell
