"""Who writes: the author whom an article's byline or closing note names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from service.attribution.namekinds import NameMention
from service.attribution.reading import Reading
from service.attribution.records import Record, Register
from service.domain.document import NameKind
from service.domain.spans import Span

_BYLINE = re.compile(r"(?:by|from)\s+", re.IGNORECASE)
_NOTE = re.compile(r"\s*(?:\([^)\n]*\)|,[^,\n]{1,60},)?\s*(?:is|was|are|were|writes|teaches|served|covers)\b")
_ABOUT = re.compile(r"\s*,\s(?:a|an|the)\s[^.\n]{3,200}?,\s(?:is|was)\s")
_CREDIT = re.compile(r"(?:from|excerpted|adapted|reprinted)\b[^.\n]{1,200}?\bby\s+", re.IGNORECASE)
HEAD_LINES, TAIL_LINES = 3, 2
MAX_BYLINE = 60
"""Code points of a line that may still be a byline."""


def find_author(
    reading: Reading, names: Sequence[NameMention], register: Register, paragraphs: Sequence[Span]
) -> Record | None:
    """The person in a line "By X" at the top or a note "X is a …" that ends the article; None without either."""
    people = {m.start: m for m in names if m.kind is NameKind.PERSON}
    for paragraph in paragraphs[:HEAD_LINES]:
        match = _BYLINE.match(paragraph.text)
        if match and len(paragraph.text) <= MAX_BYLINE:
            mention = people.get(paragraph.start + match.end())
            if mention is not None:
                return register.named(mention)
    for paragraph in paragraphs[-TAIL_LINES:] if len(paragraphs) > HEAD_LINES else ():
        credit = _CREDIT.match(paragraph.text)
        if credit and paragraph.start + credit.end() in people:
            return register.named(people[paragraph.start + credit.end()])
        mention = _first_person(reading, people, paragraph)
        if mention is None or len(mention.parts) < 2:
            continue
        rest = reading.text[mention.end : paragraph.end]
        if _NOTE.match(rest) or _ABOUT.match(rest):
            return register.named(mention)
    return None


def _first_person(reading: Reading, people: dict[int, NameMention], paragraph: Span) -> NameMention | None:
    """The person whose name, after titles at most, begins the paragraph."""
    for i in list(reading.at(paragraph.start, paragraph.end))[:4]:
        if reading.words[i].start in people:
            return people[reading.words[i].start]
        if reading.words[i].text != "." and not reading.words[i].capital:
            return None
    return None
