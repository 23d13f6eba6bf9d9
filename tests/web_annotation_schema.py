"""The W3C Web Annotation Data Model as a JSON Schema, written from the recommendation and not from the code.

Covers annotations with embedded textual bodies and specific resources, the selectors of text, agents, collections and
pages.  Terms outside the model must carry a prefix that its context declares.
"""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]

IRI: Json = {"type": "string", "pattern": "^[a-z][a-z0-9+.-]*:"}
STRING: Json = {"type": "string"}
OFFSET: Json = {"type": "integer", "minimum": 0}
# The prefixes of http://www.w3.org/ns/anno.jsonld that this service uses.
EXTENSIONS: Json = {"^(schema|foaf):[a-zA-Z]+$": {}}
MOTIVATIONS = (
    "assessing bookmarking classifying commenting describing editing highlighting identifying linking moderating "
    "questioning replying tagging"
).split()


def one_or_more(schema: Json) -> Json:
    return {"anyOf": [schema, {"type": "array", "items": schema, "minItems": 1}]}


def resource(kind: str | list[str], required: Json, optional: Json | None = None) -> Json:
    kinds = [kind] if isinstance(kind, str) else kind
    return {
        "type": "object",
        "properties": {"type": {"enum": kinds}, **required, **(optional or {})},
        "patternProperties": EXTENSIONS,
        "required": ["type", *required],
        "additionalProperties": False,
    }


MOTIVATION = one_or_more({"enum": MOTIVATIONS})
LANGUAGE: Json = {"type": "string", "pattern": "^[a-z]{2,3}(-[A-Za-z0-9]+)*$"}
AGENT = resource(
    ["Person", "Organization", "Software", "foaf:Group", "foaf:Document", "schema:Thing"],
    {"id": IRI},
    {"name": one_or_more(STRING), "nickname": one_or_more(STRING), "email": IRI, "homepage": IRI},
)
TEXT_QUOTE = resource("TextQuoteSelector", {"exact": STRING}, {"prefix": STRING, "suffix": STRING})
TEXT_POSITION = resource("TextPositionSelector", {"start": OFFSET, "end": OFFSET})
SPECIFIC = resource(
    "SpecificResource",
    {"source": {"anyOf": [IRI, AGENT]}},
    {"id": IRI, "purpose": MOTIVATION, "selector": one_or_more({"anyOf": [TEXT_QUOTE, TEXT_POSITION]})},
)
TEXTUAL = resource(
    "TextualBody",
    {"value": STRING},
    {"id": IRI, "purpose": MOTIVATION, "format": STRING, "language": LANGUAGE, "creator": AGENT},
)
ANNOTATION = resource(
    "Annotation",
    {"id": IRI, "target": one_or_more({"anyOf": [IRI, SPECIFIC]})},
    {
        "body": one_or_more({"anyOf": [IRI, SPECIFIC, TEXTUAL]}),
        "motivation": MOTIVATION,
        "creator": AGENT,
        "generator": AGENT,
        "created": STRING,
        "generated": STRING,
    },
)
PAGE = resource(
    "AnnotationPage",
    {"id": IRI, "items": {"type": "array", "items": ANNOTATION}},
    {"partOf": IRI, "startIndex": OFFSET, "next": IRI, "prev": IRI},
)
COLLECTION = resource(
    "AnnotationCollection",
    {"@context": {"const": "http://www.w3.org/ns/anno.jsonld"}, "id": IRI},
    {"label": STRING, "total": OFFSET, "first": PAGE, "last": {"anyOf": [IRI, PAGE]}, "creator": AGENT},
)
