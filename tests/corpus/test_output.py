from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace

import pyarrow as pa
import pytest
from pyarrow import fs

from service.corpus import storage
from service.corpus.errors import CorpusError
from service.corpus.output import Output
from service.corpus.records import Outcome
from service.corpus.storage import Folder
from tests.corpus.jobs import job_of, output_of
from tests.fakes import INFO

INPUTS = {"files": 1, "bytes": 2, "digest": "d"}
OPTIONS = job_of([], "out").options()
NAME = "input=000001/block-000002"


@pytest.fixture
def output(tmp_path):
    found = Output(str(tmp_path / "out"))
    found.claim(INPUTS, OPTIONS, INFO)
    return found


def test_a_folder_belongs_to_one_job(output):
    output.claim(INPUTS, OPTIONS, INFO)
    for inputs, options, info, told in (
        ({**INPUTS, "digest": "e"}, OPTIONS, INFO, "other inputs"),
        (INPUTS, {**OPTIONS, "block": 4}, INFO, "options block 3, not 4"),
        (INPUTS, OPTIONS, replace(INFO, version="2.0"), "model version 1.2.3, not 2.0"),
    ):
        with pytest.raises(CorpusError, match=told):
            output.claim(inputs, options, info)


def test_a_folder_with_something_else_in_it_is_left_alone(tmp_path):
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(CorpusError, match=r"not empty.*job\.json is missing"):
        Output(str(tmp_path)).claim(INPUTS, OPTIONS, INFO)
    (tmp_path / "job.json").write_text("{")
    with pytest.raises(CorpusError, match="damaged"):
        Output(str(tmp_path)).claim(INPUTS, OPTIONS, INFO)


def test_what_an_interrupted_run_left_of_a_block_is_replaced(output, tmp_path):
    error = {"id": "a", "cause": "empty", "detail": "", "file": "f", "row": 1}
    output.commit(Outcome(NAME, 1, errors={"empty": 1}), {"articles": [], "quotes": [], "errors": [error]})
    assert len(output_of(tmp_path / "out")["errors"]) == 1
    output.commit(Outcome(NAME, 1), {"articles": [], "quotes": [], "errors": []})
    assert output_of(tmp_path / "out") == {"articles": [], "quotes": [], "errors": []}
    assert list(output.finished()) == [Outcome(NAME, 1)]


def test_a_damaged_file_is_no_block(output, tmp_path):
    file = tmp_path / "out/articles" / f"{NAME}.parquet"
    output.commit(Outcome(NAME, 1), {"articles": [], "quotes": [], "errors": []})
    file.write_bytes(file.read_bytes()[:-9])
    assert list(output.finished()) == []


def test_one_job_at_a_time(output, tmp_path):
    code = f"from service.corpus.output import Output\nwith Output({str(tmp_path / 'out')!r}).held(): pass"
    with output.held():
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "another job is writing" in done.stderr
    with output.held():
        pass


def test_tidying_leaves_the_tables(output, tmp_path):
    output.folder.write("_job/attempts/x.json", b"{}")
    output.folder.write("_job/unfinished/x", b"")
    output.tidy()
    output.tidy()
    assert [path.name for path in (tmp_path / "out/_job").iterdir()] == []
    assert json.loads((tmp_path / "out/job.json").read_text())["model"]["version"] == INFO.version


class Store(fs.FileSystemHandler):
    """An object store in memory: no folders, and a file is there once it is closed."""

    def __init__(self):
        self.files = {}

    def get_type_name(self):
        return "s3"

    def normalize_path(self, path):
        return path

    def get_file_info(self, paths):
        return [self._info(path) for path in paths]

    def _info(self, path):
        kind = fs.FileType.File if path in self.files else fs.FileType.NotFound
        return fs.FileInfo(path, kind, size=len(self.files.get(path, b"")))

    def get_file_info_selector(self, selector):
        return [self._info(path) for path in self.files if path.startswith(selector.base_dir + "/")]

    def open_output_stream(self, path, metadata):
        store = self.files

        class Put(pa.BufferOutputStream):
            def close(self):
                store[path] = self.getvalue().to_pybytes()

        return pa.PythonFile(Put(), "w")

    def open_input_stream(self, path):
        return self.open_input_file(path)

    def open_input_file(self, path):
        if path not in self.files:
            raise FileNotFoundError(path)
        return pa.BufferReader(self.files[path])

    def delete_file(self, path):
        if self.files.pop(path, None) is None:
            raise FileNotFoundError(path)

    def delete_dir(self, path):
        self.files = {name: data for name, data in self.files.items() if not name.startswith(path + "/")}

    def create_dir(self, path, recursive):
        raise AssertionError("an object store has no folders")

    delete_dir_contents = delete_root_dir_contents = move = copy_file = open_append_stream = create_dir


class PythonStore(fs.PyFileSystem):
    type_name = "s3"


def test_an_object_store_takes_each_file_in_one_put(monkeypatch):
    handler = Store()
    monkeypatch.setattr(storage, "resolved", lambda _: (PythonStore(handler), "bucket/out"))
    output = Output("s3://bucket/out")
    assert output.folder.local is None
    with output.held():
        output.claim(INPUTS, OPTIONS, INFO)
        output.commit(Outcome(NAME, 1), {"articles": [], "quotes": [], "errors": []})
        output.claim(INPUTS, OPTIONS, INFO)
        output.tidy()
    assert list(output.finished()) == [Outcome(NAME, 1)]
    assert {name.split("/")[2] for name in handler.files} == {"job.json", "articles", "quotes", "errors"}
    assert Folder("s3://bucket/out").read("none") is None
