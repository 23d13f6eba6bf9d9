"""Turns the records that links use into the entities of the answer."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from service.attribution.reading import Reading
from service.attribution.records import Record, Register
from service.domain.speakers import Entity, Link, Resolved

_MIN_DESCRIPTION = 3


def entities(register: Register, reading: Reading, links: Sequence[Link]) -> Resolved:
    """Entities in order of first use (members after their group), links renumbered to them."""
    order: dict[int, int] = {}
    stack = [link.entity for link in reversed(links) if link.entity is not None]
    while stack:
        number = stack.pop()
        if number not in order:
            order[number] = len(order)
            stack.extend(reversed(register.records[number].members))
    made = tuple(_entity(register.records[n], reading, order) for n in order)
    renumbered = tuple(
        link if link.entity is None else dataclasses.replace(link, entity=order[link.entity]) for link in links
    )
    return Resolved(made, renumbered)


def _entity(record: Record, reading: Reading, place: dict[int, int]) -> Entity:
    forms = dict.fromkeys(reading.text[m.start : m.end] for m in sorted(record.names, key=lambda m: m.start))
    aliases = tuple(form for form in forms if form != record.name)
    mentions = tuple(reading.span(*p) for p in sorted(record.places | {record.naming}))
    return Entity(
        record.name,
        aliases,
        record.kind,
        _description(record, reading),
        tuple(place[m] for m in record.members),
        mentions,
    )


def _description(record: Record, reading: Reading) -> str | None:
    """The fullest role the article gives in one phrase, the first of equals."""
    best: str | None = None
    words = 0
    for role in record.roles:
        text = " ".join(reading.text[role.place[0] : role.place[1]].split())
        if len(text) >= _MIN_DESCRIPTION and len(role.modifiers) + 1 > words:
            best, words = text, len(role.modifiers) + 1
    return best
