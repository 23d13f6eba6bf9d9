"""Quotations that stand free: whole sentences in marks with no cue beside them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from service.detection.candidates import Candidate
from service.domain.spans import Span
from service.text.marks import Marks, Quotation

_BEGINS = re.compile(r"[^\w\s]*[A-Z\d]|[^\w\s]*[^\W\d_a-z]")
_ENDS = re.compile(r"(?:[.!?…]|[—–-])[\"'”’»)\]]*$")
_AFTER_SENTENCE = re.compile(r"[.!?…:][\"'”’»)\]]*\s+$")
_SENTENCE_END = re.compile(r"[^\W\d_]{3}[.!?…][\"'”’»)\]]*(?=\s)")
_SAME_PARAGRAPH, _NEXT_PARAGRAPH, _INTRODUCED, _FADING = 0.85, 0.8, 0.6, 0.95
_NARRATED, _FAR = 0.6, 600
_SUBHEADING = 6


def free_standing(text: str, paragraphs: Sequence[Span], marks: Marks, taken: Sequence[Span]) -> tuple[Candidate, ...]:
    """Free-standing quotations, in order, that may go on with the run of the speaker before them.

    `taken`: the contents already attributed, in any order; a quotation that shares a character with one is left out,
    and one that stands neither in nor right after a paragraph with such a content (or with another free-standing
    quotation of that run) belongs to no run.  A quotation after a colon, which may stand at the end of the paragraph
    before, comes as rule "introduced" and follows nobody: its source stands before the colon.
    """
    starts = [paragraph.start for paragraph in paragraphs]
    used = sorted((span.start, span.end) for span in taken)
    # The score of the run that each paragraph leaves open, by the paragraph's index.
    open_runs = {bisect_right(starts, end - 1) - 1: 1.0 for _, end in used}
    found: list[Candidate] = []
    for quotation in marks.outermost:
        first = bisect_right(starts, quotation.start) - 1
        last = bisect_right(starts, quotation.end - 1) - 1
        if first < 0 or _is_used(used, quotation) or not _is_free(text, quotation, paragraphs[first], paragraphs[last]):
            continue
        if is_subheading(quotation, paragraphs[first], marks):
            continue
        candidate = _candidate(quotation, first, paragraphs, used, open_runs)
        if candidate:
            if candidate.follows_previous and _is_narrated(text, quotation, used, found):
                candidate = replace(candidate, score=candidate.score * _NARRATED)
            found.append(candidate)
            open_runs[last] = max(open_runs.get(last, 0.0), candidate.score * _FADING)
    return tuple(found)


def _before(quotation: Quotation, paragraph: Span) -> str:
    """The few characters before a quotation, as far as they stand in its paragraph."""
    end = quotation.start - paragraph.start
    return paragraph.text[max(0, end - 8) : end]


def _is_used(used: Sequence[tuple[int, int]], quotation: Quotation) -> bool:
    """Whether an attributed content shares a character with `quotation`; contents overlap little, so look nearby."""
    index = bisect_left(used, (quotation.end, 0))
    return any(end > quotation.start for _, end in used[max(0, index - 8) : index])


def _is_free(text: str, quotation: Quotation, first: Span, last: Span) -> bool:
    """Whether a quotation is made of whole sentences and no clause of the text around goes on into it or out of it."""
    before = _before(quotation, first)
    at_start = not text[first.start : quotation.start].strip(" \t\u00a0•*-–—") if len(before) < 8 else False
    if not at_start and not _AFTER_SENTENCE.search(before):
        return False
    words = text[quotation.inner[0].start : quotation.inner[0].start + 4], quotation.inner[-1].text[-4:]
    if not _BEGINS.match(words[0]):
        return False
    after = text[quotation.end : min(last.end, quotation.end + 8)]
    closed = after.startswith(".") or bool(_ENDS.search(words[1]))
    after = after.lstrip(". \t\u00a0")
    # ‘“Why?” she asked’ has its cue behind it; only a mark or nothing tells for sure that a sentence has ended.
    sure = not after or not after[0].isalnum() or (words[1].rstrip("\"'”’»)]").endswith(".") and after[0].isupper())
    return closed and (sure or before.rstrip().endswith(":"))


def is_subheading(quotation: Quotation, paragraph: Span, marks: Marks) -> bool:
    """Whether a quotation is a line of a few words in single marks, in a text that quotes in double marks."""
    whole = quotation.start == paragraph.start and quotation.end == paragraph.end
    if not whole or not quotation.style.startswith("single") or len(paragraph.text.split()) > _SUBHEADING:
        return False
    return marks.has_double


def _is_narrated(text: str, quotation: Quotation, used: Sequence[tuple[int, int]], found: Sequence[Candidate]) -> bool:
    """Whether more than the rest of one sentence stands between the quote before and this: the talk may have moved."""
    index = bisect_left(used, (quotation.start, 0))
    before = max(used[index - 1][1] if index else 0, found[-1].end if found else 0)
    ends = _SENTENCE_END.finditer(text, max(before, quotation.start - _FAR), quotation.start)
    return quotation.start - before > _FAR or sum(1 for _ in ends) > 1


def _candidate(
    quotation: Quotation,
    first: int,
    paragraphs: Sequence[Span],
    used: Sequence[tuple[int, int]],
    open_runs: dict[int, float],
) -> Candidate | None:
    """The candidate for a free quotation in paragraph `first`, None where no speaker is before it."""
    whole = quotation.start <= paragraphs[first].start + 2
    index = bisect_left(used, (quotation.start, 0))
    earlier = index > 0 and used[index - 1][0] >= paragraphs[first].start
    score = 0.0
    if _after_colon(quotation, paragraphs, first):
        return Candidate(quotation.parts, None, None, False, _INTRODUCED, "introduced")
    if earlier or (not whole and first in open_runs):
        score = _SAME_PARAGRAPH * (1.0 if earlier else open_runs[first])
    elif first - 1 in open_runs:
        # Behind words of its own paragraph a quotation belongs to whoever they tell of.
        score = _NEXT_PARAGRAPH * open_runs[first - 1] if whole else 0.0
    elif first in open_runs:
        score = _SAME_PARAGRAPH * open_runs[first]
    return Candidate(quotation.parts, None, None, True, score, "run") if score else None


def _after_colon(quotation: Quotation, paragraphs: Sequence[Span], first: int) -> bool:
    """Whether a colon stands before a quotation, in its own paragraph or at the end of the one before."""
    before = _before(quotation, paragraphs[first]).strip()
    return before.endswith(":") if before else first > 0 and paragraphs[first - 1].text.endswith(":")
