"""The words of a cue: tokens of the parse, or the words as they stand where no sentence was parsed."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from service.detection.cue_lexicon import ADJECTIVES, NOUNS, PHRASES, VERBS
from service.detection.inflection import american, lemma_of
from service.detection.lexicon import HEARSAY, LIGHT, WITHHOLDING
from service.domain.document import Sentence, Token
from service.domain.spans import Span

CLASSED = {*ADJECTIVES, *NOUNS, *VERBS}
_BRITISH = {word[:-3] + "ise" for word in CLASSED if word.endswith("ize")}
_KNOWN = CLASSED | _BRITISH | LIGHT | WITHHOLDING | HEARSAY | {phrase[0] for phrase in PHRASES}
_WORD = re.compile(r"n['’]t\b|[^\W_]+?(?=n['’]t\b)|[^\W_]+(?:-[^\W_]+)*|['’][^\W_]+")
DETERMINERS = {"a", "an", "the", "his", "her", "its", "their", "our", "my", "your", "this", "that", "'s", "’s"}
_MAX_WORDS = 60  # a cue is short; a span of garbage must not cost more


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the cue; `index` is that of its token in the sentence, -1 without a parse."""

    text: str
    lemma: str
    upos: str
    index: int


def sentence_at(sentences: Sequence[Sentence], offset: int) -> Sentence | None:
    """The sentence that holds a character."""
    place = bisect_right(sentences, offset, key=lambda s: s.start) - 1
    return sentences[place] if place >= 0 and offset < sentences[place].end else None


def parsed_words(sentence: Sentence, spans: Sequence[Span]) -> list[Word]:
    """The tokens of one sentence that lie in the spans, punctuation left out."""
    found: dict[int, Word] = {}
    for span in spans:
        first = max(0, bisect_left(sentence.tokens, span.start, key=lambda t: t.start) - 1)
        for index in range(first, min(len(sentence.tokens), first + _MAX_WORDS)):
            token = sentence.tokens[index]
            if token.start >= span.end:
                break
            # A dash may be tagged as anything.
            if token.end > span.start and token.upos not in {"PUNCT", "SYM"} and any(map(str.isalnum, token.text)):
                found[index] = word_of(token, index)
    return [found[index] for index in sorted(found)]


def word_of(token: Token, index: int) -> Word:
    """A token as a word of the cue."""
    return Word(token.text, _lemma(token), token.upos, index)


def _lemma(token: Token) -> str:
    """The parser's lemma, or our own where a lexicon knows that one only."""
    lemma = token.lemma.lower().replace("’", "'")
    if lemma in _KNOWN or american(lemma) in _KNOWN:
        return lemma
    own = lemma_of(token.text, _KNOWN)
    return own if own in _KNOWN else lemma or own


def plain_words(spans: Sequence[Span]) -> list[Word]:
    """The words of the spans as they stand."""
    words = [m.group() for span in spans for m in _WORD.finditer(span.text[:1000])][:_MAX_WORDS]
    return [Word(word, lemma_of(word, _KNOWN), "", -1) for word in words]
