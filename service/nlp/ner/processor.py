"""The entity tagger as a Stanza processor that follows Stanza's own ``ner``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from stanza.models.common.doc import NER
from stanza.models.ner.utils import bio2_to_bioes
from stanza.pipeline.processor import Processor, register_processor

from service.nlp.ner.model import TAGS
from service.nlp.ner.runtime import EntityTagger
from service.nlp.tagger.processor import NAME as ATTRIBUTION

NAME = "names"
FILE = "names.safetensors"


@register_processor(NAME)
class NamesProcessor(Processor):  # type: ignore[misc]
    """Goes over the entity tags (BIOES) and ``ents`` that Stanza's ``ner`` gave: its tags count as votes.

    It reads the states that the attribution processor left on the document, and drops them: they are large.
    """

    PROVIDES_DEFAULT = frozenset({NAME})
    REQUIRES_DEFAULT = frozenset({"tokenize", "ner", ATTRIBUTION})

    def __init__(self, config: dict[str, Any], pipeline: Any, device: Any) -> None:
        super().__init__(config, pipeline, device)
        pretrain = pipeline.foundation_cache.load_pretrain(config["vectors"])
        self.tagger = EntityTagger.load(Path(config["folder"]) / FILE, pretrain)

    def process(self, document: Any) -> Any:
        """Tags one document."""
        return self.bulk_process([document])[0]

    def bulk_process(self, documents: list[Any]) -> list[Any]:
        """Tags documents, sentences of like length together."""
        read, votes = [], []
        for document in documents:
            start = document.place.start if document.place else 0
            spans = [(start + t.start_char, start + t.end_char) for s in document.sentences for t in s.tokens]
            states = torch.split(document.states.over(spans), [len(s.tokens) for s in document.sentences])
            for sentence, rows in zip(document.sentences, states, strict=True):
                read.append(([t.text for t in sentence.tokens], rows))
                votes.append([_bio(t.ner) for t in sentence.tokens])
            document.states = None
        tags = iter(self.tagger.tag(read, votes))
        for document in documents:
            found = [tag for _ in document.sentences for tag in bio2_to_bioes(next(tags))]
            document.set([NER], found, to_token=True)
            document.build_ents()
        return documents


def _bio(tag: str | None) -> str:
    """The BIOES tag as a BIO tag; O for a kind that is not ours, as other models have."""
    prefix, _, kind = (tag or "O").partition("-")
    found = {"S": "B", "E": "I"}.get(prefix, prefix) + (f"-{kind}" if kind else "")
    return found if found in TAGS else "O"
