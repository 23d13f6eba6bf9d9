"""The corpora as examples for the encoder: PolNeAR, GUM and entity corpora, each labelled where it says anything."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from tokenizers import Tokenizer

from models.training import conllu, gum, ner_data
from models.training.examples import Example, Ranges
from models.training.ner_data import Tagged
from models.training.polnear import Article, articles
from service.nlp.tagger.words import split

PARAGRAPH = re.compile(r"[^\n]+")
LONGEST = 150
KINDS = ("PERSON", "ORG", "LOC")


def held_out(data: Path) -> set[str]:
    """Train articles kept for choosing and calibrating: half of those whose speakers are known, and some others."""
    speakers = data / "polnear/speakers_train100.jsonl"
    known = sorted({json.loads(line)["doc"] for line in speakers.open(encoding="utf8")})
    others = sorted(p.stem for p in (data / "polnear/train/text").glob("*.txt"))
    return set(known[::2]) | set([n for n in others if n not in known][::60])


def learned(data: Path) -> list[Article]:
    """The train articles but the held-out ones."""
    kept_back = held_out(data)
    return [a for a in articles(data / "polnear/train") if a.name not in kept_back]


def polnear(data: Path, tokenizer: Tokenizer) -> list[list[Example]]:
    """Each train article's paragraphs but the held-out ones', with attributions."""
    return [attributed(a, tokenizer) for a in learned(data)]


def attributed(article: Article, tokenizer: Tokenizer) -> list[Example]:
    """The article's paragraphs, labelled."""
    out = []
    for match in PARAGRAPH.finditer(article.text):
        start, end = match.span()
        example = Example.unlabelled(split(article.text, start, end, tokenizer))
        example.tags = [0] * len(example.words)
        for a in article.attributions:
            if any(x < end and y > start for x, y in a.source + a.cue + a.content):
                example.attribute(a.source, a.cue, a.content)
        if example.words:
            out.append(example)
    return out


def treebank(path: Path, tokenizer: Tokenizer) -> list[list[Example]]:
    """GUM's documents: names everywhere, attributions where a relation is known in full.

    GUM marks no nominal contents and no unattributed clauses the way PolNeAR does, so nothing is learned from its other
    sentences.
    """
    names = ner_data.from_gum(path)
    return [
        list(_sentences(document, [next(names) for _ in document], tokenizer))
        for document in conllu.documents(conllu.read(path))
    ]


def _sentences(document: list[conllu.Sentence], tagged: list[Tagged], tokenizer: Tokenizer) -> Iterator[Example]:
    """Runs of a paragraph's sentences, each run at most LONGEST pieces."""
    found = list(gum.relations(document))
    at = 0
    run: list[Example] = []
    for number, (sentence, tags) in enumerate(zip(document, tagged, strict=True)):
        text, spans = surface(tags)
        example = Example.unlabelled(split(text, 0, len(text), tokenizer))
        example.entities = [0] * len(example.words)
        label_names(example, tags, spans)
        label_relations(example, [r for r in found if r.sentence == number], tags, spans, at)
        at += len(tags)
        new = sentence.starts("newpar") or sentence.starts("newdoc")
        if run and (new or sum(e.size for e in run) + example.size > LONGEST):
            yield joined(run)
            run = []
        if example.words:
            run.append(example)
    if run:
        yield joined(run)


def label_names(example: Example, tagged: Tagged, spans: Ranges) -> None:
    """Labels the names of one sentence, whose words have the character ranges `spans`."""
    for begin, end, kind in ner_data.spans(tag for _, tag in tagged):
        example.name(spans[begin][0], spans[end - 1][1], kind)


def label_relations(
    example: Example, relations: list[gum.Relation], tagged: Tagged, spans: Ranges, at: int
) -> None:
    """Labels one sentence's relations where all are known in full; its first word is the document's word `at`."""
    if relations and all(r.whole for r in relations):
        for i in example.inside([(spans[0][0], spans[-1][1])]):
            example.tags[i] = 0
        for r in relations:
            example.attribute(*(_ranges(part, at, spans) for part in (r.source, r.cue, _told(r, tagged, at))))


def _told(relation: gum.Relation, tags: Tagged, at: int) -> list[int]:
    """The content without a full stop at its end, as PolNeAR has it outside quotation marks."""
    last = relation.content[-1]
    return relation.content[:-1] if tags[last - at][0] in {".", "?", "!"} else relation.content


def _ranges(words: list[int], at: int, spans: Ranges) -> Ranges:
    """Character ranges of runs of adjacent words."""
    out: Ranges = []
    last = None
    for i in words:
        start, end = spans[i - at]
        if last is not None and i == last + 1:
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
        last = i
    return out


def joined(run: list[Example]) -> Example:
    """The sentences as one paragraph: pointers moved, only the first word starting it."""
    out = Example([], [], [], [], [])
    for e in run:
        shift = len(out.words)
        out.words += [replace(w, starts=w.starts if i + shift == 0 else 0) for i, w in enumerate(e.words)]
        out.tags += e.tags
        out.entities += e.entities
        out.cue_of += [t + shift if t >= 0 else t for t in e.cue_of]
        out.source_of += [t + shift if t >= 0 else t for t in e.source_of]
    return out


def surface(tagged: Tagged, glue: bool = True) -> tuple[str, Ranges]:
    """A sentence's text, clitics on their words where `glue`, and each token's character range."""
    text, spans = "", []
    for form, _ in tagged:
        clitic = form.lower() in {"n't", "n’t"} or (form[:1] in "'’" and len(form) > 1)
        text += "" if not text or (glue and clitic) else " "
        spans.append((len(text), len(text) + len(form)))
        text += form
    return text, spans


def entities(sentences: Iterable[Tagged], tokenizer: Tokenizer, rng: random.Random) -> list[list[Example]]:
    """An entity corpus as one document; runs of up to four sentences stand for its paragraphs."""
    out: list[Example] = []
    run: list[Example] = []
    for tagged in sentences:
        tagged = ner_data.typographic(tagged, rng)
        text, spans = surface(tagged, glue=rng.random() < 0.7)
        example = Example.unlabelled(split(text, 0, len(text), tokenizer))
        example.entities = [0] * len(example.words)
        label_names(example, tagged, spans)
        if run and (sum(e.size for e in run) + example.size > LONGEST or rng.random() < 0.4):
            out.append(joined(run))
            run = []
        if example.words:
            run.append(example)
    return [[*out, joined(run)]] if run else [out]
