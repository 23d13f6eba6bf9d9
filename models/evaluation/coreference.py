"""Pronouns of GUM with their gold coreference, as rankings for the resolver's weights; its genres here are no news.

A candidate is right where the smallest annotated mention around it belongs to the same entity as the smallest one
around the pronoun.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from models.evaluation.relations import paragraphs
from models.evaluation.resolver_fit import Ranking
from models.training import conllu
from models.training.mentions import marked
from service.attribution.linking import Linker
from service.attribution.pronouns import candidates, class_of
from service.attribution.reading import Word
from service.attribution.salience import Context
from service.attribution.scene import Scene
from service.detection.detector import detect
from service.domain.document import ParsedText
from service.nlp.parser import Parser


@dataclass(frozen=True)
class Mention:
    """An annotated mention: its offsets and its entity's number."""

    start: int
    end: int
    entity: str


def mentions(document: list[conllu.Sentence], places: list[tuple[int, int]]) -> list[Mention]:
    """The mentions in a document's `Entity=` notes; `places` has each word's offsets."""
    return [Mention(places[m.first][0], places[m.last][1], m.entity) for m in marked(document)]


def _around(known: list[Mention], start: int, end: int) -> str:
    """The entity of the smallest mention around a place, empty without one."""
    around = [m for m in known if m.start <= start and end <= m.end]
    return min(around, key=lambda m: m.end - m.start).entity if around else ""


def rankings(parsed: ParsedText, known: list[Mention], kinds: tuple[str, ...]) -> Iterator[Ranking]:
    """The candidates of each pronoun of these classes, as the resolver would rank them were it a source."""
    detected, _ = detect(parsed)
    linker = Linker(parsed, detected)
    waiting = sorted(range(len(detected)), key=linker.order, reverse=True)
    for word in linker.phrases.words:
        kind, entity = class_of(word.lower), _around(known, word.start, word.end)
        if kind not in kinds or not entity:
            continue
        while waiting and linker.order(waiting[-1])[0] < word.start:
            linker.answer(waiting.pop())
        found = candidates(linker.discourse, context(linker, word))
        right = [_around(known, *c.event.place) == entity for c in found]
        if found:
            yield Ranking(kind, [c.features for c in found], right)


def context(linker: Linker, word: Word) -> Context:
    """Where a pronoun stands for the resolver, all that comes before it being read."""
    scene: Scene = linker.sources.scene
    linker.sources.read_to(word)
    reported = linker.reading.reported(word.start)
    speaker = None if reported is None else scene.speaker(reported)
    direct = linker.reading.speech(word.start) is not None
    return Context(word.start, word.lower, speaker, direct, None, scene.said((word.start, word.end)))


def gum(path: Path, parser: Parser) -> Iterator[Ranking]:
    """The rankings of he, she and they in the documents of a treebank file."""
    for document in conllu.documents(conllu.read(path)):
        text, places = paragraphs(document)
        yield from rankings(parser.parse(text), mentions(document, places), ("he", "she", "they"))
