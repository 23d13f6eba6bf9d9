"""Speaker labels at the start of a paragraph: "NAME: …", "Q. …", or a name in capitals on a line of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass

from service.domain.spans import Span

_WORD = r"[^\W\d_][\w.'’-]*"
_NAME = rf"{_WORD}(?:[ \u00a0](?:{_WORD}|&)){{0,5}}"
_LABEL = re.compile(
    rf"[\"“*]{{0,2}}(?P<name>Q|A|{_NAME})\*{{0,2}}(?P<title>,[^:\n]{{1,60}}|\s?[(\[][^)\]:\n]{{1,60}}[)\]])?"
    r"\s?(?P<colon>:)\*{0,2}(?=\s|$)"
)
_LETTER = re.compile(r"(?P<name>Q|A)(?:\.(?=\s)|(?=\s{2,}\S))")
_SMALL = frozenset("de la le du da di dos van von der den bin ibn al el of the and".split())
# Words that open a labelled line which nobody speaks.
_HEADINGS = frozenset(
    """
    note notes update updates correction clarification location date time when where what who why how source sources
    related read more see also photo photos video watch listen contact tags topics credit by email phone tel fax
    website twitter facebook instagram breaking exclusive opinion analysis review price cost address city state country
    result results score rating ratings grade poll example warning tip tips step chapter part section figure table fact
    claim verdict editor editors bottom takeaway winner winners loser losers background summary abstract full text
    title author publisher language image caption file total pros cons answer key
    """.split()
)
_LONGEST = 60
_LONGEST_NAME = 3


@dataclass(frozen=True, slots=True)
class Label:
    """The label of one paragraph, by its index.

    `colon` is None where none is written; `words` starts where the speech starts, and is the paragraph's end where the
    label stands alone.  `key` is the label's last word in capitals, which stays the same when a first name is dropped.
    """

    paragraph: int
    name: Span
    colon: Span | None
    words: int
    key: str
    upper: bool

    @property
    def short(self) -> bool:
        """Whether the label is no longer than a name, so that one in capitals need not come again."""
        words = self.name.text.split()
        return len(words) <= _LONGEST_NAME and not any(word.lower() in _SMALL for word in words[:1] + words[-1:])


def label_of(text: str, paragraph: Span, index: int) -> Label | None:
    """The speaker label that paragraph number `index` starts with, None where it has none."""
    match = _LABEL.match(text, paragraph.start, paragraph.end) or _LETTER.match(text, paragraph.start, paragraph.end)
    if match is None:
        return _own_line(text, paragraph, index)
    name = Span.of(text, *match.span("name"))
    if not _is_speaker(name.text):
        return None
    colon = Span.of(text, *match.span("colon")) if "colon" in match.groupdict() else None
    words = match.end()
    while words < paragraph.end and text[words].isspace():
        words += 1
    return Label(index, name, colon, words, _key(name.text), _is_upper(name.text))


def _own_line(text: str, paragraph: Span, index: int) -> Label | None:
    """A paragraph that is nothing but a name in capitals."""
    if paragraph.end - paragraph.start > _LONGEST or not _is_upper(paragraph.text):
        return None
    name = re.fullmatch(_NAME, paragraph.text.rstrip("."))
    if not name or len(name[0]) < 2 or not _is_speaker(name[0]):
        return None
    span = Span.of(text, paragraph.start, paragraph.start + len(name[0]))
    return Label(index, span, None, paragraph.end, _key(name[0]), True)


def _is_upper(name: str) -> bool:
    """Whether a label is in capitals, small particles and the c of McCAIN apart."""
    capitals = sum(c.isupper() for c in name)
    return capitals > 0 and capitals >= 4 * sum(c.islower() for c in name)


def _is_speaker(name: str) -> bool:
    """Whether a label's words could name a speaker: capitalised, and no heading."""
    words = name.split()
    if any(word.strip(".").lower() in _HEADINGS for word in (words[0], words[-1])):
        return False
    return all(word[0].isupper() or word in _SMALL or word == "&" for word in words)


def _key(name: str) -> str:
    return name.rsplit(maxsplit=1)[-1].strip(".").upper()
