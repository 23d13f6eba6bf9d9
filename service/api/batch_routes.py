"""The route of several articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from flask import Response, g, request, stream_with_context

from service.api.batch import Batch, Result
from service.api.batch_schema import batch_schema
from service.api.documentation import ARTICLE_PROBLEMS, BATCH_SCHEMAS, EXAMPLE, SECURITY, TIMES, problems
from service.api.inference import Desk
from service.api.negotiation import MediaType, choose
from service.api.parsing import BatchBlueprint
from service.api.patience import gone
from service.api.ports import Extractor, Limits
from service.api.problems import NOT_ACCEPTABLE, Problem
from service.api.requests import BatchRequest
from service.api.responses import json_response, timed_response
from service.api.serialise import encode

JSON = MediaType("application/json")
NDJSON = MediaType("application/x-ndjson")


def batch(desk: Desk, extractor: Extractor, limits: Limits) -> BatchBlueprint:
    """The blueprint of POST /v1/quotes/batch."""
    blueprint = BatchBlueprint("batch", __name__, description="Several articles at once")
    blueprint.before_request(_choose_form)

    @blueprint.route("/v1/quotes/batch", methods=["POST"])
    @problems(blueprint, *ARTICLE_PROBLEMS)
    @blueprint.response(200, headers=TIMES)
    @blueprint.doc(operationId="extract_quotes_batch", security=SECURITY, responses={200: {"content": BATCH_SCHEMAS}})
    @blueprint.arguments(batch_schema(limits), example={"articles": [EXAMPLE]})
    def post(articles: BatchRequest) -> Response:
        """Find the quotes of several articles.

        An article that is wrong or fails costs its own result alone.  As JSON the results come in the order of the
        articles; as NDJSON each is sent as soon as it is there, without X-Queue-Time and X-Inference-Time.
        """
        results = Batch(articles, extractor.info, g.request_id).results(desk, gone(request))
        return _stream(results) if g.media_type == NDJSON else _whole(results)

    return blueprint


def _whole(results: Iterable[Result]) -> Response:
    """All results in the order of their articles, with the longest time in the queue and that of all inference."""
    ordered = sorted(results, key=lambda result: result.index)
    times = [result.timed for result in ordered if result.timed is not None]
    response = json_response({"results": [result.document for result in ordered]})
    queue_ms = max((timed.queue_ms for timed in times), default=0.0)
    return timed_response(response, queue_ms, sum(timed.inference_ms for timed in times))


def _stream(results: Iterable[Result]) -> Response:
    def lines() -> Iterator[bytes]:
        for result in results:
            yield encode(result.document) + b"\n"

    response = Response(stream_with_context(lines()), content_type=str(NDJSON))
    response.vary.add("Accept")
    # Proxies that collect answers before they pass them on would make one piece of the stream.
    response.headers["X-Accel-Buffering"] = "no"
    return response


def _choose_form() -> None:
    chosen = choose(request.headers.get("Accept"), [JSON, NDJSON])
    if chosen is None:
        raise Problem(NOT_ACCEPTABLE, f"The answer comes as {JSON} or {NDJSON}.")
    g.media_type = chosen
