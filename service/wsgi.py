"""What the application server runs: ``gunicorn 'service.wsgi:build()'``."""

from __future__ import annotations

from flask import Flask

from service import logs, settings
from service.api.app import create_app
from service.domain.errors import WhosaidError
from service.pipeline import Pipeline

PIPELINE = "whosaid.pipeline"


def build() -> Flask:
    """The application with its models loaded, from the settings in the environment.

    Ends the process with a message where a setting is wrong or a model cannot be loaded.
    """
    try:
        chosen = settings.load()
        logs.configure(chosen.log_level)
        pipeline = Pipeline.load(chosen.models)
    except WhosaidError as error:
        raise SystemExit(f"whosaid: {error}") from error
    app = create_app(pipeline, chosen.limits)
    app.extensions[PIPELINE] = pipeline
    return app


def warm_up(app: Flask) -> None:
    """Runs the models of `app`, which build() made, once, so that its first article is answered as fast as the rest."""
    app.extensions[PIPELINE].warm_up()
