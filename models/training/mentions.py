"""The mentions of a treebank's entities, from its ``Entity=`` notes (GUM; Zeldes 2017)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from models.training import conllu

_BRACKET = re.compile(r"\(([^()]+)\)|\(([^()]+)|([^()]+)\)")
# Where an opening bracket's fields give the words of the mention that are its least span, counted from 1.
_LEAST = 5


@dataclass(frozen=True, slots=True)
class Marked:
    """A mention: its first and last word in the document, its entity's number, and the words of its least span."""

    first: int
    last: int
    entity: str
    heads: tuple[int, ...]


def marked(document: Sequence[conllu.Sentence]) -> Iterator[Marked]:
    """The mentions of a document, in the order in which they end; words are counted from 0 over the document."""
    still_open: dict[str, list[tuple[int, list[str]]]] = defaultdict(list)
    notes = [word[conllu.MISC] for sentence in document for word in sentence.words]
    for i, note in enumerate(notes):
        entity = next((part for part in note.split("|") if part.startswith("Entity=")), "Entity=")
        for whole, opening, closing in _BRACKET.findall(entity.removeprefix("Entity=")):
            fields = (whole or opening or closing).split("-")
            if whole:
                yield _mention(i, i, fields)
            elif opening:
                still_open[fields[0]].append((i, fields))
            elif still_open[fields[0]]:
                first, fields = still_open[fields[0]].pop()
                yield _mention(first, i, fields)


def _mention(first: int, last: int, fields: list[str]) -> Marked:
    least = fields[_LEAST].split(",") if len(fields) > _LEAST else []
    heads = tuple(sorted({first + int(n) - 1 for n in least if n.isdigit() and first + int(n) - 1 <= last}))
    return Marked(first, last, fields[0], heads or (first,))
