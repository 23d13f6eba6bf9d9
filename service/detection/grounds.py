"""Quoted words that are the ground of a body's own act: police arrested a man for allegedly “plotting …”.

The words are the body's, and hedged; a tagger taught to find speech takes the whole object of the act for its content.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from service.detection.candidates import Candidate
from service.detection.clauses import Tree
from service.detection.lexicon import words
from service.detection.subjects import source_of
from service.domain.document import ParsedText
from service.domain.spans import Span
from service.text.marks import Marks

# Acts of the law and of employers that need a ground (VerbNet's judgement-33, banish-10.2 and fire-10.10 among them).
_ACTS = words(
    "arrest ban bar charge convict deport detain discipline dismiss exclude expel extradite fine fire hold imprison "
    "indict investigate jail prosecute remove sack sanction sentence sue summon suspend"
)
_GROUND = re.compile(
    r"\b(?:for|of|with|over|after)\s+(?:\w+\s+){0,2}?(?P<cue>allegedly|reportedly|supposedly|purportedly)\s+$"
)
_REACH, _SCORE = 80, 0.75
RULE = "ground"


def grounds(parsed: ParsedText, marks: Marks) -> list[Candidate]:
    """A candidate for each outermost quotation that an “allegedly” makes the ground of an act, its doer the source."""
    starts = [s.start for s in parsed.sentences]
    found = []
    for quotation in marks.outermost:
        lead = parsed.text[max(0, quotation.start - _REACH) : quotation.start]
        match = _GROUND.search(lead)
        place = bisect_right(starts, quotation.start) - 1
        if match is None or place < 0:
            continue
        at = quotation.start - len(lead)
        cue = Span.of(parsed.text, at + match.start("cue"), at + match.end("cue"))
        source = _doer(Tree(parsed.text, parsed.sentences[place]), cue.start)
        if source is not None:
            found.append(Candidate(quotation.parts, cue, source, False, _SCORE, RULE))
    return found


def _doer(tree: Tree, before: int) -> Span | None:
    """The subject of the last act that stands before the offset."""
    for index in range(len(tree.tokens) - 1, -1, -1):
        if tree.tokens[index].start < before and tree.tokens[index].upos == "VERB" and tree.lemma(index) in _ACTS:
            source = source_of(tree, index)
            return tree.span(source.first, source.last) if source else None
    return None


def without_grounds(candidates: Sequence[Candidate], found: Sequence[Candidate]) -> list[Candidate]:
    """The candidates but those that take an act for speech: their cue is not a word before the ground's own clause."""

    def mistaken(candidate: Candidate) -> bool:
        return any(
            any(part.overlaps(span) for part in candidate.content for span in ground.content)
            and not (ground.source and any(part.covers(ground.source) for part in candidate.content))
            for ground in found
        )

    return [c for c in candidates if not mistaken(c)]
