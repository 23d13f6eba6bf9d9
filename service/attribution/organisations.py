"""Which name mentions are one organisation or place: equal names, acronyms and shortened forms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from service.attribution.lexicon import MEDIA_HEADS
from service.attribution.namekinds import VAGUE, NameMention, initials
from service.attribution.reading import Reading
from service.attribution.records import Record, Register
from service.domain.document import NameKind
from service.domain.speakers import SpeakerKind

_SMALL = frozenset({"of", "and", "for", "the", "in", "on", "&", "to", "at", "by", "de", "'s", "’s", "-", "/", ","})


def gather_organisations(register: Register, mentions: Sequence[NameMention], reading: Reading) -> None:
    """Adds a record for every organisation and place named, with all its mentions."""
    bodies = [m for m in mentions if m.kind is not NameKind.PERSON]
    by_key: dict[tuple[str, ...], Record] = {}
    forms: dict[str, list[Record]] = defaultdict(list)
    ending: dict[int, Record] = {}
    for mention in sorted(bodies, key=lambda m: (-len(m.parts), m.start)):
        parts = _content(mention.parts)
        record = by_key.get(parts) or _short_form(parts, forms) or _by_acronym(mention, ending, reading)
        if record is None:
            record = register.add(_kind(mention), reading.text[mention.start : mention.end], mention.place)
            for form in _forms(parts, mention.parts, mention.kind is NameKind.LOC):
                forms[form].append(record)
        by_key[parts] = record
        register.give(record, mention)
        ending[mention.last] = record
        if mention.kind is NameKind.ORG:
            record.kind = SpeakerKind.ORGANIZATION


def _kind(mention: NameMention) -> SpeakerKind:
    return SpeakerKind.ORGANIZATION if mention.kind is NameKind.ORG else SpeakerKind.OTHER


def _content(parts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(p for p in parts if p not in _SMALL) or parts


def _forms(parts: tuple[str, ...], whole: tuple[str, ...], place: bool) -> Iterable[str]:
    """Under what an organisation may be met later: initials, a telling first word, a newspaper's last word.

    A place is not known by its first word: China is not the China Sea.
    """
    if len(parts) < 2:
        return []
    found = {initials(parts), initials(whole)}
    found |= {" ".join(parts[:n]) for n in range(2, len(parts))} | {" ".join(parts[-n:]) for n in range(2, len(parts))}
    if parts[0] not in VAGUE and len(parts[0]) > 2 and not place:
        found.add(parts[0])
    if parts[-1] in MEDIA_HEADS:
        found.add(parts[-1])
    if len(parts) > 2:
        found.add(f"{parts[0]} {parts[-1]}")
    return sorted(found)


def _short_form(parts: tuple[str, ...], forms: dict[str, list[Record]]) -> Record | None:
    """The one record known under this form; None where there are several."""
    found = forms.get(" ".join(parts).replace(".", ""), [])
    return found[0] if len(found) == 1 else None


def _by_acronym(mention: NameMention, ending: dict[int, Record], reading: Reading) -> Record | None:
    """An acronym in brackets after a name is that name's, whether or not its letters match (a foreign acronym)."""
    words, opening = reading.words, mention.first - 1
    if len(mention.parts) != 1 or opening < 1 or words[opening].text != "(" or not words[mention.first].text.isupper():
        return None
    if mention.last >= len(words) or words[mention.last].text != ")":
        return None
    return ending.get(opening)
