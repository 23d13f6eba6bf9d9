"""Settings, read from environment variables once at start."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

from environs import Env, EnvError, validate

from service import machine
from service.api.ports import Access, Admission, Limits
from service.domain.errors import SettingError

REPOSITORY = Path(__file__).resolve().parent.parent
LOG_LEVELS = ("debug", "info", "warning", "error")
# Threads beside those that wait with an article: for health and metrics routes, and for bodies on their way.
SPARE_THREADS = 8
HOURS = 24 * 60 * 60
ORIGIN = re.compile(r"\*|https?://[^\s/?#@,]+")
KEY = re.compile(r"[!-~]+")


@dataclass(frozen=True, slots=True)
class Settings:
    """What an operator can choose; every field is named like its variable, in lower case."""

    host: str
    port: int
    workers: int
    threads: int
    models: Path
    limits: Limits
    admission: Admission
    access: Access
    graceful_timeout: int
    max_requests: int
    max_requests_jitter: int
    metrics_dir: Path | None
    log_level: str

    @property
    def bind(self) -> str:
        """The address to listen on, as host:port, an IPv6 host in brackets."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"

    @property
    def local(self) -> bool:
        """Whether only this machine can reach the service."""
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"


def load() -> Settings:
    """The settings of this process's environment.

    Raises SettingError, which names the variable, where a value is wrong.
    """
    env = Env()
    try:
        return _load(env)
    except EnvError as error:
        raise SettingError(str(error)) from error


def _load(env: Env) -> Settings:
    threads = _number(env, "THREADS", 32, highest=1024)
    folder = env.str("METRICS_DIR", "")
    return Settings(
        host=env.str("HOST", "127.0.0.1", validate=validate.Length(min=1)),
        port=_number(env, "PORT", 8000, highest=65535),
        workers=_number(env, "WORKERS", machine.workers(), highest=256),
        threads=threads,
        models=Path(env.str("WHOSAID_MODELS", str(REPOSITORY / "models"), validate=validate.Length(min=1))),
        limits=Limits(
            max_text_chars=_number(env, "MAX_TEXT_CHARS", 100_000),
            max_body_bytes=_number(env, "MAX_BODY_BYTES", 2 * 1024 * 1024),
            max_batch=_number(env, "MAX_BATCH", 32),
            max_batch_chars=_number(env, "MAX_BATCH_CHARS", 400_000),
            max_batch_body_bytes=_number(env, "MAX_BATCH_BODY_BYTES", 40 * 1024 * 1024),
        ),
        admission=_admission(env, threads),
        access=Access(_keys(env), _origins(env)),
        graceful_timeout=_number(env, "GRACEFUL_TIMEOUT", 75, highest=HOURS),
        max_requests=_number(env, "MAX_REQUESTS", 0, lowest=0),
        max_requests_jitter=_number(env, "MAX_REQUESTS_JITTER", 0, lowest=0),
        metrics_dir=Path(folder) if folder else None,
        log_level=env.str("LOG_LEVEL", "info", validate=validate.OneOf(LOG_LEVELS)),
    )


def use_one_compute_thread() -> None:
    """Keeps the numeric libraries to one thread, unless the environment says otherwise; call before they are loaded.

    Workers are what uses further cores, and sums come out the same however many cores a machine has.
    """
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    os.environ.setdefault("MKL_NUM_THREADS", "1")


def one_compute_thread() -> bool:
    """Whether the numeric libraries of this process have one thread."""
    return os.environ.get("OMP_NUM_THREADS") == os.environ.get("MKL_NUM_THREADS") == "1"


def _admission(env: Env, threads: int) -> Admission:
    waiting = _number(env, "QUEUE_LIMIT", 8, lowest=0, highest=1000)
    # One article is read while the others wait.
    if threads < waiting + 1 + SPARE_THREADS:
        raise SettingError(
            f"THREADS is {threads}; with a QUEUE_LIMIT of {waiting} it must be at least {waiting + 1 + SPARE_THREADS}, "
            "so that health routes never wait for an article"
        )
    return Admission(
        queue_limit=waiting,
        deadline=_number(env, "DEADLINE_SECONDS", 60, highest=HOURS),
        body_timeout=_number(env, "BODY_TIMEOUT", 30, highest=HOURS),
        # At least half of the spare threads are never held by a slow client.
        body_limit=threads - waiting - 1 - SPARE_THREADS // 2,
    )


def _keys(env: Env) -> tuple[str, ...]:
    """The keys of API_KEYS and of API_KEYS_FILE together; messages never quote one."""
    keys = _split("API_KEYS", env.str("API_KEYS", ""), ",")
    if name := env.str("API_KEYS_FILE", ""):
        try:
            content = Path(name).read_text(encoding="utf8")
        except (OSError, UnicodeDecodeError) as error:
            raise SettingError(f"API_KEYS_FILE: cannot read {name}: {type(error).__name__}") from error
        # A file that holds no key was hardly meant to let everybody in.
        keys += _split("API_KEYS_FILE", content or "\n", "\n")
    for number, key in enumerate(keys, 1):
        if not KEY.fullmatch(key):
            raise SettingError(f"API_KEYS, API_KEYS_FILE: key {number} is not of visible ASCII characters alone")
    return keys


def _origins(env: Env) -> tuple[str, ...]:
    origins = _split("CORS_ORIGINS", env.str("CORS_ORIGINS", ""), ",")
    for origin in origins:
        if not ORIGIN.fullmatch(origin):
            raise SettingError(f"CORS_ORIGINS: {origin!r} is neither * nor an origin such as https://desk.example.org")
    return origins


def _split(name: str, text: str, by: str) -> tuple[str, ...]:
    """The parts of `text` without blank ones.  Raises SettingError where it is not empty and has none."""
    parts = tuple(part for each in text.split(by) if (part := each.strip()))
    if text and not parts:
        raise SettingError(f"{name} names nothing; unset it for none")
    return parts


def _number(env: Env, name: str, default: int, *, lowest: int = 1, highest: int | None = None) -> int:
    return env.int(name, default, validate=validate.Range(min=lowest, max=highest))
