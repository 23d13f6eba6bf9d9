"""Whom of the people it names the article describes by what they are: a role, an age, somebody's relative."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from service.attribution.ages import age_called, ages, unnamed_ages
from service.attribution.discourse import Discourse
from service.attribution.kin import owner_of, possessor, relative
from service.attribution.lexicon import OFFICES, SHORT_ROLES
from service.attribution.nouns import KIN, head_of, same_role, sex_of
from service.attribution.peoples import PEOPLES
from service.attribution.phrases import Nominal, Phrases
from service.attribution.records import Record, Role
from service.domain.speakers import SpeakerKind

_LESSER = frozenset({"vice", "deputy", "assistant", "associate", "former", "onetime", "ex"})
"""Words that make a role another one ("the president" is no vice president)."""
_GONE = frozenset({"late", "dead", "deceased", "estranged"})
"""Words for relatives who are not those that "her husband" means."""
_SAME = ({"judge", "justice"}, {"lawyer", "attorney"}, {"spokesman", "spokesperson"}, {"spokeswoman", "spokesperson"})
_MANY = frozenset(
    {"friend", "colleague", "neighbor", "neighbour", "supporter", "critic", "fan", "rival", "opponent", "co-worker"}
)
"""What somebody has several of: "her friend" is not whoever else was called that."""


class Holders:
    """The people of one article by the roles it gives them."""

    def __init__(
        self,
        discourse: Discourse,
        phrases: Phrases,
        modifiers: Callable[[Nominal], frozenset[str]],
        sex: Callable[[Nominal], str],
    ) -> None:
        """`modifiers` gives a phrase's content words but its head, `sex` whether it is of a man or a woman."""
        self.discourse = discourse
        self.phrases = phrases
        self.modifiers = modifiers
        self.sex = sex
        self.roles: dict[str, list[tuple[Record, Role]]] = defaultdict(list)
        for record in discourse.register.records:
            for role in record.roles:
                # "the German coach" is a German, "the Russian literature professor" need not be a Russian
                origin = role.modifiers & PEOPLES if len(role.modifiers) == 1 else frozenset()
                for head in same_role(role.head) | origin:
                    self.roles[head].append((record, role))
        self.ages = ages(discourse.register, phrases.reading)
        self._unnamed = unnamed_ages(phrases.reading)

    def person(self, nominal: Nominal, offset: int) -> tuple[Record, float] | None:
        """The person whom the article calls so: best by head and modifiers, then the one mentioned last."""
        aged = self._by_age(nominal, offset)
        if aged is not None:
            return aged, 1.0
        head, wanted = head_of(self.phrases.words[nominal.head]), self.modifiers(nominal)
        best: dict[int, float] = {}
        for record, role in self.roles.get(head, ()):
            if self._of_other_sex(nominal, record, role):
                continue
            known = {SHORT_ROLES.get(m.rstrip("."), m) for m in role.modifiers} | {role.head}
            if (role.modifiers - wanted) & _LESSER and head not in PEOPLES:
                continue
            missing = len([m for m in wanted if m not in known and not _akin(m, known)])
            alike = role.head == head or {role.head, head} in _SAME or head in PEOPLES
            score = (1.0 if alike else 0.7) + 0.3 * (len(wanted) - missing) - 0.4 * missing
            best[record.number] = max(best.get(record.number, -9.0), score)
        if not best:
            return None
        latest = self._latest(set(best), offset)
        number = max(best, key=lambda n: (best[n], latest.get(n, -1)))
        records = self.discourse.register.records
        near = (records[event.record].kind for event in self.discourse.before(offset))
        unseen = number not in latest and SpeakerKind.PERSON in near
        rivals = [n for n in best if n != number and best[n] >= best[number] - 0.2 and latest.get(n, -1) >= 0]
        return records[number], best[number] - 0.3 * (bool(rivals) + unseen)

    def _by_age(self, nominal: Nominal, offset: int) -> Record | None:
        """The only one of an age that a phrase tells, where its noun is of that sex and nobody unnamed is as old."""
        age = self._age(nominal)
        found = self.ages.get(age, set()) if age is not None else set()
        if age is None or len(found) != 1 or self._of_somebody_unnamed(age, offset):
            return None
        record = self.discourse.register.records[next(iter(found))]
        return None if {self.sex(nominal), record.gender} >= {"m", "f"} else record

    def _of_other_sex(self, nominal: Nominal, record: Record, role: Role) -> bool:
        """Whether somebody is a woman and the phrase of a man, or so; not by the very noun ("chairman Ida Berg")."""
        noun, sex = self.phrases.words[nominal.head], self.sex(nominal)
        called = role.head == head_of(noun) and sex == sex_of(noun.lemma)
        return not called and {sex, record.gender} >= {"m", "f"}

    def _age(self, nominal: Nominal) -> int | None:
        words = self.phrases.words
        return age_called(self.phrases.reading.text[words[nominal.first].start : words[nominal.last - 1].end])

    def otherwise_aged(self, nominal: Nominal, number: int, offset: int) -> bool:
        """Whether a phrase tells an age that somebody is known not to be, or that somebody unnamed is."""
        age = self._age(nominal)
        if age is None:
            return False
        other = any(number in found for known, found in self.ages.items() if known != age)
        return other or self._of_somebody_unnamed(age, offset)

    def _of_somebody_unnamed(self, age: int, offset: int) -> bool:
        """Whether somebody of an age is brought in without a name before an offset."""
        return age in self._unnamed and self._unnamed[age] <= offset

    def related(
        self, nominal: Nominal, owner: Record | None, offset: int, whose: Callable[[Role], int | None] | None = None
    ) -> Record | None:
        """The one person whom the article introduces as the same owner's ("her brother, X" … "her brother").

        A relative may also be known by the surname alone (see kin.py).  Where the owner is not known, that relative is
        meant who alone is introduced as one, by the same pronoun.  `whose` tells a role's owner by its pronoun too.
        """
        head = head_of(self.phrases.words[nominal.head])
        gone = (_LESSER | _GONE) - self.modifiers(nominal)
        alike = [(r, role) for r, role in self.roles.get(head, ()) if role.head == head and not role.modifiers & gone]
        held = [] if head in _MANY else alike
        if owner is None:
            return self._by_pronoun(nominal, held) if head in KIN else None
        found = {
            record.number
            for record, role in held
            if record is not owner and owner_of(self.discourse, role) == owner.number
        }
        if not found and whose is not None:
            found = {record.number for record, role in held if record is not owner and whose(role) == owner.number}
        if len(found) == 1:
            return self.discourse.register.records[found.pop()]
        return relative(self.discourse, owner, head, offset) if head in KIN else None

    def _by_pronoun(self, nominal: Nominal, held: list[tuple[Record, Role]]) -> Record | None:
        word = None if nominal.owner is None else self.phrases.words[nominal.owner[0]].lower
        owners = [possessor(self.discourse, role) for _, role in held]
        alone = len({record.number for record, _ in held}) == 1
        return held[0][0] if alone and all(o is not None and o.lower == word for o in owners) else None

    def formerly(self, nominal: Nominal, number: int) -> bool:
        """Whether somebody only was what a phrase calls him, or is deputy to it ("the former president")."""
        head, wanted = head_of(self.phrases.words[nominal.head]), self.modifiers(nominal)
        held = [role for record, role in self.roles.get(head, ()) if record.number == number]
        return bool(held) and all((role.modifiers - wanted) & _LESSER for role in held)

    def role_features(self, nominal: Nominal, number: int) -> list[str]:
        """What the roles that the article gives a person say for or against a description of him or her."""
        head, wanted = head_of(self.phrases.words[nominal.head]), self.modifiers(nominal)
        roles = self.discourse.register.records[number].roles
        fits = any(record.number == number for record, _ in self.roles.get(head, ()))
        known = frozenset().union(*(role.modifiers | {role.head} for role in roles))
        held = {role.head for role in roles} & OFFICES
        other = head in OFFICES and bool(held) and not fits
        flags = ((fits, "role fits"), (bool(wanted & known), "words of a role"), (other, "another office"))
        return [name for holds, name in flags if holds]

    def _latest(self, numbers: set[int], offset: int) -> dict[int, int]:
        """The last mention of each record before an offset, where near enough to be seen."""
        found: dict[int, int] = {}
        for event in self.discourse.before(offset):
            if event.record in numbers:
                found.setdefault(event.record, event.start)
        return found


def _akin(word: str, known: set[str]) -> bool:
    """Whether a country and its adjective share their first letters (Sweden, Swedes do)."""
    return len(word) > 4 and any(k[:5] == word[:5] for k in known)
