"""Schemas of the answers, for the OpenAPI document alone: service.api.serialise builds the answers."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from marshmallow import Schema, fields, validate
from marshmallow.fields import Boolean, Float, Integer, List, Nested, String

from service.api.offsets import Unit
from service.domain.extraction import WarningCode
from service.domain.quotes import CueClass, QuoteType, SourceForm
from service.domain.speakers import SpeakerKind


def _one(kind: type[StrEnum], **options: Any) -> fields.Enum[Any]:
    """A field that holds one of the values of `kind`, by a string."""
    return fields.Enum(kind, by_value=String, required=True, **options)


def _some(field: fields.Field[Any], about: str = "") -> List[Any]:
    return List(field, required=True, metadata={"description": about} if about else {})


class SpanSchema(Schema):
    """A half-open stretch of the article."""

    start = Integer(required=True)
    end = Integer(required=True)
    text = String(required=True, metadata={"description": "Exactly the article's characters there."})


class ContentSchema(Schema):
    """What was said."""

    text = String(required=True)
    spans = _some(Nested(SpanSchema))


class SourceSchema(ContentSchema):
    """Whom the article's own words name."""

    form = _one(SourceForm)


class CueSchema(Schema):
    """The words that mark something as said."""

    text = String(required=True)
    lemma = String(required=True)
    spans = _some(Nested(SpanSchema))
    cue_class = _one(CueClass, data_key="class")
    negated = Boolean(required=True)
    hedged = Boolean(required=True)


class QuoteSchema(Schema):
    """One attribution."""

    id = String(required=True)
    type = _one(QuoteType)
    content = Nested(ContentSchema, required=True)
    verbatim = _some(Nested(SpanSchema), "The words inside the outermost quotation marks, without the marks.")
    cue = Nested(CueSchema, required=True, allow_none=True)
    source = Nested(SourceSchema, required=True, allow_none=True)
    speaker = String(required=True, allow_none=True)
    resolution = _some(Nested(SpanSchema), "The mentions from the source to the one that names the speaker.")
    nested_in = String(required=True, allow_none=True)
    confidence = Float(required=True, validate=validate.Range(min=0, max=1))
    speaker_confidence = Float(required=True, allow_none=True, validate=validate.Range(min=0, max=1))


class SpeakerSchema(Schema):
    """Somebody, or something, that quotes are ascribed to."""

    id = String(required=True)
    name = String(required=True)
    aliases = _some(String())
    kind = _one(SpeakerKind)
    description = String(required=True, allow_none=True)
    members = _some(String())
    mentions = _some(Nested(SpanSchema))
    quotes = _some(String())


class WarningSchema(Schema):
    """What a reader should know about the text."""

    code = _one(WarningCode)
    detail = String(required=True)
    span = Nested(SpanSchema, required=True, allow_none=True)


class ArticleSchema(Schema):
    """The article as the request described it."""

    id = String(required=True, allow_none=True)
    title = String(required=True, allow_none=True)
    url = String(required=True, allow_none=True)
    published = String(required=True, allow_none=True)
    publisher = String(required=True, allow_none=True)
    language = String(required=True)
    length = Integer(required=True, metadata={"description": "In code points."})
    sha256 = String(required=True, metadata={"description": "Of the text in UTF-8, in hexadecimal."})


class ModelSchema(Schema):
    """Which models answered."""

    name = String(required=True)
    version = String(required=True)
    stanza = String(required=True)


class AnswerSchema(Schema):
    """The answer to an article."""

    article = Nested(ArticleSchema, required=True)
    offsets = _one(Unit)
    quotes = _some(Nested(QuoteSchema))
    speakers = _some(Nested(SpeakerSchema))
    warnings = _some(Nested(WarningSchema))
    model = Nested(ModelSchema, required=True)


class LimitsSchema(Schema):
    """How large requests may be, texts in code points and bodies in bytes, and how long things may take, in seconds."""

    max_text_chars = Integer(required=True)
    max_body_bytes = Integer(required=True)
    max_batch = Integer(required=True, metadata={"description": "Articles of a batch."})
    max_batch_chars = Integer(required=True, metadata={"description": "Of all texts of a batch together."})
    max_batch_body_bytes = Integer(required=True)
    queue_limit = Integer(required=True, metadata={"description": "Articles that wait in a worker; then 429."})
    deadline_seconds = Float(required=True, metadata={"description": "For an article's inference; then 504."})
    body_timeout = Float(required=True, metadata={"description": "For a request's body to arrive; then 408."})


class InfoSchema(Schema):
    """What this service is and takes."""

    name = String(required=True)
    version = String(required=True)
    model = Nested(ModelSchema, required=True)
    language = String(required=True)
    limits = Nested(LimitsSchema, required=True)
    offsets = _some(_one(Unit))
    types = _some(_one(QuoteType))
    source_forms = _some(_one(SourceForm))
    cue_classes = _some(_one(CueClass))
    speaker_kinds = _some(_one(SpeakerKind))
    warnings = _some(_one(WarningCode))


class StatusSchema(Schema):
    """The state of the service."""

    status = String(required=True)


class FieldErrorSchema(Schema):
    """One wrong field."""

    pointer = String(required=True, metadata={"description": "A JSON pointer into the request's body."})
    detail = String(required=True)


class ProblemSchema(Schema):
    """RFC 9457 problem details."""

    type = String(required=True, metadata={"format": "uri-reference"})
    title = String(required=True)
    status = Integer(required=True)
    detail = String(required=True)
    request_id = String(required=True)
    errors = List(Nested(FieldErrorSchema))


class BatchAnswerSchema(AnswerSchema):
    """The answer to one article of a batch."""

    index = Integer(required=True, metadata={"description": "The article's place in the batch, from 0."})


class BatchFailureSchema(Schema):
    """An article of a batch that was not answered."""

    index = Integer(required=True, metadata={"description": "The article's place in the batch, from 0."})
    id = String(required=True, allow_none=True, metadata={"description": "The caller's."})
    error = Nested(ProblemSchema, required=True, metadata={"description": "What the article alone would be answered."})
