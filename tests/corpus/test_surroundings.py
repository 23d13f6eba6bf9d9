from __future__ import annotations

import os
import socket
import subprocess
import sys

import pytest

from service.corpus import command
from service.corpus.engine import Cluster, connected
from service.corpus.errors import CorpusError
from service.corpus.surroundings import quiet
from service.settings import REPOSITORY
from tests.corpus.jobs import output_of, write_jsonl
from tests.corpus.stub import Stub


def test_rays_variables_are_afterwards_as_they_were(monkeypatch):
    monkeypatch.setenv("RAY_USAGE_STATS_ENABLED", "1")
    monkeypatch.setenv("RAY_BACKEND_LOG_LEVEL", "info")
    monkeypatch.delenv("RAY_AUTH_MODE", raising=False)
    before = dict(os.environ)
    with pytest.raises(ValueError, match="x"), quiet():
        assert os.environ["RAY_USAGE_STATS_ENABLED"] == "0" and os.environ["RAY_BACKEND_LOG_LEVEL"] == "info"
        os.environ["RAY_AUTH_MODE"] = "token"
        raise ValueError("x")
    assert dict(os.environ) == before


def test_a_job_leaves_its_process_as_it_was(tmp_path, capsys):
    file = write_jsonl(tmp_path / "a.jsonl", [{"text": "One."}, {"text": "Two."}])
    before = dict(os.environ)
    status = command.main([str(file), "--out", f"file://{tmp_path}/out", "--actors", "1"], Stub())
    assert status == 0, capsys.readouterr().err
    assert dict(os.environ) == before
    assert len(output_of(tmp_path / "out")["articles"]) == 2


def test_what_is_started_for_a_job_answers_nobody_without_its_token():
    # Begins where the test before has left another token, if it was run.
    code = (
        "import ray._raylet as r, sys\n"
        "try: r.GcsClient(address=sys.argv[1]).internal_kv_keys(b'', None)\n"
        "except Exception as error: sys.exit(f'refused {error}')\n"
    )
    with connected(Cluster(1)):
        from ray import get_runtime_context

        address = get_runtime_context().gcs_address
        tokens = {name: value for name, value in os.environ.items() if name.startswith("RAY_")}
        without = {name: value for name, value in os.environ.items() if name not in tokens}
        run = [sys.executable, "-c", code, address]
        asked = [
            subprocess.run(run, env=env, cwd=REPOSITORY, capture_output=True, text=True, check=False)
            for env in (dict(os.environ), without, {**os.environ, "RAY_AUTH_TOKEN": "0" * 64})
        ]
    assert [done.returncode for done in asked] == [0, 1, 1], asked
    assert all("refused" in done.stderr for done in asked[1:])


def test_a_cluster_that_is_not_there_is_told_at_once():
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    address = f"127.0.0.1:{port}"
    with pytest.raises(CorpusError, match=f"Ray {address}: .*refused"), connected(Cluster(1, address)):
        pass
