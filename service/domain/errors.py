"""Errors of the service, below one root.

WhosaidError
├── ModelError        a model file is missing, damaged or of another kind; its message names the file
└── SettingError      a setting has a wrong value; its message names the setting
"""

from __future__ import annotations

import traceback
from collections.abc import Iterator


class WhosaidError(Exception):
    """Root of all errors the service raises itself."""


class ModelError(WhosaidError):
    """The models cannot be loaded."""


class SettingError(WhosaidError):
    """A setting has a wrong value."""


def frames(error: BaseException | None) -> Iterator[str]:
    """Types and source lines of `error` and what led to it; no messages, which may quote the article."""
    while error is not None:
        yield f"{type(error).__name__}\n{''.join(traceback.format_tb(error.__traceback__))}"
        error = error.__cause__ or error.__context__
