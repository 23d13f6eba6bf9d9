"""The service that is fuzzed: an application in this process, or a server."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

import requests
import schemathesis
from flask import Flask

DOCUMENT = "/openapi.json"
# An article on a busy machine takes its time; what is never answered is still told.
PATIENCE = 300


@dataclass(frozen=True)
class Reply:
    status: int
    body: bytes


class Service(Protocol):
    """Something that answers requests and describes itself."""

    def schema(self) -> Any:
        """schemathesis's view of the OpenAPI document."""

    def headers(self) -> dict[str, str]:
        """What every request carries."""

    def get(self, path: str) -> Reply:
        """The answer to GET."""

    def post(self, path: str, fields: Any, accept: str) -> Reply:
        """The answer to POST with `fields` as JSON."""


class InProcess:
    """`app`, without a network."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._client = app.test_client()

    def schema(self) -> Any:
        return schemathesis.openapi.from_wsgi(DOCUMENT, self._app)

    def headers(self) -> dict[str, str]:
        # Nothing between the application and schemathesis would unpack what is packed.
        return {"Accept-Encoding": "identity"}

    def get(self, path: str) -> Reply:
        answer = self._client.get(path)
        return Reply(answer.status_code, answer.data)

    def post(self, path: str, fields: Any, accept: str) -> Reply:
        answer = self._client.post(path, json=fields, headers={"Accept": accept})
        return Reply(answer.status_code, answer.data)


class Server:
    """The one at `url`; `key` is sent where it wants one."""

    def __init__(self, url: str, key: str | None) -> None:
        self._url = url.rstrip("/")
        self._session = requests.Session()
        self._key = {"Authorization": f"Bearer {key}"} if key else {}

    def schema(self) -> Any:
        schema = schemathesis.openapi.from_url(self._url + DOCUMENT)
        schema.config.update(request_timeout=PATIENCE)
        return schema

    def headers(self) -> dict[str, str]:
        return self._key

    def get(self, path: str) -> Reply:
        answer = self._session.get(self._url + path, timeout=PATIENCE)
        return Reply(answer.status_code, answer.content)

    def post(self, path: str, fields: Any, accept: str) -> Reply:
        headers = {"Accept": accept, **self._key}
        answer = self._session.post(self._url + path, json=fields, headers=headers, timeout=PATIENCE)
        return Reply(answer.status_code, answer.content)
