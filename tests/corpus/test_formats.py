from __future__ import annotations

import csv
import gzip
import json
import random
import subprocess
import sys
from datetime import date

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.corpus import formats
from service.corpus.errors import CorpusError
from service.corpus.formats import rows
from service.corpus.inputs import find, sources
from service.corpus.job import Columns
from service.corpus.records import Cause, Fault
from service.settings import REPOSITORY
from tests.corpus.jobs import job_of, write_jsonl

ARTICLES = st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=50), min_size=1, max_size=12)


def read(path, **options):
    (source,) = sources(find([str(path)]))
    placed = list(rows(source, job_of([path], path.parent / "out", **options)))
    places = [place for _, place in placed]
    assert places == sorted(places) and all(place <= source.size for place in places)
    return [record for record, _ in placed]


def cause(record):
    return record.text.cause if isinstance(record.text, Fault) else None


def packed(data, compression):
    return pa.Codec(compression).compress(data, asbytes=True) if compression else data


@pytest.mark.parametrize("compression", [None, "gzip", "zstd"])
@given(articles=ARTICLES)
def test_every_format_gives_the_same_articles(tmp_path_factory, compression, articles):
    folder = tmp_path_factory.mktemp("formats")
    suffix = {None: "", "gzip": ".gz", "zstd": ".zst"}[compression]
    table = pa.table({"n": list(range(len(articles))), "text": articles})
    pq.write_table(table, folder / "a.parquet", compression="zstd", row_group_size=5)
    lines = "".join(json.dumps({"text": article}) + "\n" for article in articles)
    (folder / f"a.jsonl{suffix}").write_bytes(packed(lines.encode(), compression))
    with (folder / "a.csv").open("w", encoding="utf8", newline="") as file:
        csv.writer(file, quoting=csv.QUOTE_ALL).writerows([["n", "text"], *enumerate(articles)])
    (folder / f"a.csv{suffix}").write_bytes(packed((folder / "a.csv").read_bytes(), compression))
    (folder / "texts").mkdir(exist_ok=True)
    for i, article in enumerate(articles):
        (folder / "texts" / f"{i:02}.txt{suffix}").write_bytes(packed(article.encode(), compression))
    for name in ("a.parquet", f"a.jsonl{suffix}", f"a.csv{suffix}", "texts"):
        assert [record.text for record in read(folder / name)] == articles, name


def test_columns_by_name_and_ids_where_there_are_none(tmp_path):
    whole = {"body": "One.", "key": 7, "link": "https://example.org", "day": "2026-01-02"}
    path = write_jsonl(tmp_path / "a.jsonl", [whole, "", {"body": "Two.", "key": ""}])
    columns = Columns("body", "key", "link", "day", frozenset({"body", "key", "link", "day"}))
    first, second = read(path, columns=columns)
    assert (first.id, first.url, first.published, first.row) == ("7", "https://example.org", "2026-01-02", 1)
    assert (second.id, second.url, second.published, second.row) == ("a.jsonl:3", None, None, 3)


def test_dates_and_numbers_of_parquet_become_text(tmp_path):
    pq.write_table(pa.table({"text": ["One."], "id": [5], "published": [date(2026, 1, 2)]}), tmp_path / "a.parquet")
    (record,) = read(tmp_path / "a.parquet")
    assert (record.id, record.published) == ("5", "2026-01-02")


def test_a_row_that_is_no_article_costs_only_itself(tmp_path):
    path = tmp_path / "a.jsonl"
    good = b'{"text": "Good."}\n'
    bad = [
        b"{\n", b"[1]\n", b'{"text": 3}\n', b'{"text": null}\n', b'{"other": 1}\n', b'{"text": ""}\n',
        b'{"text": "\\ud800"}\n', b'{"text": "\xff"}\n', b'{"text": "%s"}\n' % (b"x" * 201), b"[" * 100_000 + b"\n",
    ]  # fmt: skip
    path.write_bytes(good + good.join(bad) + good)
    records = read(path)
    assert [cause(record) for record in records[::2]] == [None] * 11
    assert [cause(record) for record in records[1::2]] == [
        Cause.NOT_JSON, Cause.NOT_JSON, Cause.NOT_TEXT, Cause.NOT_TEXT, Cause.NOT_TEXT, Cause.EMPTY, Cause.NOT_TEXT,
        Cause.NOT_TEXT, Cause.TOO_LONG, Cause.NOT_JSON,
    ]  # fmt: skip


def test_a_line_without_end_is_passed_over(tmp_path, monkeypatch):
    monkeypatch.setattr(formats, "LINE_BYTES", 1000)
    path = write_jsonl(tmp_path / "a.jsonl", [{"text": "One."}, "x" * 5000, {"text": "Two."}, {"text": "x" * 1500}])
    assert [cause(record) for record in read(path)] == [None, Cause.TOO_LONG, None, Cause.TOO_LONG]


def test_csv_rows_that_are_short_or_not_utf8(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"\xef\xbb\xbfid,text\n1,One.\n2\n\n3,\xff\n4,Four.,5\n")
    records = read(tmp_path / "a.csv")
    assert [(record.id, cause(record)) for record in records] == [
        ("1", None), ("2", Cause.NOT_TEXT), ("3", Cause.NOT_TEXT), ("4", None),
    ]  # fmt: skip


def test_text_files_that_are_no_articles(tmp_path):
    for name, data in {"a": b"Good.", "b": b"\xff", "c": b"", "d": b"x" * 201, "e": b"x" * 900}.items():
        (tmp_path / f"{name}.txt").write_bytes(data)
    (tmp_path / "f.txt.gz").write_bytes(b"no gzip")
    records = read(tmp_path)
    assert [record.id for record in records] == ["a.txt", "b.txt", "c.txt", "d.txt", "e.txt", "f.txt.gz"]
    assert [cause(record) for record in records] == [
        None, Cause.NOT_TEXT, Cause.EMPTY, Cause.TOO_LONG, Cause.TOO_LONG, Cause.UNREADABLE,
    ]  # fmt: skip


def test_parquet_text_that_is_not_utf8(tmp_path):
    offsets = pa.py_buffer(b"\0\0\0\0\1\0\0\0\3\0\0\0")
    bad = pa.Array.from_buffers(pa.string(), 2, [None, offsets, pa.py_buffer(b"\xffOK")])
    pq.write_table(pa.table({"text": bad}), tmp_path / "a.parquet")
    assert [cause(record) for record in read(tmp_path / "a.parquet")] == [Cause.NOT_TEXT, None]


def test_a_parquet_cell_that_python_cannot_hold_costs_its_row_only(tmp_path):
    days = pa.array([2**53, 0], pa.timestamp("ms"))
    pq.write_table(pa.table({"text": ["One.", "Two."], "published": days}), tmp_path / "a.parquet")
    bad, good = read(tmp_path / "a.parquet")
    assert (cause(bad), bad.row) == (Cause.NOT_TEXT, 1)
    assert (good.text, good.published) == ("Two.", "1970-01-01T00:00:00")


def test_a_large_group_of_parquet_rows_is_read_a_little_at_a_time(tmp_path):
    code = (
        "import resource, sys, pathlib\n"
        "from tests.corpus.jobs import job_of, planned\n"
        "job = job_of([sys.argv[1]], pathlib.Path('out'), max_text_chars=10**6)\n"
        "used = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10\n"
        "blocks = planned(job).blocks(); next(blocks); before = used()\n"
        "print(sum(len(block.records) for block in blocks), used() - before)\n"
    )
    texts = [random.Random(i).randbytes(100_000).hex() for i in range(600)]
    pq.write_table(pa.table({"text": texts}), tmp_path / "a.parquet", compression="none", row_group_size=600)
    run = [sys.executable, "-c", code, str(tmp_path / "a.parquet")]
    done = subprocess.run(run, cwd=REPOSITORY, capture_output=True, text=True, check=True)
    rows, megabytes = map(int, done.stdout.split())
    assert rows == 597 and megabytes < 60, done.stdout


def test_what_stands_for_names_of_columns_is_not_told_where_it_may_be_an_article(tmp_path):
    (tmp_path / "a.csv").write_text("1,“The bridge is safe” said the mayor of Selby on Monday\n2,Two.\n", "utf8")
    with pytest.raises(CorpusError, match=r"no column “text”; those there are: 1, …$"):
        read(tmp_path / "a.csv")


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.parquet"])
def test_a_missing_column_is_told_with_those_there_are(tmp_path, name):
    write_jsonl(tmp_path / "a.jsonl", [{"body": "One.", "id": 1}])
    (tmp_path / "a.csv").write_text("body,id\nOne.,1\n")
    pq.write_table(pa.table({"body": ["One."], "id": [1]}), tmp_path / "a.parquet")
    with pytest.raises(CorpusError, match=rf"{name}: there is no column “text”; those there are: body, id"):
        read(tmp_path / name)
    with pytest.raises(CorpusError, match=r"“when”"):
        read(tmp_path / name, columns=Columns("body", published="when", asked=frozenset({"when"})))
    assert len(read(tmp_path / name, columns=Columns("body"))) == 1


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.jsonl.zst", "a.csv.gz", "a.parquet"])
def test_a_damaged_file_is_told_with_its_name(tmp_path, name):
    (tmp_path / name).write_bytes(b"no such format at all")
    with pytest.raises(CorpusError, match=f"{name}: cannot be read"):
        read(tmp_path / name)


def test_a_file_cut_short_gives_what_is_before(tmp_path):
    lines = [json.dumps({"text": f"Article {i}. " + "So it is. " * 19}) for i in range(20_000)]
    data = gzip.compress("\n".join(lines).encode())
    (tmp_path / "a.jsonl.gz").write_bytes(data[: len(data) // 2])
    (source,) = sources(find([str(tmp_path)]))
    found = []
    with pytest.raises(CorpusError, match=r"a\.jsonl\.gz"):
        for record, _ in rows(source, job_of([tmp_path], tmp_path / "out")):
            found.append(record)
    assert len(found) > 100


def test_gzip_of_several_members(tmp_path):
    (tmp_path / "a.jsonl.gz").write_bytes(b"".join(gzip.compress(b'{"text": "%d"}\n' % i) for i in range(3)))
    assert [record.text for record in read(tmp_path)] == ["0", "1", "2"]
