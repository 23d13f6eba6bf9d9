"""Speakers: the entities that quotes are ascribed to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from service.domain.quotes import SourceForm
from service.domain.spans import Span


class SpeakerKind(StrEnum):
    """What a speaker is; UNNAMED is one unnamed individual, GROUP several people, named or not."""

    PERSON = "person"
    ORGANIZATION = "organization"
    GROUP = "group"
    DOCUMENT = "document"
    UNNAMED = "unnamed"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Entity:
    """A speaker before ids are given; `members` are indices into the same sequence of entities."""

    name: str
    aliases: tuple[str, ...]
    kind: SpeakerKind
    description: str | None
    members: tuple[int, ...]
    mentions: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """Who one detected quote is ascribed to.

    `entity` indexes the entities, None where the text identifies nobody; `path` runs from the source (or the mention
    used instead) to the mention that names the speaker and is empty where `entity` is None; `confidence` is the
    probability that the entity is right, or that nobody is the right answer; `form` is that of the source, None without
    one.
    """

    entity: int | None
    path: tuple[Span, ...]
    confidence: float
    form: SourceForm | None


@dataclass(frozen=True, slots=True)
class Resolved:
    """What the resolver returns: entities, and one link a detected quote, in the same order."""

    entities: tuple[Entity, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Speaker:
    """A finished speaker; `members` and `quotes` hold contract ids."""

    id: str
    name: str
    aliases: tuple[str, ...]
    kind: SpeakerKind
    description: str | None
    members: tuple[str, ...]
    mentions: tuple[Span, ...]
    quotes: tuple[str, ...]
