"""``python -m bench.load``: the service at once, twice and five times what it can answer.

Measures what one client at a time gets (the right answers), then the capacity, then each load.  Fails where an answer
differs from the right one, a request is lost, a refusal comes late or without Retry-After, or an accepted article takes
longer at five times the capacity than a full queue explains.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from bench import client
from bench.articles import articles
from bench.client import Sample
from bench.server import Server

LOADS = (1, 2, 5)
ARTICLES = 40
LATE_REFUSAL = 1.0
# Over what a full queue explains: both workers draw at random, and the machine does other things too.
LEEWAY = 1.5


@dataclass(frozen=True, slots=True)
class Run:
    """The samples of one load: `times` the capacity, for `seconds`."""

    times: int
    seconds: float
    samples: list[Sample]

    def row(self) -> str:
        """The run as a row of a Markdown table."""
        good = client.accepted(self.samples)
        refused = sum(sample.status == 429 for sample in self.samples) / max(len(self.samples), 1)
        p50, p95, p99 = (f"{client.quantile(good, part):.1f}" for part in (0.5, 0.95, 0.99))
        rate = len(good) / self.seconds
        return f"| {self.times} × | {len(self.samples)} | {rate:.2f} | {p50} | {p95} | {p99} | {refused:.0%} |"


def main() -> int:
    """Runs all loads and prints their table and what is wrong; 1 where something is."""
    options = _options()
    texts = articles(options.articles)
    with Server(stub=options.stub, WORKERS=str(options.workers), QUEUE_LIMIT=str(options.queue)) as server:
        right = asyncio.run(client.serial(server.url, texts))
        warmed = asyncio.run(client.closed(server.url, texts, 2 * options.workers, options.seconds))
        capacity = len(client.accepted(warmed)) / options.seconds
        words = sum(len(text.split()) for text in texts) / len(texts)
        print(
            f"{options.workers} workers, articles of {words:.0f} words on average: capacity {capacity:.2f} articles/s"
        )
        print("| load | sent | answered/s | p50 s | p95 s | p99 s | 429 |\n|---|---|---|---|---|---|---|", flush=True)
        runs = []
        for times in LOADS:
            samples = asyncio.run(client.opened(server.url, texts, capacity * times, options.seconds))
            runs.append(Run(times, options.seconds, samples))
            print(runs[-1].row(), flush=True)
    mean = sum(sample.inference_ms for sample in right) / len(right) / 1000
    longest = max(sample.inference_ms for sample in right) / 1000
    bound = LEEWAY * ((options.queue + 1) * mean * _slowdown(right, warmed) + longest)
    return report([fault for run in runs for fault in faults(run, right, bound)])


def faults(run: Run, right: Sequence[Sample], bound: float) -> list[str]:
    """What is wrong with a run, `bound` being the seconds that 95 % of the accepted articles may take."""
    found = []
    if strange := [s.status for s in run.samples if s.status not in (200, 429)]:
        found.append(f"{len(strange)} neither answered nor refused: {sorted(set(strange))}")
    if different := client.wrong(run.samples, right):
        found.append(f"{len(different)} answers differ from the right ones")
    refusals = [s for s in run.samples if s.status == 429]
    if late := [s for s in refusals if s.seconds > LATE_REFUSAL]:
        found.append(f"{len(late)} refused late, after up to {max(s.seconds for s in late):.1f} s")
    if not all(s.retry_after.isdigit() for s in refusals):
        found.append("a refusal without Retry-After")
    if (slow := client.quantile(client.accepted(run.samples), 0.95)) > bound:
        found.append(f"95 % of the accepted took up to {slow:.1f} s; a full queue explains {bound:.1f} s")
    return [f"{run.times} ×: {each}" for each in found]


def report(found: Sequence[str]) -> int:
    """Prints what was found wrong, or that nothing was, and gives the exit status."""
    print("\n".join(found) or "nothing wrong", flush=True)
    return 1 if found else 0


def _slowdown(alone: Sequence[Sample], together: Sequence[Sample]) -> float:
    """How much longer an article's inference takes while all workers read: their cores share caches and memory."""
    mine = [sample.inference_ms / alone[sample.article].inference_ms for sample in client.accepted(together)]
    return max(1.0, sum(mine) / max(len(mine), 1))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--seconds", type=float, default=120, help="of each load")
    parser.add_argument("--articles", type=int, default=ARTICLES, help="different ones")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--queue", type=int, default=8, help="QUEUE_LIMIT")
    parser.add_argument("--stub", action="store_true", help="sleep in place of the models")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
