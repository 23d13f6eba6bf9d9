"""From the bytes of a request to a JSON value."""

from __future__ import annotations

import json
from typing import Any, NoReturn

from flask import Request

from service.api.problems import (
    BODY_TOO_LARGE,
    NOT_JSON,
    NOT_UTF8,
    UNREADABLE_BODY,
    UNSUPPORTED_MEDIA_TYPE,
    Problem,
)

CUT_OFF = "The body ended early or is wrongly encoded."


def read_json(request: Request, max_bytes: int) -> Any:
    """The JSON value in the body of `request`; all its numbers are floats.

    Raises Problem for a body that is too large, of another media type, cut off, not UTF-8 or not JSON, in that order.
    """
    if (request.content_length or 0) > max_bytes:
        raise _too_large(max_bytes)
    _check_media_type(request)
    return _parse(_decode(_read(request, max_bytes)))


def _check_media_type(request: Request) -> None:
    if request.mimetype != "application/json":
        raise Problem(UNSUPPORTED_MEDIA_TYPE, "Send the request with Content-Type: application/json.")
    charset = request.mimetype_params.get("charset", "utf-8")
    if charset.lower() not in ("utf-8", "utf8"):
        raise Problem(UNSUPPORTED_MEDIA_TYPE, "The only charset of a request is utf-8.")
    if request.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise Problem(UNSUPPORTED_MEDIA_TYPE, "Send the body without a content coding.")


def _read(request: Request, max_bytes: int) -> bytes:
    # One byte more than allowed tells a body of the full size from a larger one that did not announce its length.
    body = bytearray()
    try:
        while len(body) <= max_bytes and (chunk := request.stream.read(max_bytes + 1 - len(body))):
            body += chunk
    except Exception as error:
        # Servers signal a body that is wrongly chunked or ends early by errors of their own, some not at all.
        raise Problem(UNREADABLE_BODY, CUT_OFF) from error
    if len(body) > max_bytes:
        raise _too_large(max_bytes)
    if len(body) < (request.content_length or 0):
        raise Problem(UNREADABLE_BODY, CUT_OFF)
    return bytes(body)


def _decode(body: bytes) -> str:
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Problem(NOT_UTF8, f"The body is not UTF-8 at byte {error.start}.") from error


def _parse(body: str) -> Any:
    try:
        # Every number of the contract is a fraction, and Python refuses to read integers of thousands of digits.
        return json.loads(body, parse_int=float, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        raise Problem(NOT_JSON, f"{error.msg} at line {error.lineno}, column {error.colno}.") from error
    except RecursionError as error:
        raise Problem(NOT_JSON, "The JSON is nested too deeply.") from error


def _refuse_constant(name: str) -> NoReturn:
    raise Problem(NOT_JSON, f"{name} is not JSON.")


def _too_large(max_bytes: int) -> Problem:
    return Problem(BODY_TOO_LARGE, f"A body may have up to {max_bytes} bytes.")
