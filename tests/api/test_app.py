"""What every route has in common, and the routes beside POST /v1/quotes."""

from __future__ import annotations

import json

import pytest
from flask import Response

from service import __version__
from service.api.app import create_app
from service.api.ports import Admission
from tests.api.waiting import Caller, StepwiseExtractor
from tests.fakes import ARTICLE, INFO, LIMITS, FakeExtractor


@pytest.mark.parametrize("given", ["a", "A-b_c.9", "x" * 128])
def test_the_callers_request_id(client, given):
    for path in ("/healthz", "/nowhere"):
        assert client.get(path, headers={"X-Request-ID": given}).headers["X-Request-ID"] == given


@pytest.mark.parametrize("given", ["", "a b", "x" * 129, "é", "a,b", "<script>", "a/b"])
def test_a_request_id_of_our_own(client, given):
    first, second = (client.get("/healthz", headers={"X-Request-ID": given}).headers["X-Request-ID"] for _ in "ab")
    assert first != second
    assert first.isalnum() and given != first


@pytest.mark.parametrize("path", ["/healthz", "/nowhere", "/v1/info"])
def test_headers(client, path):
    headers = client.get(path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert headers["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
@pytest.mark.parametrize("accept", ["*/*", "text/html"])
def test_health(client, path, accept):
    response = client.get(path, headers={"Accept": accept})
    assert (response.status_code, response.content_type) == (200, "application/json")


def test_no_route_but_those_for_articles_waits_for_a_full_queue():
    extractor = StepwiseExtractor()
    app = create_app(extractor, LIMITS, Admission(queue_limit=1))
    callers = [Caller(lambda: app.test_client().post("/v1/quotes", json={"text": "aa"}).status_code) for _ in "ab"]
    client = app.test_client()
    extractor.reached()
    while client.get("/readyz").status_code == 200:
        pass
    refused = client.post("/v1/quotes", json={"text": "aa"})
    assert (refused.status_code, refused.get_json()["type"]) == (429, "/problems/queue-full")
    assert int(refused.headers["Retry-After"]) > 0
    for path in ("/healthz", "/v1/info", "/metrics", "/openapi.json"):
        assert client.get(path).status_code == 200
    assert client.get("/readyz").get_json()["type"] == "/problems/not-ready"
    assert "whosaid_queue_depth 1.0" in client.get("/metrics").text
    extractor.go_on()
    assert [caller.result() for caller in callers] == [200, 200]
    assert client.get("/readyz").status_code == 200


def test_info(client):
    info = client.get("/v1/info").get_json()
    assert info == {
        "name": "whosaid",
        "version": __version__,
        "model": {"name": INFO.name, "version": INFO.version, "stanza": INFO.stanza},
        "language": "en",
        "limits": {
            "max_text_chars": 2_000, "max_body_bytes": 20_000, "max_batch": 5, "max_batch_chars": 5_000,
            "max_batch_body_bytes": 60_000, "queue_limit": 8, "deadline_seconds": 60, "body_timeout": 30,
        },
        "offsets": ["codepoint", "utf16", "utf8"],
        "types": ["direct", "indirect", "mixed"],
        "source_forms": ["name", "nominal", "pronoun"],
        "cue_classes": (
            "statement claim denial admission accusation opinion question directive commitment finding feeling other"
        ).split(),
        "speaker_kinds": ["person", "organization", "group", "document", "unnamed", "other"],
        "warnings": info["warnings"],
    }  # fmt: skip


def test_info_tells_what_was_chosen():
    chosen = Admission(queue_limit=3, deadline=7, body_timeout=9)
    limits = create_app(FakeExtractor(), LIMITS, chosen).test_client().get("/v1/info").get_json()["limits"]
    assert (limits["queue_limit"], limits["deadline_seconds"], limits["body_timeout"]) == (3, 7, 9)


def test_the_log_tells_nothing_of_a_request(client, logged):
    told = {"text": "hush", "id": "hush", "title": "hush", "url": "https://hush.example/", "publisher": "hush"}
    client.post("/v1/quotes?hush=hush", json=told, headers={"Referer": "hush", "User-Agent": "hush"})
    client.post("/v1/quotes", json=told | {"hush": "hush"})
    client.post("/v1/quotes", data='{"hush')
    client.get("/hush")
    client.open("/v1/info", method="HUSH")
    output = logged()
    assert '"route": "/v1/quotes", "status": 200' in output
    assert "hush" not in output.lower()


def test_what_the_log_tells_of_an_article(client, logged):
    client.post("/v1/quotes", json={"text": ARTICLE}, headers={"X-Request-ID": "a-1"})
    client.get("/v1/info")
    first, second = (json.loads(line) for line in logged().splitlines())
    sent = len(json.dumps({"text": ARTICLE}).encode())
    assert first | {"request_id": "a-1", "method": "POST", "route": "/v1/quotes", "status": 200, "articles": 1,
                    "chars": len(ARTICLE)} == first  # fmt: skip
    assert first["request_bytes"] == pytest.approx(sent, rel=0.1) and first["response_bytes"] > 1000
    assert all(first[name] >= 0 for name in ("ms", "queue_ms", "inference_ms"))
    # The next request of the thread has nothing of it.
    assert second.keys().isdisjoint({"chars", "articles", "queue_ms"})


def test_the_log_tells_the_cause_of_a_problem(client, logged):
    client.post("/v1/quotes", json={})
    assert json.loads(logged())["cause"] == "invalid-fields"


def test_a_stream_is_logged_at_its_end(logged):
    app = create_app(FakeExtractor(), LIMITS)
    app.add_url_rule("/stream", "stream", lambda: Response(iter(["a", "b"])))
    response = app.test_client().get("/stream", buffered=False)
    assert '"route": "/stream"' not in logged()
    assert response.get_data() == b"ab"
    response.close()
    assert '"route": "/stream"' in logged()
