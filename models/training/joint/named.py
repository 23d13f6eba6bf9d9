"""Sentences whose names are known, as the tagger of names reads them: forms, and the states that the network leaves.

GUM's names and the entity corpora's are gold; those of EWT's training part and of the articles of other kinds were
labelled for this project; some of PolNeAR's articles have those that the last release's tagger finds.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from torch import Tensor

from models.training import conllu, corpora, ner_data
from models.training.examples import Example, Ranges
from models.training.joint import labelled, layout, silver
from models.training.joint.paragraphs import Text
from models.training.joint.silver import Name
from models.training.ner_data import Tagged
from service.domain.document import ParsedText
from service.nlp.joint.names import NAMES
from service.nlp.parser import Parser
from service.nlp.tagger.runtime import AttributionTagger
from service.nlp.tagger.states import States
from service.nlp.tagger.words import load_tokenizer

Read = Callable[[str], States]
ARTICLES = 500
# Sentences of an entity corpus are read together, since the service's have others beside them: so many, so many words.
TOGETHER, WORDS = 5, 115
# The sentences of re3d are the kind of news that is read; EWT's are there twice too, with other typography.
RE3D_COPIES = 3


@dataclass(frozen=True, slots=True, eq=False)
class Named:
    """A sentence: its words' forms, their states (words x STATES, in half precision) and tags (places in NAMES)."""

    forms: list[str]
    states: Tensor
    tags: list[int]


def reader(tagger: AttributionTagger) -> Read:
    """What gives a text's states, read as the service reads it, paragraph by paragraph."""
    return lambda text: tagger.read(text, [match.span() for match in corpora.PARAGRAPH.finditer(text)]).states


def tags(spans: Ranges, names: Iterable[Name]) -> list[int]:
    """The tags of words: those that share a character with a name are in it; offsets of both are of one text."""
    out = ["O"] * len(spans)
    for start, end, kind in names:
        for k, i in enumerate(i for i, (a, b) in enumerate(spans) if a < end and start < b):
            out[i] = ("I-" if k else "B-") + kind
    # Where two names share a word, the second has it, and what is left of the first has to begin anew.
    return [NAMES.index(tag) for _, tag in ner_data.as_bio([("", tag) for tag in out])]


def names_in(example: Example) -> list[Name]:
    """The names that a paragraph's words are labelled with."""
    found = ner_data.spans(NAMES[label] for label in example.entities)
    return [(example.words[begin].start, example.words[end - 1].end, kind) for begin, end, kind in found]


def treebank(texts: Iterable[Text], read: Read) -> Iterator[Named]:
    """A treebank's sentences, whose paragraphs have their names."""
    for text in texts:
        states = read(text.text)
        for paragraph in text.paragraphs:
            names = names_in(paragraph.example)
            for nodes in paragraph.sentences:
                yield _sentence(text.text, [(n.start, n.end) for n in nodes], names, states)


def article(text: Text, parsed: ParsedText, read: Read) -> Iterator[Named]:
    """An article's sentences, with the words that the parser has, since these are what the service reads names on."""
    states = read(text.text)
    names = [name for paragraph in text.paragraphs for name in names_in(paragraph.example)]
    for sentence in parsed.sentences:
        if len(sentence.tokens) > 1:
            yield _sentence(text.text, [(t.start, t.end) for t in sentence.tokens], names, states)


def _sentence(text: str, spans: Ranges, names: list[Name], states: States) -> Named:
    return Named([text[a:b] for a, b in spans], states.over(spans).half(), tags(spans, names))


def entities(sentences: Iterable[Tagged], read: Read, seed: int = 1) -> Iterator[Named]:
    """An entity corpus: sentences that follow each other are read as one paragraph, half of them with curly marks."""
    rng = random.Random(seed)
    for run in _runs(ner_data.typographic(tagged, rng) for tagged in sentences if tagged):
        text, spans = "", []
        for tagged in run:
            line, each = corpora.surface(tagged, glue=rng.random() < 0.7)
            text += " " if text else ""
            spans.append([(len(text) + a, len(text) + b) for a, b in each])
            text += line
        states = read(text)
        for tagged, each in zip(run, spans, strict=True):
            labels = [NAMES.index(tag) for _, tag in tagged]
            yield Named([form for form, _ in tagged], states.over(each).half(), labels)


def _runs(sentences: Iterable[Tagged]) -> Iterator[list[Tagged]]:
    run: list[Tagged] = []
    for tagged in sentences:
        if run and (len(run) == TOGETHER or sum(map(len, run)) + len(tagged) > WORDS):
            yield run
            run = []
        run.append(tagged)
    if run:
        yield run


def gold(data: Path, read: Read) -> tuple[list[Named], list[Named]]:
    """The entity corpora's sentences with their copies, and a tenth of EWT's and re3d's that is kept for choosing."""
    ewt, kept = ner_data.held_out(list(ner_data.from_columns(data / "ner/uner_ewt-dev.iob2", 1, 2)))
    re3d = [ner_data.named_only(s) for s in ner_data.from_columns(data / "ner/re3d-train.conll")]
    learned = [
        *(each for seed in (1, 2) for each in 2 * list(entities(ewt, read, seed))),
        *entities(ner_data.from_columns(data / "ner/wikigold.conll"), read),
        *RE3D_COPIES * list(entities([s for i, s in enumerate(re3d) if i % 10], read)),
        *entities(ner_data.from_columns(data / "ner/wnut17-train.conll"), read),
    ]
    return learned, [*entities(kept, read), *entities(re3d[::10], read)]


def sentences(data: Path, parser: Parser, models: Path, read: Read) -> tuple[list[Named], list[Named]]:
    """All to learn from, and what is kept for choosing; the `parser` is that of the models so far."""
    tokenizer = load_tokenizer(models / "en/attribution/tokenizer.json")
    articles = random.Random(1).sample(layout.news(data, tokenizer), ARTICLES)
    ewt = layout.treebank(data / "ud/en_ewt-ud-train.conllu", tokenizer, named=False)
    gum = layout.treebank(data / "ud/en_gum-ccby-train.conllu", tokenizer, named=True)
    labelled.ewt(ewt, conllu.read(data / "ud/en_ewt-ud-train.conllu"))
    learned, kept = gold(data, read)
    learned += [*treebank(gum, read), *treebank(ewt, read)]
    for text in articles:
        parsed = parser.parse(text.text)
        silver.label(text, [(n.span.start, n.span.end, n.kind.value) for n in parsed.names])
        learned += article(text, parsed, read)
    for text in labelled.articles(tokenizer):
        learned += article(text, parser.parse(text.text), read)
    return learned, kept
