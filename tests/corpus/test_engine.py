"""Corpus jobs on Ray Data: two actors on this machine, with the stub for the models."""

from __future__ import annotations

import io
import threading
import time
from dataclasses import dataclass, replace

import pyarrow as pa
import pytest

from service.corpus.engine import Cluster, _call, _wait_for_data, connected
from service.corpus.errors import CorpusError
from service.corpus.progress import Progress
from service.corpus.run import Request, run
from service.domain.extraction import ModelInfo
from tests.corpus.jobs import job_of, output_of, run_plainly, texts, write_jsonl
from tests.corpus.stub import Stub, StubExtractor
from tests.fakes import INFO


@pytest.fixture(scope="module", autouse=True)
def _ray():
    with connected(Cluster(2)):
        yield


@pytest.fixture
def start():
    """Runs a job: exit status and what was told."""

    def call(job, models=None, most=0.5):
        told = io.StringIO()
        request = Request(job, Cluster(2), models or Stub(), most)
        return run(request, lambda size: Progress(size, told)), told.getvalue()

    return call


@pytest.fixture
def files(tmp_path):
    rows = [{"id": i, "text": text} for i, text in enumerate(texts(20))]
    rows[4]["text"] = "[fail]"
    return [write_jsonl(tmp_path / "a.jsonl", rows[:13]), write_jsonl(tmp_path / "b.jsonl", rows[13:])]


def test_two_actors_give_what_one_gives_and_do_nothing_twice(start, files, tmp_path):
    run_plainly(job_of(files, tmp_path / "plain"))
    status, told = start(job_of(files, tmp_path / "out"))
    assert status == 0 and output_of(tmp_path / "out") == output_of(tmp_path / "plain")
    assert "20 rows in" in told and "19 articles, 57 quotes\n1 errors: 1 extraction-failed\n" in told
    times = [path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*.parquet")]
    status, told = start(job_of(files, tmp_path / "out", run="b"), most=0.04)
    assert status == 1 and "20 of them by earlier runs" in told
    assert [path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*.parquet")] == times
    with pytest.raises(CorpusError, match=r"model version 1\.2\.3, not 9"):
        start(job_of(files, tmp_path / "out"), Stub("9"))


def test_an_actor_that_dies_is_replaced_and_articles_of_the_same_text_are_read_once(start, tmp_path):
    rows = [{"id": f"a{i}", "text": "[kill]" if i == 5 else f"Text {i % 4}."} for i in range(10)]
    files = [write_jsonl(tmp_path / "a.jsonl", rows[:6]), write_jsonl(tmp_path / "b.jsonl", rows[6:])]
    status, told = start(job_of(files, tmp_path / "out", dedup=True))
    tables = output_of(tmp_path / "out")
    assert status == 0 and "9 articles, 5 of them duplicates, 12 quotes\n1 errors: 1 worker-died\n" in told
    assert [row["id"] for row in tables["errors"]] == ["a5"]
    assert [row["id"] for row in tables["articles"] if not row["duplicate"]] == ["a0", "a1", "a2", "a3"]
    assert {row["sha256"] for row in tables["articles"]} == {row["sha256"] for row in tables["quotes"]}
    assert list((tmp_path / "out/_job").iterdir()) == [tmp_path / "out/_job/lock"]


def test_a_file_that_cannot_be_read_costs_only_itself_and_can_be_mended(start, files, tmp_path):
    (tmp_path / "in").mkdir()
    for file in files:
        file.rename(tmp_path / "in" / file.name)
    broken, good = tmp_path / "in/b.jsonl", (tmp_path / "in/b.jsonl").read_bytes()
    broken.write_bytes(b'{"n": 1}'.ljust(len(good)))
    job = job_of([tmp_path / "in"], tmp_path / "out")
    status, told = start(job)
    assert status == 1 and "b.jsonl: there is no column “text”" in told
    assert len(output_of(tmp_path / "out")["articles"]) == 12
    broken.write_bytes(good)
    assert start(job)[0] == 0
    run_plainly(replace(job, out=str(tmp_path / "plain")))
    assert output_of(tmp_path / "out") == output_of(tmp_path / "plain")


@dataclass(frozen=True)
class Elsewhere(Stub):
    """On the nodes of the actors are other models than where the job was looked at."""

    def load(self):
        return StubExtractor(ModelInfo(INFO.name, "0", INFO.stanza))


def test_a_node_with_other_models_is_told(start, files, tmp_path):
    with pytest.raises(CorpusError, match="a node has other models"):
        start(job_of(files, tmp_path / "out"), Elsewhere())


def test_errors_that_may_quote_an_article_are_told_by_their_kind():
    def convert():
        return pa.array(["a secret"], pa.int32())

    given = _call(convert)
    assert isinstance(given, CorpusError) and str(given) == "Arrow: ArrowInvalid"


def test_an_output_that_cannot_be_written_is_told(start, files, tmp_path):
    (tmp_path / "out").write_text("a file")
    with pytest.raises(CorpusError, match="out: "):
        start(job_of(files, tmp_path / "out"))


def test_what_ray_data_still_runs_is_waited_for():
    ended = []

    def end() -> None:
        time.sleep(0.2)
        ended.append(True)

    thread = threading.Thread(target=end, name="ray-data-late")
    thread.start()
    _wait_for_data()
    assert ended
