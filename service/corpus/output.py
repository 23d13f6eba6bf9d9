"""The output folder: which job it belongs to, its tables, and which blocks are in them."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any

import pyarrow as pa

from service.api.serialise import Json
from service.corpus.errors import CorpusError
from service.corpus.records import Outcome
from service.corpus.storage import Folder
from service.corpus.tables import SCHEMAS, note, parquet
from service.domain.extraction import ModelInfo

MANIFEST = "job.json"
OWN = "_job"
NOTE = "whosaid"
LOOKERS = 16
FORMAT = 1


class Output:
    """The folder `place`, a path or a URL.

    A block is in it once its file in `articles` is, which is written last; it may then have files in the other two.
    """

    def __init__(self, place: str) -> None:
        self.folder = Folder(place)

    def claim(self, inputs: Json, options: Json, info: ModelInfo) -> None:
        """Makes the folder that of this job, or finds that it is.

        Raises CorpusError where it belongs to a job with other inputs, options or models, or holds something else.
        """
        wanted = {"format": FORMAT, "model": asdict(info), "inputs": inputs, "options": options}
        found = self._manifest()
        for part, value in wanted.items():
            if found is not None and found.get(part) != value:
                raise CorpusError(self._difference(part, found.get(part), value))
        if found is None:
            self.folder.write(MANIFEST, json.dumps(wanted, indent=1).encode() + b"\n")
        for table in SCHEMAS:
            # So that each table can be read before, or without, a row in it.
            name = f"{table}/input=000000/empty.parquet"
            if self.folder.read(name) is None:
                self.folder.write(name, parquet(table, ()))

    def commit(self, outcome: Outcome, tables: dict[str, list[Json]]) -> None:
        """Puts a block's rows into the tables; what an interrupted run left of the block is replaced."""
        for table in ("quotes", "errors"):
            name = f"{table}/{outcome.name}.parquet"
            if tables[table]:
                self.folder.write(name, parquet(table, tables[table]))
            else:
                self.folder.remove(name)
        data = parquet("articles", tables["articles"], {NOTE: outcome.encode()})
        self.folder.write(f"articles/{outcome.name}.parquet", data)

    def finished(self) -> Iterator[Outcome]:
        """The blocks that are in the folder.  A file that is damaged counts as none: its block is read again."""
        files = (name.removeprefix("articles/") for name in self.folder.files("articles"))
        names = [name.removesuffix(".parquet") for name in files if "/block-" in name]
        with ThreadPoolExecutor(LOOKERS) as pool:
            yield from filter(None, pool.map(self.outcome, names))

    def outcome(self, name: str) -> Outcome | None:
        """What came of the block of that name, None where it is not in the folder or its file is damaged."""
        try:
            with self.folder.open(f"articles/{name}.parquet") as file:
                return Outcome.decode(note(file, NOTE) or b"")
        except (OSError, pa.ArrowException, ValueError, TypeError):
            return None

    def tidy(self) -> None:
        """Removes what only an unfinished job needs."""
        self.folder.clear(f"{OWN}/attempts")
        self.folder.clear(f"{OWN}/unfinished")

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keeps other jobs on this machine out of the folder while it lasts.  Raises CorpusError where one is at it.

        It ends with the process, however that ends.  Remote folders are not kept.
        """
        if self.folder.local is None:
            yield
            return
        try:
            os.makedirs(f"{self.folder.local}/{OWN}", exist_ok=True)
            lock = open(f"{self.folder.local}/{OWN}/lock", "wb")  # noqa: SIM115
        except OSError as error:
            raise CorpusError(f"{self.folder.place}: {error.strerror}") from error
        with lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise CorpusError(f"{self.folder.place}: another job is writing to it") from error
            yield

    def _manifest(self) -> Json | None:
        data = self.folder.read(MANIFEST)
        if data is None:
            if any(not name.startswith(f"{OWN}/") for name in self.folder.files()):
                raise CorpusError(f"{self.folder.place}: not empty, and not the output of a job: {MANIFEST} is missing")
            return None
        try:
            found = json.loads(data)
        except ValueError:
            found = None
        if not isinstance(found, dict):
            raise CorpusError(f"{self.folder.place}/{MANIFEST}: damaged")
        return found

    def _difference(self, part: str, found: Any, wanted: Any) -> str:
        if part == "inputs":
            told = "the output of other inputs, or of inputs that have changed since"
        elif isinstance(found, dict) and isinstance(wanted, dict):
            different = [name for name, value in wanted.items() if found.get(name) != value]
            told = "the output of " + ", ".join(f"{part} {n} {found.get(n)}, not {wanted[n]}" for n in different)
        else:
            told = f"the output of {part} {found}, not {wanted}"
        return f"{self.folder.place}: {told}; choose another folder for --out"
