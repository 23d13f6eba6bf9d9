"""What this process may use of the machine: the limits of its container included."""

from __future__ import annotations

import ctypes
import os
from pathlib import Path

CGROUP = Path("/sys/fs/cgroup")
# A worker's own memory while it reads a long article, and its share of what the workers have in common.
WORKER_BYTES = 1 << 30
# From malloc.h of glibc.
M_MMAP_THRESHOLD, LARGE_BYTES = -3, 2 << 20


def workers(cgroup: Path = CGROUP) -> int:
    """How many workers fit: one a core, each with WORKER_BYTES of memory, and at least one."""
    return max(1, min(cores(cgroup), memory(cgroup) // WORKER_BYTES))


def cores(cgroup: Path = CGROUP) -> int:
    """Cores that this process may run on; a share of one that the container's quota leaves is not counted."""
    found = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    quota, period = _quota(cgroup)
    return max(1, min(found, quota // period)) if quota > 0 and period > 0 else found


def memory(cgroup: Path = CGROUP) -> int:
    """Bytes of memory of the machine, or what its container may use of it."""
    whole = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    limits = (_number(cgroup / "memory.max"), _number(cgroup / "memory" / "memory.limit_in_bytes"))
    return min(whole, *(limit for limit in limits if limit > 0)) if any(limit > 0 for limit in limits) else whole


def return_large_blocks() -> bool:
    """Makes this process, and those forked from it, give large blocks back to the system once they are freed.

    glibc raises the size that it calls large with every such block freed, up to 32 MB; what long sentences take would
    then stay, in pieces, with the thread that read them.  Returns whether the C library could be told so.
    """
    try:
        return bool(ctypes.CDLL(None).mallopt(M_MMAP_THRESHOLD, LARGE_BYTES))
    except (OSError, AttributeError):
        return False


def return_free_memory() -> bool:
    """Gives what this process has freed back to the system, wherever it lies; takes some milliseconds.

    Between blocks in use glibc keeps free ones, more and more of them, and a thread that reads articles for long would
    hold twice what it needs.  Returns whether the C library could be told so, and had something to give.
    """
    try:
        return bool(ctypes.CDLL(None).malloc_trim(0))
    except (OSError, AttributeError):
        return False


def _quota(cgroup: Path) -> tuple[int, int]:
    """The processor time, in microseconds, allowed in each period, by version 2 or 1 of control groups; 0 for none."""
    quota, _, period = _text(cgroup / "cpu.max").partition(" ")
    if quota.isdigit() and period.strip().isdigit():
        return int(quota), int(period)
    old = cgroup / "cpu"
    return _number(old / "cpu.cfs_quota_us"), _number(old / "cpu.cfs_period_us")


def _number(file: Path) -> int:
    """The number in `file`; 0 where there is none, or it is ``max`` or negative, which both mean none."""
    text = _text(file).strip()
    return int(text) if text.isdigit() else 0


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError):
        return ""
