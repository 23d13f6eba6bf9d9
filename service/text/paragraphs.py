"""Paragraphs, however the text is laid out.

Blank lines always separate.  A single line break separates where the text has one paragraph a line, and does not where
the lines are hard-wrapped; that is decided for each block of lines, since one text may mix both (a wrapped body below
a list of headlines).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from service.domain.spans import Span

_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_PAGE = "\x0c\u2029"
# Characters that show nothing and may stand at a line's edge; str.strip() knows only the first kind.
_INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"
_FINAL = re.compile(r"[.!?:…][\"'”’»)\]]*$")
_NARROWEST, _WIDEST = 40, 100
_INDENT = 2


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that shows something: offsets without white space, the width of its indentation."""

    start: int
    end: int
    indent: int
    first: int
    final: bool
    lower: bool

    @property
    def width(self) -> int:
        return self.indent + self.end - self.start


def paragraphs(text: str) -> tuple[Span, ...]:
    """The paragraphs of `text` in order, trimmed of white space, none empty."""
    found: list[Span] = []
    for block in _blocks(text):
        for group in _wrapped(block) if _is_wrapped(block) else [[line] for line in block]:
            found.append(Span.of(text, group[0].start, group[-1].end))
    return tuple(found)


def _blocks(text: str) -> list[list[_Line]]:
    """Runs of lines without a blank line or a page break between them."""
    blocks: list[list[_Line]] = [[]]
    position = 0
    while position <= len(text):
        breaks = _BREAK.search(text, position)
        end = breaks.start() if breaks else len(text)
        line = _line(text, position, end)
        if line:
            blocks[-1].append(line)
        if (not line or (breaks and breaks[0] in _PAGE)) and blocks[-1]:
            blocks.append([])
        position = breaks.end() if breaks else len(text) + 1
    return [block for block in blocks if block]


def _line(text: str, start: int, end: int) -> _Line | None:
    """The line ``text[start:end]``, None where it shows nothing."""
    first = start
    while first < end and _is_blank(text[first]):
        first += 1
    while end > first and _is_blank(text[end - 1]):
        end -= 1
    if first == end:
        return None
    word_end = first
    while word_end < end and word_end - first < _WIDEST and not text[word_end].isspace():
        word_end += 1
    tail = text[max(first, end - 8) : end]
    return _Line(first, end, first - start, word_end - first, bool(_FINAL.search(tail)), text[first].islower())


def _is_blank(character: str) -> bool:
    return character.isspace() or character in _INVISIBLE


def _is_wrapped(block: list[_Line]) -> bool:
    """Whether the lines of a block were broken to fit a width.

    Such lines are alike in width, each too long to take the next line's first word as well; and since they break in
    mid-sentence, many of the next lines begin in lower case and few lines end with a full stop.
    """
    widest = max(line.width for line in block)
    if len(block) < 2 or not _NARROWEST <= widest <= _WIDEST:
        return False
    running = [(line, after) for line, after in pairwise(block) if not line.final]
    if 2 * len(running) < len(block) - 1:
        return False
    full = sum(line.width + 1 + after.first > 0.9 * widest for line, after in running)
    lower = sum(after.lower for _, after in running)
    return full >= 0.75 * len(running) and lower >= 0.4 * len(running)


def _wrapped(block: list[_Line]) -> list[list[_Line]]:
    """The paragraphs of a wrapped block: an indented line, or a full stop well before the margin, divides them."""
    widest = max(line.width for line in block)
    margin = min(line.indent for line in block)
    groups = [[block[0]]]
    for line, after in pairwise(block):
        indented = after.indent >= margin + _INDENT > line.indent
        short = line.final and not after.lower and line.width + 1 + after.first <= 0.9 * widest
        if indented or short:
            groups.append([after])
        else:
            groups[-1].append(after)
    return groups
