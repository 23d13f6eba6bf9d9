"""Figures as they are measured and kept: ``figures.json`` holds, by release and set, a table of each set's figures.

A table is by label ("content exact") and column ("F1").  What a set prints beside them (which classes are taken for
which, say) is for the reader of the command's output alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).with_name("figures.json")
Row = dict[str, float]
Table = dict[str, Row]
Release = dict[str, Table]

_SPANS = re.compile(r"^(\w[\w ,]*?)\s+P\s+([\d.]+)\s+R\s+([\d.]+)\s+F1\s+([\d.]+)", re.MULTILINE)
_SPEAKERS = {
    "right": r"speaker right on found attributions ([\d.]+) %",
    "of all": r"found and right, of all ([\d.]+) %",
    "wrong person": r"wrong person named ([\d.]+) %",
    "incomplete": r"name incomplete ([\d.]+) %",
    "surest 80 %": r"80 % most confident ([\d.]+) %",
    "ECE": r"speaker ECE ([\d.]+)",
}
_SEEDS = re.compile(r"seeds: (\d+) of (\d+) required")


@dataclass(frozen=True)
class Measured:
    """What one set gives: the lines to print and the figures to keep."""

    lines: list[str]
    table: Table


def of_tool(printed: str) -> Table:
    """The figures among what the scoring tool prints of polnear-dev, speakers-dev or seeds."""
    spans = _SPANS.findall(printed)
    table = {label: dict(zip(("P", "R", "F1"), map(float, rest), strict=True)) for label, *rest in spans}
    speakers = {name: re.search(pattern, printed) for name, pattern in _SPEAKERS.items()}
    table |= {"speakers": {name: float(m[1]) for name, m in speakers.items() if m}} if any(speakers.values()) else {}
    seeds = _SEEDS.search(printed)
    return table | ({"seeds": {"right": float(seeds[1]), "required": float(seeds[2])}} if seeds else {})


def lines(table: Table) -> list[str]:
    """A table for the terminal."""
    width = max(map(len, table), default=0)
    rows = {label: "  ".join(f"{name} {_plain(value)}" for name, value in row.items()) for label, row in table.items()}
    return [f"{label:{width}s}  {figures}" for label, figures in rows.items()]


def _plain(value: float) -> str:
    return f"{value:.0f}" if value == int(value) else f"{value:.3f}" if value < 1 else f"{value:.2f}"


def read(file: Path = FILE) -> dict[str, Release]:
    """All releases kept, oldest first."""
    found: dict[str, Release] = json.loads(file.read_text(encoding="utf8"))
    return found


def joined(known: dict[str, Release], release: str, measured: Iterable[tuple[str, Table]]) -> dict[str, Release]:
    """The releases with sets' figures put into one, in place of those that it had of these sets."""
    figures = known.get(release, {}) | {name: _rounded(table) for name, table in measured}
    return known | {release: figures}


def keep(known: dict[str, Release], file: Path = FILE) -> None:
    """Writes the releases down."""
    file.write_text(json.dumps(known, indent=1, ensure_ascii=False) + "\n", encoding="utf8")


def _rounded(table: Table) -> Table:
    return {label: {column: round(value, 4) for column, value in row.items()} for label, row in table.items()}
