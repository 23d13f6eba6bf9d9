"""Which clauses govern which: whether a mention is the subject of the clause that a pronoun's own depends on."""

from __future__ import annotations

from collections.abc import Sequence

from service.attribution.reading import Word

_NAME_LINKS = ("flat", "compound")
_MAX_CLIMB = 12


def phrase_head(words: Sequence[Word], indices: range) -> int:
    """The word of a mention, or of the name or title around it, that hangs on the rest of the sentence."""
    head = indices.start
    for i in indices:
        if words[i].head not in indices:
            head = i
            break
    for _ in range(_MAX_CLIMB):
        above = words[head].head
        if above < 0 or not words[head].deprel.startswith(_NAME_LINKS):
            break
        head = above
    return head


def clauses_above(words: Sequence[Word], index: int) -> list[int]:
    """The predicates over a word, its own first, up to the sentence's root."""
    found: list[int] = []
    at = words[index].head
    while at >= 0 and at not in found and len(found) < _MAX_CLIMB:
        found.append(at)
        at = words[at].head
    return found


def subject_of(words: Sequence[Word], head: int) -> int:
    """The predicate whose subject a phrase's head is, -1 where it is none."""
    return words[head].head if words[head].deprel.startswith("nsubj") else -1


def is_object(word: Word) -> bool:
    """Whether a word is an object or adjunct of its predicate."""
    return word.deprel.split(":")[0] in ("obj", "iobj", "obl")
