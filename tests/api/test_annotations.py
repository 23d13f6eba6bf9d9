"""The answer as Web Annotations."""

from __future__ import annotations

import jsonschema
import pytest

from tests.fakes import ARTICLE
from tests.web_annotation_schema import COLLECTION

VALIDATOR = jsonschema.Draft202012Validator(COLLECTION)


@pytest.fixture
def annotate(client):
    def send(**fields):
        headers = {"Accept": "application/ld+json"}
        collection = client.post("/v1/quotes", json={"text": ARTICLE} | fields, headers=headers).get_json()
        VALIDATOR.validate(collection)
        return collection

    return send


def items(collection):
    return collection["first"]["items"]


def named(annotation, name):
    """The bodies of this name."""
    return [body for body in annotation["body"] if body["schema:name"] == name]


def test_the_schema_is_one():
    jsonschema.Draft202012Validator.check_schema(COLLECTION)


def test_the_collection(annotate):
    collection = annotate(title="A café")
    assert (collection["label"], collection["total"], len(items(collection))) == ("A café", 5, 5)
    assert collection["first"]["partOf"] == collection["id"]
    assert "label" not in annotate()
    ids = [collection["id"], collection["first"]["id"], *(each["id"] for each in items(collection))]
    assert len(set(ids)) == 7
    assert collection == annotate(title="A café")


def test_an_article_without_quotes(annotate):
    collection = annotate(text=" ")
    assert (collection["total"], items(collection)) == (0, [])


@pytest.mark.parametrize("unit", ["codepoint", "utf16", "utf8"])
def test_both_selectors_choose_the_same_words(annotate, unit):
    for annotation in items(annotate(offsets=unit)):
        places = annotation["target"] + named(annotation, "cue") + named(annotation, "source")
        for place in places:
            quote, position = place["selector"]
            start, end = position["start"], position["end"]
            assert ARTICLE[start:end] == quote["exact"]
            assert ARTICLE[:start].endswith(quote["prefix"]) and ARTICLE[end:].startswith(quote["suffix"])
            assert len(quote["prefix"]) == min(32, start)
            assert len(quote["suffix"]) == min(32, len(ARTICLE) - end)


def test_a_quote_in_several_parts_has_several_targets(annotate):
    exact = [target["selector"][0]["exact"] for target in items(annotate())[3]["target"]]
    assert exact == ["“We’ll see,”", "“in May.”"]


def test_who_said_it(annotate):
    annotations = items(annotate())
    group, single, *_ = (named(annotation, "speaker")[0]["source"] for annotation in annotations[:2])
    assert (group["type"], group["name"]) == ("foaf:Group", "Ada Brandt and Ben Óskar")
    assert [member["name"] for member in group["foaf:member"]] == ["Ada Brandt", "Ben Óskar"]
    assert (single["type"], single["name"], single["nickname"]) == ("Person", "Ada Brandt", ["𝒜da"])
    assert single["schema:description"] == "owner"
    assert single["id"] == group["foaf:member"][0]["id"]
    assert named(annotations[3], "speaker") == []
    assert named(annotations[3], "source")[0]["selector"][0]["exact"] == "she"


def test_how_it_was_said(annotate):
    annotation = items(annotate())[2]
    values = {body["schema:name"]: body["value"] for body in annotation["body"] if "value" in body}
    assert values == {"type": "direct", "class": "denial", "hedged": "true", "confidence": "0.50"}
    assert named(annotation, "cue")[0]["selector"][0]["exact"] == "had told"
    assert named(annotation, "nested_in")[0]["source"] == items(annotate())[1]["id"]


def test_the_source_of_the_text(annotate):
    url = "https://example.org/a"
    assert {target["source"] for each in items(annotate(url=url)) for target in each["target"]} == {url}
    (name,) = {target["source"] for each in items(annotate()) for target in each["target"]}
    assert name.startswith("ni:///sha-256;")


def test_filters(annotate):
    found = items(annotate(types=["direct"], min_confidence=0.4))
    assert [each["schema:identifier"] for each in found] == ["q1", "q3"]
    assert named(found[1], "nested_in") == []
    assert found[0] == items(annotate())[0]
