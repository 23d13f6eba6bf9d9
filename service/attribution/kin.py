"""Relatives: "his widow" or "Odd's mother" is whoever else of that family the article names, where it names one."""

from __future__ import annotations

from service.attribution.discourse import Discourse
from service.attribution.lexicon import POSSESSIVES
from service.attribution.nouns import CHILDREN, KIN, PARENTS, PARTNERS, SIBLINGS, sex_of
from service.attribution.reading import Word
from service.attribution.records import Record, Role
from service.domain.speakers import SpeakerKind

_INVERSE = {
    **dict.fromkeys(PARTNERS, PARTNERS),
    **dict.fromkeys(PARENTS, CHILDREN),
    **dict.fromkeys(CHILDREN, PARENTS),
    **dict.fromkeys(SIBLINGS, SIBLINGS),
}
NEAR_PARAGRAPHS = 3
"""How far from "his widow" a namesake who is meant by it is named at most."""


def relative(discourse: Discourse, owner: Record, noun: str, offset: int) -> Record | None:
    """Whom a noun of kinship at an offset means of somebody: who is introduced as the other half, else a namesake.

    A namesake is the only one of that surname and sex, named close by, and called nothing else by the article: no
    officer, rival or sister-in-law.
    """
    gender = sex_of(noun)
    halves = _introduced_by(discourse, owner, noun)
    surname = _surname(owner)
    records = discourse.register.records
    introduced = [records[number] for number in halves if _of_sex(records[number], gender)]
    if introduced:
        return introduced[0] if len(introduced) == 1 else None
    family = [
        r
        for r in records
        if surname and r.kind is SpeakerKind.PERSON and r is not owner and _surname(r) == surname and _of_sex(r, gender)
    ]
    if len(family) != 1 or any(role.head not in KIN for role in family[0].roles) or _in_law(discourse, family[0]):
        return None
    other = family[0]
    return other if _near(discourse, other, offset) and not _otherwise(discourse, owner, other, noun) else None


def owner_of(discourse: Discourse, role: Role) -> int | None:
    """The record of the possessive pronoun, or the name, before a role; None where it is not known."""
    word = possessor(discourse, role)
    if word is not None:
        return discourse.at((word.start, word.end))
    before = discourse.phrases.reading.at(*role.place).start - 1
    mention = discourse.phrases.inside.get(before - 1)
    return None if mention is None else discourse.register.of_name.get(mention.place)


def _in_law(discourse: Discourse, record: Record) -> bool:
    """Whether somebody is introduced as a relative by marriage ("his sister-in-law Ilse Dahl")."""
    text = discourse.phrases.reading.text
    return any("-in-law" in text[max(0, m.start - 12) : m.start] for m in record.names)


def possessor(discourse: Discourse, role: Role) -> Word | None:
    """The possessive pronoun before a role."""
    before = discourse.phrases.reading.at(*role.place).start - 1
    word = discourse.phrases.words[before] if before >= 0 else None
    return word if word is not None and word.lower in POSSESSIVES else None


def _of_sex(record: Record, gender: str) -> bool:
    return not {gender, record.gender} >= {"m", "f"}


def _near(discourse: Discourse, record: Record, offset: int) -> bool:
    """Whether somebody is mentioned in the paragraph of an offset or a few from it."""
    reading = discourse.phrases.reading
    here = reading.paragraph(offset)
    return any(abs(reading.paragraph(start) - here) <= NEAR_PARAGRAPHS for start, _ in record.places)


def _otherwise(discourse: Discourse, owner: Record, other: Record, noun: str) -> bool:
    """Whether the article says that two are relatives of another kind: no sister is a mother."""
    theirs = {role.head for role in other.roles if role.head in KIN and owner_of(discourse, role) == owner.number}
    mine = {role.head for role in owner.roles if role.head in KIN and owner_of(discourse, role) == other.number}
    same = next((kind for kind in (PARTNERS, PARENTS, CHILDREN, SIBLINGS) if noun in kind), frozenset({noun}))
    return bool(theirs - same) or bool(mine - _INVERSE.get(noun, frozenset()))


def _surname(record: Record) -> str:
    full = [m.parts for m in record.names if len(m.parts) > 1 or m.gender]
    return max(full, key=len)[-1] if full else ""


def _introduced_by(discourse: Discourse, owner: Record, noun: str) -> set[int]:
    """Who owns somebody's role of which a noun is the other half: of "Ana and her husband, Odd" his wife is Ana."""
    wanted = _INVERSE.get(noun, frozenset())
    owners = (owner_of(discourse, role) for role in owner.roles if role.head in wanted)
    return {number for number in owners if number is not None}
