"""Who is spoken to stands neither in the cue nor in the content: “told [voters] that”, “asked [her] whether”.

PolNeAR's annotators leave them out nearly always (in 133 of 134 attributions of the training part by tell with “that”
and ask with “whether”); before “to” they do not (“urged voters to stay”).
"""

from __future__ import annotations

from dataclasses import replace

from service.detection.candidates import Candidate
from service.detection.clauses import Tree
from service.detection.lexicon import words
from service.detection.verbs import TELLING
from service.domain.document import Sentence
from service.domain.spans import Span

_ADDRESSING = TELLING | words("ask convince persuade")
_MARKERS = words("that whether if what how why where when who which")


def without_addressee(candidate: Candidate, text: str, sentence: Sentence) -> Candidate:
    """The candidate with a content that begins behind the one spoken to; `sentence` is the cue's."""
    cue, first = candidate.cue, candidate.content[0]
    if cue is None or first.start < cue.end:
        return candidate
    for verb, token in enumerate(sentence.tokens):
        told = cue.start <= token.start < cue.end and token.upos == "VERB" and token.lemma.lower() in _ADDRESSING
        start = _clause_start(Tree(text, sentence), verb, first) if told else None
        if start is not None:
            return replace(candidate, content=(Span.of(text, start, first.end), *candidate.content[1:]))
    return candidate


def _clause_start(tree: Tree, verb: int, content: Span) -> int | None:
    """Where the clause after the verb's object begins, if the content begins with the object."""
    told = tree.child(verb, "iobj", "obj")
    if told is None or told < verb or tree.tokens[tree.first[told]].start != content.start:
        return None
    clause = tree.child(verb, "ccomp")
    if clause is None:
        # Parsers may hang it on the object; a relative clause there tells who is spoken to.
        clause = next((c for c in tree.children[told] if tree.tokens[c].deprel in {"acl", "ccomp"}), None)
    if clause is None or clause <= told:
        return None
    first = tree.first[clause]
    marked = tree.tokens[first].text.lower() in _MARKERS or tree.finite(clause)
    start = tree.tokens[first].start
    return start if first > told and marked and start < content.end else None
