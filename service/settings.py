"""Settings, read from environment variables once at start."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from environs import Env, EnvError, validate

from service.api.ports import Limits
from service.domain.errors import SettingError

REPOSITORY = Path(__file__).resolve().parent.parent
LOG_LEVELS = ("debug", "info", "warning", "error")


@dataclass(frozen=True, slots=True)
class Settings:
    """What an operator can choose; every field is named like its variable, in lower case."""

    host: str
    port: int
    workers: int
    threads: int
    models: Path
    limits: Limits
    log_level: str

    @property
    def bind(self) -> str:
        """The address to listen on, as host:port, an IPv6 host in brackets."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"


def load() -> Settings:
    """The settings of this process's environment.

    Raises SettingError, which names the variable, where a value is wrong.
    """
    env = Env()
    try:
        return Settings(
            host=env.str("HOST", "127.0.0.1", validate=validate.Length(min=1)),
            port=_number(env, "PORT", 8000, highest=65535),
            workers=_number(env, "WORKERS", 2, highest=256),
            threads=_number(env, "THREADS", 32, highest=1024),
            models=Path(env.str("WHOSAID_MODELS", str(REPOSITORY / "models"), validate=validate.Length(min=1))),
            limits=Limits(
                max_text_chars=_number(env, "MAX_TEXT_CHARS", 100_000),
                max_body_bytes=_number(env, "MAX_BODY_BYTES", 2 * 1024 * 1024),
                max_batch=_number(env, "MAX_BATCH", 32),
                max_batch_chars=_number(env, "MAX_BATCH_CHARS", 400_000),
                max_batch_body_bytes=_number(env, "MAX_BATCH_BODY_BYTES", 40 * 1024 * 1024),
            ),
            log_level=env.str("LOG_LEVEL", "info", validate=validate.OneOf(LOG_LEVELS)),
        )
    except EnvError as error:
        raise SettingError(str(error)) from error


def use_one_compute_thread() -> None:
    """Keeps the numeric libraries to one thread, unless the environment says otherwise; call before they are loaded.

    Workers are what uses further cores, and sums come out the same however many cores a machine has.
    """
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    os.environ.setdefault("MKL_NUM_THREADS", "1")


def _number(env: Env, name: str, default: int, *, highest: int | None = None) -> int:
    return env.int(name, default, validate=validate.Range(min=1, max=highest))
