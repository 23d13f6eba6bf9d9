"""The service as it is started: models loaded before the fork, articles read after it."""

from __future__ import annotations

import json

import httpx2
import pytest

from bench.articles import articles
from bench.server import Server
from service.api.requests import QuotesRequest
from service.api.serialise import answer, encode


@pytest.mark.models
def test_a_forked_worker_answers_as_the_pipeline_does(pipeline):
    text = articles(1, seed=5)[0]
    with Server(WORKERS="1", LOG_LEVEL="info") as server:
        given = httpx2.post(f"{server.url}/v1/quotes", json={"text": text, "title": "hush"}, timeout=120)
        assert server.metric("whosaid_articles_total") == 1
    assert given.status_code == 200
    assert given.content == encode(answer(QuotesRequest(text, title="hush"), pipeline.extract(text), pipeline.info))
    assert float(given.headers["X-Inference-Time"]) > 0
    assert server.process.returncode == 0
    log = server.log.read_text(encoding="utf8")
    assert all(json.loads(line)["level"] == "info" for line in log.splitlines())
    assert "hush" not in log and text[:20] not in log
