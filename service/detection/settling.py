"""What the tagger found, repaired at quotation marks and reconciled with what the layout shows."""

from __future__ import annotations

from collections.abc import Sequence

from service.detection.candidates import Candidate
from service.detection.wording import extend_to_marks
from service.domain.document import ParsedText, TaggedAttribution
from service.domain.spans import Span
from service.text.marks import Marks

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

    The surest attribution grows first; one that would grow onto a claimed stretch keeps the tagger's own spans.
    """
    claimed = Claimed(len(parsed.text))
    for attribution in parsed.attributions:
        for part in (attribution.cue, attribution.source):
            claimed.add([part] if part else [])
    order = sorted(range(len(parsed.attributions)), key=lambda i: -parsed.attributions[i].certainty)
    own = Claimed(len(parsed.text))
    for attribution in parsed.attributions:
        own.add(attribution.content)
    kept: dict[int, Candidate] = {}
    for i in order:
        attribution = parsed.attributions[i]
        content = _grown(attribution, parsed.text, marks, claimed, own)
        if claimed.share(content) > 0.5:
            continue
        claimed.add(content)
        kept[i] = Candidate(
            content, attribution.cue, attribution.source, False, attribution.certainty, TAGGER, attribution.source_score
        )
    return [kept[i] for i in sorted(kept)]


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
