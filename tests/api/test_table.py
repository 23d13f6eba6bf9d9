"""The answer as CSV."""

from __future__ import annotations

import csv
import io

import pytest

from service.api.requests import QuotesRequest
from service.api.table import COLUMNS, write_csv
from service.domain.extraction import Extraction
from service.domain.quotes import Quote, QuoteType
from service.domain.spans import Span
from tests.fakes import ARTICLE, INFO
from tests.walk import CUT


def table(response):
    assert (response.status_code, response.mimetype) == (200, "text/csv")
    return list(csv.DictReader(io.StringIO(response.data.decode(), newline="")))


@pytest.fixture
def rows(client):
    def send(**fields):
        return table(client.post("/v1/quotes", json=fields, headers={"Accept": "text/csv"}))

    return send


def test_the_columns(rows):
    found = rows(text=ARTICLE, id="a-1")
    assert [row["quote_id"] for row in found] == ["q1", "q2", "q3", "q4", "q5"]
    assert found[2] == {
        "article_id": "a-1", "quote_id": "q3", "type": "direct", "content": "“no 🚫 way”", "verbatim": "no 🚫 way",
        "source": "Cleo Díaz", "speaker": "Cleo Díaz", "kind": "person", "cue": "had told", "class": "denial",
        "negated": "false", "hedged": "true", "confidence": "0.50", "start": "88", "end": "98", "spans": "88-98",
    }  # fmt: skip


def test_what_is_not_known_is_empty(rows):
    unresolved, bare = rows(text=ARTICLE)[3:]
    assert (unresolved["source"], unresolved["speaker"], unresolved["kind"]) == ("she", "", "")
    assert [bare[name] for name in ("article_id", "source", "cue", "class", "negated", "hedged")] == [""] * 6


@pytest.mark.parametrize("unit", CUT)
def test_spans_in_every_unit(rows, unit):
    for row in rows(text=ARTICLE, offsets=unit):
        spans = [tuple(map(int, span.split("-"))) for span in row["spans"].split(" ")]
        assert " […] ".join(CUT[unit](ARTICLE, *span) for span in spans) == row["content"]
        assert (int(row["start"]), int(row["end"])) == (spans[0][0], spans[-1][1])


def test_filters(rows):
    assert [row["quote_id"] for row in rows(text=ARTICLE, types=["direct"], min_confidence=0.4)] == ["q1", "q3"]


def test_an_article_without_quotes_has_a_header(client):
    response = client.post("/v1/quotes", json={"text": " "}, headers={"Accept": "text/csv"})
    assert response.data == ",".join(COLUMNS).encode() + b"\r\n"


def written(text, **fields):
    span = Span(0, len(text), text)
    quote = Quote("q1", QuoteType.DIRECT, (span,), (), None, (), None, None, (), None, 0.5, None)
    return write_csv(QuotesRequest(text, **fields), Extraction((quote,), (), ()), INFO).decode()


@pytest.mark.parametrize("first", "=+-@\t\r\n＝＋－＠")
def test_no_cell_is_a_formula(first):
    row = next(csv.DictReader(io.StringIO(written(f"{first}1+1", id=f"{first}SUM(A1)"), newline="")))
    assert (row["content"], row["article_id"]) == (f"'{first}1+1", f"'{first}SUM(A1)")
    assert row["confidence"] == "0.50"


def test_a_sign_within_a_cell_stays():
    assert ",1=1," in written("1=1")


def test_rfc_4180():
    text = 'a "b", c\r\nd\ne'
    lines = written(text)
    assert lines.endswith("\r\n")
    assert '"a ""b"", c\r\nd\ne"' in lines
    assert next(csv.DictReader(io.StringIO(lines, newline="")))["content"] == text
