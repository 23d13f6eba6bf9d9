"""Who may send articles: API keys, and the origins whose web pages may."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable

from flask import Flask, Response, request

from service.api.ports import Access
from service.api.problems import KEY_REQUIRED, SHUTTING_DOWN, Problem

PREFLIGHT_SECONDS = "600"
SENT = "Accept, Authorization, Content-Type, X-Request-ID"
SHOWN = "Retry-After, X-Inference-Time, X-Queue-Time, X-Request-ID"


def install(app: Flask, access: Access, stopping: Callable[[], bool]) -> None:
    """Makes `app` refuse POST requests without a key where keys are set, and all of them once it is `stopping`.

    Pages of the allowed origins are told that they may send requests and read answers (CORS).
    """
    digests = tuple(_digest(key) for key in access.keys)

    def admit() -> None:
        # A path that matches no route gets its 404, whatever the method.
        if request.method != "POST" or request.url_rule is None:
            return
        if digests:
            _require_key(request.headers.get("Authorization", ""), digests)
        if stopping():
            raise Problem(SHUTTING_DOWN, "Send the request again: another process will answer it.")

    def share(response: Response) -> Response:
        return _share(response, access.origins)

    app.before_request(admit)
    if access.origins:
        app.after_request(share)


def _digest(key: str) -> bytes:
    # Digests have one length, so that comparing them tells nothing of a key's.
    return hashlib.sha256(key.encode(errors="surrogateescape")).digest()


def _require_key(header: str, digests: tuple[bytes, ...]) -> None:
    scheme, _, given = header.partition(" ")
    # Every key is compared, whether or not one before it was right.
    right = sum(hmac.compare_digest(_digest(given.strip()), digest) for digest in digests)
    if scheme.lower() != "bearer" or not right:
        detail = "Send the header Authorization: Bearer KEY." if not header else "The key is not one of this service's."
        raise Problem(KEY_REQUIRED, detail, headers={"WWW-Authenticate": "Bearer"})


def _share(response: Response, origins: tuple[str, ...]) -> Response:
    """`response` with the headers of CORS; it differs by origin for caches even where the origin is not allowed."""
    anyone = "*" in origins
    origin = request.headers.get("Origin", "")
    preflight = request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers
    if not anyone:
        response.vary.add("Origin")
    if preflight:
        response.vary.update(["Access-Control-Request-Method", "Access-Control-Request-Headers"])
    if not origin or not (anyone or origin in origins):
        return response
    response.headers["Access-Control-Allow-Origin"] = "*" if anyone else origin
    if preflight:
        response.headers["Access-Control-Allow-Methods"] = response.headers.get("Allow", "")
        response.headers["Access-Control-Allow-Headers"] = SENT
        response.headers["Access-Control-Max-Age"] = PREFLIGHT_SECONDS
    else:
        response.headers["Access-Control-Expose-Headers"] = SHOWN
    return response
