"""From stretches of words to a clause: the last checks that every rule shares."""

from __future__ import annotations

from service.detection.clauses import Clause, Tree
from service.domain.spans import Span

Stretches = list[tuple[int, int]]

# share of right findings on GUM's training part, where at least ten were found; the others were set beside them
SCORES = {
    "ccomp": 0.86,
    "finding": 0.85,
    "belief": 0.6,
    "parataxis": 0.8,
    "quoted": 0.7,
    "according": 0.9,
    "words": 0.8,
    "noun": 0.55,
    "as": 0.6,
}
MARKS = {"“", "”", '"', "‘", "’", "'", "«", "»", "``", "''", "`"}
_MAX_CHARACTERS = 4000  # of content; clauses within clauses must not copy the text over and over
_MAX_SOURCE = 25  # words; a longer subject is cut to its first part


def clausal(tree: Tree, index: int) -> bool:
    """Whether a word heads a clause."""
    return tree.tokens[index].upos in {"VERB", "AUX"} or tree.child(index, "nsubj", "cop") is not None


def without(tree: Tree, head: int, part: int) -> Stretches:
    """The stretches of a clause outside one of its dependents."""
    first, last, hole = tree.first[head], tree.last[head], (tree.first[part], tree.last[part])
    return [(a, b) for a, b in ((first, hole[0] - 1), (hole[1] + 1, last)) if a <= b]


def built(tree: Tree, content: Stretches, cue: tuple[int, int], source: tuple[int, int], rule: str) -> Clause | None:
    """The clause, if its parts are stretches of text that do not overlap."""
    if source[1] - source[0] > _MAX_SOURCE or any(_characters(tree, part) > _MAX_CHARACTERS for part in content):
        return None
    cue_span, source_span = tree.span(*cue), tree.span(*source)
    parts = [span for first, last in content if (span := tree.span(*_with_marks(tree, first, last))) is not None]
    parts = [p for p in parts if any(c.isalnum() for c in p.text)]
    if cue_span is None or source_span is None or not parts or cue_span.overlaps(source_span):
        return None
    if any(_clash(part, cue_span, source_span) for part in parts):
        return None
    return Clause(tuple(parts), cue_span, source_span, SCORES[rule], rule)


def _characters(tree: Tree, part: tuple[int, int]) -> int:
    return tree.tokens[part[1]].end - tree.tokens[part[0]].start if 0 <= part[0] <= part[1] < len(tree.tokens) else 0


def _clash(part: Span, cue: Span, source: Span) -> bool:
    return part.overlaps(cue) or part.overlaps(source)


def _with_marks(tree: Tree, first: int, last: int) -> tuple[int, int]:
    """The stretch with the quotation marks right beside it, which a parse may hang elsewhere."""
    if first > 0 and tree.tokens[first - 1].text in MARKS:
        first -= 1
    for after in (last + 1, last + 2):
        if after < len(tree.tokens) and tree.tokens[after].text in MARKS:
            return first, after
        if after >= len(tree.tokens) or tree.tokens[after].upos != "PUNCT":
            break
    return first, last
