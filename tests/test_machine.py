"""What the machine and its container leave to the service."""

from __future__ import annotations

import ctypes
import os
import platform
from pathlib import Path

import pytest

from service import machine

GIGABYTE = 1 << 30


@pytest.fixture(autouse=True)
def _eight_cores_and_plenty(monkeypatch):
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(8)))
    monkeypatch.setattr(os, "sysconf", {"SC_PAGE_SIZE": GIGABYTE, "SC_PHYS_PAGES": 64}.__getitem__)


def write(folder, name, text):
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)


def test_without_limits(tmp_path):
    write(tmp_path, "cpu.max", "max 100000\n")
    write(tmp_path, "memory.max", "max\n")
    for folder in (tmp_path, tmp_path / "none"):
        assert (machine.cores(folder), machine.memory(folder), machine.workers(folder)) == (8, 64 * GIGABYTE, 8)


@pytest.mark.parametrize(
    ("files", "workers"),
    [
        ({"cpu.max": "250000 100000\n"}, 2),
        ({"cpu.max": "50000 100000\n"}, 1),
        ({"cpu.max": "9900000 100000\n"}, 8),
        ({"memory.max": str(3 * GIGABYTE + 5)}, 3),
        ({"memory.max": str(GIGABYTE // 2)}, 1),
        ({"cpu.max": "400000 100000", "memory.max": str(2 * GIGABYTE)}, 2),
        ({"cpu/cpu.cfs_quota_us": "300000", "cpu/cpu.cfs_period_us": "100000"}, 3),
        ({"cpu/cpu.cfs_quota_us": "-1", "cpu/cpu.cfs_period_us": "100000"}, 8),
        ({"memory/memory.limit_in_bytes": str(4 * GIGABYTE)}, 4),
        ({"memory/memory.limit_in_bytes": str(2**63 - 4096)}, 8),
        ({"cpu.max": "nonsense", "memory.max": "\x00"}, 8),
    ],
)
def test_a_containers_limits(tmp_path, files, workers):
    for name, text in files.items():
        write(tmp_path, name, text)
    assert machine.workers(tmp_path) == workers


def test_fewer_cores_than_the_machine_has(monkeypatch, tmp_path):
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {3})
    assert machine.workers(tmp_path) == 1


def test_a_c_library_without_that_setting_is_left_alone(monkeypatch):
    monkeypatch.setattr(ctypes, "CDLL", lambda _: object())
    assert not machine.return_large_blocks()
    assert not machine.return_free_memory()


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="glibc alone has the setting")
def test_large_blocks_can_be_given_back():
    assert machine.return_large_blocks()


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="glibc alone has the function")
def test_free_memory_between_blocks_in_use_is_given_back():
    allocate, release = ctypes.CDLL(None).malloc, ctypes.CDLL(None).free
    allocate.restype, release.argtypes = ctypes.c_void_p, (ctypes.c_void_p,)
    size, blocks = 96 << 10, []
    for _ in range(400):
        block = allocate(size)
        ctypes.memset(block, 1, size)
        blocks.append(block)
    for block in blocks[::2]:
        release(block)
    before = resident()
    assert machine.return_free_memory()
    assert resident() < before - 100 * size
    for block in blocks[1::2]:
        release(block)


def resident() -> int:
    """Bytes of this process in memory."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmRSS:")[2].split()[0]) << 10
