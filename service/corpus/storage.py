"""Files, local or wherever pyarrow's file systems reach."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from typing import Any

import pyarrow as pa
from pyarrow import fs

from service.corpus.errors import CorpusError

# Where a file appears whole or not at all once it is written; elsewhere it is written aside and then renamed.
OBJECT_STORES = ("s3", "gcs", "abfs")


@lru_cache(maxsize=64)
def resolved(place: str) -> tuple[Any, str]:
    """The file system of a path or URL, and the path there.  Raises CorpusError where there is no such file system."""
    if "://" not in place:
        return fs.LocalFileSystem(), absolute(place)
    try:
        system, path = fs.FileSystem.from_uri(place)
    except (pa.ArrowException, OSError, ValueError) as error:
        raise CorpusError(f"{place}: {error}") from error
    return system, path


def absolute(place: str) -> str:
    """The path or URL as it means the same in every working folder."""
    return place if "://" in place else os.path.abspath(place)


class Folder:
    """A folder, local or remote, in which files appear whole or not at all."""

    def __init__(self, place: str) -> None:
        self.place = place
        self._system, self._path = resolved(place)

    @property
    def local(self) -> str | None:
        """The folder's path where it is on this machine's file systems, else None."""
        return self._path if self._system.type_name == "local" else None

    def write(self, name: str, data: bytes) -> None:
        """Puts `data` into the file `name`; one that was there is replaced."""
        path = f"{self._path}/{name}"
        if self._system.type_name in OBJECT_STORES:
            self._put(path, data)
            return
        self._system.create_dir(path.rpartition("/")[0], recursive=True)
        aside = f"{self._path}/_job/unfinished/{uuid.uuid4().hex}"
        self._system.create_dir(aside.rpartition("/")[0], recursive=True)
        if self.local is None:
            self._put(aside, data)
            self._system.move(aside, path)
            return
        with open(aside, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(aside, path)
        # So that a machine that loses its power keeps files in the order in which they were written.
        folder = os.open(path.rpartition("/")[0], os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    def read(self, name: str) -> bytes | None:
        """What is in the file `name`, None where there is none."""
        try:
            with self._system.open_input_stream(f"{self._path}/{name}", compression=None) as stream:
                data: bytes = stream.read()
        except FileNotFoundError:
            return None
        return data

    def remove(self, name: str) -> None:
        """Removes the file `name`, if there is one."""
        with suppress(FileNotFoundError):
            self._system.delete_file(f"{self._path}/{name}")

    def clear(self, name: str) -> None:
        """Removes the folder `name` and all in it, if there is one."""
        with suppress(FileNotFoundError):
            self._system.delete_dir(f"{self._path}/{name}")

    def files(self, name: str = "") -> Iterator[str]:
        """Names of all files below the folder `name`, from this folder on, in order."""
        start = f"{self._path}/{name}".rstrip("/")
        found = self._system.get_file_info(fs.FileSelector(start, recursive=True, allow_not_found=True))
        paths = (info.path for info in found if info.type == fs.FileType.File)
        yield from sorted(path[len(self._path) + 1 :] for path in paths)

    def open(self, name: str) -> Any:
        """The file `name`, open for reading anywhere in it."""
        return self._system.open_input_file(f"{self._path}/{name}")

    def _put(self, path: str, data: bytes) -> None:
        with self._system.open_output_stream(path, compression=None) as stream:
            stream.write(data)
