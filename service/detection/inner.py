"""Quotes within quotes as the tagger found them on reading what is said once more.

The tagger knows no second layer and takes in it for attributions what nobody would list: “I think”, “could not say”.
Which are kept was chosen on articles of other kinds, whose gold has both layers (models/README.md).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from service.detection.candidates import Candidate
from service.detection.cues import describe_cue
from service.detection.cuewords import sentence_at
from service.detection.settling import Claimed
from service.detection.tidying import Tidier
from service.domain.document import ParsedText, TaggedAttribution, Token
from service.domain.quotes import CueClass
from service.domain.spans import Span
from service.text.marks import Marks

RULE = "inner"
LEAST, OWN, NOBODY, NOMINAL, THOUGHT = 0.7, 0.8, 0.85, 0.9, 0.95
"""How certain a quote has to be: one that somebody says, that I or we say, that nobody is told to say, one whose
content is no clause, and one of what somebody else thinks, finds or feels."""
_SAYING = frozenset(CueClass) - {CueClass.OPINION, CueClass.FEELING, CueClass.FINDING, CueClass.OTHER}
_FIRST = frozenset({"i", "we", "you"})
_NOBODY = frozenset({"nobody", "no one", "none", "anyone", "anybody", "someone", "somebody", "what", "that", "this"})
_UNREAL = frozenset({"can", "could", "should", "must", "may", "might", "would", "'d", "’d", "shall", "will", "to"})
_PAST = frozenset({"VBD", "VBN"})
_NEVER, _FEW = 2.0, 3


def inner_tagged(parsed: ParsedText, marks: Marks, taken: Sequence[Span]) -> Iterator[Candidate]:
    """The candidates within others' contents; `taken` are all cues found so far, which are no inner ones."""
    known = Claimed(len(parsed.text))
    known.add(taken)
    given = [
        Candidate(_content(parsed, a), a.cue, a.source, False, a.certainty, RULE, a.source_score)
        for a in parsed.inner
        if a.cue is not None and a.certainty >= LEAST and not known.share([a.cue])
    ]
    tidier = Tidier(parsed, marks, given)
    for found in map(tidier.tidy, given):
        if found is not None and found.cue is not None and found.score >= _enough(parsed, found, found.cue):
            yield found


def _content(parsed: ParsedText, attribution: TaggedAttribution) -> tuple[Span, ...]:
    """The content without whom it was said to, where that stands before a passive: “[they] were told [to leave]”."""
    content, cue = attribution.content, attribution.cue
    if len(content) < 2 or cue is None or not content[0].end <= cue.start < content[1].start:
        return content
    passive = any(t.deprel == "aux:pass" for t in _tokens(parsed, cue))
    return content[1:] if passive and len(content[0].text.split()) <= _FEW else content


def _enough(parsed: ParsedText, candidate: Candidate, cue: Span) -> float:
    """How certain such a quote has to be; none is certain enough that is only supposed, or that nobody says.

    Nor is what I say now, and what I do not say: these words are the quote around it.
    """
    source = candidate.source.text.lower() if candidate.source else ""
    described, tokens = describe_cue(parsed, [cue]), _tokens(parsed, cue)
    # What becomes of "’d" in the lemma tells "had" from "would".
    unreal = any(t.upos in ("AUX", "PART") and t.lemma.lower() in _UNREAL for t in tokens)
    own = source in _FIRST
    if unreal or source in _NOBODY or (own and (described.negated or _PAST.isdisjoint(t.xpos for t in tokens))):
        return _NEVER
    clausal = any(t.upos in ("VERB", "AUX") for span in candidate.content for t in _tokens(parsed, span))
    if described.cue_class not in _SAYING:
        return THOUGHT if source and not own and clausal else _NEVER
    if not clausal:
        return NOMINAL if source else _NEVER
    return NOBODY if not source else OWN if own else LEAST


def _tokens(parsed: ParsedText, span: Span) -> list[Token]:
    """The tokens in a span that begin in its first sentence."""
    sentence = sentence_at(parsed.sentences, span.start)
    return [t for t in sentence.tokens if span.start <= t.start < span.end] if sentence else []
