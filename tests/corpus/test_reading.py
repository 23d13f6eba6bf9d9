from __future__ import annotations

import os

import pyarrow as pa
import pytest

from service.api.requests import QuotesRequest
from service.api.serialise import answer
from service.corpus import reading
from service.corpus.output import Output
from service.corpus.reading import BlockReader
from service.corpus.records import Block, Cause, Fault, Outcome, Record
from service.corpus.tables import ARTICLES, QUOTES, rows_of
from tests.corpus.jobs import job_of, output_of, planned, run_plainly, write_jsonl
from tests.corpus.stub import Stub
from tests.fakes import ARTICLE, EXTRACTION, INFO


def record(text, number=1, **options):
    return Record("a.jsonl", number, f"a{number}", text, **options)


@pytest.fixture
def read(tmp_path):
    def call(*records, run="a", **options):
        job = job_of([], tmp_path, run=run, **options)
        outcome = BlockReader(job, Stub().load()).read(Block("input=000000/block-000000", tuple(records), 10))
        return outcome, output_of(tmp_path)

    return call


def test_the_tables_hold_the_whole_answer_of_the_service():
    given = answer(QuotesRequest(ARTICLE, id="a1", url="https://example.org", published="2026-01-02"), EXTRACTION, INFO)
    told = record(ARTICLE, url="https://example.org", published="2026-01-02")
    article, quotes = rows_of(told, ARTICLE, EXTRACTION, 0.5, INFO)
    # As they come back from Arrow.
    (article,) = pa.Table.from_pylist([article], ARTICLES).to_pylist()
    quotes = pa.Table.from_pylist(quotes, QUOTES).to_pylist()
    shared = ("id", "url", "published", "length", "sha256")
    assert [article[name] for name in shared] == [given["article"][name] for name in shared]
    assert [article[name] for name in ("speakers", "warnings", "model")] == [
        given[name] for name in ("speakers", "warnings", "model")
    ]
    assert (article["quote_count"], article["speaker_count"], article["seconds"]) == (5, 4, 0.5)
    speakers = {speaker["id"]: speaker for speaker in given["speakers"]}
    for row, quote in zip(quotes, given["quotes"], strict=True):
        shown = speakers.get(quote["speaker"])
        who = row.pop("speaker")
        assert who == (shown and {name: shown[name] for name in who})
        assert (row.pop("article_id"), row.pop("sha256")) == ("a1", given["article"]["sha256"])
        assert (row.pop("url"), row.pop("published")) == ("https://example.org", "2026-01-02")
        assert row == {name: value for name, value in quote.items() if name != "speaker"}


def test_every_row_is_an_article_or_an_error(read):
    records = [
        record("Good.", 1), record("[fail]", 2), record(Fault(Cause.EMPTY, "the text is empty"), 3),
        record("[pause 0.4]", 4), record("Good too.", 5), record("Good.", 6, duplicate=True),
        record(Fault(Cause.TOO_LONG, ""), 7, duplicate=True),
    ]  # fmt: skip
    outcome, tables = read(*records, deadline=0.1)
    assert [row["id"] for row in tables["articles"]] == ["a1", "a5", "a6"]
    assert [(row["id"], row["cause"], row["row"]) for row in tables["errors"]] == [
        ("a2", "extraction-failed", 2), ("a3", "empty", 3), ("a4", "deadline-exceeded", 4), ("a7", "too-long", 7),
    ]  # fmt: skip
    assert [row["quote_count"] for row in tables["articles"]] == [3, 3, None]
    assert len(tables["quotes"]) == 6 and {row["article_id"] for row in tables["quotes"]} == {"a1", "a5"}
    assert (outcome.articles, outcome.duplicates, outcome.quotes, outcome.failed) == (3, 1, 6, 4)
    assert "[fail]" not in str(tables)


def test_an_answer_that_fits_no_table_costs_its_article_only(read, monkeypatch):
    def refuse(given, text, *rest):
        if "odd" in text:
            raise KeyError(text)
        return rows_of(given, text, *rest)

    monkeypatch.setattr(reading, "rows_of", refuse)
    _, tables = read(record("Good.", 1), record("An odd one.", 2))
    assert [row["id"] for row in tables["articles"]] == ["a1"]
    assert [(row["id"], row["cause"], row["detail"]) for row in tables["errors"]] == [
        ("a2", "extraction-failed", "KeyError"),
    ]  # fmt: skip


def test_an_outcome_is_kept_with_its_block(read, tmp_path):
    outcome, _ = read(record("Good."))
    assert list(Output(str(tmp_path)).finished()) == [outcome] == [Outcome.decode(outcome.encode())]


def test_a_block_that_is_done_is_not_read_again(read):
    first, before = read(record("Good."))
    assert read(record("Other."), run="b") == (first, before)


def test_an_article_at_which_workers_die_is_told_and_the_others_are_read(tmp_path):
    files = [write_jsonl(tmp_path / "a.jsonl", [{"text": text} for text in ("One.", "[kill]", "Three.")])]
    job = job_of(files, tmp_path / "out")
    for _ in range(3):
        if not (worker := os.fork()):
            run_plainly(job)
            os._exit(0)
        assert os.waitstatus_to_exitcode(os.waitpid(worker, 0)[1]) == -9
    assert run_plainly(job) == ["input=000000/block-000000"]
    tables = output_of(tmp_path / "out")
    assert [row["id"] for row in tables["articles"]] == ["a.jsonl:1", "a.jsonl:3"]
    assert [(row["id"], row["cause"]) for row in tables["errors"]] == [("a.jsonl:2", "worker-died")]


def test_runs_that_were_killed_are_not_held_against_an_article(tmp_path):
    files = [write_jsonl(tmp_path / "a.jsonl", [{"text": "[kill]"}])]
    for run in "abcde":
        if not (worker := os.fork()):
            run_plainly(job_of(files, tmp_path / "out", run=run))
            os._exit(0)
        assert os.waitstatus_to_exitcode(os.waitpid(worker, 0)[1]) == -9


def test_what_cannot_be_read_is_passed_on(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"id\n1\n")
    (block,) = planned(job_of([tmp_path], tmp_path / "out")).blocks()
    outcome = BlockReader(job_of([], tmp_path / "out"), Stub().load()).read(block)
    assert "no column" in outcome.failure and not (tmp_path / "out").exists()


