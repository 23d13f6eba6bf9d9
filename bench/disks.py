"""Disks that are full or may not be written to, for bench.faults."""

from __future__ import annotations

import asyncio
import os
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2

from bench import client
from bench.articles import articles
from bench.server import Server

SAID = "there are no metrics"


def unusable_folder(stub: bool) -> list[str]:
    """A metrics folder that cannot be: the service says so, answers articles, and owns up at /metrics."""
    with tempfile.NamedTemporaryFile() as file:
        return _without_metrics(stub, f"{file.name}/metrics", SAID)


def full_disk(stub: bool) -> list[str]:
    """A metrics folder on a full disk, likewise; skipped where this user may not mount one."""
    with _disk("size=64k") as folder:
        if folder is None:
            print("  skipped: no file system can be mounted here")
            return []
        return _without_metrics(stub, str(folder), SAID)


def disk_filled_by_the_first_worker(stub: bool) -> list[str]:
    """Room for the main process's metrics but not for the workers': they count nothing, and answer."""
    with _disk("size=1100k") as folder:
        return [] if folder is None else _without_metrics(stub, str(folder), "this worker counts nothing")


def read_only_disk(stub: bool) -> list[str]:
    """A metrics folder that may only be read, likewise."""
    with _disk("size=4m,ro") as folder:
        return [] if folder is None else _without_metrics(stub, str(folder), SAID)


DISK_FAULTS: tuple[Callable[[bool], list[str]], ...] = (
    unusable_folder, full_disk, disk_filled_by_the_first_worker, read_only_disk,
)  # fmt: skip


def _without_metrics(stub: bool, folder: str, said: str) -> list[str]:
    with Server(stub=stub, WORKERS="1", METRICS_DIR=folder) as server:
        answered = asyncio.run(client.serial(server.url, articles(1)))[0].status
        metrics = httpx2.get(f"{server.url}/metrics", timeout=10).status_code
        logged = server.log.read_text(encoding="utf8")
    found = [] if answered == 200 else [f"an article was answered {answered}"]
    if metrics != 503:
        found.append(f"/metrics was answered {metrics}")
    return found if said in logged else [*found, "the log does not say so"]


@contextmanager
def _disk(options: str) -> Iterator[Path | None]:
    """A small file system of its own; None where this user may not mount one."""
    with tempfile.TemporaryDirectory() as folder:
        mount = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder]
        if os.geteuid() != 0 or subprocess.run(mount, check=False, capture_output=True).returncode:
            yield None
            return
        try:
            yield Path(folder)
        finally:
            subprocess.run(["umount", folder], check=True)
