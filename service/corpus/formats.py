"""The rows of a source, one after the other, whatever their format."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from service.corpus.cells import article, faulty, record
from service.corpus.errors import CorpusError
from service.corpus.inputs import Format, InputFile, Source
from service.corpus.job import Columns, Job
from service.corpus.records import Cause, Fault, Record

# A longer line is no row that anybody wrote; it is told of and passed over, a piece at a time.
LINE_BYTES = 64 << 20
PARQUET_ROWS = 64
# What stands where names of columns should be may be an article.
NAME_CHARS, NAMES = 40, 20
BUFFER = 1 << 20
MOST_BYTES_A_CHARACTER = 4

# A row, and how many bytes of the source were read up to it.
Placed = tuple[Record, int]


def rows(source: Source, job: Job) -> Iterator[Placed]:
    """All rows of `source`, each with its place.

    Raises CorpusError, which names the file, where it cannot be read or lacks a column, after the rows before.
    """
    if source.format is Format.TEXT:
        yield from _texts(source.files, job)
        return
    (file,) = source.files
    try:
        yield from READERS[source.format](file, job)
    except (OSError, EOFError, pa.ArrowException, csv.Error) as error:
        raise CorpusError(f"{file.name}: cannot be read: {str(error).partition(chr(10))[0]}") from error


def _texts(files: Iterable[InputFile], job: Job) -> Iterator[Placed]:
    before = 0
    for file in files:
        before += file.size
        try:
            with Stored(file) as stored, stored.unpacked() as stream:
                # As much as a text of the greatest length can have, and one byte more for those that are longer.
                data = stream.read(job.max_text_chars * MOST_BYTES_A_CHARACTER + 1)
        except (OSError, EOFError, pa.ArrowException):
            text: str | Fault = Fault(Cause.UNREADABLE, "the file cannot be read")
        else:
            whole = len(data) <= job.max_text_chars * MOST_BYTES_A_CHARACTER
            text = article(data, job.max_text_chars) if whole else _too_long(job)
        yield Record(file.name, 1, file.name, text), before


def _too_long(job: Job) -> Fault:
    return Fault(Cause.TOO_LONG, f"more than {job.max_text_chars} code points, which are allowed")


def _json_lines(file: InputFile, job: Job) -> Iterator[Placed]:
    known = False
    with Stored(file) as stored, stored.unpacked() as stream:
        for number, line in enumerate(_lines(stream), 1):
            if line is None:
                found = faulty(file, number, Fault(Cause.TOO_LONG, f"a line of more than {LINE_BYTES} bytes"))
            elif not line.strip():
                continue
            else:
                found, names = _json_line(file, number, line, job)
                if names is not None and not known:
                    _check(file, names, job.columns)
                    known = True
            yield found, stored.count


def _json_line(file: InputFile, number: int, line: bytes, job: Job) -> tuple[Record, Iterable[str] | None]:
    """The row, and the names of its columns where it has some."""
    try:
        # RFC 8259 lets a reader pass over the mark of the byte order at the start.
        cells = json.loads(line.decode("utf-8-sig" if number == 1 else "utf-8"))
    except UnicodeDecodeError as error:
        return faulty(file, number, Fault(Cause.NOT_TEXT, f"not UTF-8 at byte {error.start} of the line")), None
    except (ValueError, RecursionError):
        return faulty(file, number, Fault(Cause.NOT_JSON, "the line is no JSON")), None
    if not isinstance(cells, dict):
        return faulty(file, number, Fault(Cause.NOT_JSON, "the line is no JSON object")), None
    return record(file, number, cells, job), cells.keys()


def _lines(stream: Any) -> Iterator[bytes | None]:
    """The lines of `stream`; None for each that is too long to be held."""
    while line := stream.readline(LINE_BYTES):
        if len(line) < LINE_BYTES or line.endswith(b"\n"):
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(LINE_BYTES)
        yield None


def _csv(file: InputFile, job: Job) -> Iterator[Placed]:
    csv.field_size_limit(LINE_BYTES)
    with Stored(file) as stored, stored.unpacked() as stream:
        # A byte that is not UTF-8 costs its own row only.
        lines = io.TextIOWrapper(stream, encoding="utf-8-sig", errors="surrogateescape", newline="")
        reader = csv.reader(lines)
        header = next(reader, [])
        _check(file, header, job.columns)
        for number, cells in enumerate((cells for cells in reader if cells), 1):
            yield record(file, number, dict(zip(header, cells, strict=False)), job), stored.count


def _parquet(file: InputFile, job: Job) -> Iterator[Placed]:
    # Read a little at a time: a group of rows may be as large as the file.
    with pq.ParquetFile(file.open_anywhere(), pre_buffer=False, buffer_size=BUFFER) as table:
        names = table.schema_arrow.names
        _check(file, names, job.columns)
        chosen = [name for name in job.columns.names if name in names]
        total, number = max(table.metadata.num_rows, 1), 0
        for batch in table.iter_batches(PARQUET_ROWS, columns=chosen):
            for index in range(batch.num_rows):
                number += 1
                yield _parquet_row(file, number, batch, index, job), file.size * number // total


def _parquet_row(file: InputFile, number: int, batch: Any, index: int, job: Job) -> Record:
    try:
        cells = {name: batch.column(name)[index].as_py() for name in batch.schema.names}
    except UnicodeDecodeError as error:
        return faulty(file, number, Fault(Cause.NOT_TEXT, f"not UTF-8: {error.reason}"))
    except (ValueError, OverflowError) as error:
        # A date after the year 9999.
        return faulty(file, number, Fault(Cause.NOT_TEXT, f"a cell cannot be read: {type(error).__name__}"))
    return record(file, number, cells, job)


def _check(file: InputFile, names: Iterable[str], columns: Columns) -> None:
    there = list(names)
    for name in columns.required:
        if name not in there:
            shown = ", ".join(str(each) if len(each) <= NAME_CHARS else "…" for each in there[:NAMES]) or "none"
            raise CorpusError(f"{file.name}: there is no column “{name}”; those there are: {shown}")


class Stored(io.RawIOBase):
    """A file as it is stored, read from its start to its end; `count` bytes of it were read so far."""

    def __init__(self, file: InputFile) -> None:
        self._compression, self._raw = file.compression, file.open()
        self.count = 0

    def readable(self) -> bool:
        """True."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fills the buffer, or as much of it as there is left."""
        data = self._raw.read(len(buffer))
        buffer[: len(data)] = data
        self.count += len(data)
        return len(data)

    def close(self) -> None:
        """Closes the file."""
        self._raw.close()
        super().close()

    def unpacked(self) -> io.BufferedReader:
        """What is in the file, as a stream."""
        stream = pa.CompressedInputStream(self, self._compression) if self._compression else self
        return io.BufferedReader(stream, BUFFER)


READERS: dict[Format, Callable[[InputFile, Job], Iterator[Placed]]] = {
    Format.JSONL: _json_lines,
    Format.CSV: _csv,
    Format.PARQUET: _parquet,
}
