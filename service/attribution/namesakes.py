"""Which of several people of one surname a bare surname means."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from service.attribution.namekinds import NameMention
from service.attribution.records import Record

_KIN = re.compile(r"\b(?:husband|wife|widow|widower|son|daughter|brother|sister|mother|father)\b[^.;:!?]*$")
_SENTENCE_END = re.compile(r"[.!?\n]")
_COMPARED = re.compile(r"\b(?:older|elder|younger|other|senior|junior|late) $", re.IGNORECASE)
_MOTHER = re.compile(r"\b(?:wife|widow|mother|mum|mom|grandmother)(?: of [^,.;]+)?,? $")
_MRS, _TITLE = re.compile(r"\bMrs\.? $"), re.compile(r"\b(?:Mr|Mrs|Ms)\.? $")
_CHILD = re.compile(r", (?:\d|1[0-7])[,.;]")
JUST_NAMED = 400
KIN_REACH = 40
MAIN_SHARE = 3
"""How many times oftener one of two namesakes must be named in full to own their bare surname."""


@dataclass(frozen=True, slots=True)
class Ways:
    """How the article names people: who are sources in full, the names that stand alone outside quotations, and where.

    `alone` is where each name first does, by the sex that its title tells (Mr.).
    """

    speak: set[int]
    first_names: set[str]
    alone: dict[tuple[str, str], int]


def likeliest(bearers: Sequence[Record], mention: NameMention, ways: Ways, text: str) -> Record:
    """The namesake named far oftener; else, of those named by then, the only one who speaks or the one named last.

    Whom the text calls by the first name alone is not meant by the surname.
    """
    bearers = [r for r in bearers if _written(r, text) & {_last_word(mention, text)}] or bearers
    before = text[max(0, mention.start - len("Mrs. ")) : mention.start]
    mothers = [r for r in bearers if _mother_or_wife(r, text)] if _MRS.search(before) else []
    if len(mothers) == 1:
        return mothers[0]
    if _TITLE.search(before):
        bearers = [r for r in bearers if not _minor(r, text)] or bearers
    bearers = [r for r in bearers if not _only_kin(r, text)] or bearers
    bearers = [r for r in bearers if not _named_behind(r, mention, text)] or bearers
    since = ways.alone.get((mention.parts[-1], mention.gender), -1)
    first = [r for r in bearers if min(m.start for m in r.names) < since]
    others = [r for r in bearers if r not in first]
    if len(first) == 1 and not any(_just_named(r, mention) for r in others) and not _compared(mention, text):
        return first[0]  # the surname alone was somebody's before the other was named
    ranked = sorted(bearers, key=lambda r: -len(r.names))
    if len(ranked) == 1 or len(ranked[0].names) >= MAIN_SHARE * len(ranked[1].names):
        return ranked[0]
    bearers = [r for r in bearers if r.names[0].parts[0] not in ways.first_names] or bearers
    bearers = [r for r in bearers if not _last_as_kin(r, mention, text)] or bearers

    def last_before(record: Record) -> int:
        starts = sorted(m.start for m in record.names)
        index = bisect_left(starts, mention.start)
        return starts[index - 1] if index else -1

    bearers = [r for r in bearers if last_before(r) >= 0] or bearers
    known = [r for r in bearers if r.number in ways.speak]
    if len(known) == 1:
        return known[0]
    return max(bearers, key=lambda r: (last_before(r), -r.number))


def _written(record: Record, text: str) -> set[str]:
    """Somebody's surname as it is written in full, with its article ("al-Habib") or without."""
    return {_last_word(m, text) for m in record.names if len(m.parts) > 1 and not m.suffix}


def _last_word(mention: NameMention, text: str) -> str:
    return mention.written(text).rsplit(maxsplit=1)[-1].casefold()


def _mother_or_wife(record: Record, text: str) -> bool:
    """Whether somebody is named in full as a mother or a wife, who is Mrs rather than a daughter is."""
    full = [m.start for m in record.names if len(m.parts) > 1]
    return any(_MOTHER.search(text[max(0, start - KIN_REACH) : start]) for start in full)


def _minor(record: Record, text: str) -> bool:
    """Whether somebody is said to be a child, who is no Mr or Mrs ("Ana X, 13,")."""
    return any(_CHILD.match(text[m.end : m.end + 5]) for m in record.names)


def _compared(mention: NameMention, text: str) -> bool:
    """Whether a word sets one namesake against another ("the older Dahl")."""
    return _COMPARED.search(text[max(0, mention.start - KIN_REACH) : mention.start]) is not None


def _just_named(record: Record, mention: NameMention) -> bool:
    """Whether somebody was named in full a little before a surname alone."""
    return any(len(m.parts) > 1 and 0 < mention.start - m.start < JUST_NAMED for m in record.names)


def _last_as_kin(record: Record, mention: NameMention, text: str) -> bool:
    """Whether somebody was last named in full only as another's relative ("Ana X, mother of the victim Odd X")."""
    full = [m.start for m in record.names if len(m.parts) > 1 and m.start < mention.start]
    return bool(full) and _KIN.search(text[max(0, max(full) - KIN_REACH) : max(full)]) is not None


def _named_behind(record: Record, mention: NameMention, text: str) -> bool:
    """Whether somebody is named in full right behind a bare surname, in its sentence: "X said of Ana X"."""
    full = [m.start for m in record.names if len(m.parts) > 1 and 0 < m.start - mention.end < KIN_REACH]
    return any(not _SENTENCE_END.search(text[mention.end : start]) for start in full)


def _only_kin(record: Record, text: str) -> bool:
    """Whether somebody is named in full only as a relative of another ("X, whose husband, Y,")."""
    full = [m.start for m in record.names if len(m.parts) > 1]
    return bool(full) and all(_KIN.search(text[max(0, start - KIN_REACH) : start]) for start in full)
