"""How old the article says the people are that it names: "the 41-year-old" is whoever is 41."""

from __future__ import annotations

import re
from collections import defaultdict

from service.attribution.records import Register
from service.domain.speakers import SpeakerKind

_WORDS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split()
_NUMBER = rf"(\d{{1,3}}|{'|'.join(_WORDS)})"
# Of one figure behind a name it is rather a score than an age.
_BEHIND = re.compile(r",\s(?:who is |who was |aged |now )?(\d{2,3})(?=[,.;])|\sis (\d{2,3})(?=[,.;])")
_APPOSED = re.compile(rf",\s(?:an?|the) {_NUMBER}-year-old\b")
_BEFORE = re.compile(rf"\b{_NUMBER}-year-old(?:\s[a-z][\w’'-]*){{0,4}},?\s(?:[A-Z]\w*\.?\s)?$")
_CALLED = re.compile(rf"\b{_NUMBER}-year-old\b", re.IGNORECASE)
_UNNAMED = re.compile(rf"\b(?:[Aa]n?|[Oo]ne|[Aa]nother)\s{_NUMBER}-year-old\b(?!(?:\s[a-z][\w’'-]*){{0,4}},?\s[A-Z])")
REACH = 80


def ages(register: Register, text: str) -> dict[int, set[int]]:
    """The numbers of the records of each age, read off what stands beside their names."""
    found: dict[int, set[int]] = defaultdict(set)
    for record in register.records:
        for mention in record.names if record.kind is SpeakerKind.PERSON else ():
            before = text[max(0, mention.start - REACH) : mention.start]
            told = _BEHIND.match(text, mention.end) or _APPOSED.match(text, mention.end) or _BEFORE.search(before)
            if told:
                found[_number(next(filter(None, told.groups())))].add(record.number)
    return found


def age_called(phrase: str) -> int | None:
    """The age by which a phrase calls somebody ("the 41-year-old chef")."""
    told = _CALLED.search(phrase)
    return _number(told[1]) if told else None


def unnamed_of_age(text: str, age: int) -> bool:
    """Whether a text brings in somebody of an age without a name ("a 41-year-old man was hurt")."""
    return any(_number(told[1]) == age for told in _UNNAMED.finditer(text))


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _WORDS.index(word.lower()) + 1
