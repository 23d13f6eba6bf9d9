"""What the encoder learns from: labelled paragraphs, packed into windows and batches.

Every corpus labels some of it: PolNeAR attributions, the entity corpora names, GUM both.  NONE marks what a corpus says
nothing about, and nothing is learned there.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Protocol, TypeVar

import torch
from torch import Tensor

from service.nlp.joint.names import NAMES as ENTITIES
from service.nlp.tagger.model import TAGS
from service.nlp.tagger.words import CLS, SEP, Word

NONE = -100
# Pieces of a window, and of a paragraph that is longer than a window; [CLS] counts, [SEP] does not.
MOST, LONGEST = 158, 250
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


class Sized(Protocol):
    """A paragraph, whatever else is known of it."""

    @property
    def size(self) -> int:
        """Word pieces."""
        ...


Part = TypeVar("Part", bound=Sized)
Item = TypeVar("Item")


def windows(
    paragraphs: list[Part], rng: random.Random, least: int = 80, most: int = MOST
) -> Iterator[list[Part]]:
    """Runs of whole paragraphs, each packed to a random limit of `least` to `most` pieces; a longer one is cut."""
    run: list[Part] = []
    size, limit = 0, rng.randint(least, most)
    for p in paragraphs:
        if run and size + p.size > limit:
            yield run
            run, size, limit = [], 0, rng.randint(least, most)
        run.append(p)
        size += p.size
    if run:
        yield run


Row = tuple[list[int], list[list[int]], list[int], list[int], list[int], list[int]]
Tensors = tuple[Tensor, Tensor, Tensor, Tensor, Tensor, Tensor, Tensor]


def edges(words: list[Word], at: int) -> list[int]:
    """Where the words' pieces begin in a window, the first at `at`, and where the last end; what is too long is cut."""
    return [edge for edge in accumulate((len(w.pieces) for w in words), initial=at) if edge <= LONGEST]


def row(window: list[Example]) -> Row:
    """Pieces, features, tags, pointer targets (as piece positions) and entity labels of a window."""
    pieces, features = [CLS], [[0, 0, 0]]
    tags, to_cue, to_source, entities = [NONE], [NONE], [NONE], [NONE]
    for p in window:
        *first, _ = edges(p.words, len(pieces))
        places = {NONE: NONE, **dict(enumerate(first))}
        for i, w in enumerate(p.words[: len(first)]):
            pieces += w.pieces
            features += [[w.case, w.mark, w.starts]] * len(w.pieces)
            rest = [NONE] * (len(w.pieces) - 1)
            tags += [p.tags[i], *rest]
            entities += [p.entities[i], *rest]
            to_cue += [places.get(p.cue_of[i], 0), *rest]
            to_source += [places.get(p.source_of[i], 0), *rest]
    for column in (tags, to_cue, to_source, entities):
        column.append(NONE)
    return [*pieces, SEP], [*features, [0, 0, 0]], tags, to_cue, to_source, entities


def batches(
    documents: list[list[Example]], rng: random.Random, pieces: int = 2560, most: int = MOST
) -> Iterator[Tensors]:
    """One pass: windows of up to `most` pieces packed anew, batches of windows of about the same length."""
    rows = [row(w) for document in documents for w in windows(document, rng, most=most)]
    for group in pack(rows, length, rng, pieces):
        yield collate(group)


def length(one: Row) -> int:
    """A row's pieces."""
    return len(one[0])


def pack(
    rows: list[Item], size: Callable[[Item], int], rng: random.Random, pieces: int = 2560
) -> Iterator[list[Item]]:
    """Rows of about the same size together, at most `pieces` padded pieces a group, the groups shuffled."""
    rows = sorted(rows, key=lambda one: size(one) + rng.random() * 12)
    groups: list[list[Item]] = [[]]
    for one in rows:
        if groups[-1] and (len(groups[-1]) + 1) * size(one) > pieces:
            groups.append([])
        groups[-1].append(one)
    rng.shuffle(groups)
    yield from groups


def collate(rows: list[Row]) -> Tensors:
    """Pads a batch: pieces, features, mask, tags, both pointers' targets, entities."""
    size = max(length(r) for r in rows)
    features = torch.zeros(len(rows), size, 3, dtype=torch.long)
    mask = torch.zeros(len(rows), size, dtype=torch.bool)
    for i, r in enumerate(rows):
        features[i, : len(r[1])] = torch.tensor(r[1])
        mask[i, : len(r[0])] = True
    tags, to_cue, to_source, entities = zip(*(r[2:] for r in rows), strict=True)
    labels = padded(tags), padded(to_cue), padded(to_source), padded(entities)
    return padded([r[0] for r in rows], 0), features, mask, *labels


def padded(columns: Sequence[list[int]], filler: int = NONE) -> Tensor:
    """The columns as rows of a tensor, filled up to the longest."""
    size = max(map(len, columns))
    return torch.tensor([column + [filler] * (size - len(column)) for column in columns])
