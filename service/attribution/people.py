"""Which name mentions are one person: full names by first name and surname, then surnames and first names alone."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from service.attribution.customs import sex_by_custom
from service.attribution.firstnames import FEMALE, MALE, same_first_name
from service.attribution.givennames import gender_of
from service.attribution.namekinds import NameMention
from service.attribution.namesakes import Ways, likeliest
from service.attribution.nouns import KIN, person_noun
from service.attribution.reading import Reading
from service.attribution.records import Record, Register
from service.domain.document import NameKind
from service.domain.spans import Span
from service.domain.speakers import SpeakerKind

SHORTEST = 3
_NICKNAME = re.compile(r"(\w\S*)\s+(?:“[^”]+”|‘[A-Z][^’]{2,}’|\"[^\"]+\"|'[A-Z][^']{2,}'|\([^)]+\))\s+(\w)")
"""What somebody is called between the names that he or she has, in marks (Ana “Nita” Ruiz)."""
_ANOTHER = re.compile(r",\s+(?:his|her|their|its|a|an|the|another)\b")
_PARENTS = {"abu": "m", "umm": "f"}
"""Father or mother of, before the name of a child (Abu Omar)."""


def gather_people(
    register: Register, mentions: Sequence[NameMention], reading: Reading, sources: Sequence[Span]
) -> None:
    """Adds a record for every person named, with all mentions of the name.

    A bare surname in one of the `sources` is rather of a namesake who is a source in full too.
    """
    text = reading.text
    people = [m for m in mentions if m.kind is NameKind.PERSON]
    surnames = {m.parts[-1] for m in people if len(m.parts) > 1}
    bare = [m for m in people if len(m.parts) == 1 and not reading.marked(m.start)]
    alone = {(m.parts[0], m.gender): m.start for m in sorted(bare, key=lambda m: -m.start)}
    first_names = {m.parts[0] for m in bare if not m.titled} - surnames
    by_part: dict[str, list[Record]] = defaultdict(list)
    doubled = {m.parts[n:] for m in people for n in range(1, len(m.parts) - 1)}
    for mention in people:
        if len(mention.parts) > 1 and not _double_surname(mention, doubled):
            _place_full(register, by_part, mention, text)
    _told_by_relatives(register, people, reading)
    starts = [s.start for s in sources]
    within = {m.place for m in people if _inside(m, sources, starts)}
    speaks = {n for place, n in register.of_name.items() if place in within}
    for mention in people:
        if mention.place not in register.of_name:
            known = speaks if mention.place in within else set()
            _place_short(register, by_part, mention, text, Ways(known, first_names, alone))
    for record in register.records:
        _settle(record, text)


def _told_by_relatives(register: Register, people: Sequence[NameMention], reading: Reading) -> None:
    """Takes for a woman whoever alone is named in a sentence before "her husband", for a man likewise."""
    named: dict[int, list[NameMention]] = defaultdict(list)
    for mention in people:
        named[reading.sentence(mention.start)].append(mention)
    for word, behind in pairwise(reading.words):
        if word.lower in ("his", "her") and behind.lower in KIN and named[word.sentence]:
            first, *others = named[word.sentence]
            alone = first.start < word.start and (not others or others[0].start > word.start)
            between = reading.words[first.last : word.index]
            alone = alone and not any(w.lower in ("he", "she") or person_noun(reading.words, w) for w in between)
            owner = register.named(first) if alone else None
            if owner is not None and not likely_gender(owner):
                owner.gender = "m" if word.lower == "his" else "f"


def _inside(mention: NameMention, sources: Sequence[Span], starts: Sequence[int]) -> bool:
    """Whether a mention lies in one of the sources, which are in text order."""
    index = bisect_right(starts, mention.start) - 1
    return index >= 0 and mention.end <= sources[index].end


def _double_surname(mention: NameMention, doubled: set[tuple[str, ...]]) -> bool:
    """Whether words are the surname of a fuller name (Prieto Soler of Elena Prieto Soler, De la Croix)."""
    first = mention.parts[0]
    return mention.parts in doubled and first not in MALE and first not in FEMALE


def _place_full(register: Register, by_part: dict[str, list[Record]], mention: NameMention, text: str) -> None:
    for record in by_part[mention.parts[-1]]:
        if _same_person(record, mention):
            register.give(record, mention)
            return
    record = register.add(SpeakerKind.PERSON, mention.written(text), mention.place)
    register.give(record, mention)
    by_part[mention.parts[-1]].append(record)
    if mention.parts[0] != mention.parts[-1]:
        by_part[mention.parts[0]].append(record)
    for part in mention.parts[1:-1]:
        by_part[f"middle {part}"].append(record)  # of two surnames the first may stand alone: Ms. Prieto
    for half in mention.parts[-1].split("-") if "-" in mention.parts[-1] else ():
        by_part[f"half {half}"].append(record)


def _same_person(record: Record, mention: NameMention) -> bool:
    """Same surname, first names that may be one person's, no other middle name, no suffix that sets them apart."""
    other = record.names[0]
    if other.parts[-1] != mention.parts[-1] or not same_first_name(other.parts[0], mention.parts[0]):
        return False
    if {other.gender, mention.gender} == {"m", "f"}:
        return False
    # a first mention without "Jr." is of the elder, one with it of the younger, who may lose it later
    if mention.suffix and mention.suffix not in {m.suffix for m in record.names}:
        return False
    a, b = other.parts[1:-1], mention.parts[1:-1]
    return not a or not b or all(same_first_name(x, y) for x, y in zip(a, b, strict=False))


def _place_short(
    register: Register, by_part: dict[str, list[Record]], mention: NameMention, text: str, ways: Ways
) -> None:
    """A surname or first name goes to its bearer, to the likeliest of several, or makes a record of its own."""
    key = mention.parts[-1]
    bearers = [r for r in by_part[key] if _surname(r) == key and r.names[0].parts[0] not in _PARENTS]
    if not bearers:
        bearers = [r for r in by_part[key] if len(r.names[0].parts) > 1 and r.names[0].parts[0] not in _PARENTS]
    if not bearers and (mention.gender or not first_name_known(key)):
        middle = [r for r in by_part[f"middle {key}"] if {likely_gender(r), mention.gender} != {"m", "f"}]
        bearers = middle if mention.gender or len(middle) == 1 else []
        if bearers and mention.gender:
            register.doubtful.add(mention.place)
    bearers = bearers or _by_half(mention, by_part, text, ways) or _shortened(mention, by_part)
    if mention.gender and len(bearers) > 1:
        bearers = [r for r in bearers if likely_gender(r) in ("", mention.gender)] or bearers
        bearers = _of_a_couple(bearers, mention.gender)
    elif mention.gender:
        bearers = [r for r in bearers if not _other_sex(r, mention.gender)]
    if len(bearers) == 1:
        register.give(bearers[0], mention)
    elif bearers:
        register.give(likeliest(bearers, mention, ways, text), mention)
        register.doubtful.add(mention.place)
    else:
        record = register.add(SpeakerKind.PERSON, mention.written(text), mention.place)
        register.give(record, mention)
        by_part[key].append(record)


def _by_half(mention: NameMention, by_part: dict[str, list[Record]], text: str, ways: Ways) -> list[Record]:
    """Whose double surname a word is half of, where it is one person's and nothing tells of somebody else.

    That is a title of a sex that the first name does not tell, what somebody is behind a comma ("Berg, his lawyer"), or
    the double surname standing alone elsewhere.
    """
    found = {r.number: r for r in by_part[f"half {mention.parts[-1]}"]}
    if len(found) != 1 or first_name_known(mention.parts[-1]) or _ANOTHER.match(text, mention.end):
        return []
    (record,) = found.values()
    apart = any((record.names[0].parts[-1], sex) in ways.alone for sex in ("", "m", "f"))
    other = mention.gender and likely_gender(record) != mention.gender
    return [] if apart or other else [record]


def _of_a_couple(bearers: list[Record], gender: str) -> list[Record]:
    """The one of two who share a surname ("Ida and Bo Berg") whose first name tells a title's sex, where one does."""
    told = [r for r in bearers if likely_gender(r) == gender]
    paired = any(m.shared for r in bearers for m in r.names)
    return told if paired and len(told) == 1 else bearers


def _shortened(mention: NameMention, by_part: dict[str, list[Record]]) -> list[Record]:
    """Who is called by the beginning of the first name ("Jax" of Jaxon Dahl), where it is one person's alone.

    It is no first name of its own, without a title, and the full name comes first.
    """
    key = mention.parts[-1]
    if len(key) < SHORTEST or mention.titled or first_name_known(key):
        return []
    longer = (records for part, records in by_part.items() if part.startswith(key))
    found = {r.number: r for records in longer for r in records if r.names[0].parts[0].startswith(key)}
    full = [r for r in found.values() if len(r.names[0].parts) > 1 and r.names[0].start < mention.start]
    return full if len(full) == 1 else []


def first_name_known(word: str) -> bool:
    """Whether a lower-case word is a first name of any language listed."""
    return word in MALE or word in FEMALE or bool(gender_of(word))


def _other_sex(record: Record, gender: str) -> bool:
    """Whether a first name that is never the other sex's forbids a title ("Mrs Dahl" is not Tobias Dahl)."""
    titled = any(m.gender == gender for m in record.names)
    told = {gender_of(m.parts[0]) for m in record.names if len(m.parts) > 1} - {""}
    return not titled and bool(told) and gender not in told


def _surname(record: Record) -> str:
    return record.names[0].parts[-1]


def _settle(record: Record, text: str) -> None:
    """Chooses the fullest mention as the naming one and reads the gender off titles and first names."""
    if not record.names:
        return
    best = max(record.names, key=lambda m: (len(m.parts), bool(m.suffix), _mixed_case(text, m), -m.start))
    record.naming = best.place
    record.name = best.written(text)
    if not _mixed_case(text, best) and len(record.name) > 3:
        record.name = record.name.title()
    record.name = _NICKNAME.sub(r"\1 \2", record.name)
    record.gender = person_gender(record)


def _mixed_case(text: str, mention: NameMention) -> bool:
    return not text[mention.start : mention.end].isupper()


def likely_gender(record: Record) -> str:
    """What is known of somebody's gender, else what a rarer first name tells, of any language, or another custom."""
    full = [m.parts for m in record.names if len(m.parts) > 1]
    told = (gender_of(parts[0]) or sex_by_custom(parts) for parts in full)
    return person_gender(record) or next((sex for sex in told if sex), "")


def person_gender(record: Record) -> str:
    """M or f by a title (Mr., Mrs.) or a common first name, empty where neither tells."""
    for mention in record.names:
        if mention.gender:
            return mention.gender
    if record.gender:
        return record.gender
    for mention in record.names:
        if len(mention.parts) > 1:
            if mention.parts[0] in _PARENTS:
                return _PARENTS[mention.parts[0]]
            male, female = mention.parts[0] in MALE, mention.parts[0] in FEMALE
            if male != female:
                return "m" if male else "f"
    return ""
