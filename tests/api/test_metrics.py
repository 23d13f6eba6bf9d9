"""GET /metrics, in one process and in several."""

from __future__ import annotations

import glob
import os
import subprocess
import sys
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from service.api import metrics_folder
from service.api.app import METRICS, create_app
from tests.fakes import ARTICLE, LIMITS, FakeExtractor

ROOT = Path(__file__).resolve().parents[2]


def samples(client) -> dict[tuple[str, frozenset], float]:
    response = client.get("/metrics")
    assert response.status_code == 200 and response.content_type.startswith("text/plain")
    return {
        (sample.name, frozenset(sample.labels.values())): sample.value
        for family in text_string_to_metric_families(response.text)
        for sample in family.samples
    }


def test_what_is_counted(client, post):
    post(text=ARTICLE)
    post(text=ARTICLE, types=["direct"])
    post(txt=1)
    client.get("/nowhere/at/all")
    found = samples(client)
    assert found["whosaid_requests_total", frozenset({"POST", "/v1/quotes", "200"})] == 2
    assert found["whosaid_requests_total", frozenset({"POST", "/v1/quotes", "422"})] == 1
    assert found["whosaid_requests_total", frozenset({"GET", "none", "404"})] == 1
    assert found["whosaid_problems_total", frozenset({"invalid-fields"})] == 1
    assert found["whosaid_articles_total", frozenset()] == 2
    assert found["whosaid_article_chars_total", frozenset()] == 2 * len(ARTICLE)
    assert found["whosaid_quotes_total", frozenset({"direct"})] == 2 * 3
    assert found["whosaid_queue_seconds_count", frozenset()] == 2
    assert found["whosaid_inference_seconds_count", frozenset()] == 2
    assert found["whosaid_request_seconds_count", frozenset({"/v1/quotes"})] == 3
    assert found["whosaid_queue_depth", frozenset()] == found["whosaid_articles_in_flight", frozenset()] == 0
    assert found["whosaid_model_info", frozenset({"fake", "1.2.3", "4.5.6"})] == 1


def test_a_worker_without_metrics_owns_up_and_answers_articles():
    app = create_app(FakeExtractor(), LIMITS)
    app.extensions[METRICS].switch_off()
    client = app.test_client()
    assert client.post("/v1/quotes", json={"text": "a"}).status_code == 200
    assert client.get("/metrics").get_json()["type"] == "/problems/metrics-unavailable"


def test_a_file_that_is_renamed_meanwhile_is_found_again(monkeypatch, tmp_path):
    """A worker began, or died, after the files were listed and before they were read."""
    app = create_app(FakeExtractor(), LIMITS)
    monkeypatch.setenv(metrics_folder.VARIABLE, str(tmp_path))
    listed = glob.glob
    gone = [[str(tmp_path / "counter_7.db")], [str(tmp_path / "histogram_8.db")]]
    monkeypatch.setattr("glob.glob", lambda *given, **options: gone.pop() if gone else listed(*given, **options))
    assert app.test_client().get("/metrics").status_code == 200
    assert not gone


@pytest.fixture
def _environment(monkeypatch):
    # Whatever a test sets is taken back.
    monkeypatch.setenv(metrics_folder.VARIABLE, "")
    monkeypatch.delenv(metrics_folder.VARIABLE)


@pytest.mark.usefixtures("_environment")
class TestFolder:
    def test_a_given_folder_is_made_and_emptied(self, tmp_path):
        folder = tmp_path / "a" / "b"
        assert metrics_folder.prepare(folder) == folder
        (folder / "counter_1.db").touch()
        (folder / "note.txt").touch()
        metrics_folder.prepare(folder)
        assert not (folder / "counter_1.db").exists() and (folder / "note.txt").exists()
        assert os.environ[metrics_folder.VARIABLE] == str(folder)
        metrics_folder.remove(folder)
        assert folder.exists()

    def test_a_folder_of_our_own(self):
        folder = metrics_folder.prepare(None)
        assert metrics_folder.prepare(None) == folder
        metrics_folder.remove(folder)
        assert not folder.exists()

    def test_a_folder_that_cannot_be(self, tmp_path):
        (tmp_path / "file").touch()
        with pytest.raises(OSError):
            metrics_folder.prepare(tmp_path / "file")
        assert metrics_folder.VARIABLE not in os.environ

    def test_files_have_room_from_the_start(self, tmp_path):
        metrics_folder.reserve(tmp_path, 7)
        for file in tmp_path.iterdir():
            assert file.stat().st_blocks * 512 >= metrics_folder.BYTES
        metrics_folder.bury(tmp_path, 7)
        metrics_folder.bury(tmp_path, 7)
        left = ["counter_dead7.db", "gauge_max_dead7.db", "histogram_dead7.db"]
        assert sorted(file.name for file in tmp_path.iterdir()) == left

    def test_a_new_worker_takes_over_the_files_of_a_dead_one(self, tmp_path):
        for worker in range(1, 50):
            metrics_folder.reserve(tmp_path, worker)
            (tmp_path / f"counter_{worker}.db").open("r+b").write(bytes([worker - 1]))
            metrics_folder.bury(tmp_path, worker)
        metrics_folder.reserve(tmp_path, 50)
        assert sorted(file.name for file in tmp_path.iterdir()) == sorted(f"{k}_50.db" for k in metrics_folder.KINDS)
        assert (tmp_path / "counter_50.db").read_bytes()[0] == 48


SEVERAL = """
import os, sys
from pathlib import Path
from service.api import metrics_folder
folder = metrics_folder.prepare(Path(sys.argv[1]))
from service.api.app import METRICS, create_app
from tests.fakes import LIMITS, FakeExtractor
app = create_app(FakeExtractor(), LIMITS)
for turn in range(3):
    if not (child := os.fork()):
        metrics_folder.reserve(folder, os.getpid())
        client = app.test_client()
        assert client.post("/v1/quotes", json={"text": "a"}).status_code == 200
        app.extensions[METRICS].queue(waiting=2, reading=1)
        os._exit(0)
    assert os.waitpid(child, 0)[1] == 0
    if turn == 1:
        metrics_folder.bury(folder, child)  # and the third goes on with its counts
print(app.test_client().get("/metrics").text)
assert {file.name.rpartition("_")[0] for file in folder.iterdir()} == set(metrics_folder.KINDS)
assert len(list(folder.glob("counter_*"))) == 3, "the master and two workers"
"""


def test_all_workers_together_the_dead_ones_without_their_queues(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", SEVERAL, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert 'whosaid_requests_total{method="POST",route="/v1/quotes",status="200"} 3.0' in done.stdout
    assert "whosaid_queue_depth 4.0" in done.stdout
    assert "whosaid_articles_in_flight 2.0" in done.stdout
    assert 'whosaid_model_info{name="fake",stanza="4.5.6",version="1.2.3"} 1.0' in done.stdout
