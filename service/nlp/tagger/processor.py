"""The attribution tagger as a Stanza processor, registered the way Stanza documents for custom processors."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby
from pathlib import Path
from typing import Any

from stanza.models.common.doc import Document
from stanza.pipeline.processor import Processor, register_processor

from service.domain.document import TaggedAttribution
from service.domain.spans import Span
from service.nlp.tagger.runtime import AttributionTagger

NAME = "attribution"
ARTICLE = "article"
GAP = "\n\n"



def _setter(attribute: str) -> Callable[[Any, Any], None]:
    return lambda document, value: setattr(document, attribute, value)


for _name in (NAME, ARTICLE):
    if not hasattr(Document, _name):
        # Stanza's own setter for added properties only refuses.
        Document.add_property(_name, default=None, setter=_setter(f"_{_name}"))


@register_processor(NAME)
class AttributionProcessor(Processor):  # type: ignore[misc]
    """Adds ``document.attributions``, a tuple of TaggedAttribution with offsets in the document's text.

    It reads the characters alone and needs no other processor.  Documents of one call that carry the same value in
    ``document.article`` are read as consecutive paragraphs of one article; any other stands by itself.
    """

    PROVIDES_DEFAULT = frozenset({NAME})
    REQUIRES_DEFAULT: frozenset[str] = frozenset()

    def __init__(self, config: dict[str, Any], pipeline: Any, device: Any) -> None:
        super().__init__(config, pipeline, device)
        self.tagger = AttributionTagger.load(Path(config["folder"]))

    def process(self, document: Any) -> Any:
        """Tags one document, each of its lines a paragraph."""
        return self.bulk_process([document])[0]

    def bulk_process(self, documents: list[Any]) -> list[Any]:
        """Tags documents, windows of the tagger filled across the paragraphs of one article."""
        keyed = [(d.article if d.article is not None else ("alone", i), d) for i, d in enumerate(documents)]
        for _, group in groupby(keyed, key=lambda pair: pair[0]):
            self._tag([d for _, d in group])
        return documents

    def _tag(self, documents: list[Any]) -> None:
        text = GAP.join(d.text for d in documents)
        starts, at = [], 0
        for document in documents:
            starts.append(at)
            at += len(document.text) + len(GAP)
        stretches = [(s, s + len(d.text)) for s, d in zip(starts, documents, strict=True)]
        found = self.tagger.tag(text, stretches)
        for document, (start, end) in zip(documents, stretches, strict=True):
            inside = [a for a in found if start <= a.content[0].start < end]
            document.attribution = tuple(shifted(a, document.text, -start) for a in inside)


def shifted(attribution: TaggedAttribution, text: str, by: int) -> TaggedAttribution:
    """The attribution with its spans moved `by` code points, as spans of `text`."""

    def move(span: Span) -> Span:
        return Span.of(text, span.start + by, span.end + by)

    return TaggedAttribution(
        content=tuple(move(s) for s in attribution.content),
        cue=move(attribution.cue) if attribution.cue else None,
        source=move(attribution.source) if attribution.source else None,
        score=attribution.score,
        link=attribution.link,
    )
