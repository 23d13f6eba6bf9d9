"""What every route has in common, and the routes beside POST /v1/quotes."""

from __future__ import annotations

import pytest

from service import __version__
from tests.fakes import INFO


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


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
@pytest.mark.parametrize("accept", ["*/*", "text/html"])
def test_health(client, path, accept):
    response = client.get(path, headers={"Accept": accept})
    assert (response.status_code, response.content_type) == (200, "application/json")


def test_info(client):
    info = client.get("/v1/info").get_json()
    assert info == {
        "name": "whosaid",
        "version": __version__,
        "model": {"name": INFO.name, "version": INFO.version, "stanza": INFO.stanza},
        "language": "en",
        "limits": {
            "max_text_chars": 2_000, "max_body_bytes": 20_000, "max_batch": 5, "max_batch_chars": 5_000,
            "max_batch_body_bytes": 60_000,
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


def test_the_log_tells_nothing_of_a_request(client, logged):
    client.post("/v1/quotes?hush=hush", json={"text": "hush", "id": "hush"})
    client.get("/hush")
    output = logged()
    assert '"route": "/v1/quotes", "status": 200' in output
    assert "hush" not in output
