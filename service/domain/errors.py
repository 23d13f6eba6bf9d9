"""Errors of the service, below one root.

WhosaidError
├── ModelError        a model file is missing, damaged or of another kind; its message names the file
└── SettingError      a setting has a wrong value; its message names the setting
"""

from __future__ import annotations


class WhosaidError(Exception):
    """Root of all errors the service raises itself."""


class ModelError(WhosaidError):
    """The models cannot be loaded."""


class SettingError(WhosaidError):
    """A setting has a wrong value."""
