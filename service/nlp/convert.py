"""Turns Stanza's documents into domain values."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from service.domain.document import Name, NameKind, Sentence, Token
from service.domain.spans import Span
from service.nlp.segments import Stretch

# Official Stanza models name more kinds of entity; these are the ones a speaker can be.
NAME_KINDS = {
    "PERSON": NameKind.PERSON,
    "PER": NameKind.PERSON,
    "ORG": NameKind.ORG,
    "NORP": NameKind.ORG,
    "LOC": NameKind.LOC,
    "GPE": NameKind.LOC,
    "FAC": NameKind.LOC,
}


def sentences(document: Any, stretch: Stretch, text: str) -> Iterator[Sentence]:
    """The stretch's sentences with offsets in the article."""
    for sentence in document.sentences:
        tokens = tuple(_tokens(sentence, stretch, text))
        if tokens:
            yield Sentence(tokens[0].start, max(t.end for t in tokens), tokens)


def _tokens(sentence: Any, stretch: Stretch, text: str) -> Iterator[Token]:
    for token in sentence.tokens:
        for word in token.words:
            start, end = _offsets(token, word, stretch)
            yield Token(
                start=start,
                end=end,
                text=text[start:end] if len(token.words) == 1 else word.text,  # Stanza shortens very long words
                lemma=word.lemma or word.text.lower(),
                upos=word.upos or "X",
                xpos=word.xpos or "",
                feats=_features(word.feats),
                head=int(word.head) - 1 if word.head is not None else -1,
                deprel=word.deprel or "dep",
            )


def _offsets(token: Any, word: Any, stretch: Stretch) -> tuple[int, int]:
    """A word's place in the article; the parts of a contraction that Stanza cannot place share the token's."""
    start = word.start_char if word.start_char is not None else token.start_char
    end = word.end_char if word.end_char is not None else token.end_char
    return stretch.start + start, stretch.start + end


@lru_cache(4096)
def _features(feats: str | None) -> tuple[tuple[str, str], ...]:
    pairs = (pair.split("=", 1) for pair in (feats or "").split("|") if "=" in pair)
    return tuple((key, value) for key, value in pairs)


def names(document: Any, stretch: Stretch, text: str) -> Iterator[Name]:
    """The stretch's named entities that can be a speaker, with offsets in the article."""
    for entity in document.ents:
        kind = NAME_KINDS.get(entity.type)
        if kind:
            yield Name(Span.of(text, stretch.start + entity.start_char, stretch.start + entity.end_char), kind)
