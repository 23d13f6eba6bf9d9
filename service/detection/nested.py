"""Quotes within quotes: "X said that Y said Z".

The tagger gives one layer of attributions; the second is read from the parse inside a content already found.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from service.detection.candidates import Candidate
from service.detection.clauses import Clause, Tree
from service.detection.reporting import Clauses, clauses_of
from service.detection.subjects import source_of
from service.detection.verbs import BELIEF, SPEECH
from service.domain.document import ParsedText
from service.domain.spans import Span
from service.text.marks import Marks, Quotation

# "…, he said" inside a content is the content's own cue, taken in by mistake; beliefs are reported too loosely
_RULES = frozenset({"ccomp", "finding", "quoted", "according", "words", "noun"})
_SPOKEN, _SPOKEN_TO, _QUOTED = SPEECH | BELIEF, 6, 0.7
_DEPTH = 64  # spans looked at before a stretch; more would be noise and must not cost time


@dataclass(frozen=True, slots=True)
class Inner:
    """A clause inside the content with index `parent`."""

    clause: Clause
    parent: int


def inner_attributions(
    parsed: ParsedText,
    contents: Sequence[Sequence[Span]],
    cues: Sequence[Span | None] = (),
    clauses: Clauses | None = None,
) -> tuple[Inner, ...]:
    """Reporting clauses that lie wholly inside one of the contents, each with the smallest such content.

    `contents` are those already found, `cues` all their cues: a clause whose cue is among them was found before.
    `clauses` are those of each sentence, where they have been read before.
    """
    index = _Containment(contents)
    known = _Containment([[cue] for cue in cues if cue is not None])
    found = []
    for sentence, each in zip(parsed.sentences, clauses or clauses_of(parsed), strict=True):
        if not index.touches(sentence.start, sentence.end):
            continue
        for clause in each:
            if clause.rule not in _RULES or not _in_order(clause) or known.touches(clause.cue.start, clause.cue.end):
                continue
            parent = _parent(index, contents, clause)
            if parent is not None:
                found.append(Inner(clause, parent))
    return tuple(found)


def _parent(index: _Containment, contents: Sequence[Sequence[Span]], clause: Clause) -> int | None:
    """The content around a clause; its source may stand in an earlier span ("[X] was quoted [as saying that …]")."""
    parent = index.around(_hull(clause))
    if parent is not None or clause.source is None:
        return parent
    parent = index.around(_hull(replace(clause, source=None)))
    source = clause.source
    return parent if parent is not None and any(s.covers(source) for s in contents[parent]) else None


def inner_quotations(parsed: ParsedText, marks: Marks, taken: Iterable[Span]) -> Iterator[Candidate]:
    """The quotations within contents that have a cue of their own right before them: “He said, ‘No’”.

    `taken` are the contents found already; one that lies wholly in a quotation is that quotation's.
    """
    taken = sorted(taken)
    around = _Containment([[span] for span in taken])
    starts = [sentence.start for sentence in parsed.sentences]
    for quotation in marks.quotations:
        place = bisect_left(starts, quotation.start) - 1
        if place < 0 or _is_taken(quotation, taken):
            continue
        if not quotation.depth and around.around((quotation.start - 1, quotation.end)) is None:
            continue
        found = _introduced(Tree(parsed.text, parsed.sentences[place]), quotation)
        if found and found.cue and around.around((found.cue.start, quotation.end)) is not None:
            yield found


def _is_taken(quotation: Quotation, taken: Sequence[Span]) -> bool:
    """Whether one of the contents, given in order, begins in a quotation and ends in it."""
    first = bisect_left(taken, quotation.start, key=lambda span: span.start)
    last = bisect_left(taken, quotation.end, key=lambda span: span.start)
    return any(span.end <= quotation.end for span in taken[first:last])


def _introduced(tree: Tree, quotation: Quotation) -> Candidate | None:
    """The quotation with the verb of speech that it follows, past at most the one spoken to."""
    before = [i for i, t in enumerate(tree.tokens) if t.end <= quotation.start]
    for verb in reversed(before[-_SPOKEN_TO:]):
        if tree.tokens[verb].upos == "VERB" and tree.lemma(verb) in _SPOKEN:
            source = source_of(tree, verb)
            name = tree.span(source.first, source.last) if source and not source.weak else None
            cue = tree.span(verb, verb)
            return Candidate(quotation.parts, cue, name, False, _QUOTED, "nested quoted") if name and cue else None
    return None


def nested_parents(
    contents: Sequence[Sequence[Span]], cues: Sequence[Span | None] | None = None
) -> tuple[int | None, ...]:
    """For every content the index of the smallest other content that holds it and, where it has one, its cue."""
    index = _Containment(contents)
    parents = []
    for place, content in enumerate(contents):
        cue = cues[place] if cues is not None else None
        parts = [*content, *([cue] if cue is not None else [])]
        parents.append(index.around((min(parts).start, max(p.end for p in parts)), place) if content else None)
    return tuple(parents)


def _in_order(clause: Clause) -> bool:
    """Whether the cue comes before what it reports; "according to" may follow."""
    return clause.rule in {"according", "words"} or clause.cue.start < clause.content[0].start


def _hull(clause: Clause) -> tuple[int, int]:
    """The stretch from the first to the last of the clause's parts."""
    parts = [*clause.content, clause.cue, *([clause.source] if clause.source else [])]
    return min(p.start for p in parts), max(p.end for p in parts)


class _Containment:
    """Finds the smallest content span around a stretch."""

    def __init__(self, contents: Iterable[Sequence[Span]]) -> None:
        spans = ((s.start, s.end, place) for place, content in enumerate(contents) for s in content)
        self._spans = sorted(spans, key=lambda s: (s[0], -s[1], s[2]))
        self._starts = [s[0] for s in self._spans]
        self._sizes: dict[int, int] = {}
        for start, end, place in self._spans:
            self._sizes[place] = self._sizes.get(place, 0) + end - start
        self._reach: list[int] = []  # the furthest end of this span and those before it
        for _, end, _ in self._spans:
            self._reach.append(max(end, self._reach[-1]) if self._reach else end)

    def touches(self, start: int, end: int) -> bool:
        """Whether a span shares a character with the stretch."""
        last = bisect_left(self._starts, end) - 1
        return last >= 0 and self._reach[last] > start

    def around(self, stretch: tuple[int, int], child: int | None = None) -> int | None:
        """The content with the shortest span around the stretch, `child` itself and its equals left out."""
        start, end = stretch
        best: tuple[int, int] | None = None
        own = self._sizes.get(child, 0) if child is not None else 0
        place = bisect_right(self._starts, start) - 1
        for _ in range(_DEPTH):
            if place < 0 or self._reach[place] < end:
                break
            first, last, content = self._spans[place]
            larger = content != child and (child is None or self._sizes[content] > own)
            if last >= end and larger and (best is None or (last - first, content) < best):
                best = (last - first, content)
            place -= 1
        return best[1] if best else None
