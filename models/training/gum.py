"""GUM's attribution relations as labelled attributions (Zeldes et al.: RST `attribution-positive` and `-negative`).

A relation's satellite unit holds source and cue, `sem-atsrc-N` names the source's words in the document, and the
nucleus with what hangs on it is the content.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from models.training import conllu
from models.training.conllu import FORM, MISC

RELATION = re.compile(r"Discourse=([^|:]+):(\d+)(?:->(\d+))?:?([^|;]*)")
SOURCE = re.compile(r"sem-atsrc-([\d,-]+)")
HEAD, DEPREL, UPOS = 6, 7, 3
BESIDE_A_CUE = {"aux", "aux:pass", "cop", "fixed", "compound:prt"}


@dataclass
class Unit:
    """An elementary discourse unit: word positions in the document, its parent unit, and what it is to it."""

    words: list[int]
    sentence: int
    parent: int | None
    relation: str
    source: set[int] = field(default_factory=set)


@dataclass(frozen=True)
class Relation:
    """One attribution: word positions in the document, empty where GUM does not say; `sentence` holds its unit.

    `content` is what of the nucleus stands in that sentence, where the nucleus begins in it.
    """

    sentence: int
    source: list[int]
    cue: list[int]
    content: list[int]
    unit: list[int]
    nucleus: list[int]

    @property
    def whole(self) -> bool:
        """Whether source, cue and content are all known."""
        return bool(self.source and self.cue and self.content)


def units(document: list[conllu.Sentence]) -> dict[int, Unit]:
    """The document's units by number; words are counted from 0 over the document."""
    found: dict[int, Unit] = {}
    current: Unit | None = None
    at = 0
    for number, sentence in enumerate(document):
        for word in sentence.words:
            if match := RELATION.search(word[MISC]):
                sources = {n - 1 for group in SOURCE.findall(match[4]) for n in _numbers(group)}
                parent = int(match[3]) if match[3] else None
                current = found[int(match[2])] = Unit([], number, parent, match[1], sources)
            if current:
                current.words.append(at)
            at += 1
    return found


def _numbers(group: str) -> Iterator[int]:
    for part in filter(None, group.split(",")):
        first, _, last = part.partition("-")
        yield from range(int(first), int(last or first) + 1)


def relations(document: list[conllu.Sentence]) -> Iterator[Relation]:
    """The document's attribution relations."""
    known = units(document)
    children: dict[int, list[int]] = {}
    for number, unit in known.items():
        if unit.parent is not None:
            children.setdefault(unit.parent, []).append(number)
    rows = [w for s in document for w in s.words]
    starts = sentence_starts(document)
    for number, unit in known.items():
        if not unit.relation.startswith("attribution") or unit.parent not in known:
            continue
        below = _below(known, children, unit.parent, number)
        nucleus = sorted(w for n in below for w in known[n].words)
        content = sorted(w for n in below for w in known[n].words if known[n].sentence == unit.sentence)
        source = sorted(unit.source & set(unit.words))
        if source and source[-1] - source[0] >= len(source) + 3:
            source = source[:1]
        source = list(range(source[0], source[-1] + 1)) if source else []
        cue = _cue(rows, starts[unit.sentence], unit.words, set(source))
        inside = known[unit.parent].sentence == unit.sentence
        yield Relation(unit.sentence, source, cue, content if inside else [], unit.words, nucleus)


def sentence_starts(document: list[conllu.Sentence]) -> list[int]:
    """Each sentence's first word, counted from 0 over the document."""
    starts, at = [], 0
    for sentence in document:
        starts.append(at)
        at += len(sentence.words)
    return starts


def _below(known: dict[int, Unit], children: dict[int, list[int]], top: int, without: int) -> list[int]:
    out, todo = [], [top]
    while todo:
        number = todo.pop()
        if number != without and number in known:
            out.append(number)
            todo += children.get(number, [])
    return out


def _cue(rows: list[list[str]], start: int, unit: list[int], source: set[int]) -> list[int]:
    """The unit's head with its auxiliaries and particles; all that is no source where the source is its head."""
    inside = [i for i in unit if i not in source and rows[i][UPOS] != "PUNCT"]
    tops = [i for i in unit if int(rows[i][HEAD]) == 0 or start + int(rows[i][HEAD]) - 1 not in unit]
    top = next((i for i in tops if rows[i][UPOS] in {"VERB", "ADJ", "NOUN", "AUX", "PROPN", "ADV"}), None)
    if top is None or top in source:
        return [i for i in inside if rows[i][DEPREL] not in {"cc", "discourse", "mark", "advmod"}]
    near = {top} | {
        i for i in inside
        if start + int(rows[i][HEAD]) - 1 == top
        and (rows[i][DEPREL] in BESIDE_A_CUE or rows[i][FORM].lower() in {"not", "n't", "n’t"})
    }
    first = last = top
    while first - 1 in near:
        first -= 1
    while last + 1 in near:
        last += 1
    return list(range(first, last + 1))
