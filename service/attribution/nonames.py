"""What looks like a proper name and is none: a title, a party's letter, a people, one of them."""

from __future__ import annotations

import re

from service.attribution.lexicon import ARTICLES, HONOURS, PERSON_HEADS, PERSON_NOUNS, PRONOUNS, QUANTIFIERS, TITLES
from service.attribution.namekinds import several
from service.attribution.nouns import ALSO_PAPERS
from service.attribution.peoples import PEOPLES
from service.attribution.reading import Reading, Word
from service.domain.document import NameKind

_PARTY = re.compile(r"[rdi](-.*)?", re.IGNORECASE)
_TELLING = frozenset({"ADJ", "VERB", "NUM"})
_PARTISANS = frozenset({"republican", "democrat"})
_PAPERS = ALSO_PAPERS | frozenset(
    "economist spectator independent insider scientist lawyer banker grocer bookseller architect engineer ranger pilot "
    "reporter farmer australian scotsman".split()
)
"""What newspapers, magazines and clubs are called too."""
_DEMONYM = ("ans", "crats", "ists", "ers", "tives", "als", "ese", "ites")


def no_name(reading: Reading, words: list[Word], kind: NameKind) -> bool:
    """Whether what is left is a title, a party letter, in a hyphened word or a people (Danes, Democrats)."""
    text, first, last = reading.text, words[0], words[-1]
    if not any(w.capital or w.text[:1].isdigit() for w in words):
        return True
    whole = text[first.start : last.end]
    if _PARTY.fullmatch(whole) and (kind is NameKind.PERSON or "-" in whole):
        return True
    if text[last.end : last.end + 1] == "-" and text[last.end + 1 : last.end + 2].islower():
        return True
    if (
        kind is NameKind.PERSON
        and text[first.start - 1 : first.start] == "-"
        and text[first.start - 2 : first.start - 1].isalpha()
    ):
        return True
    if len(words) > 1:
        return kind is not NameKind.PERSON and last.lower in _PARTISANS
    return _one_word(reading, first, kind)


def _one_word(reading: Reading, word: Word, kind: NameKind) -> bool:
    """Whether a word alone is an office, a people, a title or no noun."""
    if kind is NameKind.ORG and (_office(word) or _the_office(reading, word)):
        return True
    if word.lower in PEOPLES and _demonym(reading, word) and not (kind is NameKind.ORG and word.lower in _PAPERS):
        return True
    if kind is NameKind.ORG and word.plural and word.lemma != word.lower and word.lower.endswith(_DEMONYM):
        return True
    if kind is NameKind.PERSON and (_people(reading, word) or _demonym(reading, word)):
        return True
    if len(word.text) == 1 or (kind is NameKind.PERSON and word.lower.rstrip(".") in TITLES):
        return True
    if word.lower in PRONOUNS | QUANTIFIERS | _PARTISANS:
        return True
    return word.upos in ("DET", "PUNCT") or (word.upos == "PRON" and kind is not NameKind.PERSON)


def _office(word: Word) -> bool:
    """Whether capitals only shorten what somebody is ("MPs", "the CEO")."""
    return word.text.removesuffix("s").isupper() and word.lower.removesuffix("s") in PERSON_NOUNS | HONOURS


def _the_office(reading: Reading, word: Word) -> bool:
    """Whether a capital only honours what somebody is ("the Collector", "the Registrar")."""
    before = reading.words[word.index - 1].lower if word.index > 0 else ""
    return before == "the" and word.text[1:].islower() and word.lower in PERSON_NOUNS - _PAPERS


def _people(reading: Reading, word: Word) -> bool:
    """Whether a word is no name but means several people ("Spokesmen", "many Latinos")."""
    return several(word.lower) or (word.plural and (word.lemma in PERSON_HEADS or _of_several(reading, word)))


def _demonym(reading: Reading, word: Word) -> bool:
    """Whether a word tells only where somebody is from ("the Texan")."""
    at = word.index - 1
    while word.lower in PEOPLES and at > 0 and not reading.words[at].capital and reading.words[at].upos in _TELLING:
        at -= 1  # "the beaten Dutchman"
    before = reading.words[at].lower if at >= 0 else ""
    after = reading.words[word.index + 1] if word.index + 1 < len(reading.words) else None
    alone = after is None or not (after.noun or after.upos == "ADJ")
    return before == "the" and alone and (word.lower.endswith(("an", "ian", "ese")) or word.lower in PEOPLES)


def _of_several(reading: Reading, word: Word) -> bool:
    """Whether a plural stands for a family or a people ("the Lindqvists", "many Latinos")."""
    before = reading.words[word.index - 1].lower if word.index > 0 else ""
    return word.lower.endswith("s") and (before in ARTICLES or before in QUANTIFIERS)
