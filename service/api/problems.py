"""What can go wrong with a request, as RFC 9457 problem details."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from types import MappingProxyType
from typing import Any

from service.domain.errors import WhosaidError

MAX_ERRORS = 50
MAX_UNKNOWN = 1000
MAX_TOKEN = 200


@dataclass(frozen=True, slots=True)
class Cause:
    """A kind of problem: the last part of its `type` URI, its status and its title."""

    slug: str
    status: int
    title: str


NOT_JSON = Cause("not-json", 400, "The body is not JSON")
NOT_UTF8 = Cause("not-utf8", 400, "The body is not UTF-8")
UNREADABLE_BODY = Cause("unreadable-body", 400, "The body could not be read")
KEY_REQUIRED = Cause("key-required", 401, "A key is required")
NOT_HTTP = Cause("not-http", 400, "The request is not HTTP as this service reads it")
NO_SUCH_ROUTE = Cause("no-such-route", 404, "No such route")
METHOD_NOT_ALLOWED = Cause("method-not-allowed", 405, "The route does not take this method")
NOT_ACCEPTABLE = Cause("not-acceptable", 406, "No acceptable form of the answer")
BODY_TIMEOUT = Cause("body-timeout", 408, "The body did not arrive in time")
BODY_TOO_LARGE = Cause("body-too-large", 413, "The body is too large")
TEXT_TOO_LONG = Cause("text-too-long", 413, "The text is too long")
BATCH_TOO_LONG = Cause("batch-too-long", 413, "The texts of the batch are too long together")
UNSUPPORTED_MEDIA_TYPE = Cause("unsupported-media-type", 415, "The body must be application/json in UTF-8")
LINE_TOO_LONG = Cause("line-too-long", 414, "The address is too long")
EXPECTATION_FAILED = Cause("expectation-failed", 417, "The expectation cannot be met")
INVALID_FIELDS = Cause("invalid-fields", 422, "A field is wrong")
QUEUE_FULL = Cause("queue-full", 429, "The queue is full")
TOO_MANY_BODIES = Cause("too-many-bodies", 429, "Too many requests are being received")
HEAD_TOO_LARGE = Cause("head-too-large", 431, "The headers are too large")
# Nobody reads this answer; the status, which other servers use too, is for the log and the metrics.
CLIENT_GONE = Cause("client-gone", 499, "The client closed the connection")
NOT_READY = Cause("not-ready", 503, "No room for further articles")
SHUTTING_DOWN = Cause("shutting-down", 503, "The service is shutting down")
METRICS_UNAVAILABLE = Cause("metrics-unavailable", 503, "There are no metrics")
EXTRACTION_FAILED = Cause("extraction-failed", 503, "The article could not be analysed")
DEADLINE_EXCEEDED = Cause("deadline-exceeded", 504, "The article took too long")


@dataclass(frozen=True, slots=True)
class FieldError:
    """One wrong field: a JSON pointer (RFC 6901) into the request's body, and what is wrong there."""

    pointer: str
    detail: str


class Problem(WhosaidError):
    """A request that cannot be answered as asked; `detail` and `errors` must not quote the article.

    `headers` go with the answer.
    """

    def __init__(
        self,
        cause: Cause,
        detail: str,
        errors: tuple[FieldError, ...] = (),
        headers: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        super().__init__(detail)
        self.cause = cause
        self.detail = detail
        self.errors = errors
        self.headers = headers

    def document(self, request_id: str) -> dict[str, Any]:
        """The body of the answer."""
        document: dict[str, Any] = {
            "type": f"/problems/{self.cause.slug}",
            "title": self.cause.title,
            "status": self.cause.status,
            "detail": self.detail,
            "request_id": request_id,
        }
        if self.errors:
            document["errors"] = [{"pointer": error.pointer, "detail": error.detail} for error in self.errors]
        return document


def invalid_fields(messages: Mapping[Any, Any]) -> Problem:
    """The problem that marshmallow's error `messages` describe, its errors sorted by pointer, at most MAX_ERRORS."""
    errors = sorted(_flat(messages, ""), key=lambda error: (error.pointer, error.detail))
    count = "1 error" if len(errors) == 1 else f"{len(errors)} errors"
    return Problem(INVALID_FIELDS, f"The request has {count}.", tuple(errors[:MAX_ERRORS]))


def refuse_flood(data: Mapping[str, Any], known: Container[str]) -> None:
    """Raises Problem where more than MAX_UNKNOWN fields of `data` are unknown.

    Looking at them all takes far more time than sending them, while articles wait for the processor.
    """
    unknown = list(islice((name for name in data if name not in known), MAX_UNKNOWN + 1))
    if len(unknown) > MAX_UNKNOWN:
        errors = tuple(FieldError(f"/{_token(name)}", "Unknown field.") for name in unknown[:MAX_ERRORS])
        raise Problem(INVALID_FIELDS, f"The request has more than {MAX_UNKNOWN} unknown fields.", errors)


def _flat(messages: Any, pointer: str) -> Iterator[FieldError]:
    if isinstance(messages, Mapping):
        for key, inner in messages.items():
            yield from _flat(inner, pointer if key == "_schema" else f"{pointer}/{_token(str(key))}")
    else:
        for message in [messages] if isinstance(messages, str) else messages:
            yield FieldError(pointer, str(message))


def _token(key: str) -> str:
    # An unknown field's name is the caller's own and may be as long as the body.
    return key[:MAX_TOKEN].replace("~", "~0").replace("/", "~1")
