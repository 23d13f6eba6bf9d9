"""Sources that are one noun phrase though titles or names stand within: "the “Larch Street” actress"."""

from __future__ import annotations

from dataclasses import replace

from service.attribution.lexicon import ARTICLES, DOCUMENT_HEADS
from service.attribution.phrases import Nominal, Phrases

_OPENING, _CLOSING = frozenset({"“", "‘", '"', "''", "``"}), frozenset({"”", "’", '"', "''"})


def of_work(phrases: Phrases, first: int, last: int) -> Nominal | None:
    """A person or document with the title of a work before it."""
    words = phrases.words
    start = first
    if words[first].lower in ARTICLES:
        start = first + 1
    elif first > 0 and words[first - 1].text in _OPENING:
        start = first - 1
    if start + 2 >= last or words[start].text not in _OPENING:
        return None
    end = next((i for i in range(start + 1, last - 1) if words[i].text in _CLOSING), last)
    noun = phrases.base(end + 1, last) if end + 1 < last else None
    if noun is None or noun.head < 0 or noun.first != end + 1 or noun.head in phrases.inside or noun.last < last:
        return None
    return replace(noun, first=start, determiner=words[first].lower if start > first else "")


def of_bodies(phrases: Phrases, first: int, last: int) -> Nominal | None:
    """One document of two bodies: "the Larch Post/Elm News poll"."""
    words, left = phrases.words, phrases.base(first, last)
    if left.head < 0 or left.last + 1 >= last or words[left.last].text != "/":
        return None
    right = phrases.base(left.last + 1, last)
    if right.head < 0 or words[right.head].lower not in DOCUMENT_HEADS:
        return None
    return replace(right, first=left.first, determiner=left.determiner)
