"""The form that an Accept header asks for."""

from __future__ import annotations

import pytest

from service.api.forms import ANNOTATIONS, CLAIMS, CSV, FORMS, JSON
from service.api.negotiation import accepts, choose

CLAIM_REVIEW = 'application/ld+json; profile="https://schema.org/ClaimReview"'


@pytest.mark.parametrize(
    ("header", "chosen"),
    [
        (None, JSON), ("", JSON), ("*/*", JSON), ("application/*", JSON), ("application/json", JSON),
        ("text/*", CSV), ("Text/CSV", CSV), ("text/csv; charset=utf-8", CSV), ("text/csv, application/json", JSON),
        ("text/html, application/xhtml+xml, */*;q=0.8", JSON),
        ("application/json;q=0.5, text/csv", CSV), ("application/json;q=0.5, text/csv;q=0.4", JSON),
        ("*/*, application/json;q=0", CSV), ("*/*;q=0.1, application/ld+json", ANNOTATIONS),
        ("application/ld+json", ANNOTATIONS), (CLAIM_REVIEW, CLAIMS), (CLAIM_REVIEW.lower(), None),
        ('application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"', ANNOTATIONS),
        ('application/ld+json; profile="https://example.org/a https://schema.org/ClaimReview"', CLAIMS),
        (f"application/ld+json;q=0.5, {CLAIM_REVIEW}", CLAIMS),
        (f"{CLAIM_REVIEW};q=0.5, application/ld+json", ANNOTATIONS),
        (f"{CLAIM_REVIEW};q=0, application/ld+json", ANNOTATIONS),
        (f"application/ld+json;q=0, {CLAIM_REVIEW};q=0.1", CLAIMS),
        ('application/ld+json; profile="https://example.org/a", text/csv;q=0.1', CSV),
        ("*/*;q=0", None), ("text/html", None), ("nonsense", None), (",,", None),
    ],
)  # fmt: skip
def test_the_best_form(header, chosen):
    assert choose(header, list(FORMS)) == chosen


def test_one_media_type():
    assert accepts("text/html, */*;q=0.1", "application/json")
    assert not accepts("application/json;q=0, */*", "application/json")


@pytest.mark.parametrize(
    ("accept", "content_type"),
    [
        ("*/*", "application/json"), ("text/csv", "text/csv; charset=utf-8; header=present"),
        ("application/ld+json", 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'),
        (CLAIM_REVIEW, CLAIM_REVIEW),
    ],
)  # fmt: skip
def test_the_answer_names_its_form(client, accept, content_type):
    response = client.post("/v1/quotes", json={"text": "Hello."}, headers={"Accept": accept})
    assert (response.status_code, response.headers["Content-Type"]) == (200, content_type)
    assert "Accept" in response.vary
    assert response.headers["X-Queue-Time"].isdigit() and response.headers["X-Inference-Time"].isdigit()
