"""Fields of a request: strict about types, silent about what was sent."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from marshmallow import ValidationError, fields

# datetime.fromisoformat takes any character between date and time, ISO 8601 only a T.
ISO_8601 = re.compile(r"[0-9W-]+(?:T[0-9:.,]+(?:Z|[+-][0-9:]+)?)?")
BLANK_OR_CONTROL = re.compile(r"[\s\x00-\x1f\x7f]")


class Text(fields.String):
    """A string that UTF-8 can hold: a JSON escape can name half of a surrogate pair, which is no character."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> str:
        if not isinstance(value, str):
            raise self.make_error("invalid")
        try:
            value.encode()
        except UnicodeEncodeError as error:
            raise ValidationError(f"A lone surrogate stands at code point {error.start}.") from error
        return value


class Fraction(fields.Float):
    """A JSON number; a boolean or a string of digits is none."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.make_error("invalid")
        return float(value)


def check_url(value: str) -> None:
    """Raises ValidationError where `value` is not an absolute http or https URL."""
    try:
        parts = urlsplit(value)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 0) >= 0
    except ValueError:
        good = False
    if not good or BLANK_OR_CONTROL.search(value):
        raise ValidationError("Not an http or https URL.")


def check_published(value: str) -> None:
    """Raises ValidationError where `value` is not an ISO 8601 date or date-time."""
    try:
        datetime.fromisoformat(value)
        good = ISO_8601.fullmatch(value) is not None
    except ValueError:
        good = False
    if not good:
        raise ValidationError("Not an ISO 8601 date or date-time.")
