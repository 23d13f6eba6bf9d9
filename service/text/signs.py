"""Signs that may be quotation marks, each with what its neighbours say about its direction.

Apostrophes (don’t, ’90s, rock ’n’ roll) and the signs of feet and inches are left out where they can be told without
pairing; the rest is for `service.text.pairing` to decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum, StrEnum, auto


class MarkStyle(StrEnum):
    """The typography of an opening mark."""

    DOUBLE_CURLY = "double curly"
    SINGLE_CURLY = "single curly"
    DOUBLE_STRAIGHT = "double straight"
    SINGLE_STRAIGHT = "single straight"
    GUILLEMETS = "guillemets"
    SINGLE_GUILLEMETS = "single guillemets"
    LOW = "low"
    SINGLE_LOW = "single low"
    DOUBLED = "doubled"


class Family(IntEnum):
    """Marks that may pair with each other; the values index lists."""

    DOUBLE = 0
    SINGLE = 1
    GUILLEMET = 2
    SINGLE_GUILLEMET = 3


class Role(IntEnum):
    """What the neighbours say; EITHER opens or closes, whichever the marks before leave to be done.

    A weak opening is more likely the apostrophe of ’tis, a weak closing that of dogs’ owners.
    """

    OPEN = auto()
    CLOSE = auto()
    EITHER = auto()
    WEAK_OPEN = auto()
    WEAK_CLOSE = auto()


@dataclass(frozen=True, slots=True, eq=False)
class Sign:
    """A possible mark at ``text[start:end]``; two signs are equal only where they are the same one.

    `final`: it follows punctuation, as a mark that ends a quotation does; `measure`: it follows a digit and may be the
    sign of inches.
    """

    start: int
    end: int
    glyph: str
    family: Family
    style: MarkStyle
    role: Role
    final: bool
    measure: bool

    @property
    def bare(self) -> bool:
        """Whether the sign, left without a partner, is an apostrophe rather than a stray mark."""
        return self.glyph in "'’`‛" or self.role is Role.WEAK_OPEN


# The marks inside a tag of HTML left in the text are no typography; a tag is matched first and passed over.
_SIGN = re.compile(r"<[A-Za-z/][^<>\n]{0,500}>|'+|``|‘‘|’’|[\"“”„‟＂‘’‚‛`«»‹›]")
_APOSTROPHES = re.compile(r"(?<!\w)['‘’][nN]['’](?!\w)|(?<=\d)['’](?=\s?\d{1,2}(?:\.\d+)?(?:[\"”]|''|’’))")
_ELISION = re.compile(
    r"(?:em|til|till|tis|twas|cause|cuz|coz|bout|round|nuff|un|uns|ere|gainst|hood|burbs|\d\ds?)\b(?!['’]\w)",
    re.IGNORECASE,
)
_DROPPED = re.compile(r"(?:[sSzZxX]|\d|\b[oO]|\b[tT]h|\b[aA]n|\b[oO]l|[a-z]{2}in)$")
_OPENS_LEFT = frozenset("([{<-–—―‒/=*_|•…~>")
_CLOSES_RIGHT = frozenset(".,;:!?…)]}>-–—―‒/*_|")
# More marks than this in a row are a ruled line or rubbish, not typography.
_LONGEST_RUN = 8
_FINALS = frozenset(".,!?;:…")
_ONE_WAY = {"``": Role.OPEN, "‘‘": Role.OPEN, "„": Role.OPEN, "‟": Role.OPEN, "’’": Role.CLOSE}
_STYLES = {
    '"': (Family.DOUBLE, MarkStyle.DOUBLE_STRAIGHT),
    "＂": (Family.DOUBLE, MarkStyle.DOUBLE_STRAIGHT),
    "“": (Family.DOUBLE, MarkStyle.DOUBLE_CURLY),
    "”": (Family.DOUBLE, MarkStyle.DOUBLE_CURLY),
    "‟": (Family.DOUBLE, MarkStyle.DOUBLE_CURLY),
    "„": (Family.DOUBLE, MarkStyle.LOW),
    "''": (Family.DOUBLE, MarkStyle.DOUBLED),
    "``": (Family.DOUBLE, MarkStyle.DOUBLED),
    "‘‘": (Family.DOUBLE, MarkStyle.DOUBLED),
    "’’": (Family.DOUBLE, MarkStyle.DOUBLED),
    "'": (Family.SINGLE, MarkStyle.SINGLE_STRAIGHT),
    "`": (Family.SINGLE, MarkStyle.SINGLE_STRAIGHT),
    "‘": (Family.SINGLE, MarkStyle.SINGLE_CURLY),
    "’": (Family.SINGLE, MarkStyle.SINGLE_CURLY),
    "‛": (Family.SINGLE, MarkStyle.SINGLE_CURLY),
    "‚": (Family.SINGLE, MarkStyle.SINGLE_LOW),
    "«": (Family.GUILLEMET, MarkStyle.GUILLEMETS),
    "»": (Family.GUILLEMET, MarkStyle.GUILLEMETS),
    "‹": (Family.SINGLE_GUILLEMET, MarkStyle.SINGLE_GUILLEMETS),
    "›": (Family.SINGLE_GUILLEMET, MarkStyle.SINGLE_GUILLEMETS),
}


def signs(text: str, start: int, end: int) -> Iterator[Sign]:
    """The possible marks of the paragraph ``text[start:end]``, in order."""
    for run in _runs(text, start, end):
        if len(run) > _LONGEST_RUN:
            continue
        # Marks that touch share their neighbours: in "'Why?'" both marks on either side see the space or the word.
        first, last = run[0][0], run[-1][1]
        left = text[first - 1] if first > start else ""
        right = text[last] if last < end else ""
        for at, to in run:
            found = _sign(text, at, to, left, right)
            if found:
                yield found


def _runs(text: str, start: int, end: int) -> Iterator[list[tuple[int, int]]]:
    """Marks that touch each other, as offsets; sure apostrophes left out."""
    skip = {at for match in _APOSTROPHES.finditer(text, start, end) for at in (match.start(), match.end() - 1)}
    doubled = text.find("‘‘", start, end) >= 0
    run: list[tuple[int, int]] = []
    for match in _SIGN.finditer(text, start, end):
        if match[0][0] == "<" or (match.start() in skip and len(match[0]) == 1):
            continue
        if run and run[-1][1] != match.start():
            yield run
            run = []
        if match[0][0] == "'":
            run += _apostrophe_run(match.start(), match.end(), match.start() == start or text[match.start() - 1])
        elif match[0] in ("‘‘", "’’") and not doubled:
            run += [(match.start(), match.start() + 1), (match.start() + 1, match.end())]
        else:
            run.append(match.span())
    if run:
        yield run


def _apostrophe_run(start: int, end: int, before: str | bool) -> list[tuple[int, int]]:
    """Two apostrophes make one mark; of three, the single one stands on the side of the words."""
    pairs, odd = divmod(end - start, 2)
    if not odd:
        return [(start + 2 * i, start + 2 * i + 2) for i in range(pairs)]
    opening = before is True or (isinstance(before, str) and (before.isspace() or before in _OPENS_LEFT))
    if opening:
        return [(start + 2 * i, start + 2 * i + 2) for i in range(pairs)] + [(end - 1, end)]
    return [(start, start + 1)] + [(start + 1 + 2 * i, start + 3 + 2 * i) for i in range(pairs)]


def _sign(text: str, start: int, end: int, left: str, right: str) -> Sign | None:
    """The sign at ``text[start:end]`` between two neighbours ("" at the paragraph's edge), None for an apostrophe."""
    glyph = text[start:end]
    family, style = _STYLES[glyph]
    if family is Family.SINGLE:
        role = _single_role(text, start, end, left, right)
    else:
        role = _curly_role(glyph, left, right) if glyph in "“”" else _double_role(glyph, left, right)
    if role is None:
        return None
    final = left in _FINALS if left else False
    return Sign(start, end, glyph, family, style, role, final, left.isdigit() and family is Family.DOUBLE)


def _opens_after(left: str) -> bool:
    return not left or left.isspace() or left in _OPENS_LEFT


def _closes_before(right: str) -> bool:
    return not right or right.isspace() or right in _CLOSES_RIGHT


def _double_role(glyph: str, left: str, right: str) -> Role:
    """The role of a mark whose shape is the same at both ends, or is so in some language."""
    if glyph in _ONE_WAY:
        return _ONE_WAY[glyph]
    opens, closes = _opens_after(left), _closes_before(right)
    if glyph in "«»‹›":
        return Role.EITHER if glyph in "«‹" or (opens and not closes) else Role.CLOSE
    if opens and closes:
        gap = not left or left.isspace()
        # ‘said "… and’ opens, ‘going—" she’ closes; with a space on both sides the marks before decide.
        if gap and right in "…-–—." and right:
            return Role.OPEN
        return Role.EITHER if gap or not (not right or right.isspace()) else Role.CLOSE
    if opens:
        return Role.OPEN
    return Role.CLOSE if closes else Role.EITHER


def _curly_role(glyph: str, left: str, right: str) -> Role:
    """The role of “ or ”, which some writers turn the wrong way."""
    opens, closes = _opens_after(left), _closes_before(right)
    if glyph == "“":
        if closes and not opens:
            return Role.CLOSE
        return Role.EITHER if not right or (opens and right.isspace()) else Role.OPEN
    return Role.EITHER if opens and not closes else Role.CLOSE


def _single_role(text: str, start: int, end: int, left: str, right: str) -> Role | None:
    """The role of a single mark, None for an apostrophe inside a word or a sign between spaces."""
    glyph = text[start]
    if left.isalnum() and right.isalnum():
        return None
    if glyph in "‘‚‛`'’" and _opens_after(left) and right and not right.isspace() and not _is_tail(left, right):
        if glyph == "‚":
            return Role.OPEN
        elided = glyph != "‛" and _ELISION.match(text, end)
        return Role.WEAK_OPEN if elided or glyph == "’" else Role.OPEN
    if glyph in "‚`" or not left or left.isspace() or right.isalnum():
        return None
    return Role.WEAK_CLOSE if _DROPPED.search(text[max(0, start - 4) : start]) and right.isspace() else Role.CLOSE


def _is_tail(left: str, right: str) -> bool:
    """Whether a mark after a dash or bracket and before punctuation closes rather than opens: ‘I was going—’, he."""
    return left in _OPENS_LEFT and left != "" and right in _CLOSES_RIGHT
