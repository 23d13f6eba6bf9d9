"""The routes."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from http import HTTPStatus
from typing import Any

from flask import Response, request

from service import __version__
from service.api.answers import AnswerSchema, InfoSchema
from service.api.inference import Desk
from service.api.negotiation import accepts
from service.api.offsets import Unit
from service.api.parsing import JsonBlueprint
from service.api.patience import gone
from service.api.ports import Extractor, Limits
from service.api.problems import NOT_ACCEPTABLE, Problem
from service.api.requests import QuotesRequest
from service.api.responses import JSON, json_response
from service.api.schemas import QuotesRequestSchema
from service.api.serialise import LANGUAGE, answer, model
from service.domain.extraction import WarningCode
from service.domain.quotes import CueClass, QuoteType, SourceForm
from service.domain.speakers import SpeakerKind

View = Callable[..., Response]


def quotes(extractor: Extractor, limits: Limits, desk: Desk) -> JsonBlueprint:
    """The blueprint of POST /v1/quotes."""
    blueprint = JsonBlueprint("quotes", __name__, description="Quotes and who said them")
    blueprint.before_request(_require_acceptable_json)

    @blueprint.route("/v1/quotes", methods=["POST"])
    @_problems(blueprint, 400, 401, 406, 408, 413, 415, 429, 503, 504)
    @blueprint.response(200, AnswerSchema, content_type=JSON)
    @blueprint.arguments(QuotesRequestSchema(limits.max_text_chars))
    def post(article: QuotesRequest) -> Response:
        """Find the quotes of an article and who said them."""
        timed = desk.extract(article.text, gone(request))
        response = json_response(answer(article, timed.extraction, extractor.info))
        response.headers["X-Queue-Time"] = f"{timed.queue_ms:.0f}"
        response.headers["X-Inference-Time"] = f"{timed.inference_ms:.0f}"
        return response

    return blueprint


def info(extractor: Extractor, limits: Limits) -> JsonBlueprint:
    """The blueprint of GET /v1/info."""
    blueprint = JsonBlueprint("info", __name__, description="What the service is")
    blueprint.before_request(_require_acceptable_json)

    @blueprint.route("/v1/info")
    @_problems(blueprint, 406)
    @blueprint.response(200, InfoSchema, content_type=JSON)
    def get() -> Response:
        """Tell versions, limits and the values that an answer can hold."""
        return json_response(_info(extractor, limits))

    return blueprint


def _info(extractor: Extractor, limits: Limits) -> dict[str, Any]:
    return {
        "name": "whosaid",
        "version": __version__,
        "model": model(extractor.info),
        "language": LANGUAGE,
        "limits": {"max_text_chars": limits.max_text_chars, "max_body_bytes": limits.max_body_bytes},
        "offsets": _values(Unit),
        "types": _values(QuoteType),
        "source_forms": _values(SourceForm),
        "cue_classes": _values(CueClass),
        "speaker_kinds": _values(SpeakerKind),
        "warnings": _values(WarningCode),
    }


def _values(kind: type[StrEnum]) -> list[str]:
    return [member.value for member in kind]


def _require_acceptable_json() -> None:
    if not accepts(request.headers.get("Accept"), JSON):
        raise Problem(NOT_ACCEPTABLE, f"The answer comes as {JSON}.")


def _problems(blueprint: JsonBlueprint, *statuses: int) -> Callable[[View], View]:
    """A decorator that documents the error answers of a view."""

    def document(view: View) -> View:
        for status in statuses:
            view = blueprint.alt_response(status, response=HTTPStatus(status).name)(view)
        return view

    return document
