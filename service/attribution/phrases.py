"""Noun phrases: what a source's words consist of (a name, a nominal, a pronoun, several joined) and nominals anywhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from service.attribution.lexicon import (
    ARTICLES,
    LEADERS,
    PERSON_HEADS,
    POSSESSIVES,
    PRONOUNS,
    QUANTIFIERS,
    RELATIVE,
    TITLES,
)
from service.attribution.names import NameMention
from service.attribution.reading import Reading, Word
from service.domain.document import NameKind

_BREAKS = frozenset({",", "(", ")", ";", ":", "[", "]", "—", "–", "--", "―", "-", "…", "..."})
_ENDINGS = frozenset({"'s", "'", "’s", "’"})
_AND = frozenset({"and", "or", "&", "/", "nor"})
_NAMING = frozenset({"named", "called", "calling", "himself", "herself", "nicknamed", "identified", "as"})
_SMALL = frozenset({"of", "in", "who"})
_COMPLEMENTS = frozenset({"of", "by", "from", "for", "about", "at", "in", "on"})
_INNER = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "X", "SYM", "DET"})


def _role(word: Word) -> bool:
    """Whether a word is a title or names a person's role."""
    lower = word.lower.rstrip(".")
    return not word.plural and (lower in PERSON_HEADS or lower in TITLES)


class Shape(StrEnum):
    """What a source mainly is."""

    NAME = "name"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"
    JOINT = "joint"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Nominal:
    """A noun phrase without a name as its head; word indices are half-open.

    ``first:last`` is the phrase without its determiner and what follows its head noun; `end` also takes in
    prepositional phrases; `owner` is the possessor before it.
    """

    first: int
    last: int
    end: int
    head: int
    determiner: str
    owner: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Parse:
    """The main part of a source: a name mention, a nominal, a pronoun's word index or joined parts."""

    shape: Shape
    name: NameMention | None = None
    nominal: Nominal | None = None
    pronoun: int = -1
    parts: tuple[Parse, ...] = ()


_NOTHING = Parse(Shape.NOTHING)


class Phrases:
    """Reads noun phrases off the words and names of one article."""

    def __init__(self, reading: Reading, names: Sequence[NameMention]) -> None:
        self.reading = reading
        self.words = reading.words
        self.names = {m.first: m for m in names}
        self.inside = {i: m for m in names for i in range(m.first, m.last)}

    def parse(self, first: int, last: int, depth: int = 0) -> Parse:
        """What the words ``first:last`` mainly are."""
        first, last = self._trim(first, last)
        if first >= last or depth > 4:
            return _NOTHING
        word = self.words[first]
        if self._is_pronoun(word, first, last):
            joint = self._joint(self._chunks(first, last), depth)
            return joint or Parse(Shape.PRONOUN, pronoun=first)
        chunks = self._chunks(first, last)
        joint = self._joint(chunks, depth)
        if joint is not None:
            return joint
        return self._single(chunks, depth)

    def _trim(self, first: int, last: int) -> tuple[int, int]:
        """Drops prepositions, adverbs and punctuation at the front and punctuation at the back."""
        while first < last and first not in self.inside and self._leads(first, last):
            first += 1
        while first < last and last - 1 not in self.inside and not self.words[last - 1].text[-1:].isalnum():
            if self.words[last - 1].text in ("%", ".", "'", "’"):
                break
            last -= 1
        return first, last

    def _leads(self, i: int, last: int) -> bool:
        """Whether a word before a source's phrase is no part of it."""
        word = self.words[i]
        if not word.text[:1].isalnum() and word.text[:1] not in "@#$":
            return True
        adverb = word.upos == "ADV" and word.lower.endswith("ly")
        return last - i > 1 and (word.lower in LEADERS or adverb) and not (word.lower == "another" and last - i < 2)

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
            if i == last or (i not in self.inside and self._breaks(i)):
                if i > start:
                    found.append((start, i))
                start = i + 1
        return found

    def _breaks(self, i: int) -> bool:
        """Whether a mark separates phrases; a hyphen within a compound does not."""
        word, text = self.words[i], self.reading.text
        if word.text == "-":
            return text[max(0, word.start - 1)].isspace() or text[word.end : word.end + 1].isspace()
        return word.text in _BREAKS

    def _joint(self, chunks: list[tuple[int, int]], depth: int) -> Parse | None:
        """Several speakers: names or noun phrases joined by "and", or a list of names."""
        ends = self._members(chunks)
        if len(ends) < 2:
            return None
        parts = tuple(p for p in (self.parse(a, b, depth + 1) for a, b in ends) if p.shape is not Shape.NOTHING)
        named = any(p.shape in (Shape.NAME, Shape.PRONOUN, Shape.JOINT) for p in parts)
        return Parse(Shape.JOINT, parts=parts) if len(parts) > 1 and named else None

    def _members(self, chunks: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """The stretches of each joined part, empty or one where nothing is joined."""
        found: list[tuple[int, int]] = []
        for number, (first, last) in enumerate(chunks):
            if number and self.words[first].lower in _AND and first + 1 < last:
                if self._described(chunks[1:number]) and self._person_at(self.base(first + 1, last).head) is None:
                    return []
                return [*(found or [(chunks[0][0], chunks[number - 1][1])]), (first + 1, last)]
            split = self._and_inside(first, last)
            pure = self._pure_name(first, last if split is None else split)
            if split is not None and (number == 0 or (pure and found)):
                return [*found, (first, split), (split + 1, last)]
            if split is None and number == len(chunks) - 1 and pure and len(found) == number and self._persons([*found, (first, last)]):
                return [*found, (first, last)]
            if pure and len(found) == number:
                found.append((first, last))
        return []

    def _described(self, between: list[tuple[int, int]]) -> bool:
        """Whether an apposition stands between ("X, the mayor, senator, and host")."""
        bases = [self.base(a, b) for a, b in between]
        return any(b.head >= 0 and b.head not in self.inside and self.words[b.head].noun for b in bases)

    def _persons(self, found: list[tuple[int, int]]) -> bool:
        return all(any(self.inside[i].kind is NameKind.PERSON for i in range(a, b) if i in self.inside) for a, b in found)

    def _pure_name(self, first: int, last: int) -> bool:
        """Whether a stretch ends with a name and holds nothing but capitalised words or titles before it."""
        mention = self.inside.get(last - 1)
        if mention is None or mention.first < first or self.words[first].text[:2] in ("R-", "D-", "I-"):
            return False
        return all(self.words[i].capital or self.words[i].text == "." for i in range(first, mention.first))

    def _and_inside(self, first: int, last: int) -> int | None:
        """The place of an "and" that joins two whole noun phrases within one stretch."""
        if first + 2 < last and self.words[first].lower in PRONOUNS and self.words[first + 1].lower in _AND:
            return first + 1
        base = self.base(first, last)
        after = base.last
        while after < last and self.words[after].lower == "of" and after + 1 < last and after + 1 in self.names:
            after = self.names[after + 1].last
        if after + 1 < last and self.words[after].lower in _AND and base.head >= 0:
            right = self.base(after + 1, last)
            if self._joined_titles(base, right):
                return None
            if right.head >= 0 and (self.words[right.head].noun or right.head in self.inside):
                return after
        return None

    def _joined_titles(self, left: Nominal, right: Nominal) -> bool:
        """Whether "and" joins two titles of one person ("former mayor and party leader X")."""
        person = self._person_at(right.head)
        if person is None or self._person_at(left.head) is not None or person.first <= right.first:
            return False
        head, determined = self.words[left.head], right.determiner or (left.determiner and left.owner is None)
        return not head.plural and not determined and _role(head) and _role(self.words[person.first - 1])

    def _person_at(self, index: int) -> NameMention | None:
        mention = self.inside.get(index)
        return mention if mention is not None and mention.kind is NameKind.PERSON else None

    def _single(self, chunks: list[tuple[int, int]], depth: int) -> Parse:
        """One speaker: the name that heads the first stretch or stands in apposition to it, else the nominal."""
        first, last = chunks[0]
        base = self.base(first, last)
        if base.head < 0:
            return self.parse(chunks[1][0], chunks[-1][1], depth + 1) if len(chunks) > 1 else _NOTHING
        name = self.inside.get(base.head)
        if name is not None and name.kind is NameKind.PERSON:
            return Parse(Shape.NAME, name=name)
        follows = self._called(base.last, last) or self._after_title(base, last)
        if follows is None and len(chunks) > 1 and name is None:
            follows = self._apposed(base, chunks[1])
        if follows is not None:
            return Parse(Shape.NAME, name=follows)
        if name is not None and not self._title_only(name):
            return Parse(Shape.NAME, name=name)
        return Parse(Shape.NOMINAL, nominal=replace(base, end=self._list_end(base, chunks)))

    def _list_end(self, base: Nominal, chunks: list[tuple[int, int]]) -> int:
        """Where a plural phrase ends that goes on over commas ("artists, writers and actors")."""
        if not self.words[base.head].plural or len(chunks) < 2 or self.words[chunks[0][1]].text != ",":
            return base.end
        for first, last in chunks[1:]:
            part = self.base(first, last)
            if part.head < 0 or part.determiner or (part.first != first and self.words[first].lower not in _AND):
                return base.end
            if self.words[first].lower in _AND or (part.last < last and self.words[part.last].lower in _AND):
                return self._phrase_end(first, last)
        return base.end

    def _after_title(self, base: Nominal, last: int) -> NameMention | None:
        """The person after a title in several words ("Secretary of State X", "mayor and party leader X")."""
        if base.last + 1 >= last or not _role(self.words[base.head]):
            return None
        link, limit = self.words[base.last].lower, base.last + 4
        right = self.base(base.last + 1, last)
        person = self._person_at(right.head)
        if person is None or person.last != right.last:
            return None
        if link == "and":
            return person if self._joined_titles(base, right) else None
        between = self.words[base.last + 1 : person.first]
        plain = bool(between) and not right.determiner and all(w.index not in self.inside and not _role(w) for w in between)
        return person if link == "of" and person.first < limit and plain and base.owner is None else None

    def _called(self, first: int, last: int) -> NameMention | None:
        """The name in "a worker named X", "a man calling himself X"."""
        i = first
        while i < last and self.words[i].lower in _NAMING:
            i += 1
        return self.names.get(i) if i > first else None

    def _apposed(self, base: Nominal, chunk: tuple[int, int]) -> NameMention | None:
        """The bare name after a nominal and a comma."""
        first, last = chunk
        titled = self._person_at(self.base(first, last).head)
        if titled is not None and titled.last == last and not self.words[base.head].plural:
            return titled
        if not self._pure_name(first, last) and not self._titled(first):
            return None
        mention = self.inside.get(last - 1) or self.names.get(first) or self._titled(first)
        if mention is None or (mention.kind is NameKind.PERSON and self.words[base.head].plural):
            return None
        if mention.kind is not NameKind.PERSON and self.words[base.head].lemma in PERSON_HEADS:
            return None
        return mention

    def _titled(self, first: int) -> NameMention | None:
        """The person's name that begins a stretch."""
        mention = self.names.get(first)
        return mention if mention is not None and mention.kind is NameKind.PERSON else None

    def base(self, first: int, last: int) -> Nominal:
        """The noun phrase that begins at `first`, up to its head noun; head -1 where there is none."""
        determiner, owner, head, i, start = "", None, -1, first, first
        while i < last:
            word, mention = self.words[i], self.names.get(i)
            if mention is not None and mention.last <= last and not self._title_only(mention):
                head, i = mention.last - 1, mention.last
                continue
            if head < 0 and i == start and i + 1 < last and self._determines(word, i):
                determiner, start = word.lower, i + 1
                owner = (i, i + 1) if word.lower in POSSESSIVES else owner
            elif word.lower in _ENDINGS and head >= 0 and (word.lower.endswith("s") or i + 1 < last):
                if i + 1 >= last or not self._continues(i + 1, last, -1):
                    break
                owner, head, start, determiner = (start, i), -1, i + 1, ""
            elif word.text == "." and i > start and self.words[i - 1].lower in ABBREVIATED:
                pass
            elif self._continues(i, last, head):
                heads = word.upos not in ("CCONJ", "ADV", "PUNCT", "VERB", "DET") or word.lower in QUANTIFIERS
                head = i if heads else head
            else:
                break
            i += 1
        return Nominal(start, max(i, start), max(self._phrase_end(i, last), start), head, determiner, owner)

    def _determines(self, word: Word, i: int) -> bool:
        """Whether a word opens a noun phrase without belonging to its name."""
        following = self.words[i + 1]
        if word.lower in ("those", "these", "one", "another"):
            return following.upos in ("NOUN", "PROPN", "ADJ") and following.lower not in _SMALL
        return word.lower in ARTICLES or word.lower in POSSESSIVES

    def _title_only(self, mention: NameMention) -> bool:
        """Whether a tagged organisation is rather the start of a title ("Republican Secretary of State")."""
        return mention.kind is not NameKind.PERSON and _role(self.words[mention.last - 1]) and len(mention.parts) < 3

    def _continues(self, i: int, last: int, head: int) -> bool:
        """Whether the word belongs to a noun phrase already begun (or not yet headed, for words before the noun)."""
        word = self.words[i]
        if i in self.names or (word.upos in _INNER and (word.upos != "DET" or head < 0)) or word.lower in QUANTIFIERS:
            return True
        more = i + 1 < last and (self.words[i + 1].upos in _INNER - {"DET"} or i + 1 in self.names)
        if word.upos in ("ADV", "VERB"):
            participle = word.upos == "ADV" or word.lower.endswith(("ed", "ing", "en"))
            return more and participle and (head < 0 or self.words[head].upos in ("ADJ", "NUM"))
        if word.upos == "CCONJ":
            return more and head >= 0 and self.words[head].upos == "ADJ" and head not in self.inside
        return word.text == "-" and more

    def around(self, head: int) -> Nominal:
        """The noun phrase whose head noun is at `head`, with one prepositional phrase after it."""
        first, sentence = head, self.words[head].sentence
        while first > 0 and self.words[first - 1].sentence == sentence and head - first < 10:
            word = self.words[first - 1]
            joins = word.upos in _INNER or word.lower in _ENDINGS or word.lower in POSSESSIVES or first - 1 in self.inside
            if not joins or word.lower in RELATIVE - {"that"}:
                break
            first -= 1
        return self.with_complement(self.base(first, head + 1))

    def with_complement(self, base: Nominal) -> Nominal:
        """A phrase read up to its head noun, with the prepositional phrase that follows it."""
        end = base.last
        if end + 1 < len(self.words) and self.words[end].lower in _COMPLEMENTS:
            if self.words[end + 1].sentence == self.words[base.first].sentence:
                part = self.base(end + 1, min(len(self.words), end + 10))
                end = part.last if part.head >= 0 else end
        return replace(base, end=end)

    def _phrase_end(self, i: int, last: int) -> int:
        """Where the phrase with its modifiers ends: at punctuation or a relative clause (not that of "those who")."""
        if i > 0 and self.words[i - 1].lower in QUANTIFIERS and i < last and self.words[i].lower in RELATIVE:
            i += 1
        while i < last:
            if i not in self.inside:
                word = self.words[i]
                if self._breaks(i) or (word.lower in RELATIVE and word.upos in ("PRON", "DET", "SCONJ")):
                    break
            i += 1
        return i
