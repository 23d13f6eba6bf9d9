"""The request's schema, which validates it and documents it in the OpenAPI document."""

from __future__ import annotations

from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields, post_load, pre_load, validate

from service.api.fields import Fraction, Text, check_published, check_url
from service.api.offsets import Unit
from service.api.problems import TEXT_TOO_LONG, Problem, refuse_flood
from service.api.requests import QuotesRequest
from service.domain.quotes import QuoteType

# More are not looked at one by one, which takes its time.
MOST_TYPES = 50


def _about(description: str) -> dict[str, str]:
    return {"description": description}


class QuotesRequestSchema(Schema):
    """Loads a JSON object into a QuotesRequest; `max_text_chars` is the service's limit on the text.

    Raises marshmallow's ValidationError for wrong fields and Problem for a text over the limit.
    """

    class Meta:
        """A misspelt field is an error, never ignored."""

        unknown = RAISE

    text = Text(required=True, validate=validate.Length(min=1), metadata=_about("The article; it is never rewritten."))
    id = Text(metadata=_about("Echoed."))
    title = Text(metadata=_about("Echoed."))
    url = Text(
        validate=check_url,
        metadata=_about("Echoed; http or https, never fetched.") | {"format": "uri", "pattern": "^https?://"},
    )
    published = Text(
        validate=check_published,
        metadata=_about("Echoed; an ISO 8601 date or date-time.")
        | {"anyOf": [{"type": "string", "format": "date"}, {"type": "string", "format": "date-time"}]},
    )
    publisher = Text(metadata=_about("Echoed."))
    offsets = fields.Enum(Unit, by_value=Text, metadata=_about("Unit of every start and end in the answer."))
    types = fields.List(
        fields.Enum(QuoteType, by_value=Text),
        validate=validate.Length(min=1, max=MOST_TYPES),
        metadata=_about("Keep only these; all where the field is missing."),
    )
    min_confidence = Fraction(validate=validate.Range(min=0, max=1), metadata=_about("Drop quotes below it."))

    def __init__(self, max_text_chars: int, **options: Any) -> None:
        super().__init__(**options)
        self.max_text_chars = max_text_chars
        # Told in the OpenAPI document; check_size is what holds it, with a status of its own.
        text = self.fields["text"]
        text.metadata = {**text.metadata, "maxLength": max_text_chars}

    @pre_load
    def check_size(self, data: Any, **_: Any) -> Any:
        """`data` as it came.

        Raises Problem where its text is too long, whatever else may be wrong, and Problem or ValidationError where
        there is too much of the rest to be looked at.
        """
        if not isinstance(data, dict):
            return data
        text = data.get("text")
        if isinstance(text, str) and len(text) > self.max_text_chars:
            raise Problem(
                TEXT_TOO_LONG, f"The text has {len(text)} code points; it may have up to {self.max_text_chars}."
            )
        refuse_flood(data, self.fields)
        if isinstance(types := data.get("types"), list) and len(types) > MOST_TYPES:
            raise ValidationError({"types": [f"Longer than maximum length {MOST_TYPES}."]})
        return data

    @post_load
    def build(self, data: dict[str, Any], **_: Any) -> QuotesRequest:
        """The request that the checked `data` describe."""
        if "types" in data:
            data["types"] = frozenset(data["types"])
        return QuotesRequest(**data)
