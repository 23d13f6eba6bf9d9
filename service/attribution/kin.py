"""Relatives: "his widow" or "Odd's mother" is whoever else of that family the article names, where it names one."""

from __future__ import annotations

from service.attribution.discourse import Discourse
from service.attribution.lexicon import FEMALE_NOUNS, MALE_NOUNS, POSSESSIVES
from service.attribution.people import likely_gender
from service.attribution.records import Record, Role
from service.domain.speakers import SpeakerKind

_PARTNERS = frozenset({"wife", "husband", "widow", "widower", "spouse"})
_PARENTS = frozenset({"mother", "father", "mum", "mom", "dad", "parent"})
_CHILDREN = frozenset({"son", "daughter", "child"})
_SIBLINGS = frozenset({"brother", "sister", "sibling", "twin", "half-brother", "half-sister"})
_FURTHER = frozenset("uncle aunt cousin nephew niece grandmother grandfather grandson granddaughter".split())
KIN = _PARTNERS | _PARENTS | _CHILDREN | _SIBLINGS | _FURTHER
_INVERSE = {
    **dict.fromkeys(_PARTNERS, _PARTNERS),
    **dict.fromkeys(_PARENTS, _CHILDREN),
    **dict.fromkeys(_CHILDREN, _PARENTS),
    **dict.fromkeys(_SIBLINGS, _SIBLINGS),
}


def relative(discourse: Discourse, owner: Record, noun: str) -> Record | None:
    """Whom a noun of kinship means of somebody: who is introduced as the other half, else the only namesake."""
    gender = "m" if noun in MALE_NOUNS else "f" if noun in FEMALE_NOUNS else ""
    others = [
        r
        for r in discourse.register.records
        if r.kind is SpeakerKind.PERSON and r is not owner and not {gender, r.gender or likely_gender(r)} >= {"m", "f"}
    ]
    introduced = [r for r in others if r.number in _introduced_by(discourse, owner, noun)]
    surname = _surname(owner)
    namesakes = [r for r in others if surname and _surname(r) == surname and not _otherwise(discourse, owner, r, noun)]
    family = introduced or namesakes
    return family[0] if len(family) == 1 else None


def _otherwise(discourse: Discourse, owner: Record, other: Record, noun: str) -> bool:
    """Whether the article says that two are relatives of another kind: no sister is a mother."""
    theirs = {role.head for role in other.roles if role.head in KIN and _owner(discourse, role) == owner.number}
    mine = {role.head for role in owner.roles if role.head in KIN and _owner(discourse, role) == other.number}
    same = next((kind for kind in (_PARTNERS, _PARENTS, _CHILDREN, _SIBLINGS) if noun in kind), frozenset({noun}))
    return bool(theirs - same) or bool(mine - _INVERSE.get(noun, frozenset()))


def _surname(record: Record) -> str:
    full = [m.parts for m in record.names if len(m.parts) > 1 or m.gender]
    return max(full, key=len)[-1] if full else ""


def _introduced_by(discourse: Discourse, owner: Record, noun: str) -> set[int]:
    """Who owns somebody's role of which a noun is the other half: of "Ana and her husband, Odd" his wife is Ana."""
    wanted = _INVERSE.get(noun, frozenset())
    owners = (_owner(discourse, role) for role in owner.roles if role.head in wanted)
    return {number for number in owners if number is not None}


def _owner(discourse: Discourse, role: Role) -> int | None:
    """The record of the possessive pronoun, or the name, before a role."""
    words = discourse.phrases.words
    before = discourse.phrases.reading.at(*role.place).start - 1
    if before < 0:
        return None
    if words[before].lower in POSSESSIVES:
        place = (words[before].start, words[before].end)
        return next((e.record for e in discourse.events if e.place == place), None)
    mention = discourse.phrases.inside.get(before - 1)
    return None if mention is None else discourse.register.of_name.get(mention.place)
