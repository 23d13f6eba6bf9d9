"""POST /v1/quotes/batch."""

from __future__ import annotations

import json
import threading

import jsonschema
import pytest

from service.api.app import create_app
from service.api.inference import Desk
from service.api.problems import EXTRACTION_FAILED, Problem
from service.domain.errors import ModelError
from tests.answer_schema import ANSWER, MAYBE_STRING, many, record
from tests.api.test_errors import check
from tests.fakes import ARTICLE, LIMITS, FakeExtractor

FAILURE = record(
    index={"type": "integer", "minimum": 0},
    id=MAYBE_STRING,
    error={
        "type": "object",
        "properties": {"errors": many(record(pointer={"type": "string"}, detail={"type": "string"}), 1)},
        "required": ["type", "title", "status", "detail", "request_id"],
    },
)
SUCCESS = ANSWER | {
    "properties": ANSWER["properties"] | {"index": {"type": "integer", "minimum": 0}},
    "required": [*ANSWER["required"], "index"],
}
RESULT = {"oneOf": [SUCCESS, FAILURE]}
NDJSON = {"Accept": "application/x-ndjson"}


@pytest.fixture
def batch(client):
    """Sends articles and returns their results."""

    def send(*articles, **headers):
        response = client.post("/v1/quotes/batch", json={"articles": articles}, headers=headers)
        assert (response.status_code, response.content_type) == (200, "application/json"), response.data
        results = response.get_json()["results"]
        jsonschema.validate(results, many(RESULT))
        return results

    return send


def refused(client, body, status, slug, *pointers):
    data = body if isinstance(body, bytes) else json.dumps(body)
    return check(client.post("/v1/quotes/batch", data=data, content_type="application/json"), status, slug, *pointers)


def test_each_article_is_answered_as_it_would_be_alone(batch, post):
    articles = [
        {"text": ARTICLE, "id": "a", "offsets": "utf8"}, {"text": "Hello.", "types": ["direct"]},
        {"text": ARTICLE, "id": "c", "min_confidence": 0.5},
    ]  # fmt: skip
    results = batch(*articles)
    assert results == [{"index": i} | post(**article).get_json() for i, article in enumerate(articles)]


def test_one_bad_article_costs_only_its_own_result(batch):
    long = "x" * (LIMITS.max_text_chars + 1)
    wrong = ({"id": "a", "text": ""}, {"text": long, "id": "c"}, None, {"id": ["d"]})
    results = batch(wrong[0], {"text": "Fine.", "id": "b"}, *wrong[1:])
    assert [result["index"] for result in results] == [0, 1, 2, 3, 4]
    assert [result.get("id") for result in results] == ["a", None, "c", None, None]
    assert results[1]["article"]["id"] == "b"
    assert [results[i]["error"]["status"] for i in (0, 2, 3, 4)] == [422, 413, 422, 422]
    assert [error["pointer"] for error in results[0]["error"]["errors"]] == ["/text"]
    assert [error["pointer"] for error in results[4]["error"]["errors"]] == ["/id", "/text"]


def test_a_problem_is_what_the_article_alone_would_get(batch, client):
    wrong = {"text": "a", "types": ["x"], "typo": 1}
    request_id = {"X-Request-ID": "r-1"}
    alone = client.post("/v1/quotes", json=wrong, headers=request_id).get_json()
    assert batch(wrong, **request_id) == [{"index": 0, "id": None, "error": alone}]


def test_an_id_that_utf8_cannot_hold_is_not_sent_back(client):
    body = b'{"articles": [{"text": "a", "id": "\\ud800"}]}'
    response = client.post("/v1/quotes/batch", data=body, content_type="application/json")
    assert response.get_json()["results"][0]["id"] is None


@pytest.mark.parametrize("body", [[], None, "text", 1])
def test_no_object(client, body):
    refused(client, body, 422, "invalid-fields", "")


@pytest.mark.parametrize("articles", [None, {}, "text", 1, [], [{"text": "a"}] * (LIMITS.max_batch + 1), [1] * 10_000])
def test_no_list_of_articles(client, articles):
    refused(client, {"articles": articles}, 422, "invalid-fields", "/articles")


def test_fields_of_the_batch(client):
    refused(client, {}, 422, "invalid-fields", "/articles")
    refused(client, {"articles": [{"text": "a"}], "offsets": "utf8"}, 422, "invalid-fields", "/offsets")


def test_the_greatest_batch(batch):
    assert len(batch(*[{"text": "x" * 1_000}] * LIMITS.max_batch)) == LIMITS.max_batch


def test_too_many_characters_come_before_other_faults(client):
    articles = [{"text": "x" * 2_000}, {"text": "x" * 2_000}, {"text": "x" * 1_000}, {"text": "x", "typo": 1}]
    problem = refused(client, {"articles": articles, "typo": 1}, 413, "batch-too-long")
    assert "5001" in problem["detail"] and str(LIMITS.max_batch_chars) in problem["detail"]


def test_a_batch_has_a_body_limit_of_its_own(client):
    body = json.dumps({"articles": [{"text": "a"}]}).encode()
    assert LIMITS.max_body_bytes < LIMITS.max_batch_body_bytes
    padded = body.ljust(LIMITS.max_batch_body_bytes)
    assert client.post("/v1/quotes/batch", data=padded, content_type="application/json").status_code == 200
    refused(client, padded + b" ", 413, "body-too-large")


def test_errors_of_the_body_cost_the_batch(client):
    refused(client, b"{", 400, "not-json")
    refused(client, b'{"articles": [{"text": "\xff"}]}', 400, "not-utf8")
    check(client.post("/v1/quotes/batch", data=b"{}", content_type="text/plain"), 415, "unsupported-media-type")


def test_times(client):
    headers = client.post("/v1/quotes/batch", json={"articles": [{"text": "a"}, {"text": ""}]}).headers
    assert headers["X-Queue-Time"].isdigit() and headers["X-Inference-Time"].isdigit()
    assert client.post("/v1/quotes/batch", json={"articles": [{"text": ""}]}).headers["X-Inference-Time"] == "0"


def stream(client, *articles):
    return client.post("/v1/quotes/batch", json={"articles": articles}, headers=NDJSON)


def test_a_stream_has_one_result_a_line(client, batch):
    articles = [{"text": ARTICLE, "id": "a"}, {"text": ""}, {"text": "two\nlines\u2028"}]
    response = stream(client, *articles)
    assert (response.status_code, response.content_type) == (200, "application/x-ndjson")
    assert response.data.endswith(b"\n")
    found = [json.loads(line) for line in response.data.split(b"\n")[:-1]]
    assert [result["index"] for result in found] == [1, 0, 2]
    expected = batch(*articles)
    for result in found:
        ours = expected[result["index"]]
        if "error" in ours:
            ours["error"]["request_id"] = response.headers["X-Request-ID"]
        assert result == ours


class Halting(FakeExtractor):
    """Reads the text “Two.” only when it is let go on."""

    def __init__(self):
        super().__init__()
        self.go_on = threading.Event()

    def extract(self, text):
        assert text != "Two." or self.go_on.wait(10)
        return super().extract(text)


def test_results_are_sent_as_they_come():
    extractor = Halting()
    lines = stream(create_app(extractor, LIMITS).test_client(), {"text": "One."}, {"text": "Two."}).iter_encoded()
    assert json.loads(next(lines))["index"] == 0
    extractor.go_on.set()
    assert [json.loads(line)["quotes"] != [] for line in lines] == [True]


class Unlucky(FakeExtractor):
    """Fails on some texts."""

    def extract(self, text):
        if text == "hush":
            raise ValueError(text)
        if text == "model":
            raise ModelError(text)
        return super().extract(text)


@pytest.mark.parametrize("headers", [{}, NDJSON])
def test_an_article_that_fails_costs_only_its_own_result(headers, logged):
    client = create_app(Unlucky(), LIMITS).test_client()
    articles = [{"text": "hush", "id": "a"}, {"text": "One."}, {"text": "model"}]
    response = client.post("/v1/quotes/batch", json={"articles": articles}, headers=headers)
    results = [json.loads(line) for line in response.data.splitlines()] if headers else response.get_json()["results"]
    assert (response.status_code, len(results)) == (200, 3)
    assert (results[0]["id"], results[0]["error"]["type"]) == ("a", "/problems/extraction-failed")
    assert results[1]["quotes"] and results[2]["error"]["status"] == 503
    assert "ValueError" in (output := logged()) and "hush" not in output


def test_a_batch_refused_as_a_whole_is_no_stream(monkeypatch, client):
    def refuse(self, texts, *_):
        yield from ()
        raise Problem(EXTRACTION_FAILED, "Full.")

    monkeypatch.setattr(Desk, "extract_all", refuse)
    check(stream(client, {"text": "One."}), 503, "extraction-failed")


@pytest.mark.parametrize("headers", [{}, NDJSON])
def test_a_desk_that_fails_on_the_way_leaves_no_article_without_a_result(monkeypatch, client, headers):
    whole = Desk.extract_all

    def fail(self, texts, *_):
        yield from whole(self, texts[:1])
        raise Problem(EXTRACTION_FAILED, "Gone.")

    monkeypatch.setattr(Desk, "extract_all", fail)
    articles = [{"text": "One.", "id": "a"}, {"text": "Two.", "id": "b"}, {"text": "Three.", "id": "c"}]
    response = client.post("/v1/quotes/batch", json={"articles": articles}, headers=headers)
    results = [json.loads(line) for line in response.data.splitlines()] if headers else response.get_json()["results"]
    assert [result.get("id") for result in results] == [None, "b", "c"]
    assert [result["error"]["detail"] for result in results[1:]] == ["Gone.", "Gone."]
