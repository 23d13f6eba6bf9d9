"""What every request gets: an id, headers, and one line in the log that tells nothing of its content."""

from __future__ import annotations

import re
import time
import uuid

import structlog
from flask import Flask, Response, g, request

REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,128}")
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}

log = structlog.get_logger("whosaid.access")


def install(app: Flask) -> None:
    """Gives every request of `app` its id, and every answer its headers and its line in the log."""
    app.before_request(_begin)
    app.after_request(_finish)


def _begin() -> None:
    g.begun = time.perf_counter()
    given = request.headers.get("X-Request-ID", "")
    g.request_id = given if REQUEST_ID.fullmatch(given) else uuid.uuid4().hex


def _finish(response: Response) -> Response:
    response.headers["X-Request-ID"] = g.request_id
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    log.info(
        "request",
        request_id=g.request_id,
        method=request.method,
        # The rule, not the path: a path that matches nothing is the caller's own words.
        route=request.url_rule.rule if request.url_rule else None,
        status=response.status_code,
        ms=round((time.perf_counter() - g.begun) * 1000, 1),
    )
    return response
