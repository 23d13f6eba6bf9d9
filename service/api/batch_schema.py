"""The schema of a batch: every article is validated on its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from marshmallow import RAISE, Schema, ValidationError, fields, post_load, pre_load

from service.api.ports import Limits
from service.api.problems import BATCH_TOO_LONG, Problem, invalid_fields, refuse_flood
from service.api.requests import BatchRequest, QuotesRequest, Refusal
from service.api.schemas import QuotesRequestSchema


class Article(fields.Nested):
    """An article of a batch; one that is not valid becomes a Refusal instead of an error of the batch."""

    def deserialize(
        self, value: Any, attr: str | None = None, data: Mapping[str, Any] | None = None, **_: Any
    ) -> QuotesRequest | Refusal:
        """The request or refusal that `value`, any JSON, stands for; null is a wrong article as others are."""
        try:
            loaded = self.schema.load(value)
        except ValidationError as error:
            return Refusal(_id_of(value), invalid_fields(error.messages_dict))
        except Problem as problem:
            return Refusal(_id_of(value), problem)
        return cast(QuotesRequest, loaded)


class _BatchSchema(Schema):
    """What a batch schema does with its one field, `articles`."""

    class Meta:
        """A misspelt field is an error, never ignored."""

        unknown = RAISE

    def __init__(self, limits: Limits, **options: Any) -> None:
        super().__init__(**options)
        self.limits = limits

    @pre_load
    def check_size(self, data: Any, **_: Any) -> Any:
        """`data` as it came, its articles not looked at where they are too many.

        Raises Problem where its texts are too long together, whatever else may be wrong.
        """
        if not isinstance(data, dict):
            return data
        given = data.get("articles")
        articles = given if isinstance(given, list) else []
        texts = (article.get("text") for article in articles if isinstance(article, dict))
        chars, most = sum(len(text) for text in texts if isinstance(text, str)), self.limits.max_batch_chars
        if chars > most:
            raise Problem(BATCH_TOO_LONG, f"The texts have {chars} code points together; they may have up to {most}.")
        refuse_flood(data, self.fields)
        if articles is given and not 1 <= len(articles) <= self.limits.max_batch:
            detail = f"A batch has 1 to {self.limits.max_batch} articles, this one {len(articles)}."
            raise ValidationError({"articles": [detail]})
        return data

    @post_load
    def build(self, data: dict[str, Any], **_: Any) -> BatchRequest:
        """The batch that the checked `data` describe."""
        return BatchRequest(tuple(data["articles"]))


def batch_schema(limits: Limits) -> Schema:
    """The schema that loads a JSON object into a BatchRequest, within the service's `limits`.

    It raises marshmallow's ValidationError for a batch that is no list of 1 to `max_batch` articles and Problem for
    texts of more than `max_batch_chars` together.
    """
    about = f"Each is validated on its own. Their texts may have up to {limits.max_batch_chars} code points together."
    articles = fields.List(
        Article(QuotesRequestSchema(limits.max_text_chars)),
        required=True,
        metadata={"description": about, "minItems": 1, "maxItems": limits.max_batch},
    )
    schema = cast(type[_BatchSchema], _BatchSchema.from_dict({"articles": articles}, name="BatchRequestSchema"))
    return schema(limits)


def _id_of(article: Any) -> str | None:
    """The id that a wrong article came with, where it can be sent back."""
    given = article.get("id") if isinstance(article, dict) else None
    if not isinstance(given, str):
        return None
    try:
        given.encode()
    except UnicodeEncodeError:
        return None
    return given
