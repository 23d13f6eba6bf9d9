"""Repairs of the tokenised text: sentences cut short are joined, and the possessive "its" is one word.

In a paragraph of prose a sentence ends with a mark.  And the treebank that the tokenizer learned from, being informal,
has "its" for "it's" so often that it takes the word for a contraction; edited text means the possessive.
"""

from __future__ import annotations

from typing import Any

from stanza.models.common.doc import Document

from service.nlp.tagger.processor import passed_on

_ENDS = frozenset(".!?…:;”’\"'»)]}")
# With a stop behind them they stand before a name, and hardly ever at the end of a sentence.
_TITLES = frozenset(
    "adm atty brig capt cmdr col det dr fr gen gov hon insp lt maj mr mrs ms msgr pres prof rep reps rev sen sens sgt "
    "st supt".split()
)
# The same before a number.
_COUNTED = frozenset("jan feb mar apr jun jul aug sep sept oct nov dec no nos art sec".split())
MOST_TOKENS = 120


def repaired(document: Any) -> Any:
    """The tokenised document; sentences without an end mark, or cut behind an abbreviation, go on, each "its" is whole.

    Works on words, contractions expanded, before they are tagged.  Returns the same document where there is nothing
    to repair.
    """
    groups: list[list[Any]] = []
    for sentence in document.sentences:
        tokens = list(sentence.tokens)
        if groups and _goes_on(groups[-1], tokens[0].text) and len(groups[-1]) + len(tokens) <= MOST_TOKENS:
            groups[-1] += tokens
        else:
            groups.append(tokens)
    if len(groups) == len(document.sentences) and not any(_possessive(t) for tokens in groups for t in tokens):
        return document
    return passed_on(document, Document([_renumbered(tokens) for tokens in groups], text=document.text))


def _goes_on(tokens: list[Any], following: str) -> bool:
    """Whether no sentence ends with these tokens: there is no end mark, or it is the stop of an abbreviation."""
    if tokens[-1].text[-1:] not in _ENDS:
        return True
    words = "".join(token.text for token in tokens[-2:]) if tokens[-1].text == "." else tokens[-1].text
    if not words.endswith(".") or not words[0].isupper():
        return False
    word = words[:-1].lower()
    return (word in _TITLES and following[0].isupper()) or (word in _COUNTED and following[0].isdigit())


def _renumbered(tokens: list[Any]) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = []
    number = 1
    for token in tokens:
        parts = token.to_dict()
        if _possessive(token):
            parts = parts[:1]
        if len(parts) > 1:  # a contraction: the whole, then its words
            parts[0]["id"] = (number, number + len(parts) - 2)
        for entry in parts[1:] or parts:
            entry["id"] = number
            number += 1
        entries += parts
    return entries


def _possessive(token: Any) -> bool:
    return len(token.words) > 1 and token.text.lower() == "its"
