"""The service over HTTP: how many articles a second, how long one of 600 words takes, how much memory."""

from __future__ import annotations

import asyncio
import random
import time
from pathlib import Path

from bench import client
from bench.articles import article
from bench.server import Server

WORDS, WORKERS, CLIENTS = 600, (1, 2), (1, 4, 16)


def measured(seconds: float) -> list[str]:
    """Rows of Markdown tables; each number of clients asks for so many seconds."""
    texts = [article(WORDS, random.Random(seed)) for seed in range(20)]
    rows = ["| workers | clients | articles/s | p50 s | p95 s | p99 s |", "|---|---|---|---|---|---|"]
    memory = ["| workers | ready after | memory (PSS) of all | each further worker |", "|---|---|---|---|"]
    alone = 0.0
    for workers in WORKERS:
        begun = time.monotonic()
        # All of them are to be answered: what is measured here is not how the service refuses.
        with Server(WORKERS=str(workers), QUEUE_LIMIT=str(max(CLIENTS))) as server:
            ready = time.monotonic() - begun
            for clients in CLIENTS:
                samples = asyncio.run(client.closed(server.url, texts, clients, seconds))
                rows.append(_row(workers, clients, samples, seconds))
            whole = sum(proportional(p) for p in (server.process.pid, *server.workers()))
            # A process's own figure falls with each other that shares with it: what counts is what the sum grows by.
            further = f"{(whole - alone) / (workers - 1):.0f} MB" if workers > 1 else "–"
            alone = alone or whole
            memory.append(f"| {workers} | {ready:.1f} s | {whole:.0f} MB | {further} |")
    return [*rows, "", *memory]


def _row(workers: int, clients: int, samples: list[client.Sample], seconds: float) -> str:
    good = client.accepted(samples)
    p50, p95, p99 = (f"{client.quantile(good, part):.2f}" for part in (0.5, 0.95, 0.99))
    return f"| {workers} | {clients} | {client.rate(samples, seconds):.2f} | {p50} | {p95} | {p99} |"


def proportional(process: int) -> float:
    """Megabytes of a process, what it shares with others divided by their number."""
    rows = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
    return next(int(row.split()[1]) for row in rows if row.startswith("Pss:")) / 1024
