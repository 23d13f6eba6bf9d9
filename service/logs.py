"""Logging: one JSON object a line on standard error, never a word of an article."""

from __future__ import annotations

import logging
import sys
from typing import Any

import structlog

from service.domain.errors import frames


def configure(level: str) -> None:
    """Sends every event of `level` (debug, info, warning, error) and above to standard error as JSON.

    Those of libraries, which use the standard logging, come in the same form.
    """
    structlog.configure(
        processors=[*_shared(), structlog.processors.JSONRenderer()],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level.upper()]),
        logger_factory=_logger,
        cache_logger_on_first_use=False,
    )
    root = logging.getLogger()
    if not any(isinstance(handler, StandardError) for handler in root.handlers):
        root.addHandler(StandardError())
    root.setLevel(level.upper())


def gunicorn(level: str) -> dict[str, Any]:
    """What gunicorn's ``logconfig_dict`` takes, so that its own events come in the same form.

    Its events of the level debug are left out: each request's path is among them, the caller's own words.
    """
    least = "INFO" if level == "debug" else level.upper()
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "handlers": {"stderr": {"()": StandardError}},
        "root": {"level": level.upper(), "handlers": ["stderr"]},
        "loggers": {
            "gunicorn.error": {"level": least, "handlers": ["stderr"], "propagate": False},
            # The service logs each request itself, without its path.
            "gunicorn.access": {"level": "CRITICAL", "handlers": [], "propagate": False},
        },
    }


class StandardError(logging.Handler):
    """Writes records to standard error as JSON."""

    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(Lines())

    def emit(self, record: logging.LogRecord) -> None:
        """Writes `record`."""
        try:
            _logger().msg(self.format(record))
        except Exception:
            self.handleError(record)


class Lines(structlog.stdlib.ProcessorFormatter):
    """Formats records of the standard logging as JSON."""

    def __init__(self) -> None:
        super().__init__(
            processors=[self.remove_processors_meta, structlog.processors.JSONRenderer()],
            foreign_pre_chain=[structlog.stdlib.add_logger_name, *_shared()],
        )

    def format(self, record: logging.LogRecord) -> str:
        """`record` as JSON.  An exception comes without its message, and its event without what was filled in there.

        Both may quote what a caller sent: a path, or a piece of an article.
        """
        if record.exc_info:
            error = record.exc_info[1]
            told = {**record.__dict__, "args": (), "exc_info": None, "exc_text": None}
            told["msg"] = f"{record.msg}\n{''.join(frames(error))}"
            record = logging.makeLogRecord(told)
        return super().format(record)


def _logger(*_: Any) -> structlog.WriteLogger:
    # Looked up for each event: tests put another standard error in its place.
    return structlog.WriteLogger(sys.stderr)


def _shared() -> list[structlog.typing.Processor]:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
