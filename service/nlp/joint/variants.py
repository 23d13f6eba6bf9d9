"""The heads as variants of Stanza's processors, registered the way Stanza documents.

The tokenizer reads the article: it leaves the attributions and the encoder's states with the documents, and those that
follow read the states.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from stanza.models.common.doc import Document
from stanza.models.ner.utils import bio2_to_bioes
from stanza.pipeline.processor import Processor, ProcessorVariant, register_processor, register_processor_variant
from torch import Tensor

from service.nlp.joint.model import JointModel, Vocabulary
from service.nlp.joint.names import NamesTagger
from service.nlp.joint.reader import Heads
from service.nlp.joint.tokens import sentences
from service.nlp.products import halves
from service.nlp.tagger import processor as attribution
from service.nlp.tagger.network import read_network
from service.nlp.tagger.runtime import AttributionTagger
from service.nlp.tagger.states import States

VARIANT, NAMES = "joint", "names"


@dataclass(frozen=True, slots=True)
class Network:
    """The one network: what finds attributions, and what reads the states that this leaves."""

    tagger: AttributionTagger
    heads: Heads
    names: NamesTagger

    @classmethod
    def load(cls, folder: Path, halved: bool | None = None) -> Network:
        """Reads the network and what belongs to it; arguments and errors are those of AttributionTagger.load."""
        half = halves() if halved is None else halved
        model = read_network(folder, lambda shape, found: JointModel(shape, Vocabulary(**found), dropout=0.0))
        heads = Heads(model, model.vocabulary, half)
        return cls(AttributionTagger.of(model, folder, half), heads, NamesTagger.load(folder, half))


class Variant(ProcessorVariant):  # type: ignore[misc]
    """A processor's place taken by the network, which the pipeline's option ``<processor>_network`` holds."""

    OVERRIDE = True
    REQUIRES_DEFAULT: frozenset[str] = frozenset()

    def __init__(self, config: dict[str, Any]) -> None:
        self.network: Network = config["network"]

    def process(self, document: Any) -> Any:
        """Reads one document."""
        return self.bulk_process([document])[0]


@register_processor_variant("tokenize", VARIANT)
class Tokenizer(Variant):
    """Makes sentences of tokens, and finds the attributions on the way."""

    @torch.inference_mode()
    def bulk_process(self, documents: list[Any]) -> list[Any]:
        """Reads documents; those whose ``document.place`` is in the same article together, as its paragraphs."""
        attribution.tag(self.network.tagger, documents)
        out = []
        # The documents of an article share its states.
        for _, group in groupby(documents, key=lambda document: id(document.states)):
            together = list(group)
            labels = self.network.heads.cuts(together[0].states.values)
            out += [_cut(document, labels) for document in together]
        return out


@register_processor_variant("pos", VARIANT)
class Tagger(Variant):
    """Gives words their tags and features."""

    REQUIRES_DEFAULT = frozenset({"tokenize"})

    @torch.inference_mode()
    def bulk_process(self, documents: list[Any]) -> list[Any]:
        """Reads documents that the tokenizer has made."""
        words = [word for document in documents for s in document.sentences for word in s.words]
        if words:
            for word, found in zip(words, self.network.heads.tags(*_words(documents)), strict=True):
                word.upos, word.xpos, word.feats = found
        return documents


@register_processor_variant("depparse", VARIANT)
class Parser(Variant):
    """Gives words their heads and relations."""

    REQUIRES_DEFAULT = frozenset({"tokenize"})

    @torch.inference_mode()
    def bulk_process(self, documents: list[Any]) -> list[Any]:
        """Reads documents that the tokenizer has made."""
        found = [s for document in documents for s in document.sentences]
        if found:
            trees = self.network.heads.trees(*_words(documents), [len(s.words) for s in found])
            for sentence, tree in zip(found, trees, strict=True):
                for word, (head, relation) in zip(sentence.words, tree, strict=True):
                    word.head, word.deprel = head, relation
        return documents


@register_processor(NAMES)
class Namer(Processor):  # type: ignore[misc]
    """Gives tokens their entity tags (BIOES), and documents their entities.

    It is the last to read the states, and drops them.  A processor of its own, since Stanza 1.15.0's ``ner`` cannot be
    loaded with a variant.
    """

    PROVIDES_DEFAULT = frozenset({NAMES})
    REQUIRES_DEFAULT = frozenset({"tokenize"})

    def __init__(self, config: dict[str, Any], pipeline: Any, device: Any) -> None:
        super().__init__(config, pipeline, device)
        self.network: Network = config["network"]

    def process(self, document: Any) -> Any:
        """Reads one document."""
        return self.bulk_process([document])[0]

    @torch.inference_mode()
    def bulk_process(self, documents: list[Any]) -> list[Any]:
        """Reads documents that the tokenizer has made."""
        found = [s for document in documents for s in document.sentences]
        if found:
            states, _ = _words(documents)
            forms = [word.text for sentence in found for word in sentence.words]
            tags = self.network.names.tags(forms, states, [len(s.words) for s in found])
            for sentence, each in zip(found, tags, strict=True):
                for token, tag in zip(sentence.tokens, bio2_to_bioes(_by_token(sentence, each)), strict=True):
                    token.ner = tag
        for document in documents:
            document.states = None  # they are large
            document.build_ents()
        return documents


def _cut(document: Any, labels: NDArray[np.integer]) -> Any:
    """The document with its sentences, from the labels of all its article's word pieces."""
    start = document.place.start if document.place else 0
    part = document.states.within(start, start + len(document.text))
    found = sentences(document.text, document.states.starts[part] - start, labels[part])
    return attribution.passed_on(document, Document(found, text=document.text))


def _by_token(sentence: Any, tags: list[str]) -> list[str]:
    """A contraction has the tag of its first word."""
    firsts = accumulate((len(token.words) for token in sentence.tokens), initial=0)
    return [tags[first] for first, _ in zip(firsts, sentence.tokens, strict=False)]


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The states of a document's words, and their numbers in contractions."""

    values: Tensor
    parts: list[int]


def _words(documents: Sequence[Any]) -> tuple[Tensor, list[int]]:
    """The states of all words, and their numbers in contractions.

    Where a document still has the states of an article's word pieces, it has those of its words from then on.
    """
    unread = [document for document in documents if isinstance(document.states, States)]
    # The documents of an article share its states.
    for _, group in groupby(unread, key=lambda document: id(document.states)):
        together = list(group)
        found = [list(_placed(document)) for document in together]
        values = together[0].states.over([(start, end) for words in found for start, end, _ in words])
        for document, words, part in zip(together, found, torch.split(values, list(map(len, found))), strict=True):
            document.states = Words(part, [number for *_, number in words])
    return torch.cat([d.states.values for d in documents]), [part for d in documents for part in d.states.parts]


def _placed(document: Any) -> Iterator[tuple[int, int, int]]:
    """Where each word begins and ends in the article, and its number in its contraction, 0 for a token."""
    at = document.place.start if document.place else 0
    for sentence in document.sentences:
        for token in sentence.tokens:
            words = token.words
            if len(words) == 1:
                yield at + token.start_char, at + token.end_char, 0
                continue
            for number, word in enumerate(words, 1):
                whole = token if word.start_char is None else word
                yield at + whole.start_char, at + whole.end_char, number
