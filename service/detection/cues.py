"""What a cue does with its content: its head, its class, and whether it is negated or hedged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from service.detection import polarity
from service.detection.cue_lexicon import ADJECTIVES, ALONE, NOUNS, PHRASES, RAISING, VERBS
from service.detection.cuewords import CLASSED, DETERMINERS, Word, parsed_words, plain_words, sentence_at, word_of
from service.detection.inflection import american
from service.detection.lexicon import LIGHT
from service.domain.document import ParsedText, Sentence
from service.domain.quotes import Cue, CueClass
from service.domain.spans import Span

_CONTENT = {"VERB", "NOUN", "PROPN", "ADJ"}
_PARTICLES = {"to", "for", "on", "against", "with"}
# With an infinitive they want something done: "told him to leave" (VerbNet's tell-37.2, advise-37.9).
_ORDERING = {"ask", "tell", "warn", "remind", "caution", "signal", "challenge"}
_LONGEST_PHRASE = max(map(len, PHRASES))
_PREPOSITIONAL = {  # not headed by a verb: named whole
    phrase: " ".join(phrase).replace("word of", "words of")
    for phrase in PHRASES
    if phrase[0] in {"according", "in", "as"}
}


@dataclass(frozen=True, slots=True)
class _Head:
    """The word that carries the cue: its place among the cue's words, its dictionary form and its class."""

    place: int
    lemma: str
    cue_class: CueClass


def describe_cue(parsed: ParsedText, spans: Sequence[Span]) -> Cue:
    """The cue at `spans`, with its class; works from the words alone where no sentence was parsed there."""
    sentence = sentence_at(parsed.sentences, spans[0].start) if spans else None
    words = parsed_words(sentence, spans) if sentence else []
    if not words:
        sentence, words = None, plain_words(spans)
    head = _head(words, _particle(sentence, words) if sentence and words else [])
    if head is None:  # a colon or a dash, as in transcripts and lists of quotes
        text = " ".join(s.text for s in spans).strip()
        kind = CueClass.OTHER if any(c.isalnum() for c in text) else CueClass.STATEMENT
        return Cue(tuple(spans), text, kind, negated=False, hedged=False)
    cue_class = head.cue_class
    negated, hedged = polarity.negated(words, head.place), polarity.hedged(words)
    if sentence:
        word, around = words[head.place], polarity.attached(sentence, words)
        negated = negated or polarity.negated_around(sentence, word.index, around)
        hedged = hedged or polarity.hedged_around(sentence, word, around)
        if head.lemma in _ORDERING and _infinitive(sentence, word.index):
            cue_class = CueClass.DIRECTIVE
    return Cue(tuple(spans), head.lemma, cue_class, negated, hedged)


def _infinitive(sentence: Sentence, head: int) -> bool:
    """Whether a verb has an infinitive for its complement, and not one with "how" or "whether"."""
    complements = {i for i, t in enumerate(sentence.tokens) if t.head == head and t.deprel in {"xcomp", "ccomp"}}
    marks = {t.text.lower() for t in sentence.tokens if t.head in complements and t.deprel in {"mark", "advmod", "obj"}}
    return "to" in marks and marks.isdisjoint({"how", "whether", "when", "where", "what", "why", "if", "that"})


def _particle(sentence: Sentence, words: Sequence[Word]) -> list[Word]:
    """The preposition or "to" right after the cue, which tells "agreed to it" from "agreed with her"."""
    index = words[-1].index + 1
    if index < len(sentence.tokens) and sentence.tokens[index].text.lower() in _PARTICLES:
        return [word_of(sentence.tokens[index], index)]
    return []


def _head(words: Sequence[Word], after: Sequence[Word]) -> _Head | None:
    """The cue's head: a full verb or phrase, then a noun or adjective, then a supporting verb, then any verb."""
    if not words:
        return None
    ranked: list[tuple[int, int, str, CueClass]] = []
    for place, word in enumerate(words):
        if phrase := _phrase_at([*words, *after], place):
            # "plead guilty" is one word of the language: it beats its own verb
            ranked.append((0, place, _PREPOSITIONAL.get(phrase, word.lemma), PHRASES[phrase]))
            continue
        cue_class, verbal = _class_of(words, place)
        if cue_class is not None:
            ranked.append((_rank(word.lemma, verbal), place, word.lemma, cue_class))
        elif word.upos in _CONTENT or word.lemma in LIGHT or (not word.upos and len(word.lemma) > 3):
            full = word.lemma not in LIGHT and word.upos in {"VERB", ""}
            ranked.append((3 if full else 5, place, word.lemma, CueClass.OTHER))
    if not ranked:
        word = words[-1]
        return _Head(len(words) - 1, word.lemma, ALONE.get(words[0].text.lower(), CueClass.OTHER))
    _, place, lemma, cue_class = min(ranked)
    return _Head(place, lemma, cue_class)


def _rank(lemma: str, verbal: bool) -> int:
    """How readily a word of a known class is the head; lower is sooner."""
    if not verbal:
        return 1
    return 4 if lemma in RAISING else 2 if lemma in LIGHT else 0


def _phrase_at(words: Sequence[Word], place: int) -> tuple[str, ...] | None:
    """The longest phrase of the lexicon that begins at a word; adverbs may part its words."""
    plain = tuple(w.lemma for w in words[place : place + _LONGEST_PHRASE])
    near = words[place + 1 : place + _LONGEST_PHRASE + 2]
    packed = (words[place].lemma, *(w.lemma for w in near if not (w.upos == "ADV" and w.lemma.endswith("ly"))))
    surface = (words[place].text.lower(), *plain[1:])  # "according" may have "accord" for its lemma
    for length in range(_LONGEST_PHRASE, 1, -1):
        for sequence in (plain, packed, surface):
            phrase = sequence[:length]
            if phrase in PHRASES and len(phrase) == length and not _supports(phrase, len(words) - place - length):
                return phrase
    return None


def _supports(phrase: tuple[str, ...], left: int) -> bool:
    """Whether a phrase such as "try to" only leads to the verb that follows it in the cue."""
    return phrase[-1] == "to" and PHRASES[phrase] is CueClass.COMMITMENT and left > 0


def _class_of(words: Sequence[Word], place: int) -> tuple[CueClass | None, bool]:
    """The class of one word, and whether it is a verb; an untagged word after a determiner is a noun."""
    word = words[place]
    lemma = american(word.lemma) if word.lemma not in CLASSED else word.lemma
    nominal = word.upos in {"NOUN", "PROPN"} or (
        not word.upos and place > 0 and words[place - 1].text.lower() in DETERMINERS
    )
    if word.upos == "ADJ":
        participle = VERBS.get(lemma) if lemma not in RAISING else None
        return (ADJECTIVES.get(lemma) or ADJECTIVES.get(word.text.lower()) or participle), False
    if nominal and (word.upos or lemma in NOUNS):  # a headline's verb may be taken for a noun
        return NOUNS.get(lemma) or VERBS.get(lemma), False
    if word.upos in {"", "VERB", "AUX"} and lemma in VERBS:
        return VERBS[lemma], True
    return NOUNS.get(lemma) or ADJECTIVES.get(lemma) or ADJECTIVES.get(word.text.lower()), False
