"""The forms an answer to an article comes in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from service.api import claims
from service.api.annotations import CONTEXT, write_annotations
from service.api.claims import write_claims
from service.api.negotiation import MediaType, choose
from service.api.problems import NOT_ACCEPTABLE, Problem
from service.api.requests import QuotesRequest
from service.api.serialise import answer, encode
from service.api.table import write_csv
from service.domain.extraction import Extraction, ModelInfo


@dataclass(frozen=True, slots=True)
class Form:
    """A media type with the function that writes an answer in it.

    `content_type` is what the answer's header says, with parameters that no client negotiates.
    """

    media_type: MediaType
    content_type: str
    write: Callable[[QuotesRequest, Extraction, ModelInfo], bytes]


def _write_json(request: QuotesRequest, extraction: Extraction, info: ModelInfo) -> bytes:
    return encode(answer(request, extraction, info))


JSON = MediaType("application/json")
CSV = MediaType("text/csv")
ANNOTATIONS = MediaType("application/ld+json", CONTEXT)
CLAIMS = MediaType("application/ld+json", claims.PROFILE)

# In the order in which the service chooses where the client does not mind.
FORMS = {
    form.media_type: form
    for form in (
        Form(JSON, str(JSON), _write_json),
        Form(CSV, "text/csv; charset=utf-8; header=present", write_csv),
        Form(ANNOTATIONS, str(ANNOTATIONS), write_annotations),
        Form(CLAIMS, str(CLAIMS), write_claims),
    )
}


def choose_form(accept: str | None) -> Form:
    """The form that a client with this Accept header takes, JSON where it does not mind.

    Raises Problem where it takes none.
    """
    chosen = choose(accept, list(FORMS))
    if chosen is None:
        raise Problem(NOT_ACCEPTABLE, f"The answer comes as {', '.join(map(str, FORMS))}.")
    return FORMS[chosen]
