"""Which files a job reads, in which order; nothing of them is read here."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import Any

import pyarrow as pa
from pyarrow import fs

from service.corpus.errors import CorpusError
from service.corpus.storage import resolved

# So many text files at most are one source; each further one has a partition of its own in the output.
TEXTS = 10_000
COMPRESSIONS = {".gz": "gzip", ".zst": "zstd"}


class Format(StrEnum):
    """How the rows of a file are told apart."""

    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"
    TEXT = "text"


SUFFIXES = {
    ".jsonl": Format.JSONL, ".ndjson": Format.JSONL, ".csv": Format.CSV, ".parquet": Format.PARQUET,
    ".txt": Format.TEXT,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file: `path` on the file system of the input `place`, and the `name` that the output knows it by."""

    place: str
    path: str
    name: str
    size: int

    def open(self) -> Any:
        """The file, open for reading from its start on, still compressed."""
        return resolved(self.place)[0].open_input_stream(self.path, compression=None)

    def open_anywhere(self) -> Any:
        """The file, open for reading anywhere in it."""
        return resolved(self.place)[0].open_input_file(self.path)

    @property
    def format(self) -> Format | None:
        """By the suffix of the name, None for an unknown one."""
        return SUFFIXES.get(_suffixes(self.path)[0])

    @property
    def compression(self) -> str | None:
        """What pyarrow calls the compression, None without one."""
        return COMPRESSIONS.get(_suffixes(self.path)[1])


@dataclass(frozen=True, slots=True)
class Source:
    """What is read from its start to its end: one file of rows, or text files one after the other."""

    number: int
    format: Format
    files: tuple[InputFile, ...]

    @property
    def size(self) -> int:
        """Bytes of the files as they are stored."""
        return sum(file.size for file in self.files)


def find(places: Iterable[str]) -> list[InputFile]:
    """The files of all inputs, those of a folder by format and in the order of their paths.

    Of a folder, files are taken whose suffix tells their format; names that begin with a dot or underscore are not.
    Raises CorpusError where an input is not there, of unknown format, or a folder without articles.
    """
    return [file for place in places for file in _find(place)]


def sources(files: Iterable[InputFile]) -> list[Source]:
    """The files as sources, numbered in their order; neighbouring text files of one input are read together."""
    found: list[Source] = []
    for (format_, _), group in groupby(files, key=lambda file: (file.format, file.place)):
        assert format_ is not None
        members = list(group)
        size = TEXTS if format_ is Format.TEXT else 1
        for start in range(0, len(members), size):
            found.append(Source(len(found), format_, tuple(members[start : start + size])))
    return found


def digest(files: Iterable[InputFile]) -> str:
    """Tells these files, by names and sizes, from others."""
    seen = hashlib.sha256()
    for file in files:
        seen.update(f"{file.name}\0{file.size}\0".encode(errors="surrogateescape"))
    return seen.hexdigest()


def _find(place: str) -> list[InputFile]:
    system, path = resolved(place)
    try:
        info = system.get_file_info(path)
        if info.type == fs.FileType.NotFound:
            raise CorpusError(f"{place}: there is no such file or folder")
        if info.type == fs.FileType.File:
            file = InputFile(place, path, info.base_name, info.size)
            if file.format is None:
                raise CorpusError(f"{place}: its name must end in one of {', '.join(SUFFIXES)}, .gz or .zst after it")
            return [file]
        below = system.get_file_info(fs.FileSelector(path, recursive=True))
        listed = [(info.path, info.size) for info in below if info.type == fs.FileType.File]
    except UnicodeError as error:
        raise CorpusError(f"{place}: names of files must be UTF-8") from error
    except (OSError, pa.ArrowException) as error:
        raise CorpusError(f"{place}: {error}") from error
    root = path.rstrip("/")
    named = ((each, size, each[len(root) + 1 :]) for each, size in listed)
    found = [
        InputFile(place, each, name, size)
        for each, size, name in named
        if not any(part.startswith((".", "_")) for part in name.split("/"))
    ]
    known = sorted((file for file in found if file.format), key=lambda file: (file.format or "", file.name))
    if not known:
        raise CorpusError(f"{place}: no file in it ends in one of {', '.join(SUFFIXES)}")
    return known


def _suffixes(path: str) -> tuple[str, str]:
    """The suffix that tells the format, and that of the compression or an empty one."""
    name = path.rpartition("/")[2].lower()
    last = "".join(name.rpartition(".")[1:])
    if last in COMPRESSIONS:
        return "".join(name.removesuffix(last).rpartition(".")[1:]), last
    return last, ""
