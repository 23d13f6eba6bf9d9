"""Tagged names that are parts of one: cut by a hyphen, a nickname or the "&" of a firm."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from service.attribution.firstnames import FEMALE, MALE
from service.attribution.lexicon import PERSON_HEADS
from service.attribution.reading import Reading
from service.domain.document import Name, NameKind

_PARTNER = re.compile(r" & [A-Z][\w’'-]+(?= [a-z])")
_NICKNAME = re.compile(r"""[ ]["“‘'][A-Z][\w-]{1,14}["”’'][ ]""")
_NICKNAMED = re.compile(rf"\b[A-Z][\w’'-]+{_NICKNAME.pattern}[A-Z][\w-]+")


def joined(reading: Reading, tagged: Sequence[Name]) -> list[Name]:
    """The tagged names in text order, a person's made one that a hyphen or a nickname has cut (A-B C, A “B” C).

    Of a firm's name the partner's is part ("Brandt & Loew Works").
    """
    made: list[Name] = []
    nicknamed = _nicknames(reading)
    apart = [n for n in tagged if not any(n.span.overlaps(m.span) for m in nicknamed)]
    apart = [_with_partner(reading, n, apart) for n in apart]
    for name in sorted([*apart, *nicknamed], key=lambda n: (n.span.start, -n.span.end)):
        before = made[-1] if made else None
        between = "" if before is None else reading.text[before.span.end : name.span.start]
        halves = before is not None and before.kind is name.kind is NameKind.PERSON and between == "-"
        if before is not None and between == " & " and _partners(reading, before, name, apart):
            made[-1] = Name(reading.span(before.span.start, name.span.end), NameKind.ORG)
        elif before is not None and (halves or _NICKNAME.fullmatch(between)):
            made[-1] = Name(reading.span(before.span.start, name.span.end), before.kind)
        else:
            made.append(name)
    return made


def _with_partner(reading: Reading, name: Name, tagged: Sequence[Name]) -> Name:
    """A name of one word with what "&" joins to it, where that is tagged as nothing ("Brandt [& Loew] partner X")."""
    behind = None if " " in name.span.text else _PARTNER.match(reading.text, name.span.end)
    if behind is None:
        return name
    after = bisect_left(tagged, behind.start(), key=lambda n: n.span.end - 1)
    if after < len(tagged) and tagged[after].span.start < behind.end():
        return name
    return Name(reading.span(name.span.start, behind.end()), NameKind.ORG)


def _partners(reading: Reading, before: Name, name: Name, tagged: Sequence[Name]) -> bool:
    """Whether "&" joins the names of a firm: two surnames, or one before a body's or a word for somebody of it.

    Two surnames are two people behind a plural ("coaches A & B"), or where one of them stands elsewhere alone.
    """
    if " " in before.span.text and before.kind is NameKind.PERSON:
        return False
    behind = reading.at(name.span.end + 1, name.span.end + 2)
    alone = " " not in name.span.text
    staff = alone and any(reading.words[i].lower in PERSON_HEADS for i in behind)
    surnames = alone and not any(n.span.text.casefold() in MALE | FEMALE for n in (before, name))
    if surnames and name.kind is not NameKind.ORG:
        first = reading.at(before.span.start, before.span.end).start
        plural = first > 0 and reading.words[first - 1].plural and reading.words[first - 1].sentence == (
            reading.words[first].sentence
        )
        others = (n for n in tagged if n.kind is NameKind.PERSON and n.span not in (before.span, name.span))
        surnames = not plural and not any(n.span.text in (before.span.text, name.span.text) for n in others)
    return name.kind is NameKind.ORG or staff or surnames


def _nicknames(reading: Reading) -> list[Name]:
    """Names with a nickname in marks between two proper nouns, tagged or not (Albert “Buzz” Keller)."""
    found = []
    for match in _NICKNAMED.finditer(reading.text):
        words = [reading.words[i] for i in reading.at(*match.span())]
        if words and words[0].upos == words[-1].upos == "PROPN" and words[0].sentence == words[-1].sentence:
            found.append(Name(reading.span(*match.span()), NameKind.PERSON))
    return found
