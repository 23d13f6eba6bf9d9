"""Answers as Flask sends them."""

from __future__ import annotations

from typing import Any

from flask import Response, g

from service.api.problems import Problem
from service.api.serialise import encode

JSON = "application/json"
PROBLEM_JSON = "application/problem+json"


def json_response(document: dict[str, Any], status: int = 200, media_type: str = JSON) -> Response:
    """`document` as JSON in UTF-8."""
    return Response(encode(document), status=status, content_type=media_type)


def timed_response(response: Response, queue_ms: float, inference_ms: float) -> Response:
    """`response`, the answer to one article or several, with the milliseconds they waited and took in its headers."""
    response.headers["X-Queue-Time"] = f"{queue_ms:.0f}"
    response.headers["X-Inference-Time"] = f"{inference_ms:.0f}"
    response.vary.add("Accept")
    return response


def problem_response(problem: Problem) -> Response:
    """The answer that reports `problem` for the request at hand."""
    response = json_response(problem.document(g.request_id), problem.cause.status, PROBLEM_JSON)
    response.headers.update(problem.headers)
    # For the log and the metrics: two causes may share a status.
    g.cause = problem.cause.slug
    return response
