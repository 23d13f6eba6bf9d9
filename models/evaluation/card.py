"""The tables of the model card and the README, written anew: ``python -m models.evaluation.card``.

A table stands between ``<!-- name -->`` and ``<!-- /name -->``, and is written between them from the figures kept in
figures.json and changes.csv; tests compare.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

from models.evaluation import figures, summaries, tables
from models.evaluation.tables import Kept

ROOT = Path(__file__).resolve().parents[2]
Made = Callable[[Kept], str]
BLOCKS: dict[str, tuple[Made, ...]] = {
    "models/README.md": (
        tables.releases, tables.syntax, tables.entities, tables.relations, tables.cues, tables.calibration,
        tables.served, tables.speakers, tables.kinds, tables.tried,
    ),
    "README.md": (summaries.accuracy, summaries.cues, summaries.reliability, summaries.thresholds),
}  # fmt: skip
"""The tables of each file; a table's marks have its function's name."""


def filled(text: str, blocks: Sequence[Made], kept: Kept) -> str:
    """The text with its tables written anew.  Raises ValueError where a table has no place, or two."""
    for made in blocks:
        name = made.__name__
        pattern = re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
        text, count = pattern.subn(lambda m, made=made: f"{m[1]}{made(kept)}\n{m[2]}", text)
        if count != 1:
            raise ValueError(f"{count} places for the table {name}")
    return text


def write(kept: Kept, root: Path = ROOT) -> None:
    """Writes the tables of both files anew, both or neither.  Raises ValueError as `filled` does."""
    texts = {root / name: (root / name).read_text(encoding="utf8") for name in BLOCKS}
    made = {path: filled(text, BLOCKS[str(path.relative_to(root))], kept) for path, text in texts.items()}
    for path, text in made.items():
        path.write_text(text, encoding="utf8")


if __name__ == "__main__":
    write(figures.read())
