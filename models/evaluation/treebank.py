"""Figures of the syntactic models on UD treebanks and of the entity tagger on NER test sets."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import stanza
from stanza.utils.conll import CoNLL
from udtools.udeval import evaluate, load_conllu

from models.training import conllu, ner_data
from service.nlp.loading import load

KINDS = {"PERSON": "PERSON", "PER": "PERSON", "ORG": "ORG", "LOC": "LOC", "GPE": "LOC", "FAC": "LOC"}
PARAGRAPH = 5
SHOWN = ("Words", "Sentences", "UPOS", "Lemmas", "UAS", "LAS")


def pipeline(models: Path, processors: str, **options: Any) -> Any:
    """A plain Stanza pipeline on the models, offline."""
    return stanza.Pipeline("en", dir=str(models), download_method=None, processors=processors, use_gpu=False,
                           verbose=False, **options)


def without_empty_nodes(path: Path) -> str:
    """The treebank as the scorer wants it."""
    lines = path.read_text(encoding="utf8").split("\n")
    return "\n".join(line for line in lines if "." not in line.split("\t")[0] or line.startswith("#"))


def from_raw_text(models: Path, treebank: Path) -> dict[str, float]:
    """F1 of words, sentences, tags, lemmas and trees when the models see nothing but the text."""
    text = conllu.raw_text(list(conllu.read(treebank)))
    document = pipeline(models, "tokenize,mwt,pos,lemma,depparse")(text)
    return _scores(without_empty_nodes(treebank), written(document, text))


def written(document: Any, text: str) -> str:
    """The document as CoNLL-U; Stanza writes <UNK> for very long words, here they get their characters back."""
    for sentence in document.sentences:
        for token in sentence.tokens:
            if "<UNK>" in token.text:
                token.text = "".join(text[token.start_char : token.end_char].split())
                token.words[0].text = token.text
    return f"{document:C}\n\n"


def from_gold_words(models: Path, treebank: Path) -> dict[str, float]:
    """The same on the treebank's own words and sentences."""
    gold = without_empty_nodes(treebank)
    document = CoNLL.conll2doc(input_str=gold)
    nlp = pipeline(models, "tokenize,mwt,pos,lemma,depparse", tokenize_pretokenized=True)
    for processor in ("pos", "lemma", "depparse"):
        document = nlp.processors[processor].process(document)
    return _scores(gold, f"{document:C}\n\n")


def _scores(gold: str, system: str) -> dict[str, float]:
    table = evaluate(load_conllu(io.StringIO(gold), "gold", {}), load_conllu(io.StringIO(system), "system", {}))
    return {name: 100 * table[name].f1 for name in SHOWN}


def entity_f1(
    models: Path, sentences: Iterable[ner_data.Tagged], kinds: set[str], plain: bool = False
) -> dict[str, float]:
    """Exact-match precision, recall and F1 over entities of the given kinds, on the corpus's own words.

    The service's entity tagger reads PARAGRAPH sentences as one text; `plain` measures Stanza's ``ner`` of the folder.
    """
    gold = [s for s in sentences if s]
    words = [[w for w, _ in s] for s in gold]
    nlp = (pipeline(models, "tokenize,ner", tokenize_pretokenized=True) if plain
           else load(models, syntax=(), tokenize_pretokenized=True))
    right = found = expected = 0
    texts = [nlp(words[i : i + PARAGRAPH]) for i in range(0, len(words), PARAGRAPH)]
    for sentence, tagged in zip([s for text in texts for s in text.sentences], gold, strict=True):
        guess = _entities([t.ner or "O" for t in sentence.tokens], kinds)
        truth = _entities([tag for _, tag in tagged], kinds)
        right, found, expected = right + len(guess & truth), found + len(guess), expected + len(truth)
    precision, recall = right / max(1, found), right / max(1, expected)
    return {"P": 100 * precision, "R": 100 * recall, "F1": 200 * precision * recall / max(1e-9, precision + recall)}


def _entities(tags: list[str], kinds: set[str]) -> set[tuple[int, int, str]]:
    found = {(begin, end, KINDS.get(kind, "")) for begin, end, kind in ner_data.spans(tags)}
    return {e for e in found if e[2] in kinds}
