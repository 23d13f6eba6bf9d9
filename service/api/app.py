"""The Flask application."""

from __future__ import annotations

from flask import Flask

from service import __version__
from service.api import errors, observe, routes
from service.api.parsing import MAX_BODY_BYTES, ProblemApi
from service.api.ports import Extractor, Limits


def create_app(extractor: Extractor, limits: Limits) -> Flask:
    """The application that answers the contract's routes with `extractor`, within `limits`."""
    app = Flask("whosaid", static_folder=None)
    # //v1/quotes is no such route, rather than a redirect.
    app.url_map.merge_slashes = False
    app.config.update(
        {
            MAX_BODY_BYTES: limits.max_body_bytes,
            "API_TITLE": "Whosaid",
            "API_VERSION": __version__,
            "OPENAPI_VERSION": "3.1.0",
            "OPENAPI_URL_PREFIX": "/",
        }
    )
    observe.install(app)
    api = ProblemApi(app)
    errors.install(app)
    for blueprint in (routes.quotes(extractor, limits), routes.info(extractor, limits), routes.health()):
        api.register_blueprint(blueprint)
    return app
