"""Files that this service sends to browsers: read once, tagged, compressed like every other answer."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from flask import Response, request

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
}


def send(path: Path) -> Response:
    """The file at `path`, or 304 where the browser has it already.

    Browsers keep it but ask again each time, so that an update of the service shows at once.
    """
    body, tag = _read(path)
    response = Response(body, content_type=TYPES[path.suffix])
    # Weak, because the same file is sent compressed and not.
    response.set_etag(tag, weak=True)
    response.headers["Cache-Control"] = "no-cache"
    response.make_conditional(request)
    return response


@cache
def _read(path: Path) -> tuple[bytes, str]:
    body = path.read_bytes()
    return body, hashlib.sha256(body).hexdigest()[:32]
