"""The routes for load balancers and monitoring, none of which waits for an article."""

from __future__ import annotations

from flask import Response

from service.api.answers import StatusSchema
from service.api.documentation import problems
from service.api.inference import Desk
from service.api.metrics import CONTENT_TYPE, Metrics
from service.api.parsing import JsonBlueprint
from service.api.problems import METRICS_UNAVAILABLE, NOT_READY, SHUTTING_DOWN, Problem
from service.api.responses import JSON, json_response


class Phase:
    """How far the life of this process is; `stopping` is set once, from a signal handler, and so is a plain value."""

    def __init__(self) -> None:
        self.stopping = False


def health(desk: Desk, phase: Phase) -> JsonBlueprint:
    """The blueprint of the health routes.  The models are loaded before the port opens and need no look."""
    blueprint = JsonBlueprint("health", __name__, description="For load balancers")

    @blueprint.route("/healthz")
    @blueprint.response(200, StatusSchema, content_type=JSON)
    @blueprint.doc(operationId="get_health")
    def alive() -> Response:
        """Tell that the process is alive."""
        return json_response({"status": "alive"})

    @blueprint.route("/readyz")
    @problems(blueprint, 503)
    @blueprint.response(200, StatusSchema, content_type=JSON)
    @blueprint.doc(operationId="get_readiness")
    def ready() -> Response:
        """Tell that articles can be sent: there is room in the queue, and the process is to stay."""
        if phase.stopping:
            raise Problem(SHUTTING_DOWN, "This process takes no further articles.")
        if desk.full:
            raise Problem(NOT_READY, "The queue is full.", headers={"Retry-After": "1"})
        return json_response({"status": "ready"})

    return blueprint


def monitoring(metrics: Metrics) -> JsonBlueprint:
    """The blueprint of GET /metrics."""
    blueprint = JsonBlueprint("monitoring", __name__, description="For monitoring")

    @blueprint.route("/metrics")
    @problems(blueprint, 503)
    @blueprint.response(200, {"type": "string"}, content_type="text/plain")
    @blueprint.doc(operationId="get_metrics")
    def get() -> Response:
        """Tell counts and times of all workers, in Prometheus' text format."""
        text = metrics.text()
        if text is None:
            raise Problem(METRICS_UNAVAILABLE, "The folder of the metrics cannot be used; see the log.")
        return Response(text, content_type=CONTENT_TYPE)

    return blueprint
