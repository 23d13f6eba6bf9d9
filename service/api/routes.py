"""The routes."""

from __future__ import annotations

from dataclasses import asdict
from enum import StrEnum
from typing import Any

from flask import Response, g, request

from service import __version__
from service.api.answers import AnswerSchema, InfoSchema
from service.api.documentation import ARTICLE_PROBLEMS, EXAMPLE, FORM_SCHEMAS, SECURITY, TIMES, problems
from service.api.forms import Form, choose_form
from service.api.inference import Desk
from service.api.negotiation import accepts
from service.api.offsets import Unit
from service.api.parsing import JsonBlueprint
from service.api.patience import gone
from service.api.ports import Admission, Extractor, Limits
from service.api.problems import NOT_ACCEPTABLE, Problem
from service.api.requests import QuotesRequest
from service.api.responses import JSON, json_response, timed_response
from service.api.schemas import QuotesRequestSchema
from service.api.serialise import LANGUAGE, model
from service.domain.extraction import WarningCode
from service.domain.quotes import CueClass, QuoteType, SourceForm
from service.domain.speakers import SpeakerKind


def quotes(desk: Desk, extractor: Extractor, limits: Limits) -> JsonBlueprint:
    """The blueprint of POST /v1/quotes."""
    blueprint = JsonBlueprint("quotes", __name__, description="Quotes and who said them")
    blueprint.before_request(_choose_form)

    @blueprint.route("/v1/quotes", methods=["POST"])
    @problems(blueprint, *ARTICLE_PROBLEMS)
    @blueprint.response(200, AnswerSchema, content_type=JSON, headers=TIMES)
    @blueprint.doc(operationId="extract_quotes", security=SECURITY, responses={200: {"content": FORM_SCHEMAS}})
    @blueprint.arguments(QuotesRequestSchema(limits.max_text_chars), example=EXAMPLE)
    def post(article: QuotesRequest) -> Response:
        """Find the quotes of an article and who said them."""
        form: Form = g.form
        timed = desk.extract(article.text, gone(request))
        body = form.write(article, timed.extraction, extractor.info)
        return timed_response(Response(body, content_type=form.content_type), timed.queue_ms, timed.inference_ms)

    return blueprint


def info(extractor: Extractor, limits: Limits, admission: Admission) -> JsonBlueprint:
    """The blueprint of GET /v1/info."""
    blueprint = JsonBlueprint("info", __name__, description="What the service is")
    blueprint.before_request(_require_acceptable_json)

    @blueprint.route("/v1/info")
    @problems(blueprint, 406)
    @blueprint.response(200, InfoSchema, content_type=JSON)
    @blueprint.doc(operationId="get_info")
    def get() -> Response:
        """Tell versions, limits and the values that an answer can hold."""
        return json_response(_info(extractor, limits, admission))

    return blueprint


def _info(extractor: Extractor, limits: Limits, admission: Admission) -> dict[str, Any]:
    return {
        "name": "whosaid",
        "version": __version__,
        "model": model(extractor.info),
        "language": LANGUAGE,
        # Named like the settings.
        "limits": {
            **asdict(limits),
            "queue_limit": admission.queue_limit,
            "deadline_seconds": admission.deadline,
            "body_timeout": admission.body_timeout,
        },
        "offsets": _values(Unit),
        "types": _values(QuoteType),
        "source_forms": _values(SourceForm),
        "cue_classes": _values(CueClass),
        "speaker_kinds": _values(SpeakerKind),
        "warnings": _values(WarningCode),
    }


def _values(kind: type[StrEnum]) -> list[str]:
    return [member.value for member in kind]


def _choose_form() -> None:
    # Before the body is read: what cannot be answered need not be sent.
    g.form = choose_form(request.headers.get("Accept"))


def _require_acceptable_json() -> None:
    if not accepts(request.headers.get("Accept"), JSON):
        raise Problem(NOT_ACCEPTABLE, f"The answer comes as {JSON}.")
