"""Every error as problem+json."""

from __future__ import annotations

import re

import structlog
from flask import Flask, Response
from werkzeug.exceptions import HTTPException

from service.api import problems
from service.api.problems import Cause, Problem
from service.api.responses import problem_response
from service.domain.errors import frames

CAUSES = {
    cause.status: cause
    for cause in (
        problems.NO_SUCH_ROUTE,
        problems.METHOD_NOT_ALLOWED,
        problems.NOT_ACCEPTABLE,
        problems.BODY_TOO_LARGE,
        problems.UNSUPPORTED_MEDIA_TYPE,
    )
}

log = structlog.get_logger("whosaid.errors")


def install(app: Flask) -> None:
    """Makes `app` answer every exception as problem+json."""
    app.register_error_handler(Problem, problem_response)
    app.register_error_handler(HTTPException, http_error)
    app.register_error_handler(Exception, _unexpected)


def http_error(error: HTTPException) -> Response:
    """The answer to an error of Flask's own, with the headers its status needs (Allow)."""
    response = error.get_response()
    status = response.status_code
    cause = CAUSES.get(status) or Cause(re.sub(r"\W+", "-", error.name.lower()), status, error.name)
    answer = problem_response(Problem(cause, error.description or error.name))
    if "Allow" in response.headers:
        # Flask joins the methods in no fixed order.
        answer.headers["Allow"] = ", ".join(sorted(response.headers["Allow"].split(", ")))
    return answer


def problem_of(error: Exception) -> Problem:
    """The problem that `error` is to a caller; one that is not a Problem already is logged."""
    if isinstance(error, Problem):
        return error
    log.error("unexpected", errors=list(frames(error)))
    return Problem(problems.EXTRACTION_FAILED, "An unexpected error was logged under the request's id.")


def _unexpected(error: Exception) -> Response:
    return problem_response(problem_of(error))
