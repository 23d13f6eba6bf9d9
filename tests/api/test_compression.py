"""gzip."""

from __future__ import annotations

import gzip

import pytest

from tests.fakes import ARTICLE


@pytest.mark.parametrize("accept", ["gzip", "br, gzip;q=0.5", "*"])
def test_a_large_answer_is_compressed(post, client, accept):
    plain = post(text=ARTICLE)
    response = client.post("/v1/quotes", json={"text": ARTICLE}, headers={"Accept-Encoding": accept})
    assert response.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(response.data) == plain.data
    assert int(response.headers["Content-Length"]) == len(response.data) < len(plain.data)
    again = client.post("/v1/quotes", json={"text": ARTICLE}, headers={"Accept-Encoding": accept})
    assert response.data == again.data
    for each in (plain, response):
        assert "Accept-Encoding" in each.headers["Vary"]


@pytest.mark.parametrize("accept", [None, "", "identity", "br", "gzip;q=0", "*;q=0"])
def test_a_client_that_does_not_take_gzip(client, accept):
    headers = {} if accept is None else {"Accept-Encoding": accept}
    response = client.post("/v1/quotes", json={"text": ARTICLE}, headers=headers)
    assert "Content-Encoding" not in response.headers
    assert response.get_json()["quotes"]


def test_a_small_answer_is_left_as_it_is(client):
    response = client.get("/healthz", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in response.headers
    assert response.get_json() == {"status": "alive"}
