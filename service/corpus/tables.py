"""The tables of the output: their columns, and an article's rows in them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from service.api.requests import QuotesRequest
from service.api.serialise import Json, answer
from service.corpus.records import Fault, Record
from service.domain.extraction import Extraction, ModelInfo

TEXT, WHOLE, TRUTH = pa.string(), pa.int32(), pa.bool_()
SPAN = pa.struct([("start", WHOLE), ("end", WHOLE), ("text", TEXT)])
SPANS = pa.list_(SPAN)
MODEL = pa.struct([("name", TEXT), ("version", TEXT), ("stanza", TEXT)])
PERSONA = [
    ("id", TEXT), ("name", TEXT), ("aliases", pa.list_(TEXT)), ("kind", TEXT), ("description", TEXT),
    ("members", pa.list_(TEXT)),
]  # fmt: skip
PLACE = [("file", TEXT), ("row", pa.int64())]

QUOTES = pa.schema([
    ("article_id", TEXT),
    ("sha256", TEXT),
    ("url", TEXT),
    ("published", TEXT),
    ("id", TEXT),
    ("type", TEXT),
    ("content", pa.struct([("text", TEXT), ("spans", SPANS)])),
    ("verbatim", SPANS),
    ("cue", pa.struct([("text", TEXT), ("lemma", TEXT), ("spans", SPANS), ("class", TEXT), ("negated", TRUTH),
                       ("hedged", TRUTH)])),
    ("source", pa.struct([("text", TEXT), ("spans", SPANS), ("form", TEXT)])),
    ("speaker", pa.struct(PERSONA)),
    ("resolution", SPANS),
    ("nested_in", TEXT),
    ("confidence", pa.float64()),
    ("speaker_confidence", pa.float64()),
])  # fmt: skip
ARTICLES = pa.schema([
    ("id", TEXT),
    ("sha256", TEXT),
    ("url", TEXT),
    ("published", TEXT),
    *PLACE,
    ("length", WHOLE),
    ("duplicate", TRUTH),
    ("quote_count", WHOLE),
    ("speaker_count", WHOLE),
    ("speakers", pa.list_(pa.struct([*PERSONA, ("mentions", SPANS), ("quotes", pa.list_(TEXT))]))),
    ("warnings", pa.list_(pa.struct([("code", TEXT), ("detail", TEXT), ("span", SPAN)]))),
    ("seconds", pa.float64()),
    ("model", MODEL),
])
ERRORS = pa.schema([("id", TEXT), ("cause", TEXT), ("detail", TEXT), *PLACE])
SCHEMAS = {"quotes": QUOTES, "articles": ARTICLES, "errors": ERRORS}
NOTHING = Extraction((), (), ())


def rows_of(record: Record, text: str, extraction: Extraction | None, seconds: float, info: ModelInfo) -> tuple[
    Json, list[Json]
]:
    """An article's row in `articles`, with counts, and its rows in `quotes`; without an extraction it has neither."""
    request = QuotesRequest(text, id=record.id, url=record.url, published=record.published)
    given = answer(request, extraction or NOTHING, info)
    known = extraction is not None
    article = {
        **{name: given["article"][name] for name in ("id", "sha256", "url", "published", "length")},
        "file": record.file,
        "row": record.row,
        "duplicate": record.duplicate,
        "quote_count": len(given["quotes"]) if known else None,
        "speaker_count": len(given["speakers"]) if known else None,
        "speakers": given["speakers"] if known else None,
        "warnings": given["warnings"] if known else None,
        "seconds": round(seconds, 4),
        "model": given["model"],
    }
    speakers = {speaker["id"]: speaker for speaker in given["speakers"]}
    shared = {"article_id": article["id"], **{name: article[name] for name in ("sha256", "url", "published")}}
    return article, [{**shared, **quote, "speaker": speakers.get(quote["speaker"])} for quote in given["quotes"]]


def error_row(record: Record, fault: Fault) -> Json:
    """A row in `errors`."""
    return {
        "id": record.id,
        "cause": fault.cause.value,
        "detail": fault.detail,
        "file": record.file,
        "row": record.row,
    }


def parquet(table: str, rows: Iterable[Json], notes: dict[str, str] | None = None) -> bytes:
    """`rows` of the table of that name as a Parquet file, with `notes` beside its schema."""
    schema = SCHEMAS[table].with_metadata(notes) if notes else SCHEMAS[table]
    buffer = pa.BufferOutputStream()
    pq.write_table(pa.Table.from_pylist(list(rows), schema), buffer, compression="zstd")
    data: bytes = buffer.getvalue().to_pybytes()
    return data


def note(file: Any, name: str) -> bytes | None:
    """The note of that name in an open Parquet file.  Raises ArrowException or OSError where the file is none."""
    found: bytes | None = (pq.read_metadata(file).metadata or {}).get(name.encode())
    return found
