"""A quotation in a paragraph of its own, introduced by the one before: “Cruz continued:”."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from service.detection.candidates import Candidate
from service.detection.clauses import Tree
from service.detection.subjects import Source, can_find, source_of
from service.detection.verbs import REPORTING
from service.domain.document import ParsedText

RULE = "introduced"
_FOUND = 0.75


def with_introduction(parsed: ParsedText, candidate: Candidate) -> Candidate:
    """An introduced quotation with the verb before the colon as its cue and that verb's subject as its source.

    The verb is the last of the sentence that reports speech; the candidate is left as it is where there is none, or
    none with a subject that could speak.
    """
    if candidate.rule != RULE or candidate.source is not None:
        return candidate
    place = bisect_left(parsed.sentences, candidate.start, key=lambda sentence: sentence.start) - 1
    if place < 0 or parsed.text[parsed.sentences[place].end : candidate.start].strip():
        return candidate
    tree = Tree(parsed.text, parsed.sentences[place])
    telling = [i for i, t in enumerate(tree.tokens) if t.upos == "VERB" and tree.lemma(i) in REPORTING]
    for verb in reversed(telling):
        source = source_of(tree, verb)
        if source is not None and not source.weak and can_find(tree, source.head):
            return _attributed(tree, candidate, verb, source)
    return candidate


def _attributed(tree: Tree, candidate: Candidate, verb: int, source: Source) -> Candidate:
    cue, name = tree.span(verb, verb), tree.span(source.first, source.last)
    return replace(candidate, cue=cue, source=name, score=_FOUND) if cue and name else candidate
