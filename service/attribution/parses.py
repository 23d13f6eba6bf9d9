"""What a source's words mainly are: a name, a nominal, a pronoun or several joined."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from service.attribution.appositions import Appositions
from service.attribution.contacts import verb_at
from service.attribution.lexicon import LEADERS, POSSESSIVES, PRONOUNS, QUANTIFIERS, TIMES
from service.attribution.members import EXAMPLES, Members
from service.attribution.namekinds import NameMention
from service.attribution.nouns import person_noun
from service.attribution.offices import office_of, title_only
from service.attribution.phrases import Nominal, Phrases
from service.attribution.reading import Word
from service.attribution.wholes import of_bodies, of_work
from service.domain.document import NameKind


class Shape(StrEnum):
    """What a source mainly is."""

    NAME = "name"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"
    JOINT = "joint"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Parse:
    """The main part of a source: a name mention, a nominal, a pronoun's word index or joined parts."""

    shape: Shape
    name: NameMention | None = None
    nominal: Nominal | None = None
    pronoun: int = -1
    parts: tuple[Parse, ...] = ()


_NOTHING = Parse(Shape.NOTHING)


class SourceParser:
    """Reads the sources of one article."""

    def __init__(self, phrases: Phrases) -> None:
        self.phrases = phrases
        self.appositions = Appositions(phrases)
        self.members = Members(phrases, self.appositions)
        self.reading = phrases.reading
        self.words = phrases.words
        self.names = phrases.names
        self.inside = phrases.inside

    def parse(self, first: int, last: int, depth: int = 0) -> Parse:
        """What the words ``first:last`` mainly are."""
        first, last = self._trim(first, last)
        if first < last and self.words[first].lower == "neither" and self._nor(first, last):
            first += 1
        if first >= last or depth > 4:
            return _NOTHING
        word = self.words[first]
        if self._is_pronoun(word, first, last):
            joint = self._joint(self._chunks(first, last), depth)
            return joint or Parse(Shape.PRONOUN, pronoun=first)
        chunks = self._chunks(first, last)
        whole = None
        if len(chunks) == 1:
            whole = of_work(self.phrases, first, last) or of_bodies(self.phrases, first, last)
        if whole is not None:
            return Parse(Shape.NOMINAL, nominal=whole)
        return self._joint(chunks, depth) or self._single(chunks, depth)

    def _trim(self, first: int, last: int) -> tuple[int, int]:
        """Drops prepositions, adverbs and punctuation at the front, punctuation and determiners at the back."""
        while first < last and first not in self.inside and self._leads(first, last):
            first += 1
        while first < last and last - 1 not in self.inside and not self.words[last - 1].text[-1:].isalnum():
            if self.words[last - 1].text in ("%", ".", "'", "’"):
                break
            last -= 1
        last = self.phrases.undated(first, last)
        if (
            last - first > 1
            and self.words[last - 1].lower in ("'s", "’s", "'", "’")
            and self.words[last - 2].text[:1].isalnum()
        ):
            last -= 1
        return first, last

    def _nor(self, first: int, last: int) -> bool:
        return any(w.lower == "nor" for w in self.words[first:last])

    def _leads(self, i: int, last: int) -> bool:
        """Whether a word before a source's phrase is no part of it."""
        word = self.words[i]
        if not word.text[:1].isalnum() and word.text[:1] not in "@#$":
            return True
        following = self.words[i + 1].upos if i + 1 < last else ""
        adverb = word.upos == "ADV" and word.lower.endswith("ly") and following not in ("ADJ", "VERB", "NUM")
        joins = word.upos in ("CCONJ", "SCONJ") and word.lower not in QUANTIFIERS
        return last - i > 1 and (word.lower in LEADERS or adverb or joins)

    def _is_pronoun(self, word: Word, first: int, last: int) -> bool:
        if first in self.inside or (word.lower not in PRONOUNS and word.lower not in QUANTIFIERS):
            return False
        if word.text.isupper() and word.text in ("US", "WHO", "IT"):
            return False
        following = self.words[first + 1] if first + 1 < last else None
        if following is None or not following.text[:1].isalnum():
            return True
        if word.lower in POSSESSIVES or word.lower in QUANTIFIERS or word.lower == "that":
            return False
        return word.lower not in ("we", "us", "you") or following.upos not in ("NOUN", "PROPN")

    def _chunks(self, first: int, last: int) -> list[tuple[int, int]]:
        """The stretches between commas, brackets and dashes that lie outside names; none is empty."""
        found, start = [], first
        for i in range(first, last + 1):
            if i == last or (
                i not in self.inside and self.phrases.breaks(i) and not self.phrases.adjectives(first, i, last)
            ):
                if i > start:
                    found.append((start, i))
                start = i + 1
        return found

    def _joint(self, chunks: list[tuple[int, int]], depth: int) -> Parse | None:
        """Several speakers: names or noun phrases joined by "and", or a list of names, also after "his rivals,"."""
        ends = self.members.stretches(chunks)
        if len(chunks) > 1 and self.members.plural(*chunks[0]):
            if self.words[chunks[1][0]].lower in EXAMPLES:
                return None
            named = self.members.stretches(chunks[1:])
            ends = named if len(named) > 1 and self.members.persons(named) else ends
        if len(ends) < 2:
            return None
        parts = tuple(p for p in (self.parse(a, b, depth + 1) for a, b in ends) if p.shape is not Shape.NOTHING)
        listed = any(p.shape is not Shape.NOMINAL or self._single_thing(p.nominal) for p in parts)
        return Parse(Shape.JOINT, parts=parts) if len(parts) > 1 and listed else None

    def _single_thing(self, nominal: Nominal | None) -> bool:
        """Whether a phrase is about one person or body the text may have named ("the senator and his allies")."""
        return nominal is not None and nominal.determiner == "the" and not self.words[nominal.head].plural

    def _single(self, chunks: list[tuple[int, int]], depth: int) -> Parse:
        """One speaker: the name that heads the first stretch or stands in apposition to it, else the nominal."""
        first, last = chunks[0]
        base = self.phrases.base(first, last)
        if not base.determiner and first > 0 and self.words[first - 1].lower == "the":
            base = replace(base, determiner="the")  # the source was cut behind it
        if base.head < 0:
            base = self._headed(base.first, last)
        if base.head < 0:
            return self.parse(chunks[1][0], chunks[-1][1], depth + 1) if len(chunks) > 1 else _NOTHING
        described = self._in_clause(base, last)
        if described is not None:
            return Parse(Shape.NOMINAL, nominal=described)
        name = self.inside.get(base.head)
        name = None if name is not None and office_of(self.words, self.inside, name) else name
        if name is not None and name.kind is NameKind.PERSON:
            return Parse(Shape.NAME, name=self._another(name, chunks) or name)
        follows = self.appositions.called(base.last, last) or self.appositions.after_title(base, last)
        follows = follows or self.appositions.given(base, chunks[-1][1])
        follows = follows or self.appositions.ending(base, last) or self.appositions.body(base, last)
        follows = follows or self.appositions.long_title(base, last) or self.appositions.trade(base, last)
        beside = next((c for c in chunks[1:] if not self._bracketed(chunks, c)), None)  # "(UPP)" says no more of it
        if follows is None and beside is not None and name is None:
            follows = self.appositions.apposed(base, beside)
        if follows is not None:
            return Parse(Shape.NAME, name=follows)
        if name is not None and not title_only(self.words, name):
            return Parse(Shape.NAME, name=name)
        end = self._uncut(base.last, self.members.list_end(base, chunks))
        return Parse(Shape.NOMINAL, nominal=replace(base, end=end))

    def _bracketed(self, chunks: list[tuple[int, int]], chunk: tuple[int, int]) -> bool:
        """Whether a stretch stands in brackets that open behind the first one."""
        before = self.words[chunks[0][1] : chunk[0]]
        return sum(w.text == "(" for w in before) > sum(w.text == ")" for w in before)

    def _another(self, name: NameMention, chunks: list[tuple[int, int]]) -> NameMention | None:
        """Who speaks where the name belongs to the clause in front ("[asked by] X, the jockey Y", "X, the jockey, Y").

        Two persons of no common name are not in apposition.
        """
        first, last = chunks[-1]
        person = self.phrases.person_at(last - 1)
        if len(chunks) < 2 or person is None or person.last != last or {*person.parts} & {*name.parts}:
            return None
        begin = chunks[-2][0] if person.first == first and len(chunks) > 2 else first
        if len(chunks) > (2 if begin == first else 3):
            return None  # "X, for the accused, the jockey Y"
        called = self.words[begin + 1 : chunks[-2][1] if begin < first else person.first]
        plain = called != [] and all(w.upos in ("NOUN", "ADJ") for w in called) and person_noun(self.words, called[-1])
        return person if plain and self.words[begin].lower == "the" else None

    def _in_clause(self, base: Nominal, last: int) -> Nominal | None:
        """The noun before a clause without a pronoun whose subject is the name behind ("the man X accused")."""
        subject = self.names.get(base.last)
        if subject is None and base.head in self.inside:  # no word of the tree's, yet a verb stands in the source
            subject = self.inside[base.head]
            noun = self.words[subject.first - 1]
            plain = subject.first > base.first and noun.upos == "NOUN" and noun.text.islower()
            if not plain or subject.last >= last or verb_at(self.words, subject.last) is None:
                return None
            base = replace(self.phrases.base(base.first, subject.first), end=last)
        elif subject is None or self.phrases.clause_behind(base) is None:
            return None
        return base if subject.last < last else replace(base, end=base.last)

    def _headed(self, first: int, last: int) -> Nominal:
        """The phrase around the first noun of a stretch whose first words are no part of one ("outside groups")."""
        for i in range(first + 1, min(last, first + 4)):
            if self.words[i - 1].upos in ("AUX", "PRON", "SCONJ", "CCONJ", "DET"):
                break
            base = self.phrases.base(i, last)
            if base.head >= 0 and (self.words[base.head].noun or base.head in self.inside):
                return replace(base, first=first if base.owner is None and not base.determiner else base.first)
        return self.phrases.base(first, last)

    def _uncut(self, first: int, last: int) -> int:
        """Where what follows a head noun ends: before a cut participle's clause, a date of release or a loose word."""
        while last > first and self.words[last - 1].upos in ("CCONJ", "DET") and last - 1 not in self.inside:
            last -= 1
        for i in range(last - 1, first - 1, -1):
            if self.words[i].upos == "VERB" and i not in self.inside:
                cut = last < len(self.words) and (self.words[last].head == i or self.words[last].lower in TIMES)
                dated = all(w.lower in TIMES or w.upos in ("NUM", "ADP", "DET") for w in self.words[i + 1 : last])
                return i if (cut and i == last - 1) or (dated and last > i + 1) else last
        return last
