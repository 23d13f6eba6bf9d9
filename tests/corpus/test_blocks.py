from __future__ import annotations

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.corpus.blocks import block_name, source_of
from tests.corpus.jobs import job_of, planned, texts, write_jsonl


@pytest.fixture(scope="module")
def job(tmp_path_factory):
    folder = tmp_path_factory.mktemp("blocks")
    files = [
        write_jsonl(folder / f"{i}.jsonl", [{"id": f"{i}-{n}", "text": text} for n, text in enumerate(texts(count))])
        for i, count in enumerate((7, 0, 3, 1))
    ]
    return job_of(files, folder / "out")


def test_blocks_are_rows_that_follow_each_other(job):
    blocks = list(planned(job).blocks())
    assert [(block.name, [record.id for record in block.records]) for block in blocks] == [
        ("input=000000/block-000000", ["0-0", "0-1", "0-2"]),
        ("input=000000/block-000001", ["0-3", "0-4", "0-5"]),
        ("input=000000/block-000002", ["0-6"]),
        ("input=000002/block-000000", ["2-0", "2-1", "2-2"]),
        ("input=000003/block-000000", ["3-0"]),
    ]
    assert sum(block.share for block in blocks) == sum(source.size for source in planned(job).sources)
    assert source_of(block_name(12, 3)) == 12


@given(data=st.data())
def test_what_is_done_is_left_out_and_nothing_else(job, data):
    every = list(planned(job).blocks())
    done = data.draw(st.frozensets(st.sampled_from([block.name for block in every])))
    assert list(planned(job, done=done).blocks()) == [block for block in every if block.name not in done]


@given(done=st.booleans(), count=st.integers(1, 9))
def test_lanes_have_every_block_once(job, done, count):
    plan = planned(job, done=frozenset([block_name(0, 1)] if done else []), duplicates={2: {0}})
    lanes = plan.lanes(count)
    assert len(lanes) == min(count, 4)
    assert [block for lane in lanes for block in lane.blocks()] == list(plan.blocks())


def test_duplicates_are_marked(job):
    blocks = planned(job, duplicates={0: {1, 4}}).blocks()
    assert [r.id for block in blocks for r in block.records if r.duplicate] == ["0-1", "0-4"]


def test_a_file_that_breaks_off_gives_its_whole_blocks_and_says_so(tmp_path):
    rows = b"".join(b'{"text": "%07d %s"}\n' % (i, b"So it is. " * 15) for i in range(30_000))
    data = gzip.compress(rows)
    (tmp_path / "a.jsonl.gz").write_bytes(data[: len(data) * 2 // 3])
    *whole, last = planned(job_of([tmp_path], tmp_path / "out", block=50)).blocks()
    assert whole and all(len(block.records) == 50 and not block.failure for block in whole)
    assert not last.records and last.failure.startswith("a.jsonl.gz: cannot be read")
    assert sum(block.share for block in (*whole, last)) == len(data) * 2 // 3
