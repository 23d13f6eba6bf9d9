"""``python -m bench.load``: the service at once, twice and five times what it can answer.

Measures what one client at a time gets (the right answers), then the capacity, then each load.  Fails where an answer
differs from the right one, a request is lost, a refusal comes late or without Retry-After, accepted ones take longer
than a full queue explains, or the service gives less at five times its capacity than at twice.
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
# At most so much longer, or fewer, at the greatest load than at the one before.
KEPT = 1.25


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
        return f"| {self.times} × | {len(self.samples)} | {self.rate:.2f} | {p50} | {p95} | {p99} | {refused:.0%} |"

    @property
    def rate(self) -> float:
        """Articles answered a second."""
        return client.rate(self.samples, self.seconds)


@dataclass(frozen=True, slots=True)
class Bounds:
    """Seconds that half of the accepted articles may take, and that 95 % of them may.

    A queue read in the order of arrival would explain the first.  Ours is read by turns: every other slice goes to the
    shortest, so that the longest may take twice as long.
    """

    half: float
    most: float

    @classmethod
    def of(cls, queue: int, right: Sequence[Sample], slowdown: float) -> Bounds:
        """For a queue of so many, articles that take what the `right` samples took on their own, and a slowdown."""
        alone = [sample.inference_ms / 1000 * slowdown for sample in right]
        full = (queue + 1) * sum(alone) / len(alone)
        return cls(LEEWAY * full, 2 * (full + max(alone)))


def main() -> int:
    """Runs all loads and prints their table and what is wrong; 1 where something is."""
    options = _options()
    texts = articles(options.articles)
    with Server(stub=options.stub, WORKERS=str(options.workers), QUEUE_LIMIT=str(options.queue)) as server:
        right = asyncio.run(client.serial(server.url, texts))
        warmed = asyncio.run(client.closed(server.url, texts, 2 * options.workers, options.seconds))
        capacity = client.rate(warmed, options.seconds)
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
    bounds = Bounds.of(options.queue, right, slowdown(right, warmed))
    print(f"a full queue explains {bounds.half:.1f} s for half of the accepted and {bounds.most:.1f} s for 95 %")
    return report([fault for run in runs for fault in faults(run, right, bounds)] + kept(*runs[-2:]))


def kept(before: Run, after: Run) -> list[str]:
    """What the service does worse under the load `after`, when both are more than it can bear."""
    found = []
    early, late = (client.quantile(client.accepted(run.samples), 0.95) for run in (before, after))
    if late > KEPT * early:
        found.append(f"{after.times} ×: 95 % took up to {late:.1f} s, {early:.1f} s at {before.times} ×")
    if after.rate * KEPT < before.rate:
        found.append(f"{after.times} ×: {after.rate:.2f} answered a second, {before.rate:.2f} at {before.times} ×")
    return found


def faults(run: Run, right: Sequence[Sample], bounds: Bounds) -> list[str]:
    """What is wrong with a run."""
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
    for part, bound in ((0.5, bounds.half), (0.95, bounds.most)):
        if (slow := client.quantile(client.accepted(run.samples), part)) > bound:
            found.append(f"{part:.0%} of the accepted took up to {slow:.1f} s; a full queue explains {bound:.1f} s")
    return [f"{run.times} ×: {each}" for each in found]


def report(found: Sequence[str]) -> int:
    """Prints what was found wrong, or that nothing was, and gives the exit status."""
    print("\n".join(found) or "nothing wrong", flush=True)
    return 1 if found else 0


def slowdown(alone: Sequence[Sample], together: Sequence[Sample]) -> float:
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
