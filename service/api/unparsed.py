"""Answers to what is no request of HTTP: the server finds that out itself, and the application never sees it."""

from __future__ import annotations

import time
import uuid
from http import HTTPStatus

from service.api.metrics import Metrics
from service.api.observe import HEADERS, record
from service.api.problems import Problem
from service.api.responses import PROBLEM_JSON
from service.api.serialise import encode


def refusal(problem: Problem, metrics: Metrics, begun: float) -> bytes:
    """The answer as it goes over the wire: it has what every answer has, is counted, and has its line in the log.

    `begun` is the time.perf_counter() of its start.
    """
    request_id, status = uuid.uuid4().hex, problem.cause.status
    body = encode(problem.document(request_id))
    head = {
        "Date": time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime()),
        "Connection": "close",
        "Content-Type": PROBLEM_JSON,
        "Content-Length": str(len(body)),
        "X-Request-ID": request_id,
        **HEADERS,
    }
    line = {"request_id": request_id, "method": "other", "route": None, "status": status, "cause": problem.cause.slug}
    metrics.problem(problem.cause.slug)
    record({**line, "response_bytes": len(body)}, begun, metrics)
    fields = "".join(f"{name}: {value}\r\n" for name, value in head.items())
    return f"HTTP/1.1 {status} {HTTPStatus(status).phrase}\r\n{fields}\r\n".encode() + body
