"""Words of an article as places in it: finding them, and what of them stands in quotation marks."""

from __future__ import annotations

import re
from typing import Any

MARKS = {"“": "”", '"': '"', "«": "»", "''": "''", "‘": "’", "'": "'"}

Json = dict[str, Any]
Range = tuple[int, int]


class GoldError(Exception):
    """A .gold file does not fit its article or the answer's form."""


def occurrences(text: str, words: str) -> list[Range]:
    """Where `words` stand in the text as whole words; ``A ~~ B`` runs from A to the next B."""
    first, _, last = words.partition(" ~~ ")
    left, right = (r"(?<!\w)" if first[0].isalnum() else ""), (r"(?!\w)" if (last or first)[-1].isalnum() else "")
    inner = re.escape(first) + (".*?" + re.escape(last) if last else "")
    return [m.span() for m in re.finditer(left + inner + right, text)]


def locate(text: str, words: str, near: list[Range], avoid: list[Range] | None = None) -> Range:
    """The only occurrence, the numbered one, or the one nearest to `near`, outside `avoid` where there is a choice."""
    numbered = re.fullmatch(r"(.*\S) #(\d+)", words)
    places = occurrences(text, numbered.group(1) if numbered else words)
    if not places:
        raise GoldError(f"not in the text: {words!r}")
    if numbered:
        return places[int(numbered.group(2)) - 1]
    if len(places) > 1 and not near:
        raise GoldError(f"{len(places)} times in the text, say which: {words!r}")
    places = [p for p in places if not any(a <= p[0] < b for a, b in avoid or [])] or places
    return min(places, key=lambda p: min((max(p[0] - b, a - p[1], 0) for a, b in near), default=0))


def span(text: str, place: Range) -> Json:
    """A span in the answer's form."""
    return {"start": place[0], "end": place[1], "text": text[place[0] : place[1]]}


def joined(text: str, places: list[Range]) -> str:
    """The text of a span in several parts, as the answer shows it."""
    return " […] ".join(text[a:b] for a, b in places)


def closing(text: str, start: int, end: int, mark: str) -> int:
    """Where the mark opened just before `start` closes, `end` where it never does before `end`."""
    close, depth, i = MARKS[mark], 1, start
    while i < end:
        if text.startswith(close, i):
            if mark not in "‘'" or mark == "''" or not text[i + 1 : i + 2].isalnum():
                depth -= 1
                if not depth:
                    return i
        elif close != mark and text.startswith(mark, i):
            depth += 1
        i += 1
    return end


def quoted(text: str, place: Range) -> list[Range]:
    """The stretches inside the outermost quotation marks of one span, without the marks."""
    found, i = [], place[0]
    while i < place[1]:
        mark = next((m for m in MARKS if text.startswith(m, i)), None)
        if mark and not (mark in "‘'" and text[i - 1 : i].isalnum()):
            start = i + len(mark)
            stop = closing(text, start, place[1], mark)
            found.append((start, stop))
            i = stop + len(mark)
        else:
            i += 1
    return found


def type_of(text: str, content: list[Range], verbatim: list[Range]) -> str:
    """Whether all, none or some of the content's words lie in the verbatim spans."""
    words = [m.start() + a for a, b in content for m in re.finditer(r"\w+", text[a:b])]
    inside = [any(a <= w < b for a, b in verbatim) for w in words]
    return "direct" if all(inside) else "mixed" if any(inside) else "indirect"
