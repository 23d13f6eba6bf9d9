"""Which media types a client takes."""

from __future__ import annotations

from werkzeug.datastructures import MIMEAccept
from werkzeug.http import parse_accept_header


def accepts(header: str | None, offered: str) -> bool:
    """Whether a client that sent the Accept `header` takes a media type such as application/json.

    The most specific range that matches decides (RFC 9110); parameters of a range (charset) are not looked at; a
    client that sent none, or a blank one, takes anything.
    """
    if header is None or not header.strip():
        return True
    family = offered.partition("/")[0]
    ranks = {"*/*": 0, f"{family}/*": 1, offered: 2}
    matches = [
        (ranks[name], quality)
        for value, quality in parse_accept_header(header, MIMEAccept)
        if (name := value.partition(";")[0].strip().lower()) in ranks
    ]
    return bool(matches) and max(matches)[1] > 0
