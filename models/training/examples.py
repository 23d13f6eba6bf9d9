"""What the encoder learns from: labelled paragraphs, packed into windows and batches.

Every corpus labels some of it: PolNeAR attributions, the entity corpora names, GUM both.  NONE marks what a corpus says
nothing about, and nothing is learned there.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

import torch
from torch import Tensor

from service.nlp.joint.model import NAMES as ENTITIES
from service.nlp.tagger.model import TAGS
from service.nlp.tagger.words import CLS, SEP, Word

NONE = -100
Ranges = list[tuple[int, int]]


@dataclass
class Example:
    """One paragraph: its words and, per word, the tag, the pointers' targets and the entity label.

    Pointers are word indices in the paragraph, -1 for none; every label is NONE where there is nothing to learn.
    """

    words: list[Word]
    tags: list[int]
    cue_of: list[int]
    source_of: list[int]
    entities: list[int]

    @classmethod
    def unlabelled(cls, words: list[Word]) -> Example:
        """The words with nothing to learn yet."""
        return cls(words, *([NONE] * len(words) for _ in range(4)))

    @property
    def size(self) -> int:
        """Word pieces."""
        return sum(len(w.pieces) for w in self.words)

    def inside(self, ranges: Ranges) -> list[int]:
        """Indices of the words that share a character with the ranges."""
        return [i for i, w in enumerate(self.words) if any(w.start < b and a < w.end for a, b in ranges)]

    def attribute(self, source: Ranges, cue: Ranges, content: Ranges) -> None:
        """Labels one attribution; a span that leaves the paragraph is labelled where it lies inside it."""
        found = {}
        for name, ranges in (("source", source), ("cue", cue), ("content", content)):
            for part in ranges:
                for k, i in enumerate(self.inside([part])):
                    self.tags[i] = TAGS.index(("I-" if k else "B-") + name)
            found[name] = self.inside(ranges)
        for i in found["content"]:
            self.cue_of[i] = found["cue"][0] if found["cue"] else -1
        for i in found["cue"]:
            self.source_of[i] = found["source"][0] if found["source"] else -1

    def name(self, start: int, end: int, kind: str) -> None:
        """Labels one entity."""
        for k, i in enumerate(self.inside([(start, end)])):
            self.entities[i] = ENTITIES.index(("I-" if k else "B-") + kind)


def windows(paragraphs: list[Example], rng: random.Random) -> Iterator[list[Example]]:
    """Runs of whole paragraphs, each packed to a random limit of 80 to 158 pieces; a longer one is cut."""
    run: list[Example] = []
    size, limit = 0, rng.randint(80, 158)
    for p in paragraphs:
        if run and size + p.size > limit:
            yield run
            run, size, limit = [], 0, rng.randint(80, 158)
        run.append(p)
        size += p.size
    if run:
        yield run


Row = tuple[list[int], list[list[int]], list[int], list[int], list[int], list[int]]
Tensors = tuple[Tensor, Tensor, Tensor, Tensor, Tensor, Tensor, Tensor]


def row(window: list[Example], longest: int = 250) -> Row:
    """Pieces, features, tags, pointer targets (as piece positions) and entity labels of a window."""
    pieces, features = [CLS], [[0, 0, 0]]
    tags, to_cue, to_source, entities = [NONE], [NONE], [NONE], [NONE]
    for p in window:
        first: dict[int, int] = {-1: 0}
        at = len(pieces)
        for i, w in enumerate(p.words):
            first[i] = at
            at += len(w.pieces)
        for i, w in enumerate(p.words):
            if len(pieces) + len(w.pieces) > longest:
                break
            pieces += w.pieces
            features += [[w.case, w.mark, w.starts]] * len(w.pieces)
            rest = [NONE] * (len(w.pieces) - 1)
            tags += [p.tags[i], *rest]
            entities += [p.entities[i], *rest]
            for column, target in ((to_cue, p.cue_of[i]), (to_source, p.source_of[i])):
                place = first[target] if target != NONE else NONE
                column += [place if place < longest else 0, *rest]
    for column in (tags, to_cue, to_source, entities):
        column.append(NONE)
    limit = len(pieces)
    to_cue, to_source = ([t if t < limit else 0 for t in column] for column in (to_cue, to_source))
    return [*pieces, SEP], [*features, [0, 0, 0]], tags, to_cue, to_source, entities


def batches(documents: list[list[Example]], rng: random.Random, pieces: int = 2560) -> Iterator[Tensors]:
    """One pass: windows packed anew, batches of windows of about the same length."""
    for group in pack([row(w) for document in documents for w in windows(document, rng)], rng, pieces):
        yield collate(group)


def pack(rows: list[Row], rng: random.Random, pieces: int = 2560) -> Iterator[list[Row]]:
    """Rows of about the same length together, at most `pieces` padded pieces a group, the groups shuffled."""
    rows = sorted(rows, key=lambda t: len(t[0]) + rng.random() * 12)
    groups: list[list[Row]] = [[]]
    for one in rows:
        if groups[-1] and (len(groups[-1]) + 1) * len(one[0]) > pieces:
            groups.append([])
        groups[-1].append(one)
    rng.shuffle(groups)
    yield from groups


def collate(rows: list[Row]) -> Tensors:
    """Pads a batch: pieces, features, mask, tags, both pointers' targets, entities."""
    size = max(len(r[0]) for r in rows)

    def pad(columns: list[list[int]], filler: int) -> Tensor:
        return torch.tensor([c + [filler] * (size - len(c)) for c in columns])

    features = torch.zeros(len(rows), size, 3, dtype=torch.long)
    mask = torch.zeros(len(rows), size, dtype=torch.bool)
    for i, r in enumerate(rows):
        features[i, : len(r[1])] = torch.tensor(r[1])
        mask[i, : len(r[0])] = True
    labels = [pad([r[column] for r in rows], NONE) for column in (2, 3, 4, 5)]
    return pad([r[0] for r in rows], 0), features, mask, labels[0], labels[1], labels[2], labels[3]
