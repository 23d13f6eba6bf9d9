"""Names, in the sense of URIs, for what an answer tells about: the article, its quotes and its speakers.

The same article, described in the same way and read by the same models, gets the same names every time.
"""

from __future__ import annotations

import base64
import hashlib
import json
import uuid

from service.api.requests import QuotesRequest
from service.domain.extraction import ModelInfo


class Names:
    """The URIs of one article, of what was found in it and of the software that found it."""

    def __init__(self, request: QuotesRequest, info: ModelInfo) -> None:
        digest = hashlib.sha256(request.text.encode()).digest()
        # RFC 6920: names a text by what it says, for one that came without an address.
        self.article = request.url or f"ni:///sha-256;{base64.urlsafe_b64encode(digest).decode().rstrip('=')}"
        self.software = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(["whosaid", info.name, info.version])).urn
        described = [digest.hex(), request.id, request.url, info.name, info.version]
        self._space = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(described))

    def of(self, *parts: str) -> str:
        """The URN of the thing in the article that `parts` tell apart from all others, such as a quote's id."""
        return uuid.uuid5(self._space, json.dumps(parts)).urn
