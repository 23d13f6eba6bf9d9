"""Appositions of a source: "the head of the force, Gen. X, urged …", "according to a report by Y, a think tank, …".

The tagger often ends a source at the first comma; what stands between that and the next comma then belongs to nobody,
or it is taken for the beginning of the content.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from service.detection.candidates import Candidate
from service.detection.clauses import Tree
from service.domain.spans import Span

_MOST = 14  # words; a longer apposition is a parse gone wrong


def with_apposition(candidate: Candidate, tree: Tree) -> Candidate:
    """The candidate with its source grown over an apposition right behind it; its content begins after that.

    `tree` is that of the sentence which the source stands in.
    """
    source = candidate.source
    if source is None:
        return candidate
    end = _end(tree, source)
    grown = tree.span(*end) if end else None
    if grown is None or (candidate.cue and candidate.cue.overlaps(grown)):
        return candidate
    whole = Span.of(tree.text, source.start, grown.end)
    content = _after(tree.text, candidate.content, whole)
    return replace(candidate, source=whole, content=content) if content else candidate


def _end(tree: Tree, source: Span) -> tuple[int, int] | None:
    """The first and last word of the apposition, None where there is none between commas."""
    inside = [i for i, t in enumerate(tree.tokens) if t.start < source.end and source.start < t.end]
    last = next((i for i in reversed(inside) if tree.tokens[i].upos != "PUNCT"), None)
    if last is None or last + 2 >= len(tree.tokens) or tree.tokens[last + 1].text != ",":
        return None
    first = last + 2
    for word in inside:
        for child in tree.children[word]:
            relation = tree.tokens[child].deprel.split(":")[0]
            end = next(i for i in range(tree.last[child], child - 1, -1) if i == child or tree.tokens[i].text != ",")
            behind = relation == "appos" and tree.first[child] in {first - 1, first} and end - first < _MOST
            if behind and end + 1 < len(tree.tokens) and tree.tokens[end + 1].text == ",":
                return first, end
    return None


def _after(text: str, content: Sequence[Span], source: Span) -> tuple[Span, ...]:
    """The content without what the source has taken and the comma behind that."""
    out = []
    for span in content:
        if span.end <= source.start or span.start >= source.end:
            out.append(span)
            continue
        if span.start < source.start:
            return ()
        start = source.end
        while start < span.end and text[start] in ", \u00a0":
            start += 1
        if start < span.end:
            out.append(Span.of(text, start, span.end))
    return tuple(out)
