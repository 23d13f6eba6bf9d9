"""The answer as schema.org ClaimReviews, in JSON-LD: drafts for fact-checkers, who fill in the rating."""

from __future__ import annotations

from typing import Any

from service.api.identity import Names
from service.api.requests import QuotesRequest
from service.api.selection import select
from service.api.serialise import LANGUAGE, encode
from service.domain.extraction import Extraction, ModelInfo
from service.domain.quotes import Cue, Quote
from service.domain.spans import joined
from service.domain.speakers import Speaker, SpeakerKind

CONTEXT = "https://schema.org"
PROFILE = "https://schema.org/ClaimReview"

# schema.org lets a claim be by a person or an organisation; a document is a work.
AUTHORS = {
    SpeakerKind.PERSON: "Person",
    SpeakerKind.UNNAMED: "Person",
    SpeakerKind.ORGANIZATION: "Organization",
    SpeakerKind.GROUP: "Organization",
    SpeakerKind.DOCUMENT: "CreativeWork",
    SpeakerKind.OTHER: "Thing",
}

Json = dict[str, Any]
Speakers = dict[str, Speaker]


def write_claims(request: QuotesRequest, extraction: Extraction, info: ModelInfo) -> bytes:
    """A graph in UTF-8 with one ClaimReview for each chosen quote of `extraction`.

    Who claims is left out where the article does not say; a review's own author, date and rating are left open.
    """
    chosen = select(extraction, request)
    names = Names(request, info)
    speakers = {speaker.id: speaker for speaker in chosen.speakers}
    appearance = _appearance(request)
    reviews = [_review(quote, speakers, appearance, names) for quote in chosen.quotes]
    return encode({"@context": CONTEXT, "@graph": reviews})


def _review(quote: Quote, speakers: Speakers, appearance: Json, names: Names) -> Json:
    claim: Json = {
        "@type": "Claim",
        "@id": names.of("quote", quote.id),
        "identifier": quote.id,
        "text": joined(quote.content),
        "appearance": appearance,
    }
    if quote.speaker is not None:
        claim["author"] = _author(speakers[quote.speaker], speakers)
    if quote.cue is not None:
        claim["description"] = _wording(quote.cue)
    return {
        "@type": "ClaimReview",
        "@id": names.of("review", quote.id),
        "claimReviewed": claim["text"],
        "itemReviewed": claim,
        # JSON-LD reads null as not said.
        "reviewRating": {"@type": "Rating", "ratingValue": None, "alternateName": None},
    }


def _wording(cue: Cue) -> str:
    """How the article has it said: a claim that somebody did not make must not be reviewed as theirs."""
    qualities = [cue.cue_class.value, *(["negated"] if cue.negated else []), *(["hedged"] if cue.hedged else [])]
    return f"{joined(cue.spans)} ({', '.join(qualities)})"


def _author(speaker: Speaker, speakers: Speakers) -> Json:
    author = _named(speaker)
    if speaker.aliases:
        author["alternateName"] = list(speaker.aliases)
    if speaker.description is not None:
        author["description"] = speaker.description
    if speaker.members:
        author["member"] = [_named(speakers[member]) for member in speaker.members]
    return author


def _named(speaker: Speaker) -> Json:
    return {"@type": AUTHORS[speaker.kind], "name": speaker.name}


def _appearance(request: QuotesRequest) -> Json:
    publisher = None if request.publisher is None else {"@type": "Organization", "name": request.publisher}
    known = {
        "url": request.url,
        "headline": request.title,
        "datePublished": request.published,
        "publisher": publisher,
        "identifier": request.id,
    }
    return {
        "@type": "NewsArticle",
        "inLanguage": LANGUAGE,
        **{name: value for name, value in known.items() if value is not None},
    }
