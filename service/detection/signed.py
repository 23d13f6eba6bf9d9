"""Quotations signed with a dash and a name: “…” — Jane Doe, campaign manager."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from service.detection.candidates import Candidate
from service.domain.spans import Span
from service.text.marks import Marks, Quotation

_WORD = r"@?[^\W_][\w.'’-]*"
_SMALL = r"de|la|le|du|da|di|van|von|der|den|bin|ibn|al|el|of|the|and|for|at|in|on"
_SIGNATURE = re.compile(
    r"\s*(?P<dash>--?|[—–―‒])\s*(?:by\s+)?"
    rf"(?P<name>(?:(?:[Aa]n?|[Oo]ne|[Tt]he)(?:\s+{_WORD}){{1,5}}|{_WORD}(?:\s+(?:{_WORD}|&)){{0,7}}))"
    r"(?P<title>\s*[,;(|@][^\n]{0,200}|[.]?)$"
)
_PARTICLE = re.compile(rf"(?:{_SMALL})$")
_SENTENCE = re.compile(r"[a-z\d][.!?]\s+[A-Z]")
_LONGEST = 300
_SCORE = 0.9


def signed(text: str, paragraphs: Sequence[Span], marks: Marks) -> tuple[Candidate, ...]:
    """The signed quotations of `text` in order: the quotation is the content, the dash the cue, the name the source."""
    starts = [paragraph.start for paragraph in paragraphs]
    found = []
    for quotation in marks.outermost:
        here = bisect_right(starts, quotation.end - 1) - 1
        if here < 0 or not _stands_first(text, quotation, paragraphs[bisect_right(starts, quotation.start) - 1]):
            continue
        after = paragraphs[here + 1] if here + 1 < len(paragraphs) else None
        if text[quotation.end : paragraphs[here].end].strip(" \u00a0."):
            signature = _signature(text, quotation.end, paragraphs[here].end)
        else:
            signature = _signature(text, after.start, after.end) if after else None
        if signature:
            found.append(Candidate(quotation.parts, *signature, False, _SCORE, "signed"))
    return tuple(found)


def _stands_first(text: str, quotation: Quotation, paragraph: Span) -> bool:
    """Whether a quotation starts its paragraph, apart from a bullet or number, or a sentence in it."""
    before = text[max(paragraph.start, quotation.start - 8) : quotation.start]
    return not re.search(r"[^\W\d_]", before) or bool(re.search(r"[.!?:…][\"”’')\]]*\s+$", before))


def _signature(text: str, start: int, end: int) -> tuple[Span, Span] | None:
    """Dash and name where ``text[start:end]`` is a signature, title and all, and nothing else."""
    if end - start > _LONGEST:
        return None
    match = _SIGNATURE.match(text, start, end)
    if not match or _SENTENCE.search(match["title"]):
        return None
    words = match["name"].split()
    nominal = words[0].lower() in ("a", "an", "one", "the")
    if not nominal and not all(w[0].isupper() or w[0] in "@&" or _PARTICLE.fullmatch(w) for w in words):
        return None
    name_end = match.end("name") - (match["name"].endswith(".") and not match["name"].endswith(("r.", "Jr.", "Sr.")))
    return Span.of(text, *match.span("dash")), Span.of(text, match.start("name"), name_end)
