"""What the application server runs: ``gunicorn 'service.wsgi:build()'``."""

from __future__ import annotations

import signal
from pathlib import Path
from types import FrameType
from typing import Any

import structlog
from flask import Flask

from service import logs, machine, settings
from service.api import metrics_folder
from service.api.app import METRICS, PHASE, create_app
from service.domain.errors import WhosaidError
from service.settings import Settings

PIPELINE = "whosaid.pipeline"

log = structlog.get_logger("whosaid.server")


def build() -> Flask:
    """The application with its models loaded, from the settings in the environment.

    Ends the process with a message where a setting is wrong or a model cannot be loaded.
    """
    # Imported here, since it takes seconds: a wrong setting is told at once.
    try:
        chosen = settings.load()
        machine.return_large_blocks()
        from service.pipeline import Pipeline  # noqa: PLC0415

        return assemble(chosen, Pipeline.load(chosen.models))
    except WhosaidError as error:
        raise SystemExit(f"whosaid: {error}") from error


def assemble(chosen: Settings, pipeline: Any) -> Flask:
    """The application of a loaded `pipeline` (an Extractor with a `warm_up` method) with the `chosen` settings."""
    logs.configure(chosen.log_level)
    if not chosen.access.keys and not chosen.local:
        log.warning("anybody who reaches this service may use it: API_KEYS is not set", host=chosen.host)
    app = create_app(pipeline, chosen.limits, chosen.admission, chosen.access, machine.return_free_memory)
    app.extensions[PIPELINE] = pipeline
    return app


def begin(app: Flask, shared_metrics: Path | None, process: int) -> None:
    """Makes a worker that was just forked ready: its metrics, its models run once, and what it does on SIGTERM.

    `shared_metrics` is the folder of the metrics, None where there is none.
    """
    try:
        if shared_metrics is None:
            app.extensions[METRICS].switch_off()
        else:
            metrics_folder.reserve(shared_metrics, process)
            app.extensions[METRICS].model(app.extensions[PIPELINE].info)
    except OSError as error:
        log.warning("this worker counts nothing: no room for its metrics", error=error.strerror, worker=process)
        app.extensions[METRICS].switch_off()
    warm_up(app)
    refuse_on_sigterm(app)


def rehearse(app: Flask) -> None:
    """Has the models of `app` make in this process what they keep for later articles; those forked from it share it.

    Not where they compute on several threads, which a fork does not take along.
    """
    app.extensions[PIPELINE].rehearse()
    machine.return_free_memory()


def warm_up(app: Flask) -> None:
    """Runs the models of `app`, which build() made, once, so that its first article is answered as fast as the rest."""
    app.extensions[PIPELINE].warm_up()


def refuse_on_sigterm(app: Flask) -> None:
    """Makes `app` refuse further articles from SIGTERM on; what the server does then, drain and end, comes after."""
    after = signal.getsignal(signal.SIGTERM)

    def refuse(number: int, frame: FrameType | None) -> None:
        app.extensions[PHASE].stopping = True
        if callable(after):
            after(number, frame)

    signal.signal(signal.SIGTERM, refuse)
