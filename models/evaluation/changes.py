"""What was changed and what came of it on the held-out train articles: ``changes.csv``, a row a change.

`state` says what became of it: kept (part of a release since), dropped, teacher (learned from, never served), or
shipped: what the present release is, whose figures are measured anew.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from models.evaluation.figures import Table

FILE = Path(__file__).with_name("changes.csv")
HEAD = ("change", "thresholds", "attributed", "with marks / without", "content exact", "source exact", "cue exact", "")
STATES = {"kept", "dropped", "teacher", "shipped"}
LABELS = {
    "attributed": "attributed",
    "with marks": "attributed, with marks",
    "without": "attributed, no marks",
    "content": "content exact",
    "source": "source exact",
    "cue": "cue exact",
}


@dataclass(frozen=True)
class Change:
    """One row: what was tried, the thresholds it was read with, its F1 scores by LABELS, and what became of it."""

    change: str
    thresholds: str
    scores: dict[str, str]
    state: str


def read(file: Path = FILE) -> list[Change]:
    """All changes in the order they were made.  Raises ValueError on an unknown state, or if not one is shipped."""
    with file.open(encoding="utf8", newline="") as rows:
        lines = list(csv.DictReader(rows))
    found = [Change(r["change"], r["thresholds"], {n: r[n] for n in LABELS}, r["state"]) for r in lines]
    states = [c.state for c in found]
    if set(states) - STATES or states.count("shipped") != 1:
        raise ValueError(f"states in {file.name}: {sorted(set(states))}, {states.count('shipped')} shipped")
    return found


def rows(measured: Table, file: Path = FILE) -> Iterator[list[str]]:
    """The table's rows; `measured` are the present figures of the held-out articles."""
    for change in read(file):
        shipped = change.state == "shipped"
        scores = {n: f"{measured[label]['F1']:.1f}" for n, label in LABELS.items()} if shipped else change.scores
        marks = f"{scores['with marks']} / {scores['without']}" if scores["with marks"] else ""
        name = f"*{change.change}*" if change.state == "teacher" else change.change
        state = "**shipped**" if shipped else change.state
        exact = [scores[n] for n in ("content", "source", "cue")]
        yield [name, change.thresholds, scores["attributed"], marks, *exact, state]
