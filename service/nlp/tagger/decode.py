"""From the tagger's scores to attributions: legal tag sequences, then the pointers that tie spans together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from service.nlp.bio import Floats, legal
from service.nlp.tagger.model import TAGS

LABELS = {"source": (1, 2), "cue": (3, 4), "content": (5, 6)}


@dataclass(frozen=True, slots=True)
class Piece:
    """One tagged span: word indices (half-open) and the mean probability of its tags."""

    label: str
    begin: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class Found:
    """One attribution in word indices.

    `link` is the least probability of the pointers used, `source_score` that of the source alone: of the pointer to it
    times its tags' mean, or of there being none.
    """

    content: tuple[Piece, ...]
    cue: Piece | None
    source: Piece | None
    score: float
    link: float
    source_score: float


STEPS = legal(TAGS)


def spans(tags: list[int], probabilities: Floats) -> list[Piece]:
    """The tagged spans in order."""
    out: list[Piece] = []
    i = 0
    while i < len(tags):
        label = TAGS[tags[i]][2:]
        j = i + 1
        if label:
            inside = LABELS[label][1]
            while j < len(tags) and tags[j] == inside:
                j += 1
            both = probabilities[i:j, LABELS[label][0]] + probabilities[i:j, inside]
            out.append(Piece(label, i, j, float(both.mean())))
        i = j
    return out


def point(asking: Piece, pointers: Floats, targets: list[Piece]) -> tuple[Piece | None, float]:
    """The span that `asking` points to and the probability of that, None where it most likely points to nothing.

    `pointers` are probabilities of shape words x (1 + words); column 0 stands for none.
    """
    mean = pointers[asking.begin : asking.end].mean(0)
    weights = [float(mean[1 + t.begin : 1 + t.end].sum()) for t in targets]
    if not weights or max(weights) < mean[0]:
        return None, float(mean[0])
    best = int(np.argmax(weights))
    return targets[best], weights[best]


def assemble(
    pieces: list[Piece], to_cue: Floats, to_source: Floats, detach: float, paragraph: Sequence[int] | None = None
) -> list[Found]:
    """Groups content spans by the cue they point to and gives each cue its source.

    `paragraph` is each word's paragraph (all in one where it is not given): pointers do not leave it, since hardly an
    annotated attribution does and those that seem to are mostly wrong.

    A content span tied to its cue with a probability below `detach`, beside a better one, is dropped: it mostly
    belongs to a cue that was missed.
    """
    place = paragraph or [0] * len(to_cue)
    by_label: dict[str, list[Piece]] = {label: [p for p in pieces if p.label == label] for label in LABELS}

    def beside(piece: Piece, label: str) -> list[Piece]:
        return [p for p in by_label[label] if place[p.begin] == place[piece.begin]]

    groups: dict[Piece, list[tuple[Piece, float]]] = {}
    found: list[Found] = []
    for content in by_label["content"]:
        cue, weight = point(content, to_cue, beside(content, "cue"))
        if cue is None:
            found.append(Found((content,), None, None, content.score, weight, weight))
        else:
            groups.setdefault(cue, []).append((content, weight))
    for cue, members in groups.items():
        strongest = max(weight for _, weight in members)
        kept = [(c, w) for c, w in members if w >= detach or w == strongest]
        source, source_weight = point(cue, to_source, beside(cue, "source"))
        size = sum(c.end - c.begin for c, _ in kept)
        score = sum(c.score * (c.end - c.begin) for c, _ in kept) / size
        link = min(source_weight, *(w for _, w in kept))
        sure = source_weight * (source.score if source else 1.0)
        found.append(Found(tuple(c for c, _ in kept), cue, source, score, link, sure))
    return sorted(found, key=lambda f: (f.content[0].begin, -f.content[-1].end))
