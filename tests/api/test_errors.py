"""Every error of the contract, as problem+json."""

from __future__ import annotations

import io
import json

import pytest

from service.api.app import create_app
from tests.fakes import LIMITS, BrokenExtractor


def check(response, status, slug, *pointers):
    """The answer is the problem `slug`, with errors at exactly these pointers."""
    problem = response.get_json()
    assert (response.status_code, response.content_type) == (status, "application/problem+json")
    assert (problem["type"], problem["status"]) == (f"/problems/{slug}", status)
    assert problem["title"] and problem["detail"]
    assert problem["request_id"] == response.headers["X-Request-ID"]
    assert [error["pointer"] for error in problem.get("errors", [])] == list(pointers)
    assert all(error["detail"] for error in problem.get("errors", []))
    return problem


def send(client, body, content_type="application/json", **headers):
    return client.post("/v1/quotes", data=body, content_type=content_type, headers=headers)


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b"text", b"{'text': 1}", b'{"text": NaN}', b'{"min_confidence": -Infinity}', b'{"text": "a"} x',
        b'{"text": "\n"}', b"\x00", b"[" * 9_000, b'{"text": "a", "id": ' + b"[" * 9_000 + b"]" * 9_000 + b"}",
        '{"text": "a"}'.encode("utf-16-le"),
    ],
)  # fmt: skip
def test_not_json(client, body):
    check(send(client, body), 400, "not-json")


@pytest.mark.parametrize("body", [b'{"text": "\xff"}', b'{"text": "\xed\xa0\x80"}', '{"text": "é"}'.encode("latin-1")])
def test_not_utf8(client, body):
    check(send(client, body), 400, "not-utf8")


@pytest.mark.parametrize("terminated", [False, True])
def test_a_body_that_ends_early(client, terminated):
    body = io.BytesIO(b'{"text": "a"}')
    environ = {"CONTENT_LENGTH": "100", "wsgi.input": body, "wsgi.input_terminated": terminated}
    response = client.post("/v1/quotes", content_type="application/json", environ_overrides=environ)
    check(response, 400, "unreadable-body")


@pytest.mark.parametrize("path", ["/page/", "/samples/", "/v1", "/v1/quotes/", "//v1/quotes", "/v1/quote", "/%ff\x00"])
def test_no_such_route(client, path):
    check(client.get(path), 404, "no-such-route")


@pytest.mark.parametrize(
    ("method", "path", "allow"),
    [("GET", "/v1/quotes", {"POST", "OPTIONS"}), ("DELETE", "/v1/info", {"GET", "HEAD", "OPTIONS"})],
)
def test_method_not_allowed(client, method, path, allow):
    response = client.open(path, method=method)
    check(response, 405, "method-not-allowed")
    assert set(response.headers["Allow"].split(", ")) == allow


@pytest.mark.parametrize(
    "accept", ["text/html", "application/xml, text/*", "application/json;q=0", "*/*, application/json;q=0", "nonsense"]
)
def test_not_acceptable(client, accept):
    check(client.get("/v1/info", headers={"Accept": accept}), 406, "not-acceptable")


@pytest.mark.parametrize(
    "accept",
    ["text/html", "application/xml, image/*", "*/*;q=0", "text/csv;q=0, application/*;q=0", "nonsense", "text/csv;q=2",
     'application/ld+json; profile="https://example.org/other"', "application/problem+json"],
)  # fmt: skip
def test_no_acceptable_form(client, accept):
    problem = check(send(client, b'{"text": "a"}', Accept=accept), 406, "not-acceptable")
    assert "text/csv" in problem["detail"]


@pytest.mark.parametrize("accept", ["text/html", "text/csv", "application/ld+json", "application/json;q=0"])
def test_no_acceptable_form_of_a_batch(client, accept):
    response = client.post("/v1/quotes/batch", json={"articles": [{"text": "a"}]}, headers={"Accept": accept})
    check(response, 406, "not-acceptable")


def test_a_body_too_large_is_refused_unread(client):
    class Unreadable(io.RawIOBase):
        def readinto(self, _):
            raise AssertionError("read")

    environ = {"CONTENT_LENGTH": str(LIMITS.max_body_bytes + 1), "wsgi.input": Unreadable()}
    response = client.post("/v1/quotes", content_type="text/plain", environ_overrides=environ)
    check(response, 413, "body-too-large")


@pytest.mark.parametrize(("size", "status"), [(LIMITS.max_body_bytes, 200), (LIMITS.max_body_bytes + 1, 413)])
def test_a_body_that_does_not_tell_its_length(client, size, status):
    body = b'{"text": "a"}'.ljust(size)
    environ = {"wsgi.input": io.BytesIO(body), "wsgi.input_terminated": True, "HTTP_TRANSFER_ENCODING": "chunked"}
    response = client.post("/v1/quotes", content_type="application/json", environ_overrides=environ)
    assert response.status_code == status


def test_text_too_long_comes_before_other_faults(client):
    body = json.dumps({"text": "x" * (LIMITS.max_text_chars + 1), "typo": 1})
    problem = check(send(client, body), 413, "text-too-long")
    assert str(LIMITS.max_text_chars) in problem["detail"]


@pytest.mark.parametrize(
    "content_type",
    [None, "", "text/plain", "application/x-www-form-urlencoded", "application/ld+json",
     "application/json; charset=latin-1"],
)  # fmt: skip
def test_unsupported_media_type_comes_before_fields(client, content_type):
    check(send(client, b"{}", content_type), 415, "unsupported-media-type")


def test_unsupported_content_coding(client):
    check(send(client, b"{}", **{"Content-Encoding": "gzip"}), 415, "unsupported-media-type")


@pytest.mark.parametrize("content_type", ["Application/JSON", "application/json; charset=UTF-8"])
def test_supported_media_types(client, content_type):
    assert send(client, b'{"text": "a"}', content_type).status_code == 200


@pytest.mark.parametrize("body", ["[]", "null", '"text"', "1", '[{"text": "a"}]'])
def test_no_object(client, body):
    check(send(client, body), 422, "invalid-fields", "")


@pytest.mark.parametrize("text", ["", None, 1, 1.5, True, [], {}, ["a"], {"a": "b"}])
def test_wrong_text(post, text):
    check(post(text=text), 422, "invalid-fields", "/text")


def test_missing_text(post):
    check(post(), 422, "invalid-fields", "/text")


@pytest.mark.parametrize("name", ["text", "id", "title", "url", "published", "publisher", "offsets"])
def test_lone_surrogates(client, name):
    body = json.dumps({"text": "a", name: "x\ud800y"})
    check(send(client, body), 422, "invalid-fields", f"/{name}")
    assert client.post("/v1/quotes", json={"text": "a", "types": ["\udfff"]}).status_code == 422


@pytest.mark.parametrize("name", ["id", "title", "url", "published", "publisher", "offsets"])
@pytest.mark.parametrize("value", [None, 1, False, [], {}])
def test_wrong_type(post, name, value):
    check(post(text="a", **{name: value}), 422, "invalid-fields", f"/{name}")


@pytest.mark.parametrize(
    "url", ["", "example.org", "ftp://example.org", "javascript:alert(1)", "http://", "http:///a", "http://[", " http://a",
            "http://a b", "http://a:b", "http://a:99999", "https://a\n", "//a"],
)  # fmt: skip
def test_wrong_url(post, url):
    check(post(text="a", url=url), 422, "invalid-fields", "/url")


@pytest.mark.parametrize(
    "published",
    ["", "yesterday", "2024", "2024-02", "2024-02-30", "2024-13-01", "2024-01-01 10:00", "2024-01-01T25:00",
     "01/02/2024", "2024-01-01T10:00 Z", "٢٠٢٤-٠١-٠١", "2024-01-01\n"],
)  # fmt: skip
def test_wrong_published(post, published):
    check(post(text="a", published=published), 422, "invalid-fields", "/published")


@pytest.mark.parametrize("offsets", ["", "bytes", "UTF8", "utf-8"])
def test_wrong_offsets(post, offsets):
    problem = check(post(text="a", offsets=offsets), 422, "invalid-fields", "/offsets")
    assert "utf16" in problem["errors"][0]["detail"]


@pytest.mark.parametrize(
    ("types", "pointers"),
    [
        ([], ["/types"]), (None, ["/types"]), ("direct", ["/types"]), ({"direct": 1}, ["/types"]),
        (["direct", "x"], ["/types/1"]), (["", 1, ["direct"], None], ["/types/0", "/types/1", "/types/2", "/types/3"]),
    ],
)  # fmt: skip
def test_wrong_types(post, types, pointers):
    check(post(text="a", types=types), 422, "invalid-fields", *pointers)


@pytest.mark.parametrize(
    "number", ["-0.01", "1.01", "1e999", "-1e999", "9" * 5000, "true", "false", '"0.5"', "null", "[]"]
)
def test_wrong_min_confidence(client, number):
    check(send(client, f'{{"text": "a", "min_confidence": {number}}}'), 422, "invalid-fields", "/min_confidence")


def test_unknown_fields(post):
    check(post(text="a", Text="b", **{"a/b~c": 1}), 422, "invalid-fields", "/Text", "/a~1b~0c")


def test_all_wrong_fields_are_named_once(post):
    check(post(id=1, types=["x"], z=1), 422, "invalid-fields", "/id", "/text", "/types/0", "/z")


def test_an_unknown_field_that_utf8_cannot_hold(client):
    check(send(client, b'{"text": "a", "\\ud800": 1}'), 422, "invalid-fields", "/?")


def test_an_error_report_stays_short(client):
    body = json.dumps({"text": "a", "x" * 5_000: 1} | {f"f{i}": i for i in range(900)})
    response = send(client, body)
    assert len(response.get_json()["errors"]) == 50
    assert len(response.data) < 10_000
    assert "901 errors" in response.get_json()["detail"]


@pytest.mark.parametrize("path", ["/v1/quotes", "/v1/quotes/batch"])
def test_a_flood_of_unknown_fields_is_not_looked_at_one_by_one(client, path):
    body = json.dumps({f"{number:x}": 0 for number in range(1001)}, separators=(",", ":"))
    problem = client.post(path, data=body, content_type="application/json").get_json()
    assert problem["status"] == 422 and problem["detail"] == "The request has more than 1000 unknown fields."
    assert len(problem["errors"]) == 50


def test_a_flood_of_types_is_not_looked_at_one_by_one(post):
    check(post(text="a", types=["mixed"] * 1000), 422, "invalid-fields", "/types")
    check(post(text="a", types=["none"] * 1000), 422, "invalid-fields", "/types")


def test_an_error_names_nothing_of_the_text(client):
    body = json.dumps({"text": "hush \ud800", "id": ["hush"], "types": ["hush"], "url": "hush"})
    assert b"hush" not in send(client, body).data


def test_a_failing_extractor_is_no_500_and_its_article_is_not_logged(logged):
    client = create_app(BrokenExtractor(), LIMITS).test_client()
    check(client.post("/v1/quotes", json={"text": "hush"}), 503, "extraction-failed")
    output = logged()
    assert "ValueError" in output and "in extract" in output
    assert "hush" not in output
