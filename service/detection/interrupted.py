"""Quotations interrupted by their cue: “A,” he said, “B.” and “A,” he said. “B.” are one quote each."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from service.detection.candidates import Candidate
from service.domain.spans import Span
from service.text.marks import Marks, Quotation

# A sentence that ends inside the clause between: what follows is then no longer beside its cue.
_SENTENCE_END = re.compile(r"(?:[^\W\d_A-Z]{3,}|\d|[\"”’)\]])[.!?…][\"”’)\]]*\s+[^\W\d_a-z]")
_ENDED = re.compile(r"[.!?…]\s*$")
_PAUSED = re.compile(r"[,—–-]\s*$")
# “A,” he said, adding, “B.”: a cue of its own, even where nobody has found it.
_OWN_CUE = re.compile(r"(?:\w+ing|\b(?:and|but|then)\s+\w+(?:\s+\w+){0,3})\s*,\s*$")
# “A,” she laughed: the words before the closing mark go on to the cue.
_HANDED_ON = re.compile(r"[,?!—–]$")
_LONGEST_CLAUSE = 250


def join_interrupted(
    candidates: Sequence[Candidate], paragraphs: Sequence[Span], marks: Marks, text: str
) -> tuple[Candidate, ...]:
    """Joins to each quotation the one that goes on right behind its cue clause in the same paragraph.

    Where only the second was found, the first is joined to it if nobody claims it.
    The second quotation may belong to no candidate, or to one with the same cue and source or with neither; one that
    another cue or source claims, or that a comma hands on to a cue behind it, stays apart.  Candidates that are joined
    to an earlier one are dropped; the others come back in their order.
    """
    claims = _claims(candidates, marks)
    starts = [paragraph.start for paragraph in paragraphs]
    joined: dict[int, Candidate] = {}
    gone: set[int] = set()
    for index, candidate in enumerate(candidates):
        follower = None if index in gone else _follower(candidate, starts, paragraphs, marks, text)
        if follower is None:
            leader = None if index in gone else _leader(candidate, starts, marks, text)
            if leader is not None and leader.start not in claims:
                joined[index] = replace(candidate, content=(*leader.parts, *candidate.content))
            continue
        others = claims.get(follower.start, [])
        if any(not _same(candidate, candidates[i]) for i in others if i != index):
            continue
        content = set(candidate.content) | set(follower.parts)
        for other in (i for i in others if i != index):
            content |= set(candidates[other].content)
            gone.add(other)
        joined[index] = replace(candidate, content=_united(content, text))
    return tuple(joined.get(i, c) for i, c in enumerate(candidates) if i not in gone)


def _claims(candidates: Sequence[Candidate], marks: Marks) -> dict[int, list[int]]:
    """For each outermost quotation, by its start, the candidates whose content shares a character with it."""
    claims: dict[int, list[int]] = {}
    for index, candidate in enumerate(candidates):
        starts = {q.start for span in candidate.content for q in marks.touching(span.start, span.end)}
        for start in starts:
            claims.setdefault(start, []).append(index)
    return claims


def _same(first: Candidate, second: Candidate) -> bool:
    """Whether the second candidate names no other cue and no other source than the first."""
    return second.cue in (None, first.cue) and second.source in (None, first.source)


def _follower(
    candidate: Candidate, starts: Sequence[int], paragraphs: Sequence[Span], marks: Marks, text: str
) -> Quotation | None:
    """The quotation behind the cue clause of a candidate that the clause interrupts, None where there is none."""
    cue = candidate.cue
    if cue is None:
        return None
    at = bisect_right(starts, cue.start) - 1
    before = [span for span in candidate.content if span.end <= cue.start]
    if at < 0 or not before:
        return None
    last = before[-1]
    opened = marks.touching(last.start, last.end)
    end = paragraphs[at].end
    behind = max(cue.end, candidate.source.end if candidate.source and candidate.source.end <= end else 0)
    if not opened or opened[-1].end != last.end or last.end < starts[at] or behind - last.end > _LONGEST_CLAUSE:
        return None
    nearest = marks.touching(last.end, min(end, behind + _LONGEST_CLAUSE))
    if not nearest or nearest[0].start < behind:
        return None
    return nearest[0] if _interrupts(text[last.end : nearest[0].start], nearest[0]) else None


def _leader(candidate: Candidate, starts: Sequence[int], marks: Marks, text: str) -> Quotation | None:
    """The quotation right before the cue clause of a candidate whose content is all behind that clause."""
    cue, source = candidate.cue, candidate.source
    if cue is None or candidate.start < cue.end or not marks.touching(candidate.start, candidate.start + 1):
        return None
    first = min(cue.start, source.start) if source and source.start < candidate.start else cue.start
    before = marks.touching(max(0, first - 3), first)
    at = bisect_right(starts, first) - 1
    if not before or text[before[-1].end : first].strip() or before[-1].start < starts[at]:
        return None
    return before[-1] if _HANDED_ON.search(before[-1].inner[-1].text) else None


def _interrupts(clause: str, follower: Quotation) -> bool:
    """Whether the clause between two quotations leads back into the second."""
    if _SENTENCE_END.search(clause):
        return False
    if _ENDED.search(clause):
        # A comma before the closing mark hands the second quotation to a cue of its own: “A,” he said. “B,” said she.
        return not follower.inner[-1].text.endswith(",")
    return bool(_PAUSED.search(clause)) and not _OWN_CUE.search(clause)


def _united(content: set[Span], text: str) -> tuple[Span, ...]:
    """Spans in order, overlapping ones united."""
    united: list[Span] = []
    for span in sorted(content):
        if united and span.start < united[-1].end:
            united[-1] = Span.of(text, united[-1].start, max(span.end, united[-1].end))
        else:
            united.append(span)
    return tuple(united)
