"""The entities of one article while they are being gathered."""

from __future__ import annotations

from dataclasses import dataclass, field

from service.attribution.namekinds import NameMention
from service.domain.speakers import SpeakerKind

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Role:
    """What the article calls somebody: the lower-case head noun, the other content words, and the whole phrase."""

    head: str
    modifiers: frozenset[str]
    place: Place


@dataclass(slots=True)
class Record:
    """One entity.

    `naming` is the mention that gives its fullest name; `longest` counts the words of its longest name, 0 without one;
    `gender` is m, f or empty; `called` is the pronoun, he or she, that has surely meant it; `people` tells that a
    phrase without a name is about human beings by its noun.
    """

    number: int
    kind: SpeakerKind
    name: str
    naming: Place
    names: list[NameMention] = field(default_factory=list)
    places: set[Place] = field(default_factory=set)
    longest: int = 0
    gender: str = ""
    plural: bool = False
    people: bool = False
    called: str = ""
    roles: list[Role] = field(default_factory=list)
    members: tuple[int, ...] = ()


class Register:
    """All records of an article, by number."""

    def __init__(self) -> None:
        self.records: list[Record] = []
        self.of_name: dict[Place, int] = {}
        self.doubtful: set[Place] = set()

    def add(self, kind: SpeakerKind, name: str, naming: Place) -> Record:
        """A new record whose only mention so far is the one that names it."""
        record = Record(len(self.records), kind, name, naming, places={naming})
        self.records.append(record)
        return record

    def named(self, mention: NameMention) -> Record | None:
        """The record that a name mention was given to."""
        number = self.of_name.get(mention.place)
        return None if number is None else self.records[number]

    def give(self, record: Record, mention: NameMention) -> None:
        """Puts a name mention into a record."""
        record.names.append(mention)
        record.longest = max(record.longest, len(mention.parts))
        record.places.add(mention.place)
        self.of_name[mention.place] = record.number
