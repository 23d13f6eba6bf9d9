"""The attribution tagger as a Stanza processor, registered the way Stanza documents for custom processors."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from stanza.models.common.doc import Document
from stanza.pipeline.processor import Processor, register_processor

from service.nlp.tagger.runtime import AttributionTagger

NAME = "attribution"
PLACE, INNER, POINTED, STATES = "place", "inner", "pointed", "states"


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """Where a document lies in an article: ``article[start : start + len(document.text)]``, character by character."""

    article: str
    start: int


def _setter(attribute: str) -> Callable[[Any, Any], None]:
    return lambda document, value: setattr(document, attribute, value)


for _name in (NAME, PLACE, INNER, POINTED, STATES):
    if not hasattr(Document, _name):
        # Stanza's own setter for added properties only refuses.
        Document.add_property(_name, default=None, setter=_setter(f"_{_name}"))


@register_processor(NAME)
class AttributionProcessor(Processor):  # type: ignore[misc]
    """Adds ``document.attribution``, a tuple of TaggedAttribution, and ``document.pointed``, one of Pointed.

    ``document.inner`` has the attributions within the contents of others.

    It reads the characters alone and needs no other processor.  Documents of one call whose ``document.place`` is in
    the same article are read together, as its paragraphs; offsets are then those of the article, and each document
    gets the attributions that begin in it.  A document without a place stands by itself.
    """

    PROVIDES_DEFAULT = frozenset({NAME})
    REQUIRES_DEFAULT: frozenset[str] = frozenset()

    def __init__(self, config: dict[str, Any], pipeline: Any, device: Any) -> None:
        super().__init__(config, pipeline, device)
        self.tagger: AttributionTagger = config["tagger"]

    def process(self, document: Any) -> Any:
        """Tags one document."""
        return self.bulk_process([document])[0]

    def bulk_process(self, documents: list[Any]) -> list[Any]:
        """Tags documents, but for those that have been read before."""
        unread = [d for d in documents if d.attribution is None]
        tag(self.tagger, unread)
        for document in unread:
            document.states = None  # they are large
        return documents


def tag(tagger: AttributionTagger, documents: list[Any]) -> None:
    """Leaves what a reading gives with the documents, the windows filled across the paragraphs of one article."""
    keyed = [(id(d.place.article) if d.place else id(d), d) for d in documents]
    for _, group in groupby(keyed, key=lambda pair: pair[0]):
        placed = [(d.place or Place(d.text, 0), d) for _, d in group]
        stretches = [(place.start, place.start + len(document.text)) for place, document in placed]
        found = tagger.read(placed[0][0].article, stretches)
        for (_, document), (start, end) in zip(placed, stretches, strict=True):
            document.attribution = tuple(a for a in found.attributions if start <= a.content[0].start < end)
            document.inner = tuple(a for a in found.inner if start <= a.content[0].start < end)
            document.pointed = tuple(p for p in found.pointed if start <= p.start < end)
            document.states = found.states


def passed_on(document: Any, following: Any) -> Any:
    """The document that takes another's place, with all that stood on it."""
    for name in (NAME, PLACE, INNER, POINTED, STATES):
        setattr(following, name, getattr(document, name))
    return following
