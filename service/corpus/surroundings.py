"""What Ray takes from the environment, set while a job lasts and then as it was."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def quiet() -> Iterator[None]:
    """Ray sends nothing about itself anywhere, and its processes tell of nothing but their end.

    It reads how much it tells of when it is imported.
    """
    level = os.environ.get("RAY_BACKEND_LOG_LEVEL", "fatal")
    with _variables(RAY_USAGE_STATS_ENABLED="0", RAY_BACKEND_LOG_LEVEL=level):
        yield


@contextmanager
def guarded() -> Iterator[None]:
    """A Ray that is started here asks at its ports for a token that only this process and those it starts know.

    Whoever reaches a port of Ray's and may speak to it may run what they like.
    """
    try:
        with _variables(RAY_AUTH_MODE="token", RAY_AUTH_TOKEN=secrets.token_hex(32)):
            _read_again()
            yield
    finally:
        _read_again()


@contextmanager
def _variables(**values: str) -> Iterator[None]:
    # Ray sets some of its own besides.
    before = dict(os.environ)
    os.environ.update(values)
    try:
        yield
    finally:
        for name in os.environ.keys() - before.keys():
            del os.environ[name]
        os.environ.update(before)


def _read_again() -> None:
    """Makes this process's part of Ray forget mode and token, which it read at its import or first use."""
    # The mode first: with a mode of tokens and none to be found, Ray ends the process.
    from ray import _raylet  # noqa: PLC0415

    native: Any = _raylet
    native.Config.initialize("")
    native.AuthenticationTokenLoader.instance().reset_cache()
