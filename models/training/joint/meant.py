"""Whom third-person pronouns mean, as labels of the texts: gold in GUM, silver in the news.

In the news the resolver (service/attribution) says it of every pronoun, given the annotated sources, and CoreNLP's
coreference beside it: two systems that err in different places (co-training; Blum & Mitchell, COLT 1998).  A label is
kept where both agree, or where one is sure and the other says nothing.
"""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from models.evaluation.coreference import context
from models.evaluation.speakers import quotes
from models.training import conllu
from models.training.conllu import FORM, UPOS
from models.training.joint.paragraphs import Mention, Text
from models.training.mentions import marked
from models.training.polnear import Article
from service.attribution.linking import Linker
from service.attribution.pronouns import candidates, class_of, ranked
from service.domain.document import ParsedText
from service.domain.speakers import SpeakerKind
from service.nlp.parser import Parser

# How sure the resolver must be where CoreNLP agrees, where it names others as well, and where it names nobody.
AGREED, MIXED, ALONE = 0.5, 0.8, {"he": 0.9, "she": 0.9, "they": 0.8}
# A mention of CoreNLP's is about the name in it if it is not longer than that by so many characters.
LONGER = 25
CLASSES = ("he", "she", "they")
Place = tuple[int, int]


def gold(texts: Sequence[Text], documents: Sequence[list[conllu.Sentence]]) -> None:
    """Labels the texts with GUM's mentions, each by the words that its annotators count as its least span."""
    for text, document in zip(texts, documents, strict=True):
        rows = [word for sentence in document for word in sentence.words]
        places = [(node.start, node.end) for p in text.paragraphs for nodes in p.sentences for node in nodes]
        for mention in marked(document):
            word = rows[mention.first]
            pronoun = mention.first == mention.last and word[UPOS] == "PRON" and class_of(word[FORM].lower()) != ""
            label(text, [places[i] for i in mention.heads], mention.entity, pronoun)


def label(text: Text, places: Sequence[Place], entity: str, asks: bool) -> None:
    """Adds a mention at these offsets to the text's paragraphs."""
    for paragraph in text.paragraphs:
        words = paragraph.example.words
        if words[0].start < places[-1][1] and places[0][0] < words[-1].end:
            inside = tuple(paragraph.example.inside(list(places)))
            if inside:
                paragraph.mentions.append(Mention(inside, entity, asks))


@dataclass(frozen=True, slots=True)
class Found:
    """Pronouns with the records that they mean, and all places of each such record's mentions."""

    pronouns: list[tuple[Place, int]]
    mentions: list[tuple[Place, int]]


def silver(texts: Sequence[Text], articles: Sequence[Article], parser: Parser, chains: Path) -> None:
    """Labels news texts, whose articles these are, with what the resolver and CoreNLP say; `chains` holds the last."""
    with chains.open(encoding="utf8") as lines:
        said = {row["doc"]: row["coref"] for row in map(json.loads, lines)}
    for text, article in zip(texts, articles, strict=True):
        found = read(article, parser.parse(article.text), said.get(article.name, []))
        for place, record in found.pronouns:
            label(text, [place], str(record), asks=True)
        for place, record in found.mentions:
            label(text, [place], str(record), asks=False)


def read(article: Article, parsed: ParsedText, chains: Sequence[Sequence[tuple[int, int, bool]]]) -> Found:
    """What is kept of one article; a chain has the offsets of its mentions."""
    marked = sorted(article.attributions, key=lambda a: (a.content[0], -a.content[-1][1]))
    linker = Linker(parsed, quotes(parsed, marked))
    linker.resolved()
    pronouns = list(_pronouns(linker, chains))
    meant, taken = {record for _, record in pronouns}, {place for place, _ in pronouns}
    events = linker.discourse.events
    return Found(pronouns, [(e.place, e.record) for e in events if e.record in meant and e.place not in taken])


def _pronouns(linker: Linker, chains: Sequence[Sequence[tuple[int, int, bool]]]) -> Iterator[tuple[Place, int]]:
    holding: dict[Place, list[int]] = defaultdict(list)
    named = [_named(linker, chain) for chain in chains]
    for number, chain in enumerate(chains):
        for start, end, *_ in chain:
            holding[start, end].append(number)
    for word in linker.phrases.words:
        kind = class_of(word.lower)
        if kind not in CLASSES or word.upos not in ("PRON", "DET"):
            continue
        options = ranked(kind, candidates(linker.discourse, context(linker, word)))
        if not options:
            continue
        score, best = options[0]
        others = set().union(*(named[i] for i in holding[word.start, word.end]))
        least = AGREED if others == {best.record} else MIXED if best.record in others else ALONE[kind]
        if score > least and (best.record in others or not others):
            yield (word.start, word.end), best.record


def _named(linker: Linker, chain: Sequence[tuple[int, int, bool]]) -> set[int]:
    """The people whom a chain of CoreNLP's names or describes."""
    events = linker.discourse.events
    starts = [event.start for event in events]
    found = set()
    for start, end, *_ in chain:
        for event in events[bisect_left(starts, start) : bisect_right(starts, end)]:
            if class_of(linker.reading.text[event.start : event.end].lower()):
                continue  # the resolver's own answers
            fits = event.end <= end and end - start < event.end - event.start + LONGER
            if fits and linker.register.records[event.record].kind is SpeakerKind.PERSON:
                found.add(event.record)
    return found
