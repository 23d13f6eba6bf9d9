"""The folder through which the workers share their metrics; knows nothing of the library that fills it.

That library looks for PROMETHEUS_MULTIPROC_DIR when it is imported, so `prepare` is called before it is.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

VARIABLE = "PROMETHEUS_MULTIPROC_DIR"
PREFIX = "whosaid-metrics-"
# The library's files for the kinds of metrics in service.api.metrics, and the size it gives each at first.
LIVE = "gauge_livesum"
KINDS = ("counter", "histogram", LIVE, "gauge_max")
DEAD = "dead"
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
    """Makes the files of `process` at their full size, or takes over those of a dead worker, whose counts go on.

    So there are never more files than workers at once, however many are replaced.

    The library would make them sparse and write through a memory map, and a full disk would then kill the process with
    SIGBUS in the middle of an article.  Raises OSError where there is no room.
    """
    for kind in KINDS:
        path = folder / f"{kind}_{process}.db"
        _inherit(folder, kind, path)
        with path.open("ab") as file:
            os.posix_fallocate(file.fileno(), 0, BYTES)


def bury(folder: Path, process: int) -> None:
    """Takes the gauges of a dead worker out of the sums; its counters stay, since a counter never falls.

    They are left to the next worker.  Raises OSError where the folder cannot be written to.
    """
    (folder / f"{LIVE}_{process}.db").unlink(missing_ok=True)
    for kind in KINDS:
        with suppress(FileNotFoundError):
            (folder / f"{kind}_{process}.db").rename(folder / f"{kind}_{DEAD}{process}.db")


def _inherit(folder: Path, kind: str, path: Path) -> None:
    for left in sorted(folder.glob(f"{kind}_{DEAD}*.db")):
        # Another new worker may be quicker.
        with suppress(FileNotFoundError):
            left.rename(path)
            return


def remove(folder: Path) -> None:
    """Removes a folder of our own; one that the operator chose is left."""
    if folder.name.startswith(PREFIX):
        shutil.rmtree(folder, ignore_errors=True)
