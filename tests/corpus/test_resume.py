"""A job that is ended anywhere and started again gives the output of one that was not."""

from __future__ import annotations

import os
import shutil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.corpus.storage import Folder
from tests.corpus.jobs import job_of, output_of, run_plainly, texts, write_jsonl


class Ended(BaseException):
    """Stands for the end of the process."""


@pytest.fixture(scope="module", autouse=True)
def _quick():
    """Writing to the disk itself is for machines that end; a process that ends has lost nothing that it wrote."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _: None)
        yield


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("resume")
    rows = [{"id": i, "text": text} for i, text in enumerate(texts(10))]
    rows[4]["text"] = "[fail]"
    files = [write_jsonl(folder / "a.jsonl", rows[:7]), write_jsonl(folder / "b.jsonl", rows[7:])]
    job = job_of(files, folder / "whole")
    assert len(run_plainly(job)) == 4
    return folder, files, written(folder / "whole")


def written(out):
    """All rows and all files of the tables, those without rows too, and what else is left."""
    every = sorted(str(path.relative_to(out)) for path in out.rglob("*") if path.is_file())
    # What is left of a run that was ended is cleared away at the end of the job, which is not among these tests.
    return output_of(out), [name for name in every if not name.startswith("_job/")]


@settings(max_examples=50)
@given(ends=st.lists(st.integers(0, 25), max_size=4), torn=st.booleans())
def test_ended_at_any_file(undisturbed, ends, torn):
    folder, files, expected = undisturbed
    out = folder / "ended"
    shutil.rmtree(out, ignore_errors=True)
    read = []
    for run, end in enumerate([*ends, None]):
        with pytest.MonkeyPatch.context() as patch:
            _end_after(patch, end, torn)
            try:
                read += run_plainly(job_of(files, out, run=str(run)))
            except Ended:
                continue
    assert written(out) == expected
    assert len(read) <= 4


@settings(max_examples=30)
@given(lost=st.sets(st.integers(0, 3)), kept=st.booleans())
def test_with_any_blocks_done(undisturbed, lost, kept):
    folder, files, expected = undisturbed
    out = folder / "lost"
    shutil.rmtree(out, ignore_errors=True)
    shutil.copytree(folder / "whole", out)
    blocks = sorted((out / "articles").rglob("block-*.parquet"))
    for number in lost:
        # Lost altogether, or by a machine that lost its power: the file is there and empty.
        if kept:
            blocks[number].write_bytes(b"")
        else:
            blocks[number].unlink()
    assert len(run_plainly(job_of(files, out, run="b"))) == len(lost)
    assert written(out) == expected


def _end_after(patch, writes, torn):
    """Ends the process at the write after so many, with what it writes put aside unfinished where it is `torn`."""
    whole, left = Folder.write, [writes]

    def write(folder, name, data):
        if left[0] is not None:
            left[0] -= 1
            if left[0] < 0:
                if torn:
                    whole(folder, f"_job/unfinished/{name.replace('/', '-')}", data[: len(data) // 2])
                raise Ended
        whole(folder, name, data)

    patch.setattr(Folder, "write", write)
