"""The detect stage: a parsed article in, its quotes out, sources still as the article words them.

Three finders feed it: the statistical tagger, the layout (transcripts, signed quotations, runs of free-standing ones)
and the dependency rules, which look where the tagger found nothing and inside what it found.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from service.detection.candidates import Candidate
from service.detection.confidence import probability, source_probability
from service.detection.cues import describe_cue
from service.detection.gapped import ungapped
from service.detection.grounds import grounds, without_grounds
from service.detection.inner import inner_tagged
from service.detection.interrupted import join_interrupted
from service.detection.introduced import with_introduction
from service.detection.leftover import leftover
from service.detection.nested import inner_attributions, inner_quotations, nested_parents
from service.detection.reported import reported_clauses
from service.detection.reporting import Clauses, clauses_of
from service.detection.runs import free_standing
from service.detection.scare import is_scare
from service.detection.settling import Claimed, beside_layout, repaired
from service.detection.structure import structural
from service.detection.tidying import Tidier
from service.detection.wording import quote_type, verbatim
from service.domain.document import ParsedText
from service.domain.extraction import Notice, WarningCode
from service.domain.quotes import Detected, QuoteType
from service.domain.spans import Span
from service.text.marks import Marks, scan

# Below this a dependency rule adds more wrong attributions than right ones (held-out train articles).
LEAST_CLAUSE = 0.7
MOST_NOTICES = 20


def detect(parsed: ParsedText) -> tuple[tuple[Detected, ...], tuple[Notice, ...]]:
    """The quotes in the contract's order (content offset, longer content first, cue offset) and the warnings.

    `follows` and `parent` are indices into the returned quotes.
    """
    marks = scan(parsed.text, parsed.paragraphs)
    found = _in_order(_candidates(parsed, marks))
    contents = [c.content for c in found]
    parents = nested_parents(contents, [c.cue for c in found])
    leaders = _leaders(found, parents)
    detected = tuple(
        _finished(parsed, marks, c, leaders[i], parents[i]) for i, c in enumerate(found)
    )
    return detected, tuple(_stray(s) for s in marks.strays[:MOST_NOTICES])


def _candidates(parsed: ParsedText, marks: Marks) -> list[Candidate]:
    text, paragraphs = parsed.text, parsed.paragraphs
    layout = structural(text, paragraphs, marks)
    acts = grounds(parsed, marks)
    claimed = beside_layout(repaired(parsed, marks), layout)
    tagged = [c for c in map(Tidier(parsed, marks, claimed).tidy, claimed) if c]
    tagged = [*without_grounds(list(ungapped(parsed, marks, tagged)), acts), *acts]
    joined = join_interrupted(_in_order([*layout, *tagged]), paragraphs, marks, text)
    strong = [c for c in joined if c.cue or c.source]
    bare = [c for c in joined if not (c.cue or c.source)]
    inside = Claimed(len(text))
    for candidate in bare:
        inside.add(candidate.content)
    outer = [c for c in strong if inside.share(c.content) < 1]
    scare = {q.parts for q in marks.outermost if is_scare(q, text)}
    free = free_standing(text, paragraphs, marks, [s for c in outer for s in c.content])
    run = [with_introduction(parsed, c) for c in free if c.content not in scare]
    loose = _apart(_whole(bare, marks), run, len(text))
    found = [*strong, *run, *loose]
    clauses = clauses_of(parsed)
    found += _clauses(parsed, found, clauses)
    found += leftover(parsed, marks, [s for c in found for s in (*c.content, c.cue, c.source) if s])
    inner = _within(found, inner_tagged(parsed, marks, [c.cue for c in found if c.cue]))
    quoted = list(inner_quotations(parsed, marks, [s for c in found for s in c.content]))
    nested = [*quoted, *_beside(inner, quoted, len(parsed.text))]
    return [*found, *nested, *_beside(_nested(parsed, found, clauses), nested, len(parsed.text))]


def _within(found: Sequence[Candidate], candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates that lie within the contents of those found."""
    both = [*found, *candidates]
    parents = nested_parents([c.content for c in both], [c.cue for c in both])
    return [both[i] for i in range(len(found), len(both)) if parents[i] is not None]


def _beside(candidates: Iterable[Candidate], others: Iterable[Candidate], length: int) -> list[Candidate]:
    """The candidates whose cue shares nothing with those of the others; `length` is the article's."""
    cues = Claimed(length)
    cues.add([c.cue for c in others if c.cue])
    return [c for c in candidates if c.cue is None or not cues.share([c.cue])]


def _whole(loose: Sequence[Candidate], marks: Marks) -> list[Candidate]:
    """Candidates without cue and source, one for all the paragraphs of a quotation that goes on over several."""
    found: dict[tuple[Span, ...], Candidate] = {}
    for candidate in loose:
        around = marks.touching(candidate.start, candidate.end)
        parts = around[0].parts if len(around) == 1 and len(around[0].parts) > 1 else candidate.content
        if parts not in found or found[parts].score < candidate.score:
            found[parts] = replace(candidate, content=parts)
    return list(found.values())


def _apart(candidates: Sequence[Candidate], others: Sequence[Candidate], length: int) -> list[Candidate]:
    """The candidates whose contents share nothing with those of the others; `length` is the article's."""
    taken = Claimed(length)
    for other in others:
        taken.add(other.content)
    return [c for c in candidates if not taken.share(c.content)]


def _clauses(parsed: ParsedText, found: Sequence[Candidate], read: Clauses) -> list[Candidate]:
    clauses = reported_clauses(parsed, [c.content for c in found], [c.cue for c in found], read)
    return [
        Candidate(c.content, c.cue, c.source, False, c.score, c.rule) for c in clauses if c.score >= LEAST_CLAUSE
    ]


def _nested(parsed: ParsedText, found: Sequence[Candidate], read: Clauses) -> list[Candidate]:
    inner = inner_attributions(parsed, [c.content for c in found], [c.cue for c in found], read)
    return [
        Candidate(i.clause.content, i.clause.cue, i.clause.source, False, i.clause.score, "nested " + i.clause.rule)
        for i in inner
    ]


def _in_order(found: Iterable[Candidate]) -> list[Candidate]:
    """The contract's order; of two candidates with the same content and cue only the surer one is kept."""

    def length(candidate: Candidate) -> int:
        return sum(s.end - s.start for s in candidate.content)

    best: dict[tuple[tuple[Span, ...], Span | None], Candidate] = {}
    for candidate in found:
        key = (candidate.content, candidate.cue)
        if key not in best or best[key].score < candidate.score:
            best[key] = candidate
    return sorted(best.values(), key=lambda c: (c.start, -length(c), c.cue.start if c.cue else -1, c.rule))


def _leaders(found: Sequence[Candidate], parents: Sequence[int | None]) -> list[int | None]:
    """For each quotation of a run the quote whose speaker it continues: the last outermost one before it."""
    leaders: list[int | None] = []
    last: int | None = None
    for i, candidate in enumerate(found):
        leaders.append(last if candidate.follows_previous else None)
        if parents[i] is None and not candidate.follows_previous:
            last = i
    return leaders


def _finished(
    parsed: ParsedText, marks: Marks, candidate: Candidate, leader: int | None, parent: int | None
) -> Detected:
    inner_cue = candidate.cue if parent is not None else None
    kind = quote_type(candidate.content, marks, inner_cue)
    return Detected(
        content=candidate.content,
        verbatim=verbatim(candidate.content, marks, inner_cue) if kind is not QuoteType.INDIRECT else (),
        type=kind,
        cue=describe_cue(parsed, [candidate.cue]) if candidate.cue else None,
        source=(candidate.source,) if candidate.source else (),
        follows=leader,
        parent=parent,
        score=probability(candidate, kind),
        source_score=source_probability(candidate),
    )


def _stray(mark: Span) -> Notice:
    return Notice(WarningCode.STRAY_MARK, "a quotation mark without a partner in its paragraph", mark)


