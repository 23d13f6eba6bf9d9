from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.corpus.duplicates import digests, duplicates
from service.corpus.errors import CorpusError
from tests.corpus.jobs import job_of, output_of, planned, run_plainly, write_jsonl

SOURCES = st.lists(st.lists(st.sampled_from(["", "a", "b", "c", "d"]), max_size=9), min_size=1, max_size=4)


@given(contents=SOURCES, order=st.randoms(use_true_random=False))
def test_all_but_the_first_of_each_text(tmp_path_factory, contents, order):
    folder = tmp_path_factory.mktemp("duplicates")
    files = [write_jsonl(folder / f"{i}.jsonl", [{"text": t} for t in texts]) for i, texts in enumerate(contents)]
    lanes = planned(job_of(files, folder / "out")).lanes(4)
    order.shuffle(lanes)
    found = duplicates(item for lane in lanes for item in digests(lane))
    seen, expected = set(), set()
    for source, texts in enumerate(contents):
        for row, text in enumerate(texts):
            if text and text in seen:
                expected.add((source, row))
            seen.add(text)
    assert {(source, row) for source, rows in found.items() for row in rows} == expected


def test_a_file_that_cannot_be_read_is_told(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"id\n1\n")
    with pytest.raises(CorpusError, match="no column"):
        list(digests(planned(job_of([tmp_path], tmp_path / "out"))))


def test_rows_without_a_text_are_no_duplicates(tmp_path):
    files = [write_jsonl(tmp_path / "a.jsonl", [{"text": ""}, {"text": ""}])]
    job = job_of(files, tmp_path / "out", dedup=True)
    assert not duplicates(digests(planned(job)))
    run_plainly(job)
    assert len(output_of(tmp_path / "out")["errors"]) == 2
