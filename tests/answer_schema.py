"""The contract's answer as a JSON Schema, written from the contract and not from the code."""

from __future__ import annotations

from typing import Any

STRING = {"type": "string"}
MAYBE_STRING = {"type": ["string", "null"]}
SHARE = {"type": "number", "minimum": 0, "maximum": 1, "multipleOf": 0.01}


def record(**properties: Any) -> dict[str, Any]:
    properties = {name.rstrip("_"): value for name, value in properties.items()}
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def many(items: dict[str, Any], least: int = 0) -> dict[str, Any]:
    return {"type": "array", "items": items, "minItems": least}


def maybe(schema: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [{"type": "null"}, schema]}


def one_of(*values: str) -> dict[str, Any]:
    return {"enum": list(values)}


OFFSET = {"type": "integer", "minimum": 0}
SPAN = record(start=OFFSET, end=OFFSET, text={"type": "string", "minLength": 1})
SPANS = many(SPAN, 1)
CLASSES = (
    "statement claim denial admission accusation opinion question directive commitment finding feeling other".split()
)
QUOTE_ID = {"type": "string", "pattern": "^q[1-9][0-9]*$"}
SPEAKER_ID = {"type": "string", "pattern": "^s[1-9][0-9]*$"}
QUOTE = record(
    id=QUOTE_ID,
    type=one_of("direct", "indirect", "mixed"),
    content=record(text=STRING, spans=SPANS),
    verbatim=many(SPAN),
    cue=maybe(
        record(
            text=STRING,
            lemma=STRING,
            spans=SPANS,
            class_=one_of(*CLASSES),
            negated={"type": "boolean"},
            hedged={"type": "boolean"},
        )
    ),
    source=maybe(record(text=STRING, spans=SPANS, form=one_of("name", "nominal", "pronoun"))),
    speaker=maybe(SPEAKER_ID),
    resolution=many(SPAN),
    nested_in=maybe(QUOTE_ID),
    confidence=SHARE,
    speaker_confidence=maybe(SHARE),
)
SPEAKER = record(
    id=SPEAKER_ID,
    name=STRING,
    aliases=many(STRING),
    kind=one_of("person", "organization", "group", "document", "unnamed", "other"),
    description=MAYBE_STRING,
    members=many(SPEAKER_ID),
    mentions=many(SPAN),
    quotes=many(QUOTE_ID),
)
ANSWER = record(
    article=record(
        id=MAYBE_STRING,
        title=MAYBE_STRING,
        url=MAYBE_STRING,
        published=MAYBE_STRING,
        publisher=MAYBE_STRING,
        language={"const": "en"},
        length=OFFSET,
        sha256={"type": "string", "pattern": "^[0-9a-f]{64}$"},
    ),
    offsets=one_of("codepoint", "utf16", "utf8"),
    quotes=many(QUOTE),
    speakers=many(SPEAKER),
    warnings=many(record(code=STRING, detail=STRING, span=maybe(SPAN))),
    model=record(name=STRING, version=STRING, stanza=STRING),
)
