"""The README's picture of a corpus job: ``python -m seeds.chart build/corpus docs/corpus-speakers.svg``."""

from __future__ import annotations

import sys
from html import escape
from pathlib import Path

import duckdb

MOST = 12
TYPES = {"direct": "#1f5fa8", "mixed": "#7fb0e0", "indirect": "#c9862b"}
QUERY = """
    SELECT speaker.name AS speaker, {counts}, count(*) AS quotes
    FROM read_parquet('{out}/quotes/**/*.parquet') WHERE speaker IS NOT NULL AND speaker.kind != 'unnamed'
    GROUP BY ALL ORDER BY quotes DESC, speaker LIMIT {most}
"""
WIDTH, LEFT, TOP, ROW, UNIT = 760, 210, 58, 26, 80


def rows(out: str) -> list[tuple[str, list[int]]]:
    """The most quoted speakers, each with the number of quotes of each type."""
    counts = ", ".join(f"count(*) FILTER (type = '{each}') AS {each}" for each in TYPES)
    found = duckdb.sql(QUERY.format(counts=counts, out=out, most=MOST)).fetchall()
    return [(name, list(numbers[:-1])) for name, *numbers in found]


def svg(found: list[tuple[str, list[int]]]) -> str:
    """A bar a speaker, a part of it a type."""
    height = TOP + ROW * len(found) + 12
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}"',
        ' font-family="sans-serif" font-size="14">',
        "<title>The most quoted speakers of the sample articles, by type of quote</title>",
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
        '<text x="12" y="24" font-size="16" fill="#1a1a1a">The most quoted speakers of the sample articles</text>',
    ]
    for number, (kind, colour) in enumerate(TYPES.items()):
        x = LEFT + 110 * number
        parts.append(f'<rect x="{x}" y="36" width="12" height="12" fill="{colour}"/>')
        parts.append(f'<text x="{x + 18}" y="47" fill="#1a1a1a">{kind}</text>')
    for number, (name, counts) in enumerate(found):
        y, x = TOP + ROW * number, LEFT
        parts.append(f'<text x="{LEFT - 10}" y="{y + 16}" text-anchor="end" fill="#1a1a1a">{escape(name)}</text>')
        for count, colour in zip(counts, TYPES.values(), strict=True):
            if count:
                parts.append(f'<rect x="{x}" y="{y + 2}" width="{count * UNIT}" height="{ROW - 6}" fill="{colour}"/>')
            x += count * UNIT
        parts.append(f'<text x="{x + 8}" y="{y + 16}" fill="#1a1a1a">{sum(counts)}</text>')
    return "\n".join([*parts, "</svg>", ""])


if __name__ == "__main__":
    Path(sys.argv[2]).write_text(svg(rows(sys.argv[1])), encoding="utf8")
