"""First names that share the surname of the name behind "and" (Ida and Odd Berg)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from service.attribution.namekinds import NameMention
from service.attribution.people import first_name_known
from service.attribution.reading import Reading
from service.domain.document import NameKind

_TOGETHER = re.compile(
    r"\b(?:couple|husband|wife|widow|married|spouses?|brothers?|sisters?|siblings?|twins?|parents|family|son|daughter|"
    r"mother|father)\b"
)


def with_shared_surnames(reading: Reading, found: Sequence[NameMention]) -> list[NameMention]:
    """The names, which are in text order, a first name before "and" and a full name with that one's surname.

    It must be told that they are of a family, by such a noun, by Mr. or Mrs. before the surname, or by its plural ("the
    Bergs").  It is left alone where it is a surname in the article, the first name of somebody with another surname, or
    stands elsewhere with a title ("King Harald").
    """
    people = [m for m in found if m.kind is NameKind.PERSON]
    others = {m.parts[-1] for m in people if len(m.parts) > 1} | {m.parts[0] for m in people if m.titled}
    plurals = {b.text for a, b in pairwise(reading.words) if a.lower == "the"}
    family = _TOGETHER.search(reading.text) is not None
    addressed = {m.parts[-1] for m in people if m.gender and len(m.parts) == 1}
    bearers: dict[str, set[str]] = defaultdict(set)
    for m in people:
        bearers[m.parts[0]].add(m.parts[-1])
    made = list(found)
    for at, (m, behind) in enumerate(pairwise(found)):
        if not _joined(reading, m, behind) or m.parts[0] in others:
            continue
        word = reading.words[behind.first + 1]
        surname = word.text if word.lower == behind.parts[-1] else ""
        told = family or behind.parts[-1] in addressed or f"{surname}s" in plurals
        if surname and told and bearers[m.parts[0]] <= {m.parts[0], behind.parts[-1]}:
            made[at] = replace(m, parts=(m.parts[0], behind.parts[-1]), shared=surname)
    return made


def _joined(reading: Reading, mention: NameMention, behind: NameMention) -> bool:
    """Whether a first name alone stands before "and" and a full name, both people's."""
    if not mention.kind is behind.kind is NameKind.PERSON or len(mention.parts) > 1 or len(behind.parts) != 2:
        return False
    first = mention.parts[0]
    known = first_name_known(first)
    between = [w.lower for w in reading.words[mention.last : behind.first]]
    before = reading.words[mention.first - 1] if mention.first > 0 else None
    listed = before is not None and before.text == ","  # "Cher, Ida and Odd Berg" may be three
    return known and not mention.titled and between == ["and"] and not listed
