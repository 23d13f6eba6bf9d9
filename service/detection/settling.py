"""What the tagger found, repaired at quotation marks and reconciled with what the layout shows."""

from __future__ import annotations

from collections.abc import Sequence

from service.detection.candidates import Candidate
from service.detection.wording import extend_to_marks
from service.domain.document import ParsedText, TaggedAttribution
from service.domain.spans import Span
from service.text.marks import Marks, Quotation

TAGGER = "tagger"


class Claimed:
    """Characters of the article that a content holds already."""

    def __init__(self, length: int) -> None:
        self._taken = bytearray(length)

    def share(self, spans: Sequence[Span]) -> float:
        """The part of the spans' characters that is taken."""
        size = sum(s.end - s.start for s in spans)
        return sum(sum(self._taken[s.start : s.end]) for s in spans) / max(1, size)

    def add(self, spans: Sequence[Span]) -> None:
        """Takes the spans' characters."""
        for span in spans:
            self._taken[span.start : span.end] = b"\1" * (span.end - span.start)


def repaired(parsed: ParsedText, marks: Marks) -> list[Candidate]:
    """The tagger's attributions with contents that hold whole quotations, none growing onto another's.

    The surest attribution grows first; one that would grow onto a claimed stretch keeps the tagger's own spans.  What
    lies wholly inside a quotation that another attribution leads is no rival of that one: with a cue it is a quote
    within the quote, without one it only goes on with it.
    """
    inside = _inside(parsed.attributions, marks)
    outer = [a for i, a in enumerate(parsed.attributions) if i not in inside]
    claimed = Claimed(len(parsed.text))
    for attribution in outer:
        for part in (attribution.cue, attribution.source):
            claimed.add([part] if part else [])
    own = Claimed(len(parsed.text))
    for attribution in outer:
        own.add(attribution.content)
    kept = [_candidate(a, a.content) for i, a in enumerate(parsed.attributions) if i in inside and a.cue]
    for attribution in sorted(outer, key=lambda a: -a.certainty):
        content = _grown(attribution, parsed.text, marks, claimed, own)
        if claimed.share(content) > 0.5:
            continue
        claimed.add(content)
        kept.append(_candidate(attribution, content))
    pieces = (a for i, a in enumerate(parsed.attributions) if i in inside and not a.cue)
    kept += [_candidate(a, a.content) for a in pieces if claimed.share(a.content) == 0]  # onto which nothing has grown
    return sorted(kept, key=lambda c: c.start)


def _inside(attributions: Sequence[TaggedAttribution], marks: Marks) -> set[int]:
    """Indices of the attributions that lie, whole, in a quotation with which another one's cue or source stands.

    A quotation with which none does is led by the attribution without either that begins with it.
    """
    led: set[Quotation] = set()
    opened: dict[Quotation, int] = {}
    held: dict[int, Quotation] = {}
    for index, attribution in enumerate(attributions):
        ends = [p for p in (attribution.cue, attribution.source) if p]
        for quotation in marks.touching(attribution.content[0].start, attribution.content[-1].end):
            if all(_holds(quotation, part) for part in (*attribution.content, *ends)):
                held[index] = quotation
            elif ends and not any(_holds(quotation, part) for part in ends):
                led.add(quotation)
            if not ends and attribution.content[0].start == quotation.start:
                opened[quotation] = index
    leaders = {index for quotation, index in opened.items() if quotation not in led}
    led |= set(opened)
    return {index for index, quotation in held.items() if quotation in led and index not in leaders}


def _holds(quotation: Quotation, span: Span) -> bool:
    return any(part.covers(span) for part in quotation.parts)


def _candidate(attribution: TaggedAttribution, content: tuple[Span, ...]) -> Candidate:
    return Candidate(
        content, attribution.cue, attribution.source, False, attribution.certainty, TAGGER, attribution.source_score
    )


def _grown(
    attribution: TaggedAttribution, text: str, marks: Marks, claimed: Claimed, own: Claimed
) -> tuple[Span, ...]:
    grown = extend_to_marks(attribution.content, marks, text)
    before = sum(s.end - s.start for s in attribution.content)
    after = sum(s.end - s.start for s in grown)
    foreign = own.share(grown) * after - before  # characters of other contents that it would grow onto
    if not grown or foreign > 2 or claimed.share(grown) * after > 0:
        return attribution.content
    return grown


def beside_layout(tagged: Sequence[Candidate], layout: Sequence[Candidate]) -> list[Candidate]:
    """The tagger's candidates that stand beside what the layout shows, or wholly inside a turn of it (nested)."""
    return [c for c in tagged if not any(_clash(c, turn) for turn in layout)]


def _clash(candidate: Candidate, turn: Candidate) -> bool:
    if candidate.end <= turn.start or turn.end <= candidate.start:
        return False
    inside = [any(part.covers(span) for part in turn.content) for span in _parts(candidate)]
    smaller = sum(s.end - s.start for s in candidate.content) < 0.8 * sum(s.end - s.start for s in turn.content)
    return not (all(inside) and smaller and candidate.cue is not None)


def _parts(candidate: Candidate) -> list[Span]:
    return [*candidate.content, *(p for p in (candidate.cue, candidate.source) if p)]
