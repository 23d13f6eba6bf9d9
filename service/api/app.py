"""The Flask application."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask

from service import __version__
from service.api import access, batch_routes, compression, dashboard, docs, errors, observe, operation, routes, samples
from service.api.documentation import complete
from service.api.inference import USUAL, Desk, never
from service.api.metrics import Metrics
from service.api.operation import Phase
from service.api.parsing import MAX_BATCH_BODY_BYTES, MAX_BODY_BYTES, RECEPTION, ProblemApi
from service.api.patience import Reception
from service.api.ports import Access, Admission, Extractor, Limits

METRICS = "whosaid.metrics"
PHASE = "whosaid.phase"
ANYONE = Access()


def create_app(
    extractor: Extractor,
    limits: Limits,
    admission: Admission = USUAL,
    allowed: Access = ANYONE,
    tidy: Callable[[], object] = never,
) -> Flask:
    """The application that answers the contract's routes with `extractor`, within `limits`.

    `tidy` is called now and then, when an article has been read, by the thread that reads (see Desk).
    Its extensions hold its Metrics under METRICS and its Phase under PHASE, for what starts and stops it.
    """
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
    metrics, phase = Metrics(), Phase()
    metrics.model(extractor.info)
    desk = Desk(extractor, admission, metrics, tidy)
    app.extensions |= {
        METRICS: metrics, PHASE: phase, RECEPTION: Reception(admission.body_timeout, admission.body_limit),
    }  # fmt: skip
    # What is installed first sees a request first and its answer last.
    observe.install(app, metrics)
    access.install(app, allowed, lambda: phase.stopping)
    compression.install(app)
    api = ProblemApi(app)
    errors.install(app)
    for blueprint in (
        routes.quotes(desk, extractor, limits),
        batch_routes.batch(desk, extractor, limits),
        routes.info(extractor, limits, admission),
        operation.health(desk, phase),
        operation.monitoring(metrics),
        docs.docs(lambda: complete(api.spec)),
        dashboard.dashboard(),
        samples.samples(),
    ):
        api.register_blueprint(blueprint)
    return app
