"""Quotations: which stretches of an article stand in quotation marks.

A quotation may run over several paragraphs, each opening with a mark and only the last one closing.  Every other mark
without a partner in its own paragraph is a stray and says nothing about any other paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from service.domain.spans import Span
from service.text.pairing import Paired, pair
from service.text.quotations import Marks, Quotation
from service.text.signs import Family, MarkStyle, Sign, signs

__all__ = ["MarkStyle", "Marks", "Quotation", "scan"]


@dataclass(slots=True)
class _Draft:
    """A quotation being put together: for each paragraph its opening mark and where the part ends."""

    opens: list[Sign]
    ends: list[int]
    close: Sign | None = None


@dataclass(slots=True)
class _Page:
    """One paragraph with its marks; `leads` are the opening marks it begins with."""

    span: Span
    paired: Paired
    leads: list[Sign] = field(default_factory=list)


_WORD = re.compile(r"[^\W_]")
# More paragraphs than this are no quotation; the limit keeps degenerate texts linear.
_MOST_PARTS = 200
_INTRODUCED = re.compile(r"(?:[,:;.!?…][\"'”’)]*|[-–—―]|\b(?:said|says|that|added|wrote|asked|stated))\s*$")
# “The market is open, said Ann Lee.” without its closing mark ends there: the speaker's name is no part of a quotation.
_CUED_END = re.compile(
    r"[,?!]\s+(?:(?:said|says|added|told|asked|wrote)\s+[\w.’'-]+(?:\s+[\w.’'-]+){0,5}"
    r"|(?:[Hh]e|[Ss]he|[Tt]hey|[A-Z][\w.’'-]*(?:\s+[A-Z][\w.’'-]*){0,3})\s+(?:said|says|added|asked|wrote))[.!]?$"
)


def scan(text: str, paragraphs: Sequence[Span]) -> Marks:
    """Finds all quotations of `text` within its `paragraphs` (in order), and the stray marks."""
    pages = [_page(text, paragraph) for paragraph in paragraphs]
    drafts: list[_Draft] = []
    strays: list[Sign] = []
    running: dict[Sign, _Draft] = {}
    for page, after in zip_longest(pages, pages[1:]):
        for opening, closing in page.paired.pairs:
            draft = running.pop(opening, None)
            if draft:
                draft.opens.append(opening)
                draft.ends.append(closing.end)
            else:
                draft = _Draft([opening], [closing.end])
                drafts.append(draft)
            draft.close = closing
        running = _carried(text, page, after, running, drafts, strays)
        strays += page.paired.strays
    return _finished(text, drafts, strays)


def _page(text: str, paragraph: Span) -> _Page:
    found = list(signs(text, paragraph.start, paragraph.end))
    page = _Page(paragraph, pair(found))
    opening = {sign for sign, _ in page.paired.pairs} | set(page.paired.unclosed)
    position = paragraph.start
    for sign in found:
        if sign.start > position + 1 or text[position : sign.start].strip() or sign not in opening:
            break
        page.leads.append(sign)
        position = sign.end
    return page


def _carried(
    text: str,
    page: _Page,
    after: _Page | None,
    running: dict[Sign, _Draft],
    drafts: list[_Draft],
    strays: list[Sign],
) -> dict[Sign, _Draft]:
    """Decides which unclosed marks of `page` go on in the next paragraph: their drafts by the mark that goes on there.

    `running` holds the drafts that `page` itself continues, by its own leading marks.
    """
    carried: dict[Sign, _Draft] = {}
    links = _links(text, page, after)
    for sign in page.paired.unclosed:
        draft = running.pop(sign, None)
        lead = links.get(sign)
        if draft is None and lead is None:
            strays.append(sign)
            continue
        if draft is None:
            draft = _Draft([], [])
            drafts.append(draft)
        draft.opens.append(sign)
        draft.ends.append(page.span.end)
        if lead is None or len(draft.opens) >= _MOST_PARTS:
            strays.append(sign)  # the last paragraph of a run that never closes
        else:
            carried[lead] = draft
    return carried


def _links(text: str, page: _Page, after: _Page | None) -> dict[Sign, Sign]:
    """The unclosed marks of a paragraph that the next one takes up, each with the mark there, outermost first."""
    waiting: list[Sign] = []
    if after is None or not after.leads:
        return {}
    for sign in page.paired.unclosed:
        if sign.family is not Family.SINGLE:
            # Of two unclosed double marks the first is the stray: a quotation inside one would be single.
            waiting = [other for other in waiting if other.family is Family.SINGLE]
        if _may_run_on(text, page, sign, waiting):
            waiting.append(sign)
    links: dict[Sign, Sign] = {}
    if not waiting or _CUED_END.search(text, max(page.span.start, page.span.end - 100), page.span.end):
        return links
    for sign, lead in zip(waiting, after.leads, strict=False):
        if sign.style is not lead.style:
            break
        links[sign] = lead
    return links


def _may_run_on(text: str, page: _Page, sign: Sign, waiting: Sequence[Sign]) -> bool:
    """Whether an unclosed mark begins speech: at the paragraph's start, after a cue's punctuation, after another."""
    if not text[sign.end : page.span.end].strip():
        return False
    before = text[max(page.span.start, sign.start - 12) : sign.start]
    if sign.start - len(before) == page.span.start and not before.strip():
        return True
    touching = any(other.end <= sign.start and not text[other.end : sign.start].strip() for other in waiting)
    return touching or bool(_INTRODUCED.search(before))


def _finished(text: str, drafts: list[_Draft], strays: list[Sign]) -> Marks:
    lost = [Span.of(text, sign.start, sign.end) for sign in strays if not sign.bare]
    quotations: list[Quotation] = []
    stack: list[int] = []
    for draft in sorted(drafts, key=lambda d: (d.opens[0].start, -d.ends[-1])):
        inner = _inner(text, draft)
        if not any(_WORD.search(words.text) for words in inner):
            continue  # an empty pair, or one around punctuation
        while stack and stack[-1] <= draft.opens[0].start:
            stack.pop()
        parts = tuple(Span.of(text, o.start, end) for o, end in zip(draft.opens, draft.ends, strict=True))
        first, close = draft.opens[0], draft.close
        opening = Span.of(text, first.start, first.end)
        closing = Span.of(text, close.start, close.end) if close else None
        quotations.append(Quotation(opening, closing, parts, inner, len(stack), first.style))
        stack.append(draft.ends[-1])
    return Marks(tuple(quotations), tuple(sorted(lost)))


def _inner(text: str, draft: _Draft) -> tuple[Span, ...]:
    """The words of each part without its marks, trimmed; empty parts left out."""
    found = []
    for opening, part_end in zip(draft.opens, draft.ends, strict=True):
        closes = draft.close and part_end == draft.close.end
        words = text[opening.end : draft.close.start if draft.close and closes else part_end]
        start = opening.end + len(words) - len(words.lstrip())
        end = opening.end + len(words.rstrip())
        if start < end:
            found.append(Span.of(text, start, end))
    return tuple(found)
