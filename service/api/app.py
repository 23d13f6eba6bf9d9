"""The Flask application."""

from __future__ import annotations

from flask import Flask

from service import __version__
from service.api import batch_routes, docs, errors, observe, routes
from service.api.documentation import complete
from service.api.inference import Desk
from service.api.parsing import MAX_BATCH_BODY_BYTES, MAX_BODY_BYTES, ProblemApi
from service.api.ports import Extractor, Limits


def create_app(extractor: Extractor, limits: Limits) -> Flask:
    """The application that answers the contract's routes with `extractor`, within `limits`."""
    app = Flask("whosaid", static_folder=None)
    # //v1/quotes is no such route, rather than a redirect.
    app.url_map.merge_slashes = False
    app.config.update(
        {
            MAX_BODY_BYTES: limits.max_body_bytes,
            MAX_BATCH_BODY_BYTES: limits.max_batch_body_bytes,
            "API_TITLE": "Whosaid",
            "API_VERSION": __version__,
            "OPENAPI_VERSION": "3.1.0",
        }
    )
    observe.install(app)
    api = ProblemApi(app)
    errors.install(app)
    desk = Desk(extractor)
    for blueprint in (
        routes.quotes(desk, extractor, limits),
        batch_routes.batch(desk, extractor, limits),
        routes.info(extractor, limits),
        routes.health(),
        docs.docs(lambda: complete(api.spec)),
    ):
        api.register_blueprint(blueprint)
    return app
