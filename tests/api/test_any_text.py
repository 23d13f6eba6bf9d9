"""What must hold for any text at all."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from service.api.app import create_app
from service.api.offsets import Unit, converter
from tests.fakes import LIMITS, FakeExtractor
from tests.walk import CUT, spans_of

CLIENT = create_app(FakeExtractor(), LIMITS).test_client()
TRICKY = "“”‘’\"'«»\x00\u200b\u200f\u202e\ufeff\u0301\U0001f600\U0010ffff\ue000\uffff \n\r\u2028"
TEXT = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from(TRICKY), min_size=1, max_size=60)
ANY = st.text(st.characters() | st.sampled_from(TRICKY) | st.characters(categories=["Cs"]), max_size=60)
JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | ANY,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(ANY, inner, max_size=3),
    max_leaves=8,
)
FIELDS = st.sampled_from(["id", "title", "url", "published", "publisher", "offsets", "types", "min_confidence"])


@given(TEXT, st.sampled_from(list(Unit)))
def test_every_span_is_exact(text, unit):
    response = CLIENT.post("/v1/quotes", json={"text": text, "offsets": unit})
    assert response.status_code == 200
    answer = response.get_json()
    assert answer["article"]["length"] == len(text)
    for span in spans_of(answer):
        assert CUT[unit](text, span["start"], span["end"]) == span["text"]


@given(ANY, st.booleans())
def test_any_string_is_answered_or_refused(text, ascii_only):
    body = json.dumps({"text": text}, ensure_ascii=ascii_only).encode(errors="surrogatepass")
    response = CLIENT.post("/v1/quotes", data=body, content_type="application/json")
    whole = text != "" and all(not "\ud800" <= c <= "\udfff" for c in json.loads(json.dumps(text)))
    assert response.status_code == 200 if whole else response.status_code in (400, 422)


@given(st.dictionaries(FIELDS | ANY, JSON, max_size=5), st.text(max_size=5))
def test_any_fields_are_answered_or_refused(fields, text):
    body = json.dumps({"text": text} | fields).encode()
    response = CLIENT.post("/v1/quotes", data=body, content_type="application/json")
    assert response.status_code in (200, 400, 422)
    response.get_json()


@given(st.binary(max_size=80))
def test_any_bytes_are_answered_or_refused(body):
    assert CLIENT.post("/v1/quotes", data=body, content_type="application/json").status_code in (400, 422)


@given(TEXT, st.sampled_from(list(Unit)))
def test_offsets_of_the_whole_text(text, unit):
    at = converter(text, unit)
    assert at(0) == 0
    assert CUT[unit](text, 0, at(len(text))) == text
    assert all(at(i) < at(i + 1) for i in range(len(text)))
