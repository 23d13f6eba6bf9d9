from __future__ import annotations

import os

import pytest

from service.corpus import inputs
from service.corpus.errors import CorpusError
from service.corpus.inputs import Format, digest, find, sources


@pytest.fixture
def folder(tmp_path):
    for name in ("b.txt", "a.txt", "deep/c.txt.gz", "z.jsonl.zst", "y.parquet", "x.CSV", "README.md", "_job/n.txt",
                 ".hidden/n.txt", ".n.txt"):  # fmt: skip
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"12345")
    return tmp_path


def test_a_folder_gives_its_files_of_known_formats_in_order(folder):
    files = find([str(folder)])
    assert [file.name for file in files] == ["x.CSV", "z.jsonl.zst", "y.parquet", "a.txt", "b.txt", "deep/c.txt.gz"]
    assert [file.compression for file in files] == [None, "zstd", None, None, None, "gzip"]
    assert {file.size for file in files} == {5}


def test_text_files_are_read_together_other_files_each_on_its_own(folder, monkeypatch):
    found = sources(find([str(folder), str(folder / "a.txt")]))
    assert [source.number for source in found] == [0, 1, 2, 3, 4]
    assert [source.format for source in found] == [Format.CSV, Format.JSONL, Format.PARQUET, Format.TEXT, Format.TEXT]
    assert [len(source.files) for source in found] == [1, 1, 1, 3, 1]
    assert found[3].size == 15
    monkeypatch.setattr(inputs, "TEXTS", 2)
    assert [len(source.files) for source in sources(find([str(folder)]))] == [1, 1, 1, 2, 1]


def test_a_url_is_read_by_its_file_system(folder):
    assert [file.name for file in find([f"file://{folder}/deep"])] == ["c.txt.gz"]


def test_inputs_are_told_apart_by_names_and_sizes(folder):
    before = digest(find([str(folder)]))
    assert digest(find([str(folder)])) == before
    (folder / "a.txt").write_bytes(b"123456")
    assert digest(find([str(folder)])) != before


def test_a_name_that_is_not_utf8_is_told(tmp_path):
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text("One.")
    for place in (str(tmp_path), str(tmp_path / os.fsdecode(b"caf\xe9.txt"))):
        with pytest.raises(CorpusError, match="must be UTF-8"):
            find([place])


@pytest.mark.parametrize(
    ("name", "told"),
    [("none.jsonl", "no such file"), ("README.md", "must end in"), ("empty", "no file in it"),
     ("nowhere://a/b", "nowhere://a/b: ")],
)  # fmt: skip
def test_what_is_wrong_with_an_input_is_told_with_its_name(folder, name, told):
    (folder / "empty").mkdir()
    place = name if "://" in name else str(folder / name)
    with pytest.raises(CorpusError, match=told) as error:
        find([place])
    assert place in str(error.value)
