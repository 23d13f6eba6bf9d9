"""Quotations that no other finder took: somebody's words all the same, and never dropped in silence."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from service.detection.candidates import Candidate
from service.detection.clauses import Tree
from service.detection.inflection import lemma_of
from service.detection.lexicon import VERBS
from service.detection.runs import is_subheading
from service.detection.scare import is_scare
from service.detection.settling import Claimed
from service.detection.subjects import speaker_of
from service.domain.document import ParsedText
from service.domain.spans import Span
from service.text.marks import Marks, Quotation

RULE = "alone"
# Fewer words are as often a term or a title as somebody's words (held-out train articles).
_SAYING = 5
_ALONE, _GOVERNED = 0.3, 0.5
_STEPS = 5


def leftover(parsed: ParsedText, marks: Marks, taken: Sequence[Span]) -> Iterator[Candidate]:
    """The outermost quotations of a few words or more that share nothing with the spans `taken`, nor quote nobody.

    Where a verb of the lexicon governs one and has a subject that can speak, that is its source.
    """
    claimed = Claimed(len(parsed.text))
    claimed.add(taken)
    starts = [sentence.start for sentence in parsed.sentences]
    for quotation in marks.outermost:
        words = sum(len(part.text.split()) for part in quotation.inner)
        if words < _SAYING or claimed.share(quotation.parts) or _quotes_nobody(parsed, marks, quotation):
            continue
        place = bisect_right(starts, quotation.start) - 1
        tree = Tree(parsed.text, parsed.sentences[place]) if place >= 0 else None
        yield (tree and _governed(tree, quotation)) or Candidate(quotation.parts, None, None, False, _ALONE, RULE)


def _quotes_nobody(parsed: ParsedText, marks: Marks, quotation: Quotation) -> bool:
    place = bisect_right(parsed.paragraphs, quotation.start, key=lambda paragraph: paragraph.start) - 1
    paragraph = parsed.paragraphs[place]
    return is_scare(quotation, parsed.text) or is_subheading(quotation, paragraph, marks)


def _governed(tree: Tree, quotation: Quotation) -> Candidate | None:
    """The quotation with the verb that it hangs on, None where that says nothing of anybody's words."""
    inside = [i for i, t in enumerate(tree.tokens) if quotation.start < t.start < quotation.end]
    if not inside or tree.tokens[inside[0]].start > quotation.inner[0].start:
        return None  # it began in the sentence before
    word: int | None = inside[0]
    for _ in range(_STEPS):
        word = tree.head(word) if word is not None else None
        if word is None:
            return None
        if tree.tokens[word].upos == "VERB" and not quotation.start <= tree.tokens[word].start < quotation.end:
            return _said(tree, quotation, word)
    return None


def _said(tree: Tree, quotation: Quotation, verb: int) -> Candidate | None:
    if lemma_of(tree.tokens[verb].text.lower(), VERBS) not in VERBS:
        return None
    cue, name = tree.span(verb, verb), speaker_of(tree, verb)
    if cue is None or name is None or any(part.overlaps(name) for part in quotation.parts):
        return None
    return Candidate(quotation.parts, cue, name, False, _GOVERNED, "governed")
