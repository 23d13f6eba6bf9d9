"""What else tells whom he or she may mean: whose words both stand in, the paragraphs between, rivals, the pointer.

These go beside the signs in salience.py into the learned ranking (ranking.py).
"""

from __future__ import annotations

from collections.abc import Sequence

from service.attribution.discourse import Discourse
from service.attribution.salience import Candidate, Context

_LEAD = 400
"""Who is mentioned in so many characters from the beginning is whom the text opens with."""
_POINTED = (0.9, 0.6, 0.3, 0.1, 0.02, 0.0)
_PARAGRAPHS = (6, 3, 2, 1, 0)
_RIVALS, _SHARES = 4, 5


def surroundings(
    discourse: Discourse, context: Context, kind: str, found: Sequence[Candidate]
) -> list[tuple[str, ...]]:
    """For each of `found`, in their order, what holds of it and of the pronoun's place."""
    same = _of_place(discourse, context, len(found))
    total = sum(discourse.total.get(r.record, 0) for r in found) or 1
    most = max((r.pointed for r in found if r.pointed is not None), default=0.0)
    made = []
    for rival in found:
        record = discourse.register.records[rival.record]
        share = discourse.total.get(rival.record, 0) / total
        flags = (
            (context.speaker == rival.record, "is the reporter"),
            (record.called == kind, "called so"),
            (record.longest > 1, "full name"),
            (min(place[0] for place in record.places) < _LEAD, "in the lead"),
            (rival.pointed is not None and rival.pointed == most > 0, "pointed at most"),
        )
        shares = f"share {min(_RIVALS, int(share * _SHARES))}"
        own = [*same, f"kind {record.kind}", shares, _pointed(rival), *_whose_words(discourse, context, rival)]
        made.append((*own, *(name for holds, name in flags if holds)))
    return made


def _of_place(discourse: Discourse, context: Context, rivals: int) -> list[str]:
    """What holds of the pronoun's place whoever is meant."""
    words = discourse.phrases.words
    index = discourse.phrases.reading.at(context.offset, context.offset + 1).start
    flags = (
        (context.direct, "in direct speech"),
        (context.speaker is not None, "in a report"),
        (index == 0 or words[index - 1].sentence != words[index].sentence, "first word"),
        (context.start < context.offset, "after a quotation"),
        (bool(context.said) and context.said[0].start > context.offset, "before what is said"),
    )
    return [f"rivals {min(_RIVALS, rivals)}", *(name for holds, name in flags if holds)]


def _pointed(rival: Candidate) -> str:
    if rival.pointed is None:
        return "not pointed"
    return f"pointed {next(p for p in _POINTED if rival.pointed >= p)}"


def _whose_words(discourse: Discourse, context: Context, rival: Candidate) -> list[str]:
    """How far off the mention is, and whether it stands in the same quotation as the pronoun."""
    reading = discourse.phrases.reading
    apart = max(0, reading.paragraph(context.start) - reading.paragraph(rival.event.start))
    found = [f"paragraphs {next(p for p in _PARAGRAPHS if apart >= p)}"]
    if context.direct:
        found.append("both spoken" if rival.event.spoken else "told, not spoken")
    here, there = reading.speech(context.offset), reading.speech(rival.event.start)
    if there is not None:
        found.append("spoken elsewhere" if here is None else "same quotation" if here == there else "other quotation")
    return found
