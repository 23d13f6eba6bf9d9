"""Large answers, compressed for clients that say they take gzip."""

from __future__ import annotations

import gzip

from flask import Flask, Response, request

LEAST_BYTES = 1024
# Higher levels cost more time than the bytes are worth.
LEVEL = 5
TYPES = (
    "application/json", "application/ld+json", "application/problem+json", "application/javascript", "image/svg+xml",
)  # fmt: skip


def install(app: Flask) -> None:
    """Compresses the answers of `app`; equal answers give equal bytes.  Streamed ones are left alone."""
    app.after_request(compress)


def compress(response: Response) -> Response:
    """`response`, its body compressed where it is large, of text, whole, and the client takes gzip."""
    kind = response.mimetype or ""
    if not (kind in TYPES or kind.startswith("text/")):
        return response
    # Also where it is not compressed: a cache must not hand the one to a client of the other.
    response.vary.add("Accept-Encoding")
    if response.is_streamed or response.direct_passthrough or "Content-Encoding" in response.headers:
        return response
    if response.status_code == 304 or request.accept_encodings["gzip"] <= 0:
        return response
    body = response.get_data()
    if len(body) >= LEAST_BYTES:
        response.set_data(gzip.compress(body, LEVEL, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
        # The bytes are others, so what a strong tag stood for is gone; a weak one stands for the content.
        if not response.headers.get("ETag", "").startswith("W/"):
            response.headers.pop("ETag", None)
    return response
