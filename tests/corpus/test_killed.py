"""Jobs whose driver or node is killed: the output is that of an undisturbed one, row for row."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest
from ray.cluster_utils import Cluster

from service.settings import REPOSITORY
from tests.corpus.jobs import job_of, output_of, run_plainly, texts, write_jsonl

BLOCKS, ROWS = 12, 3


@pytest.fixture
def files(tmp_path):
    rows = [{"id": i, "text": f"[pause 0.15] {text}"} for i, text in enumerate(texts(BLOCKS * ROWS))]
    return [write_jsonl(tmp_path / "a.jsonl", rows[:20]), write_jsonl(tmp_path / "b.jsonl", rows[20:])]


@pytest.fixture
def expected(files, tmp_path):
    run_plainly(job_of(files, tmp_path / "plain"))
    return output_of(tmp_path / "plain")


def start(files, out, *options):
    command = [sys.executable, "-m", "tests.corpus.stub", *map(str, files), "--out", str(out), "--block", str(ROWS),
               "--actors", "2", "--max-text-chars", "200", *options]  # fmt: skip
    return subprocess.Popen(command, cwd=REPOSITORY, stderr=subprocess.PIPE, text=True)


def blocks(out):
    return list((out / "articles").rglob("block-*"))


def wait_for(out, count, job):
    end = time.monotonic() + 90
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
    _, told = job.communicate(timeout=120)
    assert job.returncode == 0, told
    assert output_of(out) == expected
    assert {path: path.stat().st_mtime_ns for path in done} == done
    assert "of them by earlier runs" in told


def test_a_node_killed(files, expected, tmp_path):
    quick = {"health_check_initial_delay_ms": 0, "health_check_period_ms": 500, "health_check_failure_threshold": 2}
    node = {"num_cpus": 1, "object_store_memory": 80 << 20}
    head = {**node, "include_dashboard": False, "_system_config": quick}
    cluster = Cluster(initialize_head=True, head_node_args=head)
    try:
        second = cluster.add_node(**node)
        out = tmp_path / "out"
        job = start(files, out, "--address", cluster.address)
        wait_for(out, 4, job)
        cluster.remove_node(second, allow_graceful=False)
        assert len(blocks(out)) < BLOCKS - 1
        _, told = job.communicate(timeout=180)
        assert job.returncode == 0, told
        assert output_of(out) == expected
    finally:
        cluster.shutdown()
