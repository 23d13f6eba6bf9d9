"""Paragraphs and all that the network is to learn from them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from torch import Tensor

from models.training.examples import Example, edges


@dataclass(frozen=True, slots=True, eq=False)
class Pointers:
    """The words that point, and their probabilities, words x (1 + the paragraph's words); column 0 stands for none."""

    words: Tensor
    chances: Tensor


@dataclass(frozen=True, slots=True, eq=False)
class Soft:
    """A paragraph's tags and names (words x 7 each) and its contents' and cues' pointers, in half precision.

    The states (words x components) are one teacher's alone; what is None is not told.  Words that did not fit into the
    window have none of it.
    """

    tags: Tensor | None
    to_cue: Pointers
    to_source: Pointers
    names: Tensor | None = None
    states: Tensor | None = None

    @property
    def count(self) -> int:
        """The words."""
        return next(len(part) for part in (self.tags, self.names, self.states) if part is not None)


@dataclass(frozen=True, slots=True)
class Node:
    """A word in its tree: offsets in the text, its number in its contraction (0 for a token), and its labels.

    `head` counts the sentence's words from 1 and is 0 for the root.
    """

    start: int
    end: int
    part: int
    upos: str
    xpos: str
    feats: str
    head: int
    relation: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention by the numbers of its words in the paragraph; entities are named over the document.

    `asks` says that it is a pronoun whose antecedent is to be learned.
    """

    words: tuple[int, ...]
    entity: str
    asks: bool


@dataclass
class Paragraph:
    """What is to be learned from a paragraph: offsets are those of its text.

    `cuts` has for each word the labels of its pieces, None where the corpus has no tokens of its own; `sentences` the
    trees; `soft` what the teachers say of the words; `mentions` those of the entities that pronouns mean; `apart` that
    its own labels count for themselves, since it is of another kind than the news.
    """

    example: Example
    cuts: list[list[int]] | None = None
    sentences: list[list[Node]] = field(default_factory=list)
    soft: Soft | None = None
    mentions: list[Mention] = field(default_factory=list)
    apart: bool = False

    @property
    def size(self) -> int:
        """Word pieces."""
        return self.example.size


@dataclass
class Text:
    """A document; the entity corpora, whose sentences belong to no text, have none."""

    text: str
    paragraphs: list[Paragraph]


def edged(window: Sequence[Paragraph]) -> Iterator[tuple[Paragraph, list[int]]]:
    """Each paragraph of a window with the edges of its words' pieces there (see examples.edges)."""
    at = 1
    for paragraph in window:
        found = edges(paragraph.example.words, at)
        yield paragraph, found
        at = found[-1]
