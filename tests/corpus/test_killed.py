"""Jobs whose driver or node is killed: the output is that of an undisturbed one, row for row."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest
from ray.cluster_utils import Cluster

from service.settings import REPOSITORY
from tests.corpus.jobs import job_of, output_of, run_plainly, texts, write_jsonl

BLOCKS, ROWS = 12, 3


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("killed")


@pytest.fixture(scope="module")
def files(folder):
    rows = [{"id": i, "text": f"[pause 0.15] {text}"} for i, text in enumerate(texts(BLOCKS * ROWS))]
    return [write_jsonl(folder / "a.jsonl", rows[:20]), write_jsonl(folder / "b.jsonl", rows[20:])]


@pytest.fixture(scope="module")
def expected(files, folder):
    run_plainly(job_of(files, folder / "plain"))
    return output_of(folder / "plain")


def start(files, out, *options, cwd=REPOSITORY):
    command = [sys.executable, "-m", "tests.corpus.stub", *map(str, files), "--out", str(out), "--block", str(ROWS),
               "--actors", "2", "--max-text-chars", "200", *options]  # fmt: skip
    return subprocess.Popen(command, cwd=cwd, stderr=subprocess.PIPE, text=True)


def blocks(out):
    return list((out / "articles").rglob("block-*"))


def wait_for(out, count, job):
    end = time.monotonic() + 300
    while len(blocks(out)) < count:
        assert job.poll() is None and time.monotonic() < end, job.stderr.read()
        time.sleep(0.02)


def test_a_driver_killed(files, expected, tmp_path):
    out = tmp_path / "out"
    job = start(files, out)
    wait_for(out, 3, job)
    job.kill()
    job.wait()
    done = {path: path.stat().st_mtime_ns for path in blocks(out)}
    assert 3 <= len(done) < BLOCKS
    job = start(files, out)
    _, told = job.communicate(timeout=300)
    assert job.returncode == 0, told
    assert output_of(out) == expected
    assert {path: path.stat().st_mtime_ns for path in done} == done
    assert "of them by earlier runs" in told


def test_a_node_killed(files, expected, tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(REPOSITORY))
    quick = {"health_check_initial_delay_ms": 0, "health_check_period_ms": 500, "health_check_failure_threshold": 2}
    node = {"num_cpus": 1, "object_store_memory": 80 << 20}
    head = {**node, "include_dashboard": False, "_system_config": quick}
    cluster = Cluster(initialize_head=True, head_node_args=head)
    try:
        second = cluster.add_node(**node)
        out = tmp_path / "out"
        # The driver's working folder is not that of the nodes.
        job = start(files, Path("out"), "--address", cluster.address, cwd=tmp_path)
        wait_for(out, 4, job)
        cluster.remove_node(second, allow_graceful=False)
        assert len(blocks(out)) < BLOCKS - 1
        _, told = job.communicate(timeout=300)
        assert job.returncode == 0, told
        assert output_of(out) == expected
    finally:
        cluster.shutdown()
