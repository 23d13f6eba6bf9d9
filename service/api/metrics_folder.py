"""The folder through which the workers share their metrics; knows nothing of the library that fills it.

That library looks for PROMETHEUS_MULTIPROC_DIR when it is imported, so `prepare` is called before it is.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

VARIABLE = "PROMETHEUS_MULTIPROC_DIR"
PREFIX = "whosaid-metrics-"
# The library's files for the kinds of metrics in service.api.metrics, and the size it gives each at first.
KINDS = ("counter", "histogram", "gauge_livesum", "gauge_max")
BYTES = 1 << 18


def prepare(folder: Path | None) -> Path:
    """Makes the folder, empties it of metrics and names it in the environment.

    For None it is the one that the environment names already (as it does when the server loads its configuration
    again), else a new one of our own.  Raises OSError where it cannot be written to; metrics are then not shared and
    had better be switched off.
    """
    named = os.environ.pop(VARIABLE, None)
    folder = folder or Path(named or tempfile.mkdtemp(prefix=PREFIX))
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.db"):
        old.unlink()
    reserve(folder, os.getpid())
    os.environ[VARIABLE] = str(folder)
    return folder


def reserve(folder: Path, process: int) -> None:
    """Makes the files of `process` at their full size.

    The library would make them sparse and write through a memory map, and a full disk would then kill the process with
    SIGBUS in the middle of an article.  Raises OSError where there is no room.
    """
    for kind in KINDS:
        with (folder / f"{kind}_{process}.db").open("ab") as file:
            os.posix_fallocate(file.fileno(), 0, BYTES)


def bury(folder: Path, process: int) -> None:
    """Takes the gauges of a dead worker out of the sums; its counters stay, since a counter never falls."""
    (folder / f"gauge_livesum_{process}.db").unlink(missing_ok=True)


def remove(folder: Path) -> None:
    """Removes a folder of our own; one that the operator chose is left."""
    if folder.name.startswith(PREFIX):
        shutil.rmtree(folder, ignore_errors=True)
