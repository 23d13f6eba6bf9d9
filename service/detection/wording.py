"""Which words of a content stand in quotation marks, and contents that fit the marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from service.domain.quotes import QuoteType
from service.domain.spans import Span
from service.text.marks import Marks, Quotation

_LETTER = re.compile(r"[^\W_]")
_LINE_BREAK = re.compile(r"[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_DEEPEST = 8  # quotations within quotations
_MOST = 0.6


def verbatim(content: Sequence[Span], marks: Marks, cue: Span | None = None) -> tuple[Span, ...]:
    """The words of `content` inside its outermost quotation marks, without them, one span a stretch and paragraph.

    Where a stretch is exactly a quotation inside another one, the inner marks are left out too.  Marks around the
    content and its `cue` are no marks of its own.
    """
    found = []
    for span in content:
        for quotation in _own(span, marks, cue):
            for words in quotation.inner:
                piece = _trimmed(span, max(span.start, words.start), min(span.end, words.end))
                if piece:
                    found.append(_unwrapped(piece, marks))
    return tuple(found)


def _trimmed(span: Span, start: int, end: int) -> Span | None:
    """The stretch from `start` to `end` of `span` without white space at its edges."""
    if start >= end:
        return None
    words = span.text[start - span.start : end - span.start]
    start += len(words) - len(words.lstrip())
    words = words.strip()
    return Span(start, start + len(words), words) if words else None


def _unwrapped(piece: Span, marks: Marks) -> Span:
    """`piece` without the inner marks that stand at both its ends."""
    for quotation in marks.around(piece.start, piece.start + 1):
        if quotation.depth and len(quotation.parts) == 1 and quotation.parts[0] == piece:
            piece = quotation.inner[0]
    return piece


def _own(span: Span, marks: Marks, cue: Span | None) -> tuple[Quotation, ...]:
    """The outermost quotations that share a character with `span` and do not hold `cue` besides."""
    around = marks.around(span.start, span.end)
    depth = sum(_holds(q, span) and _holds(q, cue) for q in around) if cue else 0
    return tuple(q for q in around if q.depth == depth)


def _holds(quotation: Quotation, span: Span) -> bool:
    return quotation.start <= span.start and span.end <= quotation.end


def quote_type(content: Sequence[Span], marks: Marks, cue: Span | None = None) -> QuoteType:
    """DIRECT where all words of `content` stand in quotation marks, INDIRECT where none do, else MIXED.

    Within somebody else's quotation only the marks inside it count, which the `cue` stands outside of: of “He told me
    it was late” nothing is quoted word for word from him.
    """
    inside = outside = False
    for span in content:
        position = span.start
        for quotation in _own(span, marks, cue):
            for part in quotation.parts:
                start, end = max(span.start, part.start), min(span.end, part.end)
                if start >= end:
                    continue
                inside = inside or _has_words(span, start, end)
                outside = outside or _has_words(span, position, start)
                position = max(position, end)
        outside = outside or _has_words(span, position, span.end)
    if inside:
        return QuoteType.MIXED if outside else QuoteType.DIRECT
    return QuoteType.INDIRECT


def _has_words(span: Span, start: int, end: int) -> bool:
    return bool(_LETTER.search(span.text, max(0, start - span.start), max(0, end - span.start)))


def extend_to_marks(spans: Sequence[Span], marks: Marks, text: str) -> tuple[Span, ...]:
    """Repairs a content so that it holds whole quotations, marks and all, or nothing of them.

    A quotation is taken in whole where the content covers most of one of its paragraphs or runs over one of its marks
    into the words; a mark alone is given up.  A content well inside a quotation (a quote of its own there) stays.
    Two contents may grow onto the same quotation; the caller decides between them.
    """
    found = _extended(tuple(spans), marks, text)
    # What has grown over a quotation may hold most of the one around it.
    for _ in range(_DEEPEST):
        again = _extended(found, marks, text)
        if again == found:
            break
        found = again
    return found


def _extended(spans: tuple[Span, ...], marks: Marks, text: str) -> tuple[Span, ...]:
    extents = [(span.start, span.end) for span in spans]
    reached = {(q.start, q.depth): q for span in spans for q in marks.around(span.start, span.end)}
    for _, quotation in sorted(reached.items()):
        extents = _fitted(extents, quotation)
    return tuple(Span.of(text, start, end) for start, end in _merged(extents, text))


def _fitted(extents: list[tuple[int, int]], quotation: Quotation) -> list[tuple[int, int]]:
    """`extents` with all of `quotation` where they take enough of it, without its marks where they take only those."""
    shares = [_share(extents, words) for words in quotation.inner]
    if not any(shares):
        return [cut for extent in extents for cut in _cut(extent, quotation)]
    if max(shares) >= _MOST or any(_runs_over(extent, quotation) for extent in extents):
        return extents + [(part.start, part.end) for part in quotation.parts]
    return extents


def _share(extents: Iterable[tuple[int, int]], words: Span) -> float:
    """How much of `words` the extents cover."""
    covered = sum(max(0, min(end, words.end) - max(start, words.start)) for start, end in extents)
    return covered / (words.end - words.start)


def _runs_over(extent: tuple[int, int], quotation: Quotation) -> bool:
    """Whether an extent holds one end of `quotation` and words inside, but not the other end."""
    start, end = extent
    return (start <= quotation.start < end < quotation.end) or (quotation.start < start < quotation.end <= end)


def _cut(extent: tuple[int, int], quotation: Quotation) -> list[tuple[int, int]]:
    """An extent that reaches no word of `quotation`, without the marks it does reach."""
    start, end = extent
    if end <= quotation.start or start >= quotation.end:
        return [extent]
    pieces = [(start, min(end, quotation.start)), (max(start, quotation.end), end)]
    return [piece for piece in pieces if piece[0] < piece[1]]


def _merged(extents: Iterable[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    """Extents in order, joined where they overlap or only spaces on one line part them, and trimmed."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(extents):
        gap = text[merged[-1][1] : start] if merged else ""
        if merged and (start <= merged[-1][1] or (gap.isspace() and not _LINE_BREAK.search(gap))):
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    trimmed = []
    for start, end in merged:
        words = text[start:end].strip()
        if words:
            first = text.index(words, start)
            trimmed.append((first, first + len(words)))
    return trimmed
