"""What must hold for an answer to an article, in each of its forms."""

from __future__ import annotations

import csv
import io
import json

import jsonschema

from tests.walk import CUT, Json, spans_of

CLAIM_REVIEW = 'application/ld+json; profile="https://schema.org/ClaimReview"'
FORMS = ("application/json", "text/csv", "application/ld+json", CLAIM_REVIEW)
# A full queue, a service that goes down or a deadline that passes is an honest answer; a failure is none.
HONEST = {429, 503, 504}
FAILED = "/problems/extraction-failed"


def validator(document: Json, name: str) -> jsonschema.Draft202012Validator:
    """Of a schema of the OpenAPI `document`."""
    schema = {"$ref": f"#/components/schemas/{name}", "components": document["components"]}
    return jsonschema.Draft202012Validator(schema)


def no_failure(problem: Json) -> None:
    """`problem` tells of a refusal, not of a fault of the service."""
    assert problem["status"] in HONEST and problem["type"] != FAILED, problem


class Holds:
    """Checks answers against the OpenAPI `document` and against the articles they are about.

    Every check raises AssertionError or jsonschema's ValidationError.
    """

    def __init__(self, document: Json) -> None:
        names = ("Answer", "BatchAnswer", "AnnotationCollection", "ClaimReviews", "BatchFailure")
        self._schemas = {name: validator(document, name) for name in names}

    def form(self, accept: str, request: Json, body: bytes) -> None:
        """`body`, in the form that `accept` names, answers `request`."""
        if accept == "text/csv":
            self.table(request, body.decode())
        elif accept == "application/json":
            self.answer(request, json.loads(body))
        elif accept == CLAIM_REVIEW:
            self.claims(request, json.loads(body))
        else:
            self.annotations(request, json.loads(body))

    def answer(self, request: Json, answer: Json, schema: str = "Answer") -> None:
        self._schemas[schema].validate(answer)
        text, unit = request["text"], request.get("offsets", "codepoint")
        assert answer["article"]["length"] == len(text)
        assert answer["offsets"] == unit
        for span in spans_of(answer):
            assert span["text"] and CUT[unit](text, span["start"], span["end"]) == span["text"], span
        self._references(answer)
        for quote in answer["quotes"]:
            assert quote["type"] in request.get("types", [quote["type"]])
            assert quote["confidence"] >= request.get("min_confidence", 0)
            assert quote["content"]["text"] == " […] ".join(span["text"] for span in quote["content"]["spans"])

    @staticmethod
    def _references(answer: Json) -> None:
        quotes = {quote["id"] for quote in answer["quotes"]}
        speakers = {speaker["id"] for speaker in answer["speakers"]}
        assert len(quotes) == len(answer["quotes"]) and len(speakers) == len(answer["speakers"])
        for quote in answer["quotes"]:
            assert quote["nested_in"] in {None, *quotes} and quote["speaker"] in {None, *speakers}
            assert (quote["speaker"] is None) == (quote["speaker_confidence"] is None)
        for speaker in answer["speakers"]:
            assert {*speaker["quotes"]} <= quotes and {*speaker["members"]} <= speakers

    @staticmethod
    def table(request: Json, body: str) -> None:
        for row in csv.DictReader(io.StringIO(body, newline=""), strict=True):
            assert None not in row and None not in row.values()
            assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row.values())
            assert row["article_id"].removeprefix("'") == request.get("id", "").removeprefix("'")
            places = [tuple(map(int, place.split("-"))) for place in row["spans"].split(" ")]
            cut = CUT[request.get("offsets", "codepoint")]
            pieces = " […] ".join(cut(request["text"], start, end) for start, end in places)
            assert row["content"] in (pieces, f"'{pieces}"), (row, pieces)

    def annotations(self, request: Json, collection: Json) -> None:
        self._schemas["AnnotationCollection"].validate(collection)
        text, found = request["text"], collection["first"]["items"]
        assert collection["total"] == len(found)
        for annotation in found:
            for place in annotation["target"] + [body for body in annotation["body"] if "selector" in body]:
                quote, position = place["selector"]
                start, end = position["start"], position["end"]
                assert text[start:end] == quote["exact"] != ""
                assert text[:start].endswith(quote["prefix"]) and text[end:].startswith(quote["suffix"])

    def claims(self, request: Json, graph: Json) -> None:
        self._schemas["ClaimReviews"].validate(graph)
        for review in graph["@graph"]:
            assert review["claimReviewed"] == review["itemReviewed"]["text"]
            # Nothing else joins the pieces but what the article may hold itself.
            assert all(piece in request["text"] for piece in review["claimReviewed"].split(" […] "))

    def batch(self, requests: list[Json], results: list[Json]) -> None:
        """`results`, in any order, answer `requests`, all of which are valid."""
        assert sorted(result["index"] for result in results) == list(range(len(requests)))
        for result in results:
            if "error" in result:
                self._schemas["BatchFailure"].validate(result)
                no_failure(result["error"])
            else:
                self.answer(requests[result["index"]], result, "BatchAnswer")
