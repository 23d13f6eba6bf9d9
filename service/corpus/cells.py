"""What stands in a cell of the input, as text."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from service.corpus.inputs import InputFile
from service.corpus.job import Job
from service.corpus.records import Cause, Fault, Record


def record(file: InputFile, row: int, cells: Mapping[str, Any], job: Job) -> Record:
    """A row whose `cells` go by their columns' names."""
    columns = job.columns
    return Record(
        file=file.name,
        row=row,
        id=_plain(cells.get(columns.id)) or derived(file, row),
        text=article(cells.get(columns.text), job.max_text_chars),
        url=_plain(cells.get(columns.url)),
        published=_plain(cells.get(columns.published)),
    )


def faulty(file: InputFile, row: int, fault: Fault) -> Record:
    """A row of which nothing but its place is known."""
    return Record(file.name, row, derived(file, row), fault)


def derived(file: InputFile, row: int) -> str:
    """The id of a row that has none of its own."""
    return f"{file.name}:{row}"


def article(value: Any, most: int) -> str | Fault:
    """`value` where it is an article that the service would take, of at most `most` code points, else what it lacks."""
    if isinstance(value, bytes):
        try:
            value = value.decode()
        except UnicodeDecodeError as error:
            return Fault(Cause.NOT_TEXT, f"not UTF-8 at byte {error.start}")
    if not isinstance(value, str):
        return Fault(Cause.NOT_TEXT, f"the text is {'missing' if value is None else f'a {type(value).__name__}'}")
    if not value:
        return Fault(Cause.EMPTY, "the text is empty")
    if len(value) > most:
        return Fault(Cause.TOO_LONG, f"{len(value)} code points; up to {most} are allowed")
    try:
        value.encode()
    except UnicodeEncodeError as error:
        return Fault(Cause.NOT_TEXT, f"a lone surrogate, or a byte that is not UTF-8, at code point {error.start}")
    return value


def _plain(value: Any) -> str | None:
    if value is None or value == "":
        return None
    text = value.isoformat() if isinstance(value, date) else str(value)
    return text.encode(errors="replace").decode()
