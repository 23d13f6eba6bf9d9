"""Quotes within quotes as the tagger found them on reading what is said once more.

The tagger knows no second layer and takes in it for attributions what nobody would list: “I think”, “could not say”.
Which are kept was chosen on articles of other kinds, whose gold has both layers (models/README.md).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from service.detection.candidates import Candidate
from service.detection.cues import describe_cue
from service.detection.cuewords import sentence_at
from service.detection.tidying import Tidier
from service.domain.document import ParsedText, TaggedAttribution
from service.domain.quotes import CueClass
from service.domain.spans import Span
from service.text.marks import Marks

RULE = "inner"
LEAST, OWN, NOBODY, NOMINAL, THOUGHT = 0.7, 0.8, 0.85, 0.9, 0.95
"""How certain a quote has to be: one that somebody says, that I or we say, that nobody is told to say, one whose
content is no clause, and one of what somebody else thinks, finds or feels."""
_SAYING = frozenset(CueClass) - {CueClass.OPINION, CueClass.FEELING, CueClass.FINDING, CueClass.OTHER}
_FIRST = frozenset({"i", "we", "you"})
_UNREAL = frozenset({"can", "could", "should", "must", "may", "might", "would", "'d", "’d", "shall", "to"})
_FEW = 3


def inner_tagged(parsed: ParsedText, marks: Marks, taken: Sequence[Span]) -> Iterator[Candidate]:
    """The candidates within others' contents; `taken` are all cues found so far, which are no inner ones."""
    given = [
        Candidate(_content(a), a.cue, a.source, False, a.certainty, RULE, a.source_score)
        for a in parsed.inner
        if a.cue is not None and a.certainty >= LEAST and not any(a.cue.overlaps(cue) for cue in taken)
    ]
    tidier = Tidier(parsed, marks, given)
    for found in map(tidier.tidy, given):
        if found is not None and found.cue is not None and found.score >= _enough(parsed, found, found.cue):
            yield found


def _content(attribution: TaggedAttribution) -> tuple[Span, ...]:
    """The content without whom it was said to, where that stands before a passive: “[they] were told [to leave]”."""
    first, cue = attribution.content[0], attribution.cue
    if len(attribution.content) < 2 or cue is None or not first.end <= cue.start < attribution.content[1].start:
        return attribution.content
    return attribution.content[1:] if len(first.text.split()) <= _FEW else attribution.content


def _enough(parsed: ParsedText, candidate: Candidate, cue: Span) -> float:
    """How certain such a quote has to be; more than anything is for what is only supposed or left to be said."""
    source = candidate.source.text.lower() if candidate.source else ""
    described = describe_cue(parsed, [cue])
    if _unreal(parsed, cue):
        return 2.0
    if described.cue_class not in _SAYING:
        return THOUGHT if source and source not in _FIRST and _clausal(parsed, candidate) else 2.0
    if not _clausal(parsed, candidate):
        return NOMINAL if source else 2.0
    return NOBODY if not source else OWN if source in _FIRST else LEAST


def _unreal(parsed: ParsedText, cue: Span) -> bool:
    """Whether a cue is only possible, or an infinitive ("could say", "to confirm")."""
    sentence = sentence_at(parsed.sentences, cue.start)
    inside = [t for t in sentence.tokens if cue.start <= t.start < cue.end] if sentence else []
    # What becomes of "’d" in the lemma tells "had" from "would".
    return any(t.upos in ("AUX", "PART") and t.lemma.lower() in _UNREAL for t in inside)


def _clausal(parsed: ParsedText, candidate: Candidate) -> bool:
    """Whether there is a verb in the content."""
    sentence = sentence_at(parsed.sentences, candidate.start)
    tokens = sentence.tokens if sentence else ()
    return any(t.upos in ("VERB", "AUX") and candidate.start <= t.start < candidate.end for t in tokens)
