"""Whether a cue is negated ("did not say") or hedged ("reportedly"), by its own words and by those tied to it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from service.detection.cue_lexicon import RAISING
from service.detection.cuewords import DETERMINERS, Word
from service.detection.lexicon import HEARSAY, HEDGES, HEDGING_ADJECTIVES, NEGATIONS, WITHHOLDING
from service.domain.document import Sentence, Token

_WINDOW = 12  # auxiliaries and adverbs stand this near to their verb
_FOCUS = {"only", "just", "merely", "simply"}  # "not only said" did say
_NOT = {"not", "n't", "n’t"}
_MARKS = {'"', "“", "”", "''", "``"}
_CLITIC = {"'s", "’s"}  # before a participle it is rather "has" than "is"
_SEEN_AS = {"see", "view"}  # without "as" somebody really saw it
_NOBODY = {"nothing", "nobody", "none", "neither", "no-one"}  # "no one said", "said nothing"
_NO = {"no", "neither"}  # "no minister said", "at no time did she say"
_ARGUMENTS = {"nsubj", "obj"}
_NEAR = 2  # from “no” to what it denies
_PHRASE = 5  # words of a phrase before its noun that are looked at
# "makes no secret of", "has no doubt": who has none of these does say or think so (litotes).
_STRENGTHENED = {"doubt", "secret", "bone", "apology", "mistake", "question", "hesitation", "qualm", "time", "choice"}
# Pairs of words that say that something is not done, or no more.
_UNDONE = {("no", "longer"), ("no", "more"), ("rather", "than"), ("instead", "of"), ("stop", "short")}


def attached(sentence: Sentence, words: Sequence[Word]) -> list[tuple[int, Token]]:
    """Tokens near the cue, outside it, that depend on one of its words."""
    inside = {w.index for w in words}
    first, last = max(0, words[0].index - _WINDOW), words[-1].index + _WINDOW
    near = enumerate(sentence.tokens[first : last + 1], first)
    return [
        (index, token)
        for index, token in near
        if token.head in inside and index not in inside and not _parted(sentence, index, token.head)
    ]


def _parted(sentence: Sentence, one: int, other: int) -> bool:
    """Whether a quotation mark stands between two tokens: “Certainly not,” she said."""
    between = sentence.tokens[min(one, other) + 1 : max(one, other)]
    return any(t.text in _MARKS for t in between)


def negated(words: Sequence[Word], head: int) -> bool:
    """Whether the cue's own words deny that it was said; `head` is the place of its head among them."""
    lemmas = [w.lemma for w in words]
    for place, word in enumerate(words):
        following = lemmas[place + 1] if place + 1 < len(words) else ""
        # What comes later belongs to what was said ("promised that he would not").
        near = place <= head + 1 and not (word.lemma == "without" and place > head)
        if near and (word.lemma in NEGATIONS or word.text.lower() in _NOT) and not _cancelled(word.lemma, following):
            return True
        if word.lemma in WITHHOLDING and place <= head:
            return True
        if word.lemma == "no" and word.upos in {"", "DET"} and _has_no(words, place, head):
            return True
        if word.lemma == "have" and lemmas[place + 1 : place + 3] == ["yet", "to"]:
            return True
    pairs = ((a, b.text.lower()) for a, b in pairwise(words[: head + 1]))
    return any({(a.lemma, after), (a.text.lower(), after)} & _UNDONE for a, after in pairs)


def _has_no(words: Sequence[Word], place: int, head: int) -> bool:
    """Whether "no" goes with the head or with a noun that leads to it ("have no plans to endorse"), but see litotes."""
    phrase = words[place + 1 : min(head + 1, place + 1 + _PHRASE)]
    near = 0 < head - place <= _NEAR
    return (near or any(w.upos in {"NOUN", ""} for w in phrase)) and all(w.lemma not in _STRENGTHENED for w in phrase)


def _cancelled(negation: str, following: str) -> bool:
    """Whether the next word turns a negation round ("not only", "nothing but")."""
    return following in _FOCUS or (negation == "nothing" and following in {"but", "except"})


def negated_around(sentence: Sentence, head: int, around: Sequence[tuple[int, Token]]) -> bool:
    """Whether a word that the parse attaches to the cue denies that it was said; `head` is the head's token."""
    for index, token in around:
        word = token.text.lower()
        following = sentence.tokens[index + 1].text.lower() if index + 1 < len(sentence.tokens) else ""
        relation = token.deprel.split(":")[0]
        negation = token.lemma.lower() in NEGATIONS or word in _NOT
        if negation and relation in {"advmod", "mark", "cc"} and following not in _FOCUS:
            return True
        if token.head == head and relation in _ARGUMENTS and _nobody(sentence, index) and following != "but":
            return True
        if token.head == head and index < head and _none(sentence, index, relation):
            return True
        if {(word, following), (_before(sentence, index), word)} & _UNDONE:
            return True
        if word == "no" and token.deprel == "det" and token.head == head:
            return True
    governor = _governor(sentence, head)
    return governor is not None and (governor.lemma.lower() in WITHHOLDING or _yet(sentence, head))


def _before(sentence: Sentence, index: int) -> str:
    return sentence.tokens[index - 1].text.lower() if index else ""


def _none(sentence: Sentence, index: int, relation: str) -> bool:
    """Whether a token is the noun of "no minister" or "not one minister", or of "at no time", with "did" after it."""
    inverted = index + 1 < len(sentence.tokens) and sentence.tokens[index + 1].upos == "AUX"
    if relation != "nsubj" and not (relation == "obl" and inverted):
        return False
    phrase = [t for t in sentence.tokens[max(0, index - _PHRASE) : index] if t.head == index]
    if any(t.text.lower() in _NO and t.deprel.split(":")[0] in {"det", "cc"} for t in phrase):
        return True
    forms = [t.text.lower() for t in sentence.tokens[max(0, index - _PHRASE) : index + 1]]
    return ("not", "one") in pairwise(forms)


def _nobody(sentence: Sentence, index: int) -> bool:
    """Whether a token is "nobody", or the "one" of "no one"."""
    word = sentence.tokens[index].text.lower()
    return word in _NOBODY or (word == "one" and _before(sentence, index) == "no")


def _yet(sentence: Sentence, head: int) -> bool:
    """Whether the verb is what somebody "has yet to" do."""
    return [t.text.lower() for t in sentence.tokens[max(0, head - 2) : head]] == ["yet", "to"]


def _governor(sentence: Sentence, index: int) -> Token | None:
    """The word whose infinitive the cue is ("seemed to [say]")."""
    token = sentence.tokens[index]
    if token.deprel == "xcomp" and 0 <= token.head < len(sentence.tokens):
        return sentence.tokens[token.head]
    return None


def hedged(words: Sequence[Word]) -> bool:
    """Whether the cue's own words keep the writer's distance from it."""
    if any(w.upos != "ADJ" and not HEDGES.isdisjoint((w.lemma, w.text.lower())) for w in words):
        return True
    for before, word in pairwise(words):
        adjective = word.upos == "ADJ" or (not word.upos and before.text.lower() in DETERMINERS)
        if adjective and word.text.lower() in HEDGING_ADJECTIVES:
            return True
    lemmas = [w.lemma for w in words]
    pairs = zip(lemmas, lemmas[1:], [*lemmas[2:], ""], strict=False)
    return any(a == "be" and b in HEARSAY and c in {"to", "as"} for a, b, c in pairs) and "by" not in lemmas


def hedged_around(sentence: Sentence, head: Word, around: Sequence[tuple[int, Token]]) -> bool:
    """Whether a hedge, a raising verb or an agentless passive of hearsay goes with the cue."""
    if any(t.deprel in {"advmod", "aux"} and t.lemma.lower() in HEDGES for _, t in around):
        return True
    index = head.index
    # The adjective may stand in the cue itself, and may be taken for its head: "the alleged claim".
    near = [*(t for _, t in around), *sentence.tokens[max(0, index - 1) : index + 1]]
    if any(t.deprel == "amod" and t.text.lower() in HEDGING_ADJECTIVES for t in near):
        return True
    governor = _governor(sentence, index)
    if governor is not None and governor.lemma.lower() in HEDGES:
        return True
    if _seems(sentence, index):
        return True
    return head.lemma in HEARSAY and _agentless(sentence, head)


def _seems(sentence: Sentence, index: int) -> bool:
    """Whether the cue's clause is what "it seems"; "she seems sure that" has a subject of its own."""
    token = sentence.tokens[index]
    if token.deprel not in {"ccomp", "csubj"} or token.head < 0:
        return False
    above = [t for t in sentence.tokens[max(0, token.head - 2) : token.head] if t.head == token.head]
    return sentence.tokens[token.head].lemma in RAISING and any(t.text.lower() == "it" for t in above)


def _agentless(sentence: Sentence, head: Word) -> bool:
    """Whether a verb of hearsay is a passive that hides who says or thinks so."""
    index = head.index
    near = sentence.tokens[max(0, index - _WINDOW) : index + _WINDOW]
    if head.lemma in _SEEN_AS and all(t.text.lower() != "as" for t in sentence.tokens[index + 1 : index + 4]):
        return False
    passive = any(t.deprel == "aux:pass" and t.head == index and t.text.lower() not in _CLITIC for t in near)
    named = any(t.deprel == "obl:agent" and t.head == index for t in near)
    named = named or any(t.text.lower() == "by" and _depends_twice(sentence, t, index) for t in near)
    return passive and not named


def _depends_twice(sentence: Sentence, token: Token, index: int) -> bool:
    """Whether a preposition's noun depends on the word: the agent where the parser gives no subtype."""
    return 0 <= token.head < len(sentence.tokens) and sentence.tokens[token.head].head == index
