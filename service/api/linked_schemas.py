"""JSON Schemas of the answers in JSON-LD by name, for the OpenAPI document; they refer to each other."""

from __future__ import annotations

from typing import Any

from service.api.annotations import CONTEXT as ANNOTATION_CONTEXT
from service.api.claims import CONTEXT as CLAIM_CONTEXT

Json = dict[str, Any]


def _object(properties: Json, *, optional: tuple[str, ...] = (), **others: Any) -> Json:
    required = [name for name in properties if name not in optional]
    return {"type": "object", "properties": properties, "required": required, **others}


def _list(items: Json) -> Json:
    return {"type": "array", "items": items}


def _ref(name: str) -> Json:
    return {"$ref": f"#/components/schemas/{name}"}


STRING: Json = {"type": "string"}
URI: Json = {"type": "string", "format": "uri"}
OFFSET: Json = {"type": "integer", "minimum": 0}

ANNOTATIONS: dict[str, Json] = {
    "TextQuoteSelector": _object(
        {"type": {"const": "TextQuoteSelector"}, "exact": STRING, "prefix": STRING, "suffix": STRING}
    ),
    "TextPositionSelector": _object(
        {"type": {"const": "TextPositionSelector"}, "start": OFFSET, "end": OFFSET}, description="In code points."
    ),
    "AnnotationTarget": _object(
        {
            "type": {"const": "SpecificResource"},
            "source": URI,
            "selector": _list({"oneOf": [_ref("TextQuoteSelector"), _ref("TextPositionSelector")]}),
        }
    ),
    "AnnotationBody": _object(
        {"type": {"type": "string", "enum": ["TextualBody", "SpecificResource"]}, "purpose": STRING}
    ),
    "Software": _object({"id": URI, "type": {"const": "Software"}, "name": STRING}),
    "Annotation": _object(
        {
            "id": URI,
            "type": {"const": "Annotation"},
            "motivation": {"const": "identifying"},
            "generator": _ref("Software"),
            "body": _list(_ref("AnnotationBody")),
            "target": _list(_ref("AnnotationTarget")),
        }
    ),
    "AnnotationPage": _object(
        {
            "id": URI,
            "type": {"const": "AnnotationPage"},
            "partOf": URI,
            "startIndex": OFFSET,
            "items": _list(_ref("Annotation")),
        }
    ),
    "AnnotationCollection": _object(
        {
            "@context": {"const": ANNOTATION_CONTEXT},
            "id": URI,
            "type": {"const": "AnnotationCollection"},
            "label": STRING,
            "total": OFFSET,
            "first": _ref("AnnotationPage"),
        },
        optional=("label",),
        description="W3C Web Annotations, one a quote.",
    ),
}

CLAIMS: dict[str, Json] = {
    "ClaimAuthor": _object({"@type": STRING, "name": STRING}),
    "ClaimAppearance": _object({"@type": {"const": "NewsArticle"}, "inLanguage": STRING}),
    "Claim": _object(
        {
            "@type": {"const": "Claim"},
            "@id": URI,
            "identifier": STRING,
            "text": STRING,
            "description": STRING,
            "author": _ref("ClaimAuthor"),
            "appearance": _ref("ClaimAppearance"),
        },
        optional=("description", "author"),
    ),
    "OpenRating": _object({"@type": {"const": "Rating"}, "ratingValue": {"type": "null"}}),
    "ClaimReview": _object(
        {
            "@type": {"const": "ClaimReview"},
            "@id": URI,
            "claimReviewed": STRING,
            "itemReviewed": _ref("Claim"),
            "reviewRating": _ref("OpenRating"),
        }
    ),
    "ClaimReviews": _object(
        {"@context": {"const": CLAIM_CONTEXT}, "@graph": _list(_ref("ClaimReview"))},
        description="schema.org ClaimReviews, one a quote, whose rating is left open.",
    ),
}
