"""PolNeAR: articles with their attributions, read from brat standoff files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

Ranges = list[tuple[int, int]]
TEXT_BOUND = re.compile(r"^(T\d+)\t(\w+) ([\d; ]+)\t")
EVENT = re.compile(r"^(E\d+)\t(.+)$")


@dataclass(frozen=True)
class Attribution:
    """One annotated attribution; ranges are half-open code-point offsets, empty where a role is missing."""

    id: str
    source: Ranges
    cue: Ranges
    content: Ranges


@dataclass(frozen=True)
class Article:
    """A text and what its first annotator found in it."""

    name: str
    text: str
    attributions: list[Attribution]


def parse(standoff: str) -> list[Attribution]:
    """The attributions that have content, in file order."""
    spans: dict[str, Ranges] = {}
    events: list[tuple[str, list[list[str]]]] = []
    for line in standoff.splitlines():
        if match := TEXT_BOUND.match(line):
            spans[match[1]] = [(int(a), int(b)) for a, b in (p.split() for p in match[3].split(";"))]
        elif match := EVENT.match(line):
            events.append((match[1], [part.split(":") for part in match[2].split()]))
    found = []
    for name, roles in events:
        parts: dict[str, Ranges] = {"source": [], "cue": [], "content": []}
        for role, key in roles:
            role = re.sub(r"\d+$", "", role).lower()
            if role in parts and key in spans:
                parts[role] += spans[key]
        if parts["content"]:
            found.append(Attribution(name, **{k: sorted(v) for k, v in parts.items()}))
    return found


def articles(folder: Path) -> Iterator[Article]:
    """Every article under `folder` (``text/`` and ``attributions/``), by name."""
    first: dict[str, Path] = {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        first.setdefault(path.stem.rsplit("_", 1)[0], path)
    for name, path in sorted(first.items()):
        text = (folder / "text" / f"{name}.txt").read_text(encoding="utf8")
        yield Article(name, text, parse(path.read_text(encoding="utf8")))
