"""Time and memory of one 600-word article: ``python -m models.evaluation.cost`` (single runs; ratios mean more)."""

from __future__ import annotations

import resource
import statistics
import time
from pathlib import Path

from service.nlp.loading import BUNDLED
from service.pipeline import Pipeline

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
WORDS, ROUNDS = 600, 5


def article() -> str:
    """Sample articles joined to about 600 words."""
    paragraphs = [p for path in sorted(SEEDS.glob("*.txt")) for p in path.read_text(encoding="utf8").split("\n\n")]
    chosen: list[str] = []
    while sum(len(p.split()) for p in chosen) < WORDS:
        chosen.append(paragraphs[len(chosen)])
    return "\n\n".join(chosen)


def megabytes() -> float:
    """The most memory that was resident so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Prints load time, time for the article, words a second and memory."""
    began = time.perf_counter()
    pipeline = Pipeline.load(BUNDLED)
    loaded, memory = time.perf_counter() - began, megabytes()
    pipeline.warm_up()
    text = article()
    rounds = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        found = pipeline.extract(text)
        rounds.append(time.perf_counter() - began)
    middle, words = statistics.median(rounds), len(text.split())
    print(f"load {loaded:.1f} s, {memory:.0f} MB resident")
    print(f"{words} words, {len(found.quotes)} quotes: median {middle:.2f} s ({min(rounds):.2f} to {max(rounds):.2f}), "
          f"{words / middle:.0f} words/s, peak {megabytes():.0f} MB")


if __name__ == "__main__":
    main()
