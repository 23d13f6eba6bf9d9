"""Gapping: “Ruiz said that it leaks, and Lind that it does not” is a quote of each, with one verb for both."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from service.detection.candidates import Candidate
from service.detection.clauses import trimmed
from service.detection.verbs import SPEECH, TELLING
from service.domain.document import ParsedText, Token
from service.domain.spans import Span
from service.text.marks import Marks

_NOMINAL = frozenset({"DET", "ADJ", "NOUN", "PROPN", "PART", "NUM"})
_LONGEST = 9
_SCORE = 0.8  # as often as nested clauses of the same verbs are right


def ungapped(parsed: ParsedText, marks: Marks, candidates: Sequence[Candidate]) -> Iterator[Candidate]:
    """The candidates, each cut before a further speaker in its content, who gets a quote of his own without a cue."""
    starts = [sentence.start for sentence in parsed.sentences]
    for candidate in candidates:
        cue, last = candidate.cue, candidate.content[-1]
        place = bisect_right(starts, last.start) - 1
        if cue is None or cue.start > last.start or place < 0 or marks.touching(last.start, last.end):
            yield candidate
        else:
            yield from _split(parsed.text, parsed.sentences[place].tokens, candidate, cue)


def _split(text: str, tokens: Sequence[Token], candidate: Candidate, cue: Span) -> Iterator[Candidate]:
    last = candidate.content[-1]
    inside = _within(tokens, last) if any(tokens[i].lemma in SPEECH for i in _within(tokens, cue)) else range(0)
    for that in inside:
        first = _speaker(tokens, inside.start, that)
        before = trimmed(text, last.start, tokens[first - 1].start) if first else None
        clause = trimmed(text, tokens[that].start, last.end)
        if before is not None and clause is not None:
            yield replace(candidate, content=(*candidate.content[:-1], before))
            source = Span.of(text, tokens[first].start, tokens[that - 1].end)
            yield Candidate((clause,), None, source, False, _SCORE, "gapped")
            return
    yield candidate


def _within(tokens: Sequence[Token], span: Span) -> range:
    """The tokens that begin in a span."""
    first, last = (bisect_left(tokens, at, key=lambda t: t.start) for at in (span.start, span.end))
    return range(first, last)


def _speaker(tokens: Sequence[Token], begin: int, that: int) -> int:
    """Where the noun phrase before "that" begins, which ends with a name and stands behind "; " or ", and"; else 0."""
    if tokens[that].text.lower() != "that" or tokens[that].upos != "SCONJ" or that - begin < 3:
        return 0
    first = that
    while first > begin and that - first < _LONGEST and tokens[first - 1].upos in _NOMINAL:
        first -= 1
    if first == that or tokens[that - 1].upos != "PROPN":
        return 0
    joined = tokens[first - 1].upos == "CCONJ" and tokens[first - 2].text in (",", ";")
    verbs = [t for t in tokens[begin:first] if t.upos in ("VERB", "AUX")]
    told = any(t.lemma in TELLING for t in verbs)  # "that he had told Lind, and Berg that it leaks" is one clause
    return first if verbs and not told and first - 2 > begin and (joined or tokens[first - 1].text == ";") else 0
