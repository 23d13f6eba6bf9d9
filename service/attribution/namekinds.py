"""Which names are people and which are not, where the entity tagger wavers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from service.attribution.contacts import opens_clause
from service.attribution.firstnames import FEMALE, MALE
from service.attribution.lexicon import (
    COMPANY_NOUNS,
    DOCUMENT_HEADS,
    MEDIA_HEADS,
    NAME_PARTICLES,
    NAME_SUFFIXES,
    OFFICES,
    ORGANISATION_HEADS,
    PERSON_HEADS,
)
from service.attribution.reading import Reading, Word
from service.domain.document import NameKind

_JOINERS = frozenset({"of", "and", "for", "the", "&", "in", "on", "-", "to", "at", "by", "/"})
_PLACED = frozenset({"in", "at", "near", "across", "from", "to", "outside", "around"})
_OFFICERS = frozenset(
    {"chief executive", "chief financial", "chief operating", "sporting director", "managing director"}
)
"""What a body has and hardly a person."""
_FIRMS = (COMPANY_NOUNS | {"charity", "nonprofit", "think-tank", "union", "watchdog", "regulator"}) - frozenset(
    "brewer developer giant grocer insurer lender maker manufacturer publisher supplier wholesaler".split()
)
"""Trades of bodies alone; a person may be a brewer or a maker too, but hardly of cars."""
_MADE = frozenset(
    "aircraft battery car chip clothing drug engine furniture jet phone plane ship software steel toy truck tyre tire "
    "vaccine weapons".split()
)
MAX_PERSON_WORDS = 6
VAGUE = frozenset(
    "house senate white state states american national republican democratic new united north south east west great "
    "general international world european first federal central public department ministry council court bank city "
    "university free black old los las san saint st".split()
)
"""First words of bodies and places too common to stand for the whole name."""


@dataclass(frozen=True, slots=True)
class NameMention:
    """A name at one place: words ``first:last`` of the reading, `parts` lower-case without title or suffix.

    `shared` is the surname that a first name has from the name behind it, as that is written (Ida and Odd Berg).
    """

    start: int
    end: int
    first: int
    last: int
    kind: NameKind
    parts: tuple[str, ...]
    suffix: str
    gender: str
    titled: bool
    shared: str = ""

    def written(self, text: str) -> str:
        """The name as the article writes it."""
        name = text[self.start : self.end]
        return f"{name} {self.shared}" if self.shared else name

    @property
    def place(self) -> tuple[int, int]:
        """Offsets of the mention."""
        return self.start, self.end


def first_name(word: Word) -> bool:
    """Whether a capitalised word is a common first name."""
    return word.capital and (word.lower in MALE or word.lower in FEMALE)


def several(lower: str) -> bool:
    """Whether a word is the plural in -men of one for a person (spokesmen)."""
    return lower.endswith("men") and f"{lower[:-2]}an" in PERSON_HEADS


def consistent(reading: Reading, found: Sequence[NameMention]) -> list[NameMention]:
    """One kind for one word: a person's where it is the surname of somebody named in full or with a title.

    Taggers waver over bare surnames and headlines; the sure mentions decide.  Of the others the majority does; of a
    person and a body the person, where as many say so and somebody is named in full with the word.
    """
    people = [m for m in found if m.kind is NameKind.PERSON]
    sure = {m.parts[-1] for m in people if m.gender or (len(m.parts) > 1 and _begins_with_first_name(m))}
    votes: dict[str, Counter[NameKind]] = defaultdict(Counter)
    for m in found:
        if len(m.parts) == 1:
            votes[m.parts[0]][m.kind] += 1
    for body in _short_bodies(reading, found) - sure:
        votes[body] = Counter({NameKind.ORG: len(found)})
    cut = [_unheadlined(reading, m, sure) for m in found]
    titled = _with_honorifics(people)
    surnames = {m.parts[-1] for m in people if len(m.parts) > 1} - titled
    each = ((m, sure - titled if _bare_body(m, votes) else sure) for m in cut if m is not None)
    kinds = (replace(m, kind=_kind_of(reading, m, surely, votes, surnames)) for m, surely in each)
    return _alike(list(kinds))


def _bare_body(mention: NameMention, votes: dict[str, Counter[NameKind]]) -> bool:
    """Whether a word alone is tagged as a body's name, here and elsewhere."""
    alone = len(mention.parts) == 1 and mention.kind is NameKind.ORG and not mention.titled
    return alone and votes[mention.parts[0]][NameKind.ORG] > 1


def _with_honorifics(people: Sequence[NameMention]) -> set[str]:
    """The surnames that mostly stand with Mr. or Mrs.: the word alone may be a body's (Mr. Dyson, Dyson)."""
    titled: dict[str, list[bool]] = defaultdict(list)
    for m in people:
        if len(m.parts) == 1:
            titled[m.parts[0]].append(bool(m.gender))
    return {surname for surname, each in titled.items() if 2 * sum(each) > len(each)}


def _surely_person(mention: NameMention) -> bool:
    return mention.kind is NameKind.PERSON and (mention.titled or _begins_with_first_name(mention))


def _alike(found: Sequence[NameMention]) -> list[NameMention]:
    """One kind for one name of several words: that of most of its mentions, of equals rather a body's than a person's.

    Whoever has a title or a common first name is a person.
    """
    kinds: dict[tuple[str, ...], Counter[NameKind]] = defaultdict(Counter)
    for m in found:
        if len(m.parts) > 1:
            kinds[m.parts][m.kind] += 1
    best = {parts: max(seen, key=lambda k: (seen[k], k is NameKind.ORG)) for parts, seen in kinds.items()}
    best |= {m.parts: m.kind for m in found if m.parts in best and _surely_person(m)}
    return [replace(m, kind=best.get(m.parts, m.kind)) for m in found]


def _short_bodies(reading: Reading, found: Sequence[NameMention]) -> set[str]:
    """Words that alone name a body: what a body's full name begins with, its initials, "X, the regulator,"."""
    words = set()
    for mention in found:
        if mention.kind is NameKind.ORG and len(mention.parts) > 1:
            parts = [p for p in mention.parts if p not in _JOINERS]
            words |= {initials(parts), initials(mention.parts)}
            owned = mention.last - mention.first > 1 and reading.words[mention.first + 1].lower in ("'s", "'")
            if parts and not owned and parts[0] not in MALE | FEMALE | VAGUE:
                words.add(parts[0])
        called = _is_called_body(reading, mention.last) or _has_officers(reading, mention.last)
        if len(mention.parts) == 1 and (called or _has_trade(reading, mention.first)):
            words.add(mention.parts[0])
    return words


def _has_trade(reading: Reading, index: int) -> bool:
    """Whether a firm's trade stands right before a name and belongs to it ("truck maker X", "the retailer X")."""
    if index == 0:
        return False
    name, trade = reading.words[index], reading.words[index - 1]
    clause = opens_clause(reading.words, trade.index, index + 1)
    return not clause and is_trade(reading, trade) and (name.head == trade.index or trade.head == name.index)


def is_trade(reading: Reading, word: Word) -> bool:
    """Whether a word is a trade of firms alone ("retailer", "truck maker")."""
    made = word.lower == "maker" and word.index > 0 and reading.words[word.index - 1].lower in _MADE
    return word.lower in _FIRMS or made


def _has_officers(reading: Reading, index: int) -> bool:
    """Whether what bodies have stands behind a name and 's ("X's chief executive", "X's shareholders")."""
    behind = [w.lower for w in reading.words[index : index + 3]]
    if behind[:1] not in (["'s"], ["’s"], ["'"], ["’"]):
        return False
    return " ".join(behind[1:]) in _OFFICERS or behind[1:2] in (["shareholders"], ["subsidiary"])


def _is_called_body(reading: Reading, index: int) -> bool:
    """Whether ", the water regulator," stands from a word on."""
    index += reading.words[index].lower in ("'s", "’s") if index < len(reading.words) else 0
    behind = [w.lower for w in reading.words[index : index + 7]]
    if behind[:2] not in ([",", "the"], [",", "a"]) or "," not in behind[3:]:
        return False
    return behind[behind.index(",", 3) - 1] in ORGANISATION_HEADS


def initials(parts: Iterable[str]) -> str:
    """The first letters of words, as an acronym has them, lower-case."""
    return "".join(p[0] for p in parts if p[:1].isalnum())


def _begins_with_first_name(mention: NameMention) -> bool:
    return mention.parts[0] in MALE or mention.parts[0] in FEMALE


def _unheadlined(reading: Reading, mention: NameMention, sure: set[str]) -> NameMention | None:
    """A tagged organisation that is a headline in capitals is cut to the person it begins with, or dropped."""
    last = mention.parts[-1]
    if mention.kind is NameKind.ORG and len(mention.parts) > 1 and last in DOCUMENT_HEADS and last not in MEDIA_HEADS:
        return mention if last in ORGANISATION_HEADS or mention.parts[0] == "the" else None
    if mention.kind is NameKind.PERSON or reading.words[mention.first].sentence > 1 or len(mention.parts) < 2:
        return mention
    if mention.parts[-1] in ORGANISATION_HEADS or mention.parts[-1] in MEDIA_HEADS or "&" in mention.parts:
        return mention
    if mention.parts[0] in sure:
        end = reading.words[mention.first].end
        return replace(mention, end=end, last=mention.first + 1, kind=NameKind.PERSON, parts=mention.parts[:1])
    joined = any(p in _JOINERS for p in mention.parts)
    return None if len(mention.parts) > MAX_PERSON_WORDS and not joined else mention


def _kind_of(
    reading: Reading, mention: NameMention, sure: set[str], votes: dict[str, Counter[NameKind]], surnames: set[str]
) -> NameKind:
    last = mention.parts[-1]
    if len(mention.parts) > 1:
        if mention.kind is NameKind.PERSON and last not in sure and not mention.titled:
            seen = votes[last]
            body = last in ORGANISATION_HEADS or last in MEDIA_HEADS or seen[NameKind.ORG] > seen[NameKind.PERSON]
            return NameKind.ORG if body else mention.kind
        if mention.kind is NameKind.ORG and len(mention.parts) == 2 and last in sure and last not in ORGANISATION_HEADS:
            named = _begins_with_first_name(mention) or mention.parts[0] not in votes
            return NameKind.PERSON if named else mention.kind
        return mention.kind
    if last in sure:
        before = reading.words[mention.first - 1].lower if mention.first > 0 else ""
        return NameKind.LOC if mention.kind is NameKind.LOC and before in _PLACED else NameKind.PERSON
    seen = votes[last]
    if mention.kind is NameKind.ORG and last in surnames and seen[NameKind.PERSON] >= seen[NameKind.ORG]:
        return NameKind.PERSON
    return max(seen, key=lambda k: (seen[k], k is mention.kind))


def guess_kind(reading: Reading, run: list[int], known: set[str], titled: bool) -> NameKind | None:
    """What a capitalised run most likely names; None where it is better read as a noun phrase.

    `known` are the surnames of people named in the article; `titled` tells that a title stands before the run.
    """
    words = [reading.words[i] for i in run]
    lowers = [w.lower for w in words]
    named = [w for w in lowers if w.rstrip(".") not in NAME_SUFFIXES]
    if named and named[-1] in known and len(words) <= MAX_PERSON_WORDS:
        return NameKind.PERSON
    if lowers[-1] in DOCUMENT_HEADS and lowers[-1] not in MEDIA_HEADS:
        return None
    if len(words) > 1 and lowers[-1] in OFFICES and not (first_name(words[0]) or titled):
        return None  # "Trade Minister"
    if any(w in ORGANISATION_HEADS or w in MEDIA_HEADS for w in lowers):
        return NameKind.ORG
    if first_name(words[0]) or titled:
        return NameKind.PERSON
    if len(words) == 1 and (words[0].upos != "PROPN" or several(lowers[0])):
        return None
    if len(words) > 3 or any(w in _JOINERS for w in lowers) or NAME_PARTICLES.intersection(lowers):
        return None
    return NameKind.ORG
