"""Quotation marks that quote nobody: a word held at arm's length, a title of a work, a nickname."""

from __future__ import annotations

import re

from service.detection.inflection import lemma_of
from service.detection.lexicon import NOUNS, VERBS
from service.text.marks import Quotation

_FINAL = re.compile(r"[.!?…]$")
_WORD = re.compile(r"[^\W_][\w’'-]*")
_REACH = 160
_SHORT = 3
_LONGEST = 12
_SMALL = frozenset("a an the of and or in on at to for from with by but as is de la vs".split())
# A noun or participle before the marks that says what stands in them: the word “literally”, the film “Home”.
_NAMING = re.compile(
    r"(?:\bso[- ]called|\b(?:words?|terms?|phrases?|acronym|abbreviation|slogan|hashtag|nickname|moniker|titled?|"
    r"entitled|subtitled|nicknamed|dubbed|codenamed|code[- ]named|known as|called the|aka|a\.k\.a\.|"
    r"(?:film|movie|documentary|book|memoir|novel|play|musical|song|single|album|show|series|sitcom|program|programme|"
    r"podcast|poem|painting|opera|episode|magazine|newspaper|website|game|hit|bestseller|best-seller|classic)s?))"
    r"\s*,?\s*$",
    re.IGNORECASE,
)
_NAMED = re.compile(r"\b(?:called|named|labeled|labelled|marked|billed as|branded)\s*$", re.IGNORECASE)
_SHOWN = re.compile(
    r"(?:\bon|\bof|\bin|[’']s|\bhosts?|\bstarred in|\bfrom|\bwatch(?:ed|ing)?)"
    r"(?:\s+[\w.’'-]+){0,2}\s*$"
)
# Words of the lexicon that stand beside titles and terms as often as beside speech.
_NOT_SPEECH = frozenset("name style title entitle identify see view support back hold show play".split())


def is_scare(quotation: Quotation, text: str) -> bool:
    """Whether `quotation` marks a word, a title or a nickname rather than somebody's words.

    Careful: what might be a quoted fragment, because a word for speaking stands in the same sentence, is none.
    """
    if len(quotation.parts) > 1 or not quotation.inner:
        return False
    inner = quotation.inner[0].text
    words = _WORD.findall(inner[:_REACH])
    if not words or len(words) > _LONGEST or len(inner) > _REACH:
        return False
    before = re.split(r"[.!?…]\s|[\r\n]", text[max(0, quotation.start - _REACH) : quotation.start])[-1]
    after = re.split(r"[.!?…](?:\s|$)|[\r\n]", text[quotation.end : quotation.end + _REACH])[0]
    if _is_nickname(words, before, after):
        return True
    if _is_named(inner, words, before):
        return True
    if _FINAL.search(inner) and (after.strip() or not before.strip()):
        return False
    spoken = inner.endswith(",") or _speaks(before) or _speaks(after)
    return (len(words) <= _SHORT or _is_title(words)) and not spoken


def _is_named(inner: str, words: list[str], before: str) -> bool:
    """Whether the words before the marks say that a word or a work stands in them."""
    title = _is_title(words)
    if _NAMING.search(before) and (title or len(words) <= _SHORT + 2 or not _FINAL.search(inner)):
        return True
    return title and bool(_NAMED.search(before) or (len(words) > 1 and _SHOWN.search(before)))


def _is_nickname(words: list[str], before: str, after: str) -> bool:
    """Between two names: Dwayne “The Rock” Johnson, or in brackets after one."""
    if len(words) > _SHORT + 1 or not words[-1][0].isupper():
        return False
    named = re.search(r"\b[A-Z][\w.’'-]*\s+\(?$", before)
    return bool(named and re.match(r"\)?\s+[A-Z]", after))


def _is_title(words: list[str]) -> bool:
    """Whether all words but small ones are capitalised, as in the title of a work."""
    return words[0][0].isupper() and all(word[0].isupper() or word[0].isdigit() or word in _SMALL for word in words)


def _speaks(sentence: str) -> bool:
    """Whether a word for speaking or judging stands in a part of a sentence."""
    lemmas = {lemma_of(word, known) for word in _WORD.findall(sentence) for known in (VERBS, NOUNS)}
    return any(lemma in VERBS or lemma in NOUNS for lemma in lemmas - _NOT_SPEECH) or "according to" in sentence.lower()
