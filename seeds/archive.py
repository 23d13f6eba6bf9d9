"""The sample articles as an archive of one file: ``python -m seeds.archive build/seeds.jsonl``.

Each has an id, an address and, but for the retelling, a date of our invention, three to a month.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

SEEDS = Path(__file__).resolve().parent
RETELLING = 15


def rows() -> list[dict[str, str]]:
    """The articles in their order."""
    found = []
    for path in sorted(SEEDS.glob("*.txt")):
        number = int(path.name[:2])
        row = {"id": path.stem, "url": f"https://news.example.org/{path.stem}"}
        if number != RETELLING:
            row["published"] = f"2026-{(number + 2) // 3:02}-{2 * number:02}"
        found.append({**row, "text": path.read_text(encoding="utf8")})
    return found


def main() -> None:
    """Writes the file that is named on the command line."""
    target = Path(sys.argv[1])
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows()), encoding="utf8")


if __name__ == "__main__":
    main()
