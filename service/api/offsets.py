"""Offsets in the units that clients count in."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from itertools import accumulate

LAST_OF_ONE_UTF16_UNIT = "\uffff"


class Unit(StrEnum):
    """What one step of an offset is: a code point, a UTF-16 code unit or a UTF-8 byte."""

    CODEPOINT = "codepoint"
    UTF16 = "utf16"
    UTF8 = "utf8"


def converter(text: str, unit: Unit) -> Callable[[int], int]:
    """A function from code-point offsets in `text`, 0 to its length, to offsets in `unit`.

    Takes one pass over the text, and none where both units agree on all of it.
    """
    if unit is Unit.CODEPOINT or text.isascii():
        return _same
    if unit is Unit.UTF8:
        return list(accumulate(map(_utf8_width, text), initial=0)).__getitem__
    if max(text) <= LAST_OF_ONE_UTF16_UNIT:
        return _same
    return list(accumulate((1 + (c > LAST_OF_ONE_UTF16_UNIT) for c in text), initial=0)).__getitem__


def _same(offset: int) -> int:
    return offset


def _utf8_width(character: str) -> int:
    return len(character.encode())
