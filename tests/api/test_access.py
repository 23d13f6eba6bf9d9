"""Keys, origins, and the end of the service."""

from __future__ import annotations

import pytest

from service.api.app import PHASE, create_app
from service.api.ports import Access
from tests.api.test_errors import check
from tests.fakes import LIMITS, FakeExtractor

ORIGIN = "https://desk.example.org"
ASKED = {"Origin": ORIGIN, "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}


def app(**access):
    return create_app(FakeExtractor(), LIMITS, allowed=Access(**access))


def send(client, **headers):
    return client.post("/v1/quotes", json={"text": "a"}, headers=headers)


@pytest.mark.parametrize("header", ["Bearer one", "Bearer two", "bearer two", "BEARER  two"])
def test_a_right_key(header):
    assert send(app(keys=("one", "two")).test_client(), Authorization=header).status_code == 200


@pytest.mark.parametrize(
    "header",
    [None, "", "Bearer", "Bearer ", "Bearer three", "Bearer on", "Bearer onee", "Basic one", "one", "Bearer ön"],
)
def test_a_wrong_key(header):
    headers = {} if header is None else {"Authorization": header}
    response = send(app(keys=("one", "two")).test_client(), **headers)
    check(response, 401, "key-required")
    assert response.headers["WWW-Authenticate"] == "Bearer"


def test_every_key_is_compared(monkeypatch):
    from service.api import access

    compared = []
    monkeypatch.setattr(access.hmac, "compare_digest", lambda a, b: compared.append((a, b)) or a == b)
    assert send(app(keys=("one", "two", "three")).test_client(), Authorization="Bearer one").status_code == 200
    assert len(compared) == 3
    assert {len(part) for pair in compared for part in pair} == {32}


def test_only_post_routes_want_a_key():
    client = app(keys=("one",)).test_client()
    for path in ("/healthz", "/readyz", "/v1/info", "/metrics", "/openapi.json"):
        assert client.get(path).status_code == 200
    check(client.post("/nowhere"), 404, "no-such-route")


def test_keys_are_not_shown():
    assert "one" not in repr(Access(keys=("one",)))


def test_no_origin_is_allowed_unless_set(client):
    assert not [name for name, _ in send(client, Origin=ORIGIN).headers if name.startswith("Access-Control")]
    assert "Access-Control-Allow-Origin" not in client.options("/v1/quotes", headers=ASKED).headers


def test_an_allowed_origin():
    headers = send(app(origins=(ORIGIN,)).test_client(), Origin=ORIGIN).headers
    assert headers["Access-Control-Allow-Origin"] == ORIGIN
    assert "X-Request-ID" in headers["Access-Control-Expose-Headers"]
    assert "Origin" in headers["Vary"]
    assert "Access-Control-Allow-Credentials" not in headers


@pytest.mark.parametrize("origin", [None, "https://else.example.org", "null", ORIGIN + ".evil.example", ORIGIN.upper()])
def test_another_origin(origin):
    headers = send(app(origins=(ORIGIN,)).test_client(), **({"Origin": origin} if origin else {})).headers
    assert "Access-Control-Allow-Origin" not in headers
    assert "Origin" in headers["Vary"]


def test_errors_can_be_read_by_allowed_origins():
    response = send(app(origins=(ORIGIN,), keys=("one",)).test_client(), Origin=ORIGIN)
    assert (response.status_code, response.headers["Access-Control-Allow-Origin"]) == (401, ORIGIN)


def test_any_origin():
    headers = send(app(origins=("*",)).test_client(), Origin=ORIGIN).headers
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert "Origin" not in headers.get("Vary", "")


def test_a_preflight_needs_no_key():
    response = app(origins=(ORIGIN,), keys=("one",)).test_client().options("/v1/quotes", headers=ASKED)
    assert response.status_code == 200
    assert response.headers["Access-Control-Allow-Origin"] == ORIGIN
    assert "POST" in response.headers["Access-Control-Allow-Methods"]
    assert {"Authorization", "Content-Type"} <= set(response.headers["Access-Control-Allow-Headers"].split(", "))
    assert int(response.headers["Access-Control-Max-Age"]) > 0
    assert {"Origin", "Access-Control-Request-Method", "Access-Control-Request-Headers"} <= set(
        response.headers["Vary"].split(", ")
    )


def test_a_service_that_ends_takes_no_further_articles():
    made = app()
    client = made.test_client()
    made.extensions[PHASE].stopping = True
    check(send(client), 503, "shutting-down")
    check(client.get("/readyz"), 503, "shutting-down")
    assert client.get("/healthz").status_code == 200
