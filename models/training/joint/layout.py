"""The corpora as texts in paragraphs, each labelled where its corpus says something.

The treebanks say where tokens and sentences begin and what their trees are; GUM has names and attribution relations
beside.  PolNeAR has attributions, the entity corpora names.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from tokenizers import Tokenizer

from models.training import conllu, corpora, gum, ner_data
from models.training.attribution import entity_corpora
from models.training.conllu import FORM, UPOS, XPOS
from models.training.examples import Example, Ranges
from models.training.joint.paragraphs import Node, Paragraph, Text
from models.training.ner_data import Tagged
from service.nlp.joint.model import CONTRACTION, FIRST, INSIDE, TOKEN
from service.nlp.tagger.words import split

FEATS, HEAD, DEPREL = 5, 6, 7


def news(data: Path, tokenizer: Tokenizer) -> list[Text]:
    """PolNeAR's train articles but the held-out ones."""
    return [
        Text(a.text, [Paragraph(example) for example in corpora.attributed(a, tokenizer)])
        for a in corpora.learned(data)
    ]


def entities(data: Path, tokenizer: Tokenizer, seed: int = 1) -> list[Text]:
    """The entity corpora with their copies."""
    rng = random.Random(seed)
    return [
        Text("", [Paragraph(example) for example in document])
        for corpus in entity_corpora(data)
        for document in corpora.entities(corpus, tokenizer, rng)
    ]


def treebank(path: Path, tokenizer: Tokenizer, named: bool, seed: int = 1) -> list[Text]:
    """A treebank's documents, half of them with curly marks; where it is `named`, GUM's layers are in the file."""
    names = ner_data.from_gum(path)
    out = []
    for document in conllu.documents(conllu.with_typography(conllu.read(path), 0.5, seed)):
        found = laid_out(document, tokenizer)
        if named:
            annotate(found, document, [next(names) for _ in document])
        out.append(found)
    return out


def laid_out(document: list[conllu.Sentence], tokenizer: Tokenizer) -> Text:
    """The document's text in paragraphs of sentences, with its tokens and trees."""
    groups = list(_runs(document, tokenizer))
    parts = ["".join(conllu.surface(s.rows) for s in group).rstrip() for group in groups]
    text, paragraphs, start = "\n\n".join(parts), [], 0
    for group, part in zip(groups, parts, strict=True):
        paragraphs.append(_paragraph(text, start, start + len(part), group, tokenizer))
        start += len(part) + 2
    return Text(text, paragraphs)


def _runs(document: list[conllu.Sentence], tokenizer: Tokenizer) -> Iterator[list[conllu.Sentence]]:
    """Runs of a paragraph's sentences, each run of about corpora.LONGEST pieces or one sentence."""
    run: list[conllu.Sentence] = []
    size = 0
    for sentence in document:
        pieces = len(tokenizer.encode(conllu.surface(sentence.rows), add_special_tokens=False).ids)
        if run and (sentence.starts("newpar") or size + pieces > corpora.LONGEST):
            yield run
            run, size = [], 0
        run.append(sentence)
        size += pieces
    if run:
        yield run


def _paragraph(text: str, start: int, end: int, group: list[conllu.Sentence], tokenizer: Tokenizer) -> Paragraph:
    words = split(text, start, end, tokenizer)
    labels: dict[int, int] = {}
    trees, at = [], start
    for sentence in group:
        nodes: list[Node] = []
        for begin, stop, rows in tokens_of(text, at, sentence):
            labels[begin] = (CONTRACTION if len(rows) > 1 else TOKEN) + (0 if nodes else FIRST - TOKEN)
            nodes += nodes_of(text, begin, stop, rows)
            at = stop
        trees.append(nodes)
    cuts = [[labels.get(w.start + place, INSIDE) for place in w.places] for w in words]
    return Paragraph(Example.unlabelled(words), cuts, trees)


def tokens_of(text: str, at: int, sentence: conllu.Sentence) -> Iterator[tuple[int, int, list[list[str]]]]:
    """Each token's offsets, from `at` on, and its words' rows: one, or those of a contraction."""
    rows = [row for row in sentence.rows if "." not in row[0]]
    while rows:
        first, _, last = rows[0][0].partition("-")
        count = int(last or first) - int(first) + 1
        start = text.index(rows[0][FORM], at)
        if text[at:start].strip():
            raise ValueError(f"{rows[0][FORM]} is not the next token of {text[at:]}")
        at = start + len(rows[0][FORM])
        yield start, at, rows[1 : count + 1] if last else rows[:1]
        rows = rows[count + bool(last) :]


def nodes_of(text: str, start: int, end: int, rows: list[list[str]]) -> Iterator[Node]:
    """A token's words: those of a contraction where they stand in it, one that does not has all of it."""
    at = start
    for number, row in enumerate(rows):
        found = text[at:end].lower().find(row[FORM].lower())
        own = found == 0 or (found > 0 and number > 0)
        span = (at + found, at + found + len(row[FORM])) if own else (start, end)
        at = span[1] if own else at
        part = number + 1 if len(rows) > 1 else 0
        yield Node(*span, part, row[UPOS], row[XPOS], row[FEATS], int(row[HEAD]), row[DEPREL])


def annotate(given: Text, document: list[conllu.Sentence], tagged: list[Tagged]) -> None:
    """Labels GUM's names, and its attribution relations in sentences where they are known in full."""
    relations = list(gum.relations(document))
    starts = gum.sentence_starts(document)
    number = 0
    for paragraph in given.paragraphs:
        example = paragraph.example
        example.entities = [0] * len(example.words)
        for nodes in paragraph.sentences:
            spans: Ranges = [(n.start, n.end) for n in nodes]
            corpora.label_names(example, tagged[number], spans)
            here = [r for r in relations if r.sentence == number]
            corpora.label_relations(example, here, tagged[number], spans, starts[number])
            number += 1
