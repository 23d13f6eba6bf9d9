"""The answer as ClaimReviews."""

from __future__ import annotations

import jsonschema
import pytest

from service.domain.speakers import SpeakerKind
from tests.answer_schema import many, one_of, record
from tests.fakes import ARTICLE

ACCEPT = {"Accept": 'application/ld+json; profile="https://schema.org/ClaimReview"'}
# schema.org's own terms, those that are used; anything else is a misspelling.
NAMED = {"@type": one_of("Person", "Organization", "CreativeWork", "Thing"), "name": {"type": "string"}}
AUTHOR = {
    "type": "object",
    "properties": {
        **NAMED, "alternateName": many({"type": "string"}, 1), "description": {"type": "string"},
        "member": many(record(**NAMED), 1),
    },
    "required": ["@type", "name"],
    "additionalProperties": False,
}  # fmt: skip
APPEARANCE = {
    "type": "object",
    "properties": {
        "@type": {"const": "NewsArticle"}, "inLanguage": {"const": "en"}, "url": {"type": "string"},
        "headline": {"type": "string"}, "datePublished": {"type": "string"}, "identifier": {"type": "string"},
        "publisher": record(**{"@type": {"const": "Organization"}, "name": {"type": "string"}}),
    },
    "required": ["@type"],
    "additionalProperties": False,
}  # fmt: skip
CLAIM = {
    "type": "object",
    "properties": {
        "@type": {"const": "Claim"}, "@id": {"pattern": "^urn:uuid:"}, "identifier": {"pattern": "^q[0-9]+$"},
        "text": {"type": "string"}, "description": {"type": "string"}, "author": AUTHOR, "appearance": APPEARANCE,
    },
    "required": ["@type", "@id", "identifier", "text", "appearance"],
    "additionalProperties": False,
}  # fmt: skip
REVIEW = record(
    **{"@type": {"const": "ClaimReview"}, "@id": {"pattern": "^urn:uuid:"}},
    claimReviewed={"type": "string"},
    itemReviewed=CLAIM,
    reviewRating=record(
        **{"@type": {"const": "Rating"}, "ratingValue": {"type": "null"}, "alternateName": {"type": "null"}}
    ),
)
GRAPH = record(**{"@context": {"const": "https://schema.org"}, "@graph": many(REVIEW)})


@pytest.fixture
def reviews(client):
    def send(**fields):
        document = client.post("/v1/quotes", json={"text": ARTICLE} | fields, headers=ACCEPT).get_json()
        jsonschema.validate(document, GRAPH)
        return document["@graph"]

    return send


def test_a_claim_review(reviews):
    given = {
        "id": "a-1", "url": "https://example.org/a", "title": "T", "published": "2024-02-29",
        "publisher": "Example Post",
    }  # fmt: skip
    review = reviews(**given)[1]
    claim = review["itemReviewed"]
    assert review["claimReviewed"] == claim["text"] == "that Cleo Díaz had told her “no 🚫 way”"
    assert claim["author"] == {
        "@type": "Person", "name": "Ada Brandt", "alternateName": ["𝒜da"], "description": "owner",
    }  # fmt: skip
    assert claim["appearance"] == {
        "@type": "NewsArticle", "inLanguage": "en", "url": given["url"], "headline": "T", "datePublished": "2024-02-29",
        "publisher": {"@type": "Organization", "name": "Example Post"}, "identifier": "a-1",
    }  # fmt: skip


def test_a_group_names_its_members(reviews):
    author = reviews()[0]["itemReviewed"]["author"]
    assert author["@type"] == "Organization"
    assert author["member"] == [{"@type": "Person", "name": "Ada Brandt"}, {"@type": "Person", "name": "Ben Óskar"}]


def test_nobody_is_made_an_author(reviews):
    assert "author" not in reviews()[3]["itemReviewed"]


def test_how_it_was_said(reviews):
    found = reviews()
    assert found[2]["itemReviewed"]["description"] == "had told (denial, hedged)"
    assert "description" not in found[4]["itemReviewed"]


def test_filters(reviews):
    found = reviews(types=["direct"], min_confidence=0.4)
    assert [review["itemReviewed"]["identifier"] for review in found] == ["q1", "q3"]


def test_ids_are_stable_and_tell_quotes_apart(reviews):
    found = reviews()
    ids = [review["@id"] for review in found] + [review["itemReviewed"]["@id"] for review in found]
    assert len(set(ids)) == 10
    assert found == reviews()
    assert not {review["@id"] for review in reviews(url="https://example.org/a")} & set(ids)


def test_every_kind_of_speaker_has_a_type():
    from service.api import annotations, claims

    assert claims.AUTHORS.keys() == annotations.AGENTS.keys() == set(SpeakerKind)
