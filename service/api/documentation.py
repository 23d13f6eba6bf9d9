"""What the OpenAPI document says beyond what flask-smorest finds out by itself."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from apispec import APISpec
from flask import Response

from service.api.answers import BatchAnswerSchema, BatchFailureSchema
from service.api.linked_schemas import ANNOTATIONS, CLAIMS
from service.api.parsing import JsonBlueprint

View = Callable[..., Response]

ARTICLE_PROBLEMS = (400, 401, 406, 408, 413, 415, 429, 503, 504)

EXAMPLE = {"id": "a-1", "text": "“The bridge is safe,” said Ana Ruiz, the mayor of Selby."}

# A key is wanted only where the operator set some: hence the empty alternative.
SECURITY: list[dict[str, list[str]]] = [{}, {"bearer": []}]
TIMES = {
    "X-Queue-Time": {"description": "Milliseconds spent waiting.", "schema": {"type": "integer", "minimum": 0}},
    "X-Inference-Time": {"description": "Milliseconds of inference.", "schema": {"type": "integer", "minimum": 0}},
}
REQUEST_ID = {
    "description": "The caller's, or a new one.",
    "required": True,
    "schema": {"type": "string", "pattern": "^[A-Za-z0-9._-]{1,128}$"},
}
PROBLEM_HEADERS: dict[str, dict[str, Any]] = {
    "UNAUTHORIZED": {"WWW-Authenticate": {"required": True, "schema": {"const": "Bearer", "type": "string"}}},
    "TOO_MANY_REQUESTS": {
        "Retry-After": {
            "description": "Seconds until another try makes sense.",
            "required": True,
            "schema": {"type": "integer", "minimum": 1},
        }
    },
}
BEARER = {
    "type": "http",
    "scheme": "bearer",
    "description": "A key that the operator gave out; where there are none, no key is wanted.",
}
INFO = {
    "summary": "Who said what in a news article.",
    "description": "Every quote and every piece of reported speech of an English news article, each with its speaker.",
    "license": {"name": "Apache 2.0", "identifier": "Apache-2.0"},
}

BATCH_RESULT = {"oneOf": [{"$ref": f"#/components/schemas/{name}"} for name in ("BatchAnswer", "BatchFailure")]}
BATCH_RESULTS = {
    "type": "object",
    "properties": {"results": {"type": "array", "items": BATCH_RESULT}},
    "required": ["results"],
}

# The forms of an answer beside JSON, whose schema the route names.
FORM_SCHEMAS = {
    "text/csv": {"schema": {"type": "string", "description": "RFC 4180, a header line and one quote a row."}},
    "application/ld+json": {
        "schema": {
            "description": "Web Annotations; with the profile https://schema.org/ClaimReview, ClaimReviews.",
            "oneOf": [
                {"$ref": "#/components/schemas/AnnotationCollection"},
                {"$ref": "#/components/schemas/ClaimReviews"},
            ],
        }
    },
}
BATCH_SCHEMAS: dict[str, Any] = {
    "application/json": {"schema": {"$ref": "#/components/schemas/BatchResults"}},
    "application/x-ndjson": {
        "schema": {"type": "string", "description": "One result a line, in order of completion."},
    },
}


def problems(blueprint: JsonBlueprint, *statuses: int) -> Callable[[View], View]:
    """A decorator that documents the error answers of a view of `blueprint`."""

    def document(view: View) -> View:
        for status in statuses:
            view = blueprint.alt_response(status, response=HTTPStatus(status).name)(view)
        return view

    return document


def complete(spec: APISpec) -> dict[str, Any]:
    """The OpenAPI document of `spec`, in which all routes are registered, with what belongs to none of them."""
    spec.components.schema("BatchAnswer", schema=BatchAnswerSchema)
    spec.components.schema("BatchFailure", schema=BatchFailureSchema)
    for name, schema in {"BatchResults": BATCH_RESULTS, **ANNOTATIONS, **CLAIMS}.items():
        spec.components.schema(name, schema)
    spec.components.security_scheme("bearer", BEARER)
    document = spec.to_dict()
    document["info"] |= INFO
    components = document["components"]
    # flask-smorest describes it whether anything is paginated or not.
    components["schemas"].pop("PaginationMetadata", None)
    for response in components["responses"].values():
        response["headers"] = {"X-Request-ID": REQUEST_ID}
    for name, headers in PROBLEM_HEADERS.items():
        components["responses"][name]["headers"] |= headers
    for path in document["paths"].values():
        for operation in (value for key, value in path.items() if key != "parameters"):
            operation["responses"]["200"].setdefault("headers", {})["X-Request-ID"] = REQUEST_ID
    return document
