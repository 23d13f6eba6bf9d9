"""A parsed article: what the language models make of the text, before any quote is decided.

All offsets are half-open code points in the article.  Token heads and sentence members are indices, so that a document
is a plain value without cycles.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

from service.domain.spans import Span


@dataclass(frozen=True, slots=True)
class Token:
    """A syntactic word (UD).  Words of one contraction (do|n't) may share their characters.

    `head` is the index of the governor in the same sentence's tokens, -1 for the root; `deprel` the UD relation
    with its subtype (``nsubj:pass``); `feats` UD features such as ``{"Number": "Sing", "Gender": "Masc"}``.
    """

    start: int
    end: int
    text: str
    lemma: str
    upos: str
    xpos: str
    feats: tuple[tuple[str, str], ...]
    head: int
    deprel: str

    def feat(self, name: str) -> str | None:
        """The value of one UD feature, None where the word has none."""
        return next((value for key, value in self.feats if key == name), None)


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens in text order."""

    start: int
    end: int
    tokens: tuple[Token, ...]


class NameKind(StrEnum):
    """Kinds of named entity."""

    PERSON = "PERSON"
    ORG = "ORG"
    LOC = "LOC"


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name as the named-entity tagger found it (no title, no determiner)."""

    span: Span
    kind: NameKind


@dataclass(frozen=True, slots=True)
class TaggedAttribution:
    """One attribution as the statistical tagger found it, spans not yet repaired.

    `score` is the mean probability of the content's tags, `link` that of the pointers that tie its parts together,
    `source_score` that of the source: of what is tagged and pointed to as one, or of there being none.
    """

    content: tuple[Span, ...]
    cue: Span | None
    source: Span | None
    score: float
    link: float
    source_score: float = 1.0

    @property
    def certainty(self) -> float:
        """One number from the two: how sure the tagger is of the spans, and of what ties them together."""
        return self.score * sqrt(self.link)


@dataclass(frozen=True, slots=True)
class Pointed:
    """Where the network sees whom a third-person pronoun means, among the words that it read before it.

    `start` is the pronoun's offset and `since` that of the first word read together with it; `places` are the offsets
    of likely words and the probability of each, `beyond` that it means nobody among all these words.
    """

    start: int
    since: int
    beyond: float
    places: tuple[tuple[int, int, float], ...]


@dataclass(frozen=True, slots=True)
class ParsedText:
    """An article with its paragraphs, sentences, names and tagged attributions, each in text order.

    `inner` are attributions within the contents of others, as those are found, and `pointed` has the third-person
    pronouns, where the network reads what they mean.
    `unread` is what could not be parsed: no prose, such as encoded data, or a stretch that the models fail on.
    """

    text: str
    paragraphs: tuple[Span, ...]
    sentences: tuple[Sentence, ...]
    names: tuple[Name, ...]
    attributions: tuple[TaggedAttribution, ...]
    unread: tuple[Span, ...] = ()
    pointed: tuple[Pointed, ...] = ()
    inner: tuple[TaggedAttribution, ...] = ()
