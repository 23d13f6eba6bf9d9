"""Figures of the syntactic models on UD treebanks and of the entity tagger on NER test sets."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import stanza
from stanza.models.common.doc import Document
from stanza.utils.conll import CoNLL
from udtools.udeval import evaluate, load_conllu

from models.training import conllu, ner_data
from service.nlp.loading import load
from service.nlp.tagger.processor import Place
from service.text.paragraphs import paragraphs

KINDS = {"PERSON": "PERSON", "PER": "PERSON", "ORG": "ORG", "LOC": "LOC", "GPE": "LOC", "FAC": "LOC"}
PARAGRAPH = 5
SYNTAX = "tokenize,mwt,pos,lemma,depparse"
SHOWN = ("Words", "Sentences", "UPOS", "Lemmas", "UAS", "LAS")


def pipeline(models: Path, processors: str, **options: Any) -> Any:
    """A plain Stanza pipeline on the models, offline."""
    return stanza.Pipeline("en", dir=str(models), download_method=None, processors=processors, use_gpu=False,
                           verbose=False, **options)


def without_empty_nodes(path: Path) -> str:
    """The treebank as the scorer wants it."""
    lines = path.read_text(encoding="utf8").split("\n")
    return "\n".join(line for line in lines if "." not in line.split("\t")[0] or line.startswith("#"))


def from_raw_text(models: Path, treebank: Path, plain: bool = False) -> dict[str, float]:
    """F1 of words, sentences, tags, lemmas and trees when the models see nothing but the text.

    `plain` measures Stanza's own models of the folder.
    """
    text = conllu.raw_text(list(conllu.read(treebank)))
    if plain:
        return _scores(without_empty_nodes(treebank), written(pipeline(models, SYNTAX)(text), text))
    network = load(models)
    found = [_placed(network.bulk_process(list(part))) for part in _batches(_paragraphs(text))]
    return _scores(without_empty_nodes(treebank), "".join(written(d, d.text) for documents in found for d in documents))


def _paragraphs(text: str) -> Iterator[Any]:
    for part in paragraphs(text):
        document = Document([], text=part.text)
        document.place = Place(text, part.start)
        yield document


def _placed(documents: list[Any]) -> list[Any]:
    return [d for d in documents if d.sentences]


def _batches(documents: Iterable[Any], size: int = 20) -> Iterator[Iterable[Any]]:
    kept = list(documents)
    for begin in range(0, len(kept), size):
        yield kept[begin : begin + size]


def written(document: Any, text: str) -> str:
    """The document as CoNLL-U; Stanza writes <UNK> for very long words, here they get their characters back."""
    for sentence in document.sentences:
        for token in sentence.tokens:
            if "<UNK>" in token.text:
                token.text = "".join(text[token.start_char : token.end_char].split())
                token.words[0].text = token.text
    return f"{document:C}\n\n"


def from_gold_words(models: Path, treebank: Path, plain: bool = False) -> dict[str, float]:
    """The same on the treebank's own words and sentences."""
    gold = without_empty_nodes(treebank)
    document = CoNLL.conll2doc(input_str=gold)
    nlp = pipeline(models, SYNTAX, tokenize_pretokenized=True) if plain else load(models)
    if not plain:
        read(nlp, document)
    for processor in ("pos", "lemma", "depparse"):
        document = nlp.processors[processor].process(document)
    return _scores(gold, f"{document:C}\n\n")


def read(nlp: Any, document: Any) -> None:
    """Gives a document of sentences without a text one, its words places there, and the network's states."""
    text = ""
    for number, sentence in enumerate(document.sentences):
        text += " " if number % PARAGRAPH else "\n\n" if number else ""
        for token in sentence.tokens:
            glued = token.spaces_after == ""
            at = len(text)
            text += token.text + ("" if glued else " ")
            token._start_char, token._end_char = at, at + len(token.text)
            for word in token.words:
                start = text.lower().find(word.text.lower(), at, token._end_char) if len(token.words) > 1 else at
                if start >= 0:
                    at = start + len(word.text)
                    word._start_char, word._end_char = start, at
    document.text = text
    tagger = nlp.processors["attribution"].tagger
    document.states = tagger.read(text, [(part.start, part.end) for part in paragraphs(text)]).states


def _scores(gold: str, system: str) -> dict[str, float]:
    table = evaluate(load_conllu(io.StringIO(gold), "gold", {}), load_conllu(io.StringIO(system), "system", {}))
    return {name: 100 * table[name].f1 for name in SHOWN}


def entity_f1(
    models: Path, sentences: Iterable[ner_data.Tagged], kinds: set[str], plain: bool = False
) -> dict[str, float]:
    """Exact-match precision, recall and F1 over entities of the given kinds, on the corpus's own words.

    The network reads PARAGRAPH sentences as one paragraph; `plain` measures Stanza's ``ner`` of the folder.
    """
    gold = [s for s in sentences if s]
    right = found = expected = 0
    for sentence, tagged in zip(_tagged(models, gold, plain), gold, strict=True):
        guess = _entities([t.ner or "O" for t in sentence.tokens], kinds)
        truth = _entities([tag for _, tag in tagged], kinds)
        right, found, expected = right + len(guess & truth), found + len(guess), expected + len(truth)
    precision, recall = right / max(1, found), right / max(1, expected)
    return {"P": 100 * precision, "R": 100 * recall, "F1": 200 * precision * recall / max(1e-9, precision + recall)}


def _tagged(models: Path, gold: list[ner_data.Tagged], plain: bool) -> list[Any]:
    if plain:
        found = pipeline(models, "tokenize,ner", tokenize_pretokenized=True)([[w for w, _ in s] for s in gold])
        return list(found.sentences)
    nlp = load(models)
    document = Document([list(_spaced([word for word, _ in s])) for s in gold])
    read(nlp, document)
    return list(nlp.processors["names"].process(document).sentences)


def _spaced(words: list[str]) -> Iterator[dict[str, Any]]:
    """Stanza's tokens, clitics on the words before them as in a text."""
    for i, (word, following) in enumerate(zip(words, [*words[1:], ""], strict=True), 1):
        clitic = following.lower() in {"n't", "n’t"} or (following[:1] in set("'’") and len(following) > 1)
        yield {"id": (i,), "text": word} | ({"misc": "SpaceAfter=No"} if clitic else {})


def _entities(tags: list[str], kinds: set[str]) -> set[tuple[int, int, str]]:
    found = {(begin, end, KINDS.get(kind, "")) for begin, end, kind in ner_data.spans(tags)}
    return {e for e in found if e[2] in kinds}
