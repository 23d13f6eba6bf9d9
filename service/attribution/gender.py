"""Gender of people whose names do not tell it, by the pronouns that can mean nobody else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from service.attribution.namekinds import NameMention
from service.attribution.people import likely_gender
from service.attribution.reading import Reading, Word
from service.attribution.records import Register
from service.domain.document import NameKind
from service.domain.speakers import SpeakerKind
from service.text.pronouns import FEMININE, MASCULINE

_MIN_VOTES, _SHARE = 2, 0.75
_NEAR_WORDS = 4
_OBJECTS = frozenset({"whom", "who", "that"})
_HIS, _HER = frozenset({"his"}), frozenset({"her"})


def vote_gender(register: Register, names: Sequence[NameMention], reading: Reading) -> None:
    """Sets the gender of a person whom he, she, his and her follow with nobody else named in the sentence before.

    A pronoun votes where its own sentence up to it and the sentence before name one person only; two votes, three
    quarters of them alike, decide.  Where they do not, a first name does that is rarer than those known for sure.
    """
    people: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for mention in names:
        record = register.named(mention)
        if record is not None and mention.kind is NameKind.PERSON:
            people[reading.sentence(mention.start)].append((mention.start, record.number))
    votes: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    for word in reading.words:
        male, female = word.lower in MASCULINE | _HIS, word.lower in FEMININE | _HER
        if male or female:
            near = {
                n for s in (word.sentence - 1, word.sentence) for start, n in people.get(s, ()) if start < word.start
            }
            if len(near) == 1 and not _beside_relative(reading, word):
                votes[near.pop()][int(female)] += 1
    for number, (he, she) in votes.items():
        record = register.records[number]
        if not record.gender and he + she >= _MIN_VOTES and max(he, she) >= _SHARE * (he + she):
            record.gender = "m" if he > she else "f"
    for record in register.records:
        if record.kind is SpeakerKind.PERSON and not record.gender:
            record.gender = likely_gender(record)


def _beside_relative(reading: Reading, word: Word) -> bool:
    """Whether a pronoun stands beside another one that is relative ("X, to whom she was married")."""
    clause = word.head
    inside = clause >= 0 and reading.words[clause].deprel == "acl:relcl"
    before = reading.words[max(0, word.index - _NEAR_WORDS) : word.index]
    return inside and any(w.head == clause and w.lower in _OBJECTS for w in before)
