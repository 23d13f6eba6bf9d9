"""``python -m bench.soak``: articles without end, and a look at each worker's memory.

Fails where the memory of a worker grows by more than the leeway after the first quarter of the run, a worker was
replaced, or an answer is not what it was the first time.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import threading
import time

from bench import client
from bench.articles import articles
from bench.load import report
from bench.server import Server

LEEWAY_MEGABYTES = 30.0
LOOKS = 40


def main() -> int:
    """Runs for the minutes asked for, prints memory as it goes, and gives 1 where something is wrong."""
    options = _options()
    texts = articles(200, seed=4)
    with Server(stub=options.stub, WORKERS=str(options.workers)) as server:
        before = server.workers()
        right = asyncio.run(client.serial(server.url, texts[: options.compared]))
        looks: list[list[float]] = []
        over = threading.Event()
        watcher = threading.Thread(target=_watch, args=(server, looks, options.minutes * 60 / LOOKS, over))
        watcher.start()
        samples = asyncio.run(client.closed(server.url, texts, 2 * options.workers, options.minutes * 60))
        over.set()
        watcher.join()
        again = asyncio.run(client.serial(server.url, texts[: options.compared]))
        after = server.workers()
    print(f"{len(client.accepted(samples))} articles, {client.statuses(samples)}")
    found = [f"{len(client.wrong(again, right))} answers changed"] if client.wrong(again, right) else []
    if before != after:
        found.append(f"workers were replaced: {before} became {after}")
    if any(sample.status not in (200, 429) for sample in samples):
        found.append("neither answered nor refused")
    return report(found + growth(looks))


def growth(looks: list[list[float]]) -> list[str]:
    """What is wrong with the memory, in megabytes of each worker, that was seen at even intervals."""
    settled = looks[len(looks) // 4 :]
    if len(settled) < 2:
        return ["too few looks at the memory"]
    half = len(settled) // 2
    # The highest of each half: what a worker frees and takes again is no growth.
    rows = zip(*(map(max, zip(*part, strict=True)) for part in (settled[:half], settled[half:])), strict=True)
    return [
        f"worker {number} grew from {early:.0f} to {late:.0f} MB"
        for number, (early, late) in enumerate(rows, 1)
        if late - early > LEEWAY_MEGABYTES
    ]


def _watch(server: Server, looks: list[list[float]], interval: float, over: threading.Event) -> None:
    begun = time.monotonic()
    while not over.wait(interval):
        looks.append(server.megabytes())
        print(f"{time.monotonic() - begun:6.0f} s  " + "  ".join(f"{each:.0f} MB" for each in looks[-1]), flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--minutes", type=float, default=20)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--compared", type=int, default=10, help="articles asked again at the end")
    parser.add_argument("--stub", action="store_true", help="sleep in place of the models")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
