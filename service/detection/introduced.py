"""A quotation after a colon: “Cruz continued:” before a paragraph, “the party demanded an answer: …” in a sentence."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from service.detection.candidates import Candidate
from service.detection.clauses import Tree
from service.detection.subjects import speaker_of
from service.detection.verbs import REPORTING
from service.domain.document import ParsedText

RULE = "introduced"
_TOLD, _DONE = 0.75, 0.6
"""How often a verb that reports is right, and any other one."""


def with_introduction(parsed: ParsedText, candidate: Candidate) -> Candidate:
    """An introduced quotation with the verb before the colon as its cue and that verb's subject as its source.

    The verb is the last before the colon that reports speech, failing that the sentence's main verb.  The candidate is
    left as it is where none has a subject that could speak.
    """
    if candidate.rule != RULE or candidate.source is not None:
        return candidate
    place = bisect_left(parsed.sentences, candidate.start, key=lambda sentence: sentence.start) - 1
    if place < 0 or parsed.text[parsed.sentences[place].end : candidate.start].strip():
        return candidate
    tree = Tree(parsed.text, parsed.sentences[place])
    for verb, score in _verbs(tree, candidate.start):
        name, cue = speaker_of(tree, verb), tree.span(verb, verb)
        if name is not None:
            fits = cue is not None and name.end <= candidate.start
            return replace(candidate, cue=cue, source=name, score=score) if fits else candidate
    return candidate


def _verbs(tree: Tree, end: int) -> Iterator[tuple[int, float]]:
    """The verbs before the character `end` that may introduce what comes after, the best first, and their scores."""
    before = [i for i, t in enumerate(tree.tokens) if t.end <= end and t.upos == "VERB"]
    for verb in reversed(before):
        if tree.lemma(verb) in REPORTING:
            yield verb, _TOLD
    for verb in before:
        if tree.tokens[verb].deprel == "root":
            yield verb, _DONE
