"""Relative clauses without a pronoun: in “the woman Holm accused” it is not Holm who is meant."""

from __future__ import annotations

from collections.abc import Sequence

from service.attribution.reading import Word
from service.domain.spans import Span

_VERBS = frozenset({"VERB", "AUX"})
_IN_CLAUSE = _VERBS | {"ADV", "ADP"}
_LONGEST = 6
_SAID = frozenset(
    "add admit agree announce argue claim conclude deny explain find insist note recall report rule say tell testify "
    "warn write".split()
)


def verb_at(words: Sequence[Word], at: int) -> Word | None:
    """The verb that begins there, with what stands before it ("had once accused").

    None where none does, or a participle ("the author Holm accused by …", "the author Holm reading …").
    """
    opening = words[at] if at < len(words) else None
    if opening is None:
        return None
    verb = words[opening.head] if opening.upos in ("AUX", "ADV") and opening.head > at else opening
    behind = words[verb.index + 1].lower if verb.index + 1 < len(words) else ""
    participle = verb is opening and verb.lower.endswith("ing")
    return verb if verb.upos in _VERBS and not participle and behind != "by" else None


def opens_clause(words: Sequence[Word], noun: int, end: int) -> bool:
    """Whether a name right behind a noun is the subject of a clause about that noun.

    `noun` and `end` are the noun and the word behind the name, where a verb begins that the tree hangs on the noun, or
    behind which a verb of saying follows at once ("the judge Holm appointed ruled").
    """
    verb = verb_at(words, end) if noun >= 0 else None
    if verb is None:
        return False
    behind = words[verb.index + 1] if verb.index + 1 < len(words) else verb
    finite = behind.upos == "VERB" and behind.deprel != "amod"  # "said reported losses"
    finite = finite and behind.lower not in (behind.lemma, f"{behind.lemma}ing")
    told = finite and behind.lemma in _SAID and verb.lemma not in _SAID and words[noun].deprel != "nmod:desc"
    return told or (verb.deprel.startswith("acl") and verb.head == noun)


def up_to_cue(words: Sequence[Word], last: int, cue: Span | None) -> int:
    """Where a source ends whose clause was cut: before the cue ("the man Holm| accused said"), else at `last`.

    The clause's verb stands right before the cue's, or what was taken for the cue holds both; nothing joins them
    ("Holm smiled and said", "tried to say").
    """
    verb = False
    for i in range(last, min(len(words), last + _LONGEST)):
        word = words[i]
        if word.upos not in _IN_CLAUSE or word.sentence != words[last].sentence or cue is None:
            break
        finite = word.upos in _VERBS and not word.lower.endswith("ing")
        said = word.start == cue.start or (word.lemma in _SAID and word.end <= cue.end and words[i - 1].upos == "VERB")
        if verb and finite and said and word.lower != word.lemma and words[i - 1].upos != "ADV":
            return i
        verb = verb or (word.upos == "VERB" and word.lemma not in _SAID)
    return last
