"""What a nominal source stands for: a person described, an organisation, an earlier phrase, or an entity of its own."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from service.attribution.ages import age_called, ages
from service.attribution.discourse import Discourse
from service.attribution.kin import KIN, relative
from service.attribution.lexicon import (
    DEFINITE,
    DOCUMENT_CLASSES,
    DOCUMENT_HEADS,
    GROUP_HEADS,
    MEDIA_HEADS,
    OFFICES,
    ORGANISATION_HEADS,
    PERSON_NOUNS,
    POSSESSIVES,
    QUANTIFIERS,
    ROLE_CLASSES,
    SHORT_ROLES,
)
from service.attribution.phrases import ENDINGS, Nominal, Phrases
from service.attribution.reading import Word
from service.attribution.records import Place, Record, Role
from service.domain.speakers import SpeakerKind

_LESSER = frozenset({"vice", "deputy", "assistant", "associate", "former", "onetime", "ex"})
"""Words that make a role another one ("the president" is no vice president)."""
_PEOPLE = frozenset({"star", "observer", "advocate", "guardian"})
"""People in small letters, newspapers with a capital."""
_COMPARING = frozenset({"own", "same", "other", "another", "similar", "different"})
_INDEFINITE = frozenset({"a", "an", "one", "another", "some"})
JUST_BEFORE = 2
_DUAL = frozenset({"two", "pair", "duo", "couple"})
_MANY = frozenset(
    {"friend", "colleague", "neighbor", "neighbour", "supporter", "critic", "fan", "rival", "opponent", "co-worker"}
)
"""What somebody has several of: "her friend" is not whoever else was called that."""
_AGENTS = frozenset(
    {"lawyer", "solicitor", "attorney", "barrister", "agent", "spokesman", "spokeswoman", "publicist", "manager"}
)
"""Who is introduced as such and then called somebody's ("X, the solicitor … their solicitor")."""
_PARTITIVE = frozenset(
    {"array", "number", "majority", "minority", "host", "handful", "group", "dozens", "series", "share"}
)


@dataclass(frozen=True, slots=True)
class Earlier:
    """A noun phrase of the article by its head."""

    place: Place
    nominal: Nominal
    modifiers: frozenset[str]


class Nominals:
    """Noun phrases of the article by head noun, and the matching of descriptions to those they describe."""

    def __init__(self, discourse: Discourse, phrases: Phrases) -> None:
        self.discourse = discourse
        self.phrases = phrases
        self.by_head: dict[str, list[Earlier]] = defaultdict(list)
        self.roles: dict[str, list[tuple[Record, Role]]] = defaultdict(list)
        for record in discourse.register.records:
            for role in record.roles:
                for head in _same_role(role.head):
                    self.roles[head].append((record, role))
        self.ages = ages(discourse.register, phrases.reading.text)
        self._all: list[Earlier] = []
        self._index()

    def _index(self) -> None:
        words, i = self.phrases.words, 0
        while i < len(words):
            if not self.phrases.begins(i, min(len(words), i + 12)):
                i += 1
                continue
            base = self.phrases.base(i, min(len(words), i + 12))
            if base.head >= i and base.head not in self.phrases.inside and words[base.head].noun:
                base = self.phrases.with_complement(base)
                earlier = Earlier((words[base.first].start, words[base.last - 1].end), base, self.modifiers(base))
                self._all.append(earlier)
                for head in _same_document(head_of(words[base.head])):
                    self.by_head[head].append(earlier)
            i = max(base.last, i + 1)

    def modifiers(self, nominal: Nominal) -> frozenset[str]:
        """The lower-case content words of a phrase (its possessor's too) apart from the head."""
        words = self.phrases.words
        first = nominal.owner[0] if nominal.owner else nominal.first
        return frozenset(
            words[i].lower
            for i in range(first, nominal.last)
            if i != nominal.head and words[i].text[:1].isalnum() and words[i].upos not in ("ADP", "DET", "PRON", "PART")
        )

    def kind(self, nominal: Nominal) -> SpeakerKind:
        """What a nominal that names nobody known is."""
        words = self.phrases.words
        word = words[nominal.head]
        if word.lower in _PEOPLE and not word.capital:
            return SpeakerKind.UNNAMED
        head, partitive = head_of(word), nominal.last < len(words) and words[nominal.last].lower == "of"
        if word.upos == "NUM" or word.text == "%" or head in ("percent", "%") or word.lower in QUANTIFIERS:
            return SpeakerKind.GROUP
        if head in DOCUMENT_HEADS or word.lower in DOCUMENT_HEADS:
            return SpeakerKind.DOCUMENT
        if word.plural or head in GROUP_HEADS or word.lower in GROUP_HEADS or (partitive and head in _PARTITIVE):
            return SpeakerKind.GROUP
        if head in ORGANISATION_HEADS or head in MEDIA_HEADS:
            return SpeakerKind.ORGANIZATION
        if head in PERSON_NOUNS or nominal.determiner in ("his", "her", "my"):
            return SpeakerKind.UNNAMED if head in PERSON_NOUNS else SpeakerKind.OTHER
        if aged(words, word):
            return SpeakerKind.UNNAMED
        if head.endswith(("er", "or", "ist", "man", "woman", "person", "ian")):
            return SpeakerKind.UNNAMED
        return SpeakerKind.OTHER

    def person(self, nominal: Nominal, offset: int) -> tuple[Record, float] | None:
        """The person whom the article calls so: best by head and modifiers, then the one mentioned last."""
        aged = self._by_age(nominal)
        if aged is not None:
            return aged, 1.0
        head, wanted = head_of(self.phrases.words[nominal.head]), self.modifiers(nominal)
        best: dict[int, float] = {}
        for record, role in self.roles.get(head, ()):
            known = {SHORT_ROLES.get(m.rstrip("."), m) for m in role.modifiers} | {role.head}
            if (role.modifiers - wanted) & _LESSER:
                continue
            missing = len([m for m in wanted if m not in known and not _akin(m, known)])
            score = (1.0 if role.head == head else 0.7) + 0.3 * (len(wanted) - missing) - 0.4 * missing
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

    def _by_age(self, nominal: Nominal) -> Record | None:
        """The only one of an age that a phrase tells."""
        age = self._age(nominal)
        found = self.ages.get(age, set()) if age is not None else set()
        return self.discourse.register.records[next(iter(found))] if len(found) == 1 else None

    def _age(self, nominal: Nominal) -> int | None:
        words = self.phrases.words
        return age_called(self.phrases.reading.text[words[nominal.first].start : words[nominal.last - 1].end])

    def otherwise_aged(self, nominal: Nominal, number: int) -> bool:
        """Whether a phrase tells an age that somebody is known not to be."""
        age = self._age(nominal)
        return age is not None and any(number in found for known, found in self.ages.items() if known != age)

    def related(self, nominal: Nominal, owner: Record | None) -> Record | None:
        """The one person whom the article introduces as somebody's such ("her brother, X" … "her brother").

        `owner` is whose, where that is known: a relative may be known by the surname alone.
        """
        head, words = head_of(self.phrases.words[nominal.head]), self.phrases.words
        found: set[int] = set()
        if head in _MANY:
            return None
        for record, role in self.roles.get(head, ()):
            before = self.phrases.reading.at(*role.place).start - 1
            owned = before >= 0 and words[before].lower in POSSESSIVES | ENDINGS
            if (owned or head in _AGENTS) and role.head == head and record is not owner:
                found.add(record.number)
        if len(found) == 1:
            return self.discourse.register.records[found.pop()]
        return relative(self.discourse, owner, head) if owner is not None and head in KIN else None

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

    def dual(self, nominal: Nominal) -> bool:
        """Whether a phrase means two people the text has named ("the two", "both candidates", "the couple")."""
        words = self.phrases.words
        head = words[nominal.head].lower
        if nominal.end > nominal.last:
            return False
        if head in _DUAL:
            return nominal.determiner in DEFINITE
        before = words[nominal.first - 1].lower if nominal.first > 0 else ""
        two = "two" in self.modifiers(nominal) and nominal.determiner in DEFINITE
        return words[nominal.head].plural and head_of(words[nominal.head]) in PERSON_NOUNS and (two or before == "both")

    def recent(self, offset: int, sentences: int) -> list[Earlier]:
        """Noun phrases before an offset, in its sentence or the few before that one, in text order."""
        reading = self.phrases.reading
        index = bisect_left(self._all, offset, key=lambda e: e.place[0])
        here = reading.sentence(offset)
        near = [e for e in self._all[max(0, index - 60) : index] if here - reading.sentence(e.place[0]) <= sentences]
        return [e for e in near if e.place[1] <= offset]

    def earlier(self, nominal: Nominal, offset: int) -> Earlier | None:
        """The phrase a definite one takes up: same head, before it, with all its modifiers and more, nearest."""
        head, wanted = head_of(self.phrases.words[nominal.head]), self.modifiers(nominal)
        phrases = self.by_head.get(head, [])
        index = bisect_left(phrases, offset, key=lambda e: e.place[0])
        plural, reading = self.phrases.words[nominal.head].plural, self.phrases.reading
        for earlier in reversed(phrases[max(0, index - 40) : index]):
            if self.phrases.words[earlier.nominal.head].plural is not plural or self.predicate(earlier.nominal):
                continue
            if (reading.marked(earlier.place[0]) and not reading.marked(offset)) or earlier.modifiers & _COMPARING:
                continue
            if wanted < earlier.modifiers or (
                wanted == earlier.modifiers and earlier.nominal.determiner in _INDEFINITE
            ):
                return earlier
        return self._just_introduced(head, offset) if not wanted and not plural else None

    def _just_introduced(self, head: str, offset: int) -> Earlier | None:
        """Somebody unnamed whom the sentences just before introduce by another word for the same ("an ambassador")."""
        same = _same_role(head) - {head}
        for earlier in reversed(self.recent(offset, JUST_BEFORE)):
            word = self.phrases.words[earlier.nominal.head]
            if head_of(word) in same and earlier.nominal.determiner in ("a", "an", "one") and not word.plural:
                return None if self.predicate(earlier.nominal) else earlier
        return None

    def introduced(self, nominal: Nominal, offset: int) -> bool:
        """Whether an earlier phrase brings in somebody unnamed by the same head ("a senior official")."""
        head = head_of(self.phrases.words[nominal.head])
        if not self.modifiers(nominal) and self._just_introduced(head, offset) is not None:
            return True
        phrases = self.by_head.get(head, [])
        index = bisect_left(phrases, offset, key=lambda e: e.place[0])
        return any(
            (e.nominal.determiner in ("a", "an", "one") or e.nominal.owner) and not self.predicate(e.nominal)
            for e in phrases[max(0, index - 40) : index]
        )

    def known(self, nominal: Nominal, offset: int) -> bool:
        """Whether "the woman" or "the man" must be somebody the text has named: it brings in no other."""
        return nominal.determiner in DEFINITE and not self.introduced(nominal, offset)

    def predicate(self, nominal: Nominal) -> bool:
        """Whether a phrase only tells what somebody named is ("X is a senator", "X, a senator", "as a senator")."""
        words = self.phrases.words
        word = words[nominal.head]
        before = words[nominal.first - 2] if nominal.first > 1 else None
        copula = any(
            words[i].head == word.index and words[i].deprel == "cop"
            for i in range(max(0, nominal.first - 6), nominal.head)
        )
        return copula or word.deprel in ("appos", "xcomp") or (before is not None and before.lower == "as")


def person_noun(words: Sequence[Word], head: Word) -> bool:
    """Whether a noun calls one person what he or she is."""
    listed = head_of(head) in PERSON_NOUNS or (head.lower in _PEOPLE and not head.capital)
    return listed or aged(words, head) or head.lower.endswith(("man", "woman"))


def aged(words: Sequence[Word], head: Word) -> bool:
    """Whether a phrase's head calls somebody by age ("the 29-year-old")."""
    before = words[head.index - 2].lower if head.lower == "old" and head.index > 1 else head.lower.removesuffix("-old")
    return head.lower.endswith("old") and before.endswith("year")


def head_of(word: Word) -> str:
    """The head noun as the lists have it: the form where listed, else the lemma, without a full stop."""
    lower = word.lower.rstrip(".")
    lower = SHORT_ROLES.get(lower, lower)
    return lower if lower in PERSON_NOUNS or lower in DOCUMENT_HEADS or not word.lemma else word.lemma


def _same_role(head: str) -> set[str]:
    head = SHORT_ROLES.get(head.rstrip("."), head)
    return {head}.union(*(c for c in ROLE_CLASSES if head in c))


def _same_document(head: str) -> set[str]:
    return {head}.union(*(c for c in DOCUMENT_CLASSES if head in c))


def _akin(word: str, known: set[str]) -> bool:
    """Whether a country and its adjective share their first letters (Sweden, Swedes do)."""
    return len(word) > 4 and any(k[:5] == word[:5] for k in known)
