"""The OpenAPI document: complete, and true."""

from __future__ import annotations

import re

import jsonschema
import pytest

from service.api.app import create_app
from tests.fakes import ARTICLE, LIMITS, FakeExtractor
from tests.walk import objects

DOCUMENT = create_app(FakeExtractor(), LIMITS).test_client().get("/openapi.json").get_json()
OPERATIONS = {
    (path, method): operation
    for path, item in DOCUMENT["paths"].items()
    for method, operation in item.items()
    if method != "parameters"
}
POSTS = [key for key in OPERATIONS if key[1] == "post"]


def component(name):
    """A schema of the document, able to resolve its references."""
    return {"$ref": f"#/components/schemas/{name}", "components": DOCUMENT["components"]}


def resolved(value):
    """`value`, or what its reference names."""
    while "$ref" in value:
        target = DOCUMENT
        for part in value["$ref"].removeprefix("#/").split("/"):
            target = target[part]
        value = target
    return value


def test_every_route_is_described():
    app = create_app(FakeExtractor(), LIMITS)
    routes = {
        (re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule), method.lower())
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert routes == OPERATIONS.keys()
    names = [operation["operationId"] for operation in OPERATIONS.values()]
    assert len(set(names)) == len(names)
    assert all(operation["summary"] for operation in OPERATIONS.values())


def test_every_reference_leads_somewhere_and_every_schema_is_referred_to():
    found = [each for each in objects(DOCUMENT) if "$ref" in each]
    assert all(resolved(reference) for reference in found)
    named = {reference["$ref"].split("/")[-1] for reference in found if "/schemas/" in reference["$ref"]}
    assert named == DOCUMENT["components"]["schemas"].keys()
    for name in named:
        jsonschema.Draft202012Validator.check_schema(component(name))


@pytest.mark.parametrize("key", OPERATIONS, ids=str)
def test_errors_are_problems_and_answers_have_an_id(key):
    for status, response in OPERATIONS[key]["responses"].items():
        response = resolved(response)
        assert response["headers"]["X-Request-ID"]["required"]
        if not status.startswith("2"):
            content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
            assert response["content"] == content


@pytest.mark.parametrize("key", POSTS, ids=str)
def test_what_can_happen_to_articles(key):
    operation = OPERATIONS[key]
    statuses = {200, 400, 401, 406, 408, 413, 415, 422, 429, 503, 504}
    assert operation["responses"].keys() == {str(status) for status in statuses}
    assert "Retry-After" in resolved(operation["responses"]["429"])["headers"]
    assert "WWW-Authenticate" in resolved(operation["responses"]["401"])["headers"]
    assert operation["security"] == [{}, {"bearer": []}]
    assert {"X-Queue-Time", "X-Inference-Time"} <= operation["responses"]["200"]["headers"].keys()
    assert operation["requestBody"]["content"].keys() == {"application/json"}


def test_bearer_keys():
    assert DOCUMENT["components"]["securitySchemes"]["bearer"]["scheme"] == "bearer"


@pytest.mark.parametrize(
    ("path", "forms"),
    [
        ("/v1/quotes", ["application/json", "text/csv", "application/ld+json"]),
        ("/v1/quotes/batch", ["application/json", "application/x-ndjson"]),
    ],
)
def test_every_form_is_described_and_given(client, path, forms):
    content = OPERATIONS[path, "post"]["responses"]["200"]["content"]
    assert list(content) == forms
    body = {"text": ARTICLE} if path == "/v1/quotes" else {"articles": [{"text": ARTICLE}]}
    for form in forms:
        assert client.post(path, json=body, headers={"Accept": form}).mimetype == form


def test_requests_and_answers_keep_to_their_schemas(client):
    request = {"text": ARTICLE, "types": ["direct"], "offsets": "utf8", "min_confidence": 0.5}
    batch = {"articles": [request, {"text": "Hello."}]}
    claims = {"Accept": 'application/ld+json; profile="https://schema.org/ClaimReview"'}
    annotations = {"Accept": "application/ld+json"}
    for value, name in (
        (request, "QuotesRequest"),
        (batch, "BatchRequest"),
        (client.post("/v1/quotes", json=request).get_json(), "Answer"),
        (client.post("/v1/quotes", json={"text": ARTICLE}, headers=claims).get_json(), "ClaimReviews"),
        (client.post("/v1/quotes", json={"text": ARTICLE}, headers=annotations).get_json(), "AnnotationCollection"),
        (client.post("/v1/quotes/batch", json=batch).get_json(), "BatchResults"),
        (client.post("/v1/quotes/batch", json={"articles": [{"text": ""}]}).get_json(), "BatchResults"),
        (client.get("/v1/info").get_json(), "Info"),
        (client.get("/healthz").get_json(), "Status"),
        (client.post("/v1/quotes", json={}).get_json(), "Problem"),
    ):
        jsonschema.validate(value, component(name))


@pytest.mark.parametrize(
    "request_", [{"text": "a", "typo": 1}, {"text": ""}, {}, {"text": "x" * (LIMITS.max_text_chars + 1)}]
)
def test_wrong_requests_do_not(request_):
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(request_, component("QuotesRequest"))
