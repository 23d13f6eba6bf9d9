"""How old the article says the people are that it names: "the 41-year-old" is whoever is 41."""

from __future__ import annotations

import re
from collections import defaultdict

from service.attribution.reading import Reading
from service.attribution.records import Register
from service.domain.speakers import SpeakerKind

_WORDS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split()
_NUMBER = rf"(\d{{1,3}}|{'|'.join(_WORDS)})"
# Of one figure behind a name it is rather a score than an age.
_BEHIND = re.compile(r",\s(?:who is |who was |aged |now )?(\d{2,3})(?=[,.;])|\sis (\d{2,3})(?=[,.;])")
_APPOSED = re.compile(rf",\s(?:an?|the) {_NUMBER}-year-old\b")
_BEFORE = re.compile(rf"\b{_NUMBER}-year-old(?:\s[a-z][\w’'-]*){{0,4}},?\s(?:[A-Z]\w*\.?\s)?$")
_CALLED = re.compile(rf"\b{_NUMBER}-year-old\b", re.IGNORECASE)
_UNNAMED = re.compile(rf"\b(?:[Aa]n?|[Oo]ne|[Aa]nother)\s{_NUMBER}-year-old\b")
_NAMED = re.compile(r"(?:\s[a-z][\w’'-]*){0,4},?\s[A-Z]")
REACH = 80


def ages(register: Register, reading: Reading) -> dict[int, set[int]]:
    """The numbers of the records of each age, read off what stands beside their names."""
    text, found = reading.text, defaultdict[int, set[int]](set)
    for record in register.records:
        for mention in record.names if record.kind is SpeakerKind.PERSON else ():
            told = _BEHIND.match(text, mention.end) or _APPOSED.match(text, mention.end)
            told = told or _before(reading, mention.start)
            if told:
                found[_number(next(filter(None, told.groups())))].add(record.number)
    return found


def _before(reading: Reading, start: int) -> re.Match[str] | None:
    """An age that a phrase tells which ends with the name beginning at an offset ("the 41-year-old chef X")."""
    since = max(0, start - REACH)
    told = _BEFORE.search(reading.text[since:start])
    return told if told and _one_phrase(reading, since + told.end(1), start) else None


def _one_phrase(reading: Reading, start: int, end: int) -> bool:
    """Whether no verb stands between ("a 41-year-old cook met X" tells nothing of X)."""
    return all(reading.words[i].upos not in ("VERB", "AUX") for i in reading.at(start, end))


def age_called(phrase: str) -> int | None:
    """The age by which a phrase calls somebody ("the 41-year-old chef")."""
    told = _CALLED.search(phrase)
    return _number(told[1]) if told else None


def unnamed_ages(reading: Reading) -> dict[int, int]:
    """Where the first phrase ends that brings in somebody of each age without a name ("a 41-year-old man was hurt")."""
    found: dict[int, int] = {}
    for told in _UNNAMED.finditer(reading.text):
        named = _NAMED.match(reading.text, told.end())
        if not (named and _one_phrase(reading, told.end(), named.end() - 1)):
            found.setdefault(_number(told[1]), told.end())
    return found


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _WORDS.index(word.lower()) + 1
