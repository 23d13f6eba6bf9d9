"""Stretches of the article that are small enough to parse, as a copy of their characters that is safe to parse.

A stretch never rewrites the article: its safe copy has the same length, character by character, so that an offset in
it is an offset in the article after adding the stretch's start.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice

from service.domain.spans import Span

MAX_CHARS, MAX_WORDS, MAX_RUN = 1500, 260, 120
SLICE_CHARS = 4000
WORDLIKE = re.compile(r"\w+|[^\w\s]")
SENTENCE_END = re.compile(r"[.!?…][”’\"'»)\]]*\s+(?=[“‘\"'«(\[]*[A-Z0-9])")
BREAK = re.compile(r"[;,:—–-]\s+|\s+")
LONG_RUN = re.compile(rf"\S{{{MAX_RUN + 1},}}")
PLAIN = re.compile(r"[\t\n -~\u00a0-\u024f\u2010-\u2027\u2030-\u205e€]*\Z")
JUNK = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


@dataclass(frozen=True, slots=True)
class Stretch:
    """``article[start : start + len(safe)]`` and the copy of it that the models read."""

    start: int
    safe: str


def safe_copy(text: str) -> str:
    """`text` with control, format, private and unassigned characters blanked; same length."""
    if PLAIN.match(text):
        return text
    return "".join(" " if unicodedata.category(c) in JUNK else c for c in text)


def stretches(text: str, paragraphs: tuple[Span, ...]) -> list[Stretch]:
    """What is to be parsed, in text order.

    Paragraphs come whole where they are short enough, else cut at sentence ends, failing that at punctuation or
    blanks.  Runs of more than MAX_RUN characters without a blank (encoded data, no prose) are left out.
    """
    out = []
    for paragraph in paragraphs:
        at = paragraph.start
        for run in [*LONG_RUN.finditer(text, paragraph.start, paragraph.end), None]:
            end = run.start() if run else paragraph.end
            out += _cut(text, at, end)
            at = run.end() if run else end
    return out


def unread(text: str, paragraphs: tuple[Span, ...], read: list[Stretch]) -> tuple[Span, ...]:
    """What the paragraphs hold beside the stretches `read`, in text order; blanks and control characters aside."""
    out = []
    starts = [p.start for p in read]
    for paragraph in paragraphs:
        at = paragraph.start
        inside = read[bisect_left(starts, paragraph.start) : bisect_left(starts, paragraph.end)]
        for start, end in [*((p.start, p.start + len(p.safe)) for p in inside), (paragraph.end, paragraph.end)]:
            left = safe_copy(text[at:start])
            if left.strip():
                out.append(Span.of(text, at + len(left) - len(left.lstrip()), at + len(left.rstrip())))
            at = end
    return tuple(out)


def slices(parts: Sequence[Stretch], starts: Iterable[int]) -> Iterator[list[Stretch]]:
    """The stretches in runs of about SLICE_CHARS characters, each parsed in one go of about a second.

    A run begins only at one of `starts`, indices in order, and is longer only where there is none in time.  Runs depend
    on the article alone: what the models see together, and so the answer, is the same whatever else is being read.
    """
    before = list(accumulate((len(part.safe) for part in parts), initial=0))
    begin = last = 0
    for index in [*starts, len(parts)]:
        if last > begin and before[index] - before[begin] > SLICE_CHARS:
            yield list(parts[begin:last])
            begin = last
        last = index
    if parts:
        yield list(parts[begin:])


def _cut(text: str, start: int, end: int) -> list[Stretch]:
    out = []
    while start < end:
        stop = min(end, start + MAX_CHARS)
        crowded = next(islice(WORDLIKE.finditer(text, start, stop), MAX_WORDS, None), None)
        if crowded:
            stop = crowded.start()
        if stop < end:
            stop = _boundary(text, start, stop)
        safe = safe_copy(text[start:stop])
        if safe.strip():
            out.append(Stretch(start, safe))
        start = stop
    return out


def _boundary(text: str, start: int, stop: int) -> int:
    """The last good place to cut in ``text[start:stop]``, always after `start`."""
    for pattern in (SENTENCE_END, BREAK):
        ends = [m.end() for m in pattern.finditer(text, start, stop) if m.end() > start]
        if ends:
            return ends[-1]
    return stop
