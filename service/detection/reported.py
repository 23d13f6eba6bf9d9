"""Reporting clauses that the tagger missed: a safety net that reads them from the parse."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from service.detection.clauses import Clause
from service.detection.reporting import Clauses, clauses_of
from service.domain.document import ParsedText
from service.domain.spans import Span

_MOST = 0.5  # a clause with more than this share of its content in quotes already found is one of them


def reported_clauses(
    parsed: ParsedText,
    contents: Sequence[Sequence[Span]],
    cues: Sequence[Span | None],
    clauses: Clauses | None = None,
) -> tuple[Clause, ...]:
    """The reporting clauses outside every attribution already found, given all contents and cues of those.

    A clause whose cue lies in one of the contents is not reported here: it is nested, or the content's own cue.
    Clauses may nest in each other.  `clauses` are those of each sentence, where they have been read before.
    """
    quoted = _Cover(parsed.text, [s for content in contents for s in content])
    taken = _Cover(parsed.text, [c for c in cues if c is not None])
    found = []
    for each in clauses or clauses_of(parsed):
        for clause in each:
            length = sum(s.end - s.start for s in clause.content)
            known = sum(quoted.count(s) for s in clause.content)
            if not taken.count(clause.cue) and not quoted.count(clause.cue) and known <= _MOST * length:
                found.append(clause)
    return tuple(found)


class _Cover:
    """How many characters of a stretch lie in some spans; built in one pass over the text."""

    def __init__(self, text: str, spans: Sequence[Span]) -> None:
        change = [0] * (len(text) + 1)
        for span in spans:
            if 0 <= span.start <= span.end <= len(text):
                change[span.start] += 1
                change[span.end] -= 1
        self._sums = [0, *accumulate(depth > 0 for depth in accumulate(change))]

    def count(self, span: Span) -> int:
        """Covered characters of the span."""
        return self._sums[span.end] - self._sums[span.start]
