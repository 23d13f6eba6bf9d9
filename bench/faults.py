"""``python -m bench.faults``: what goes wrong in production, done to the service on purpose.

Each function named in FAULTS does one thing and gives what was wrong with how the service bore it.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import httpx2

from bench import client
from bench.articles import articles
from bench.client import BROKEN, Sample
from bench.disks import DISK_FAULTS
from bench.load import report
from bench.server import ROOT, Server, StartRefused
from bench.slow import SLOW_FAULTS, wait

TEXTS = articles(12)
WHOLE_AGAIN_SECONDS = 10.0


async def _under_load(server: Server, act: Callable[[], object], seconds: float = 6) -> list[Sample]:
    """Samples of a load during which `act` happens; connections are new, as a load balancer's to a new process are."""
    load = asyncio.create_task(client.closed(server.url, TEXTS, 6, seconds))
    await asyncio.sleep(seconds / 3)
    await asyncio.to_thread(act)
    return await load


def worker_killed(stub: bool) -> list[str]:
    """SIGKILL to one of two workers: only what it had taken on fails, and it is back within ten seconds."""
    with Server(stub=stub, WORKERS="2") as server:
        victim = server.workers()[0]
        seconds: list[float] = []
        samples = asyncio.run(_under_load(server, lambda: seconds.append(_kill(server, victim))))
        lost = sum(sample.status == BROKEN for sample in samples)
        last = asyncio.run(client.closed(server.url, TEXTS, 2, 1))
        gauge = server.metric("whosaid_articles_in_flight")
    found = [] if seconds[0] < WHOLE_AGAIN_SECONDS else [f"not whole after {WHOLE_AGAIN_SECONDS:.0f} s"]
    # Six clients: the dead worker had at most all of their articles.
    if lost > 6:
        found.append(f"{lost} requests lost")
    if any(sample.status not in (200, 429) for sample in last):
        found.append(f"afterwards: {client.statuses(last)}")
    if gauge:
        found.append(f"the dead worker's articles are still counted: {gauge:.0f}")
    print(f"  {client.statuses(samples)}; two workers again after {seconds[0]:.1f} s")
    return found


def sigterm(stub: bool) -> list[str]:
    """SIGTERM under load: what was accepted is answered, then the service ends with status 0."""
    with Server(stub=stub, WORKERS="2") as server:
        begun = time.monotonic()
        samples, ended = asyncio.run(_terminated(server))
    found = [] if ended == 0 else [f"ended with {ended}"]
    print(f"  {client.statuses(samples)}; ended {time.monotonic() - begun:.1f} s after the first was sent")
    if bad := [sample for sample in samples if sample.status not in (200, 429)]:
        found.append(f"{len(bad)} accepted requests lost: {client.statuses(bad)}")
    return found


async def _terminated(server: Server) -> tuple[list[Sample], int]:
    async with client.connect(server.url) as connected:
        tasks = [asyncio.create_task(client.post(connected, TEXTS, index)) for index in range(10)]
        while server_side(await connected.get("/metrics")) < len(tasks):
            await asyncio.sleep(0.02)
        server.process.send_signal(signal.SIGTERM)
        samples = list(await asyncio.gather(*tasks))
    return samples, await asyncio.to_thread(server.process.wait, 120)


def server_side(answer: httpx2.Response) -> float:
    """How many articles the metrics say were begun, wait, or were answered or refused."""
    wanted = ("whosaid_articles_in_flight ", "whosaid_queue_depth ", 'whosaid_requests_total{method="POST"')
    return sum(float(line.rpartition(" ")[2]) for line in answer.text.splitlines() if line.startswith(wanted))


def damaged_model(_: bool) -> list[str]:
    """A model file cut short, changed or missing: the start is refused, and the file is named."""
    found = []
    damages: dict[str, Callable[[Path], object]] = {
        "cut short": lambda file: file.write_bytes(file.read_bytes()[:-1000]),
        "changed": lambda file: file.write_bytes(file.read_bytes()[:-1] + b"?"),
        "missing": lambda file: file.unlink(),
    }
    for name, damage in damages.items():
        with tempfile.TemporaryDirectory() as folder:
            models = Path(folder) / "models"
            shutil.copytree(ROOT / "models", models, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
            victim = models / "en/attribution/network.safetensors"
            damage(victim)
            try:
                with Server(WHOSAID_MODELS=str(models)):
                    found.append(f"started with a model file {name}")
            except StartRefused as refused:
                if str(victim) not in str(refused):
                    found.append(f"a model file {name} is not named")
    return found


FAULTS: tuple[Callable[[bool], list[str]], ...] = (
    worker_killed, sigterm, *SLOW_FAULTS, damaged_model, *DISK_FAULTS,
)  # fmt: skip


def _kill(server: Server, victim: int) -> float:
    """Seconds until another worker stands in the place of the killed one."""
    begun = time.monotonic()
    os.kill(victim, signal.SIGKILL)
    wait(lambda: len(server.workers()) == 2 and victim not in server.workers(), WHOLE_AGAIN_SECONDS)
    return time.monotonic() - begun


def main() -> int:
    """Does all faults, or those asked for, and gives 1 where one was not borne."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("names", nargs="*", help=", ".join(fault.__name__ for fault in FAULTS))
    parser.add_argument("--stub", action="store_true", help="sleep in place of the models")
    options = parser.parse_args()
    found = []
    for fault in FAULTS:
        if not options.names or fault.__name__ in options.names:
            print(fault.__name__, flush=True)
            found += [f"{fault.__name__}: {each}" for each in fault(options.stub)]
    return report(found)


if __name__ == "__main__":
    sys.exit(main())
