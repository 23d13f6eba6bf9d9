"""Articles as long as real news, made of the paragraphs of the samples in ``seeds/``."""

from __future__ import annotations

import random
from pathlib import Path

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
# Words, from briefs to long reads: tenths of how long news articles are, the median at about 500 words.
LENGTHS = (80, 160, 260, 340, 420, 500, 600, 720, 900, 1300)


def articles(count: int, seed: int = 1) -> list[str]:
    """`count` different articles; the same ones for the same `seed`."""
    chance = random.Random(seed)
    return [article(chance.choice(LENGTHS), chance) for _ in range(count)]


def article(words: int, chance: random.Random) -> str:
    """An article of `words` words or a few more: whole paragraphs of the samples, in an order of its own."""
    paragraphs = [p for path in sorted(SEEDS.glob("*.txt")) for p in path.read_text(encoding="utf8").split("\n\n")]
    chosen: list[str] = []
    size = 0
    while size < words:
        paragraph = chance.choice(paragraphs).strip()
        chosen.append(paragraph)
        size += len(paragraph.split())
    return "\n\n".join(chosen)
