"""Looking through JSON values."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

Json = dict[str, Any]

# What stands between two offsets of a text, by their unit.
CUT: dict[str, Callable[[str, int, int], str]] = {
    "codepoint": lambda text, start, end: text[start:end],
    "utf16": lambda text, start, end: text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le"),
    "utf8": lambda text, start, end: text.encode()[start:end].decode(),
}


def objects(value: Any) -> Iterator[Json]:
    """Every object in a JSON value, outer ones first."""
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from objects(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from objects(inner)


def spans_of(value: Any) -> Iterator[Json]:
    """Every span in an answer."""
    return (each for each in objects(value) if each.keys() == {"start", "end", "text"})
