"""An application on a fake extractor."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from service.api.app import create_app
from tests.fakes import LIMITS, FakeExtractor

Post = Callable[..., TestResponse]


@pytest.fixture
def extractor() -> FakeExtractor:
    return FakeExtractor()


@pytest.fixture
def client(extractor: FakeExtractor) -> FlaskClient:
    return create_app(extractor, LIMITS).test_client()


@pytest.fixture
def post(client: FlaskClient) -> Post:
    """Sends fields to POST /v1/quotes."""

    def send(**fields: Any) -> TestResponse:
        return client.post("/v1/quotes", json=fields)

    return send
