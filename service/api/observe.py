"""What every request gets: an id, headers, counts, and one line in the log that tells nothing of its content."""

from __future__ import annotations

import re
import time
import uuid
from typing import Any

import structlog
from flask import Flask, Response, g, request
from structlog.contextvars import bind_contextvars, clear_contextvars, get_contextvars

from service.api.metrics import Metrics

REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,128}")
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
TIMES = {"X-Queue-Time": "queue_ms", "X-Inference-Time": "inference_ms"}
# Any other word is the caller's own.
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
QUIET = ("/healthz", "/readyz", "/metrics")

log = structlog.get_logger("whosaid.access")


def install(app: Flask, metrics: Metrics) -> None:
    """Gives every request of `app` its id, and every answer its headers, its line in the log and its count."""

    def finish(response: Response) -> Response:
        return _finish(response, metrics)

    app.before_request(_begin)
    app.after_request(finish)


def _begin() -> None:
    g.begun = time.perf_counter()
    given = request.headers.get("X-Request-ID", "")
    g.request_id = given if REQUEST_ID.fullmatch(given) else uuid.uuid4().hex
    # Threads are used again: what was bound for their last request goes.
    clear_contextvars()
    bind_contextvars(request_id=g.request_id)


def _finish(response: Response, metrics: Metrics) -> Response:
    response.headers["X-Request-ID"] = g.request_id
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if cause := g.get("cause"):
        metrics.problem(cause)
    # The rule, not the path: a path that matches nothing is the caller's own words.
    line = {
        **get_contextvars(),
        "method": request.method if request.method in METHODS else "other",
        "route": request.url_rule.rule if request.url_rule else None,
        "status": response.status_code,
        "cause": cause,
        "request_bytes": request.content_length,
        "response_bytes": None if response.is_streamed else response.content_length,
        **{field: int(response.headers[name]) for name, field in TIMES.items() if name in response.headers},
    }
    begun = g.begun
    if response.is_streamed:
        # What is known of a stream's time is known at its end, when the request's context is gone.
        response.call_on_close(lambda: record(line, begun, metrics))
    else:
        record(line, begun, metrics)
    return response


def record(line: dict[str, Any], begun: float, metrics: Metrics) -> None:
    """Counts a request and writes its `line` of the log, begun at that time.perf_counter(); None is left out."""
    seconds = time.perf_counter() - begun
    metrics.answered(line["method"], line["route"] or "none", line["status"], seconds)
    write = log.debug if line["route"] in QUIET and line["status"] == 200 else log.info
    write("request", **{key: value for key, value in line.items() if value is not None}, ms=round(seconds * 1000, 1))
