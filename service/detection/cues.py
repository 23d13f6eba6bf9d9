"""What a cue does with its content: its head, its class, and whether it is negated or hedged."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from service.detection.inflection import american, lemma_of
from service.detection.lexicon import (
    ADJECTIVES,
    HEARSAY,
    HEDGES,
    HEDGING_ADJECTIVES,
    LIGHT,
    NEGATIONS,
    NOUNS,
    PHRASES,
    VERBS,
    WITHHOLDING,
)
from service.domain.document import ParsedText, Sentence, Token
from service.domain.quotes import Cue, CueClass
from service.domain.spans import Span

_CLASSED = {*ADJECTIVES, *NOUNS, *VERBS}
_BRITISH = {word[:-3] + "ise" for word in _CLASSED if word.endswith("ize")}
_KNOWN = _CLASSED | _BRITISH | LIGHT | WITHHOLDING | HEARSAY | {phrase[0] for phrase in PHRASES}
_WORD = re.compile(r"n['’]t\b|[^\W_]+?(?=n['’]t\b)|[^\W_]+(?:-[^\W_]+)*|['’][^\W_]+")
_MAX_WORDS = 60  # a cue is short; a span of garbage must not cost more
_WINDOW = 12  # auxiliaries and adverbs stand this near to their verb
_DETERMINERS = {"a", "an", "the", "his", "her", "its", "their", "our", "my", "your", "this", "that", "'s", "’s"}
_FOCUS = {"only", "just", "merely", "simply"}  # "not only said" did say
_CONTENT = {"VERB", "NOUN", "PROPN", "ADJ"}
_LONGEST_PHRASE = max(map(len, PHRASES))
_PREPOSITIONAL = {  # not headed by a verb: named whole
    phrase: " ".join(phrase).replace("word of", "words of")
    for phrase in PHRASES
    if phrase[0] in {"according", "in", "as"}
}


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of the cue; `index` is that of its token in the sentence, -1 without a parse."""

    text: str
    lemma: str
    upos: str
    index: int


@dataclass(frozen=True, slots=True)
class _Head:
    """The word that carries the cue: its place among the cue's words, its dictionary form and its class."""

    place: int
    lemma: str
    cue_class: CueClass


def describe_cue(parsed: ParsedText, spans: Sequence[Span]) -> Cue:
    """The cue at `spans`, with its class; works from the words alone where no sentence was parsed there."""
    sentence = _sentence_at(parsed.sentences, spans[0].start) if spans else None
    words = _parsed_words(sentence, spans) if sentence else []
    if not words:
        sentence, words = None, _plain_words(spans)
    head = _head(words)
    if head is None:  # a colon or a dash, as in transcripts and lists of quotes
        text = " ".join(s.text for s in spans).strip()
        cue_class = CueClass.OTHER if any(c.isalnum() for c in text) else CueClass.STATEMENT
        return Cue(tuple(spans), text, cue_class, negated=False, hedged=False)
    around = _attached(sentence, words) if sentence else []
    negated = _negated(words, head) or _negated_around(sentence, words[head.place], around)
    hedged = _hedged(words) or _hedged_around(sentence, words, head, around)
    return Cue(tuple(spans), head.lemma, head.cue_class, negated, hedged)


def _sentence_at(sentences: Sequence[Sentence], offset: int) -> Sentence | None:
    """The sentence that holds a character."""
    place = bisect_right(sentences, offset, key=lambda s: s.start) - 1
    return sentences[place] if place >= 0 and offset < sentences[place].end else None


def _parsed_words(sentence: Sentence, spans: Sequence[Span]) -> list[_Word]:
    """The tokens of one sentence that lie in the spans, punctuation left out."""
    found: dict[int, _Word] = {}
    for span in spans:
        first = max(0, bisect_left(sentence.tokens, span.start, key=lambda t: t.start) - 1)
        for index in range(first, min(len(sentence.tokens), first + _MAX_WORDS)):
            token = sentence.tokens[index]
            if token.start >= span.end:
                break
            if token.end > span.start and token.upos not in {"PUNCT", "SYM"}:
                found[index] = _Word(token.text, _lemma(token), token.upos, index)
    return [found[index] for index in sorted(found)]


def _lemma(token: Token) -> str:
    """The parser's lemma, or our own where a lexicon knows that one only."""
    lemma = token.lemma.lower().replace("’", "'")
    if lemma in _KNOWN or american(lemma) in _KNOWN:
        return lemma
    own = lemma_of(token.text, _KNOWN)
    return own if own in _KNOWN else lemma or own


def _plain_words(spans: Sequence[Span]) -> list[_Word]:
    """The words of the spans as they stand."""
    words = [m.group() for span in spans for m in _WORD.finditer(span.text[:1000])][:_MAX_WORDS]
    return [_Word(word, lemma_of(word, _KNOWN), "", -1) for word in words]


def _head(words: Sequence[_Word]) -> _Head | None:
    """The cue's head: a full verb or phrase, then a noun or adjective, then a supporting verb, then any verb."""
    if not words:
        return None
    ranked: list[tuple[int, int, str, CueClass]] = []
    for place, word in enumerate(words):
        if phrase := _phrase_at(words, place):
            # "plead guilty" is one word of the language: it beats its own verb
            ranked.append((0, place, _PREPOSITIONAL.get(phrase, word.lemma), PHRASES[phrase]))
            continue
        cue_class, verbal = _class_of(words, place)
        lemma = word.lemma
        if cue_class is not None:
            ranked.append((2 if lemma in LIGHT and verbal else 0 if verbal else 1, place, lemma, cue_class))
        elif word.upos in _CONTENT or lemma in LIGHT or (not word.upos and len(lemma) > 3):
            full = lemma not in LIGHT and word.upos in {"VERB", ""}
            ranked.append((3 if full else 4, place, lemma, CueClass.OTHER))
    if not ranked:
        return _Head(len(words) - 1, words[-1].lemma, CueClass.OTHER)
    _, place, lemma, cue_class = min(ranked)
    return _Head(place, lemma, cue_class)


def _phrase_at(words: Sequence[_Word], place: int) -> tuple[str, ...] | None:
    """The longest phrase of the lexicon that begins at a word; adverbs may part its words."""
    plain = tuple(w.lemma for w in words[place : place + _LONGEST_PHRASE])
    near = words[place + 1 : place + _LONGEST_PHRASE + 2]
    packed = (words[place].lemma, *(w.lemma for w in near if not (w.upos == "ADV" and w.lemma.endswith("ly"))))
    surface = (words[place].text.lower(), *plain[1:])  # "according" may have "accord" for its lemma
    for length in range(_LONGEST_PHRASE, 1, -1):
        for sequence in (plain, packed, surface):
            if sequence[:length] in PHRASES and len(sequence) >= length:
                return sequence[:length]
    return None


def _class_of(words: Sequence[_Word], place: int) -> tuple[CueClass | None, bool]:
    """The class of one word, and whether it is a verb; an untagged word after a determiner is a noun."""
    word = words[place]
    lemma = american(word.lemma) if word.lemma not in _CLASSED else word.lemma
    nominal = word.upos in {"NOUN", "PROPN"} or (
        not word.upos and place > 0 and words[place - 1].text.lower() in _DETERMINERS
    )
    if word.upos == "ADJ":
        return (ADJECTIVES.get(lemma) or ADJECTIVES.get(word.text.lower())), False
    if nominal:
        return NOUNS.get(lemma), False
    if word.upos in {"", "VERB", "AUX"} and lemma in VERBS:
        return VERBS[lemma], True
    return (None if word.upos else NOUNS.get(lemma) or ADJECTIVES.get(lemma)), False


def _attached(sentence: Sentence, words: Sequence[_Word]) -> list[tuple[int, Token]]:
    """Tokens near the cue, outside it, that depend on one of its words."""
    inside = {w.index for w in words}
    first, last = max(0, words[0].index - _WINDOW), words[-1].index + _WINDOW
    near = enumerate(sentence.tokens[first : last + 1], first)
    return [(index, token) for index, token in near if token.head in inside and index not in inside]


def _negated(words: Sequence[_Word], head: _Head) -> bool:
    """Whether the cue's own words deny that it was said."""
    lemmas = [w.lemma for w in words]
    for place, word in enumerate(words):
        focused = place + 1 < len(words) and lemmas[place + 1] in _FOCUS
        if (word.lemma in NEGATIONS or word.text.lower() in {"n't", "n’t"}) and not focused:
            return True
        if word.lemma in WITHHOLDING and place <= head.place:
            return True
        if word.lemma == "no" and 0 < head.place - place <= 2 and word.upos in {"", "DET"}:
            return True
    return False


def _negated_around(sentence: Sentence | None, head: _Word, around: Sequence[tuple[int, Token]]) -> bool:
    """Whether a word that the parse attaches to the cue denies that it was said."""
    if sentence is None:
        return False
    for index, token in around:
        following = sentence.tokens[index + 1].text.lower() if index + 1 < len(sentence.tokens) else ""
        negation = token.lemma.lower() in NEGATIONS or token.text.lower() in {"not", "n't", "n’t"}
        if negation and token.deprel.split(":")[0] in {"advmod", "mark", "cc"} and following not in _FOCUS:
            return True
        if token.text.lower() == "no" and token.deprel == "det" and token.head == head.index:
            return True
    governor = _governor(sentence, head.index)
    return governor is not None and governor.lemma.lower() in WITHHOLDING


def _governor(sentence: Sentence, index: int) -> Token | None:
    """The word whose infinitive the cue is ("seemed to [say]")."""
    token = sentence.tokens[index]
    if token.deprel == "xcomp" and 0 <= token.head < len(sentence.tokens):
        return sentence.tokens[token.head]
    return None


def _hedged(words: Sequence[_Word]) -> bool:
    """Whether the cue's own words keep the writer's distance from it."""
    lemmas = [w.lemma for w in words]
    if not HEDGES.isdisjoint(lemmas) or not HEDGES.isdisjoint(w.text.lower() for w in words):
        return True
    for before, word in pairwise(words):
        adjective = word.upos == "ADJ" or (not word.upos and before.text.lower() in _DETERMINERS)
        if adjective and word.text.lower() in HEDGING_ADJECTIVES:
            return True
    pairs = zip(lemmas, lemmas[1:], [*lemmas[2:], ""], strict=False)
    return any(a == "be" and b in HEARSAY and c == "to" for a, b, c in pairs)


def _hedged_around(
    sentence: Sentence | None, words: Sequence[_Word], head: _Head, around: Sequence[tuple[int, Token]]
) -> bool:
    """Whether a hedge, a raising verb or an agentless passive of hearsay goes with the cue."""
    if sentence is None:
        return False
    if any(t.deprel in {"advmod", "aux"} and t.lemma.lower() in HEDGES for _, t in around):
        return True
    if any(t.deprel == "amod" and t.text.lower() in HEDGING_ADJECTIVES for _, t in around):
        return True
    index = words[head.place].index
    governor = _governor(sentence, index)
    if governor is not None and governor.lemma.lower() in HEDGES:
        return True
    if head.lemma not in HEARSAY:
        return False
    near = sentence.tokens[max(0, index - _WINDOW) : index + _WINDOW]
    relations = {t.deprel for t in near if t.head == index}
    agent = "obl:agent" in relations or any(t.text.lower() == "by" and _depends_twice(sentence, t, index) for t in near)
    return "aux:pass" in relations and not agent


def _depends_twice(sentence: Sentence, token: Token, index: int) -> bool:
    """Whether a preposition's noun depends on the word: the agent where the parser gives no subtype."""
    return 0 <= token.head < len(sentence.tokens) and sentence.tokens[token.head].head == index
