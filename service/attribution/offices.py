"""Organisations in the tagger's eyes that are offices: of whoever is named behind them, or the beginning of a title."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from service.attribution.lexicon import TITLES
from service.attribution.namekinds import NameMention
from service.attribution.nouns import is_role
from service.attribution.reading import Word
from service.domain.document import NameKind

_APART = frozenset({",", ".", ";", "”", "“", '"'})


def title_only(words: Sequence[Word], mention: NameMention) -> bool:
    """Whether a tagged organisation is rather the start of a title ("Republican Secretary of State")."""
    return mention.kind is not NameKind.PERSON and is_role(words[mention.last - 1]) and len(mention.parts) < 3


def office_of(words: Sequence[Word], inside: Mapping[int, NameMention], mention: NameMention) -> bool:
    """Whether one is the office of the person behind it ("Data Protection Commissioner, X,").

    `inside` finds a name by any of its words.
    """
    behind = mention.last + 1
    if mention.kind is NameKind.PERSON or len(mention.parts) < 3 or not is_role(words[mention.last - 1]):
        return False
    while behind < len(words) and words[behind].lower.rstrip(".") in TITLES:
        behind += 1
    person = inside.get(behind) if behind < len(words) and words[mention.last].text == "," else None
    if person is None or person.kind is not NameKind.PERSON:
        return False
    return person.last >= len(words) or words[person.last].text in _APART


def is_office(words: Sequence[Word], inside: Mapping[int, NameMention], mention: NameMention) -> bool:
    """Whether it is either."""
    return title_only(words, mention) or office_of(words, inside, mention)
