"""Noun phrases: base phrases read off words and names from left to right, with their determiners and possessors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from service.attribution.contacts import opens_clause
from service.attribution.lexicon import (
    ABBREVIATED,
    ARTICLES,
    POSSESSIVES,
    QUANTIFIERS,
    RELATIVE,
    TIMES,
)
from service.attribution.namekinds import NameMention
from service.attribution.offices import is_office
from service.attribution.reading import Reading, Word
from service.domain.document import NameKind

_BREAKS = frozenset({",", "(", ")", ";", ":", "[", "]", "—", "–", "--", "―", "-", "…", "..."})
ENDINGS = frozenset({"'s", "'", "’s", "’"})
"""Possessive endings."""
_SMALL = frozenset({"of", "in", "who"})
_COMPLEMENTS = frozenset({"of", "by", "from", "for", "about", "at", "in", "on"})
_CLAUSES = frozenset({"root", "conj", "ccomp", "xcomp", "advcl", "acl", "parataxis", "csubj"})
"""What a verb that is no part of a noun phrase is in its sentence."""
_INNER = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "X", "SYM", "DET"})


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


class Phrases:
    """The noun phrases of one article; `names` finds a name by its first word, `inside` by any."""

    def __init__(self, reading: Reading, names: Sequence[NameMention]) -> None:
        self.reading = reading
        self.words = reading.words
        self.names = {m.first: m for m in names}
        self.inside = {i: m for m in names for i in range(m.first, m.last)}
        self._ends = self._next_ends()

    def base(self, first: int, last: int) -> Nominal:
        """The noun phrase that begins at `first`, up to its head noun; head -1 where there is none."""
        determiner, owner, head, i, start = "", None, -1, first, first
        while i < last:
            word, mention = self.words[i], self.names.get(i)
            if mention is not None and mention.last <= last and not is_office(self.words, self.inside, mention):
                if opens_clause(self.words, head, mention.last):
                    break
                head, i = mention.last - 1, mention.last
                continue
            if head < 0 and i == start and i + 1 < last and self._determines(word, i):
                determiner, start = word.lower, i + 1
                owner = (i, i + 1) if word.lower in POSSESSIVES else owner
            elif head >= 0 and (after := self._owned(i, last, owner is None)):
                owner, head, start, determiner, i = (start, after - 1), -1, after, "", after - 1
            elif i > start and (self.adjectives(start, i, last) or self._abbreviated(i) or self._numeral(i)):
                pass
            elif i > start and (self._hyphened(i) or self._hyphened(i - 1)):
                head = i if word.text != "-" else head
            elif self._continues(i, last, head):
                heads = word.upos not in ("CCONJ", "ADV", "PUNCT", "VERB", "DET") or word.lower in QUANTIFIERS
                head = i if heads else head
            else:
                break
            i += 1
        return Nominal(start, max(i, start), max(self.phrase_end(i, last), start), head, determiner, owner)

    def begins(self, i: int, last: int) -> bool:
        """Whether a noun phrase can begin at a word."""
        return i in self.names or self._continues(i, last, -1) or (i + 1 < last and self._determines(self.words[i], i))

    def _owned(self, i: int, last: int, first: bool) -> int:
        """Where what a phrase owns begins, after its ending ("'s") or after "of state's"; 0 where it owns nothing.

        `first` tells that nothing is owned in the phrase so far.
        """
        if self.words[i].lower in ENDINGS:
            return i + 1 if i + 1 < last and self._continues(i + 1, last, -1) else 0
        if i + 3 >= last or not first or self.words[i].lower != "of" or i + 1 in self.inside:
            return 0
        bare = self.words[i + 1].upos == "NOUN" and not self.words[i + 1].plural
        return i + 3 if bare and self.words[i + 2].lower in ENDINGS and self.words[i + 3].noun else 0

    def _determines(self, word: Word, i: int) -> bool:
        """Whether a word opens a noun phrase without belonging to its name."""
        following = self.words[i + 1]
        if word.lower in ("those", "these", "one", "another"):
            return following.upos in ("NOUN", "PROPN", "ADJ") and following.lower not in _SMALL
        return word.lower in ARTICLES or word.lower in POSSESSIVES

    def _continues(self, i: int, last: int, head: int) -> bool:
        """Whether the word belongs to a noun phrase already begun (or not yet headed, for words before the noun)."""
        word = self.words[i]
        if i in self.names or (word.upos in _INNER and (word.upos != "DET" or head < 0)) or word.lower in QUANTIFIERS:
            return True
        more = i + 1 < last and (self.words[i + 1].upos in _INNER - {"DET"} or i + 1 in self.names)
        if word.upos in ("ADV", "VERB"):
            finite = word.deprel.split(":")[0] in _CLAUSES
            participle = word.upos == "ADV" or (word.lower.endswith(("ed", "ing", "en")) and not finite)
            return more and participle and (head < 0 or self.words[head].upos in ("ADJ", "NUM"))
        if word.upos == "CCONJ":
            return more and head >= 0 and head not in self.inside and self._modifies(head, i)
        return word.text == "-" and more

    def _modifies(self, head: int, joiner: int) -> bool:
        """Whether what stands before "and" only describes the noun behind it ("the retail and wholesale firm")."""
        word = self.words[head]
        return word.upos == "ADJ" or (word.deprel == "compound" and word.head > joiner and self.words[word.head].noun)

    def clause_behind(self, nominal: Nominal) -> NameMention | None:
        """The name right behind a phrase that is the subject of a clause about it ("the lawyer [Holm] hired")."""
        subject = self.names.get(nominal.last)
        told = subject is not None and opens_clause(self.words, nominal.head, subject.last)
        return subject if told else None

    def phrase_end(self, i: int, last: int) -> int:
        """Where the phrase with its modifiers ends: at punctuation or a relative clause (not that of "those who")."""
        if i > 0 and self.words[i - 1].lower in QUANTIFIERS and i < last and self.words[i].lower in RELATIVE:
            i += 1
        if i >= last:
            return i
        end = min(self._ends[i], last)
        # "in particular" ends a phrase only where all of it lies before `last`.
        cut = end == last - 1 and self.words[end].lower == "in" and not self.breaks(end)
        return last if cut else end

    def _next_ends(self) -> list[int]:
        """For each word the first from it on at which a phrase ends."""
        ends, following = [], len(self.words)
        for i in range(len(self.words) - 1, -1, -1):
            following = i if i not in self.inside and self._ends_phrase(i) else following
            ends.append(following)
        return ends[::-1]

    def _ends_phrase(self, i: int) -> bool:
        word = self.words[i]
        if self.breaks(i) or (word.lower in RELATIVE and word.upos in ("PRON", "DET", "SCONJ")):
            return True
        if word.lower.endswith(("selves", "self")) and word.upos == "PRON":
            return True
        after = self.words[i + 1].lower if i + 1 < len(self.words) else ""
        return word.lower == "in" and after in ("particular", "general")

    def breaks(self, i: int) -> bool:
        """Whether a mark separates phrases; a hyphen within a compound does not."""
        word, text = self.words[i], self.reading.text
        if word.text == "-":
            return text[max(0, word.start - 1)].isspace() or text[word.end : word.end + 1].isspace()
        return word.text in _BREAKS and not self._numeral(i)

    def adjectives(self, first: int, i: int, last: int) -> bool:
        """Whether a comma only stands between two adjectives of one noun ("the tall, bearded guide")."""
        words = self.words
        if words[i].text != "," or i == first or i + 2 > last - 1 or words[i - 1].upos != "ADJ":
            return False
        return words[i - 1].head > i and words[i - 1].head == self._noun(i + 1)

    def _noun(self, i: int) -> int:
        """The noun that an adjective, or a number within one, belongs to."""
        for _ in range(3):
            if self.words[i].noun or self.words[i].head < 0:
                break
            i = self.words[i].head
        return i

    def _abbreviated(self, i: int) -> bool:
        """Whether a word is the full stop of a title."""
        return self.words[i].text == "." and self.words[i - 1].lower in ABBREVIATED

    def _numeral(self, i: int) -> bool:
        """Whether a word is the comma within a number (93,522) that was taken apart."""
        word = self.words[i]
        around = self.reading.text[word.start - 1 : word.end + 1]
        return word.text == "," and len(around) == 3 and around[0].isdigit() and around[2].isdigit()

    def _hyphened(self, i: int) -> bool:
        return self.words[i].text == "-" and not self.breaks(i)

    def around(self, head: int) -> Nominal:
        """The noun phrase whose head noun is at `head`, with one prepositional phrase after it."""
        first, sentence = head, self.words[head].sentence
        while first > 0 and self.words[first - 1].sentence == sentence and head - first < 10:
            word = self.words[first - 1]
            joins = (
                self._hyphened(first - 1)
                or self._numeral(first - 1)
                or word.upos in _INNER
                or word.lower in ENDINGS
                or word.lower in POSSESSIVES
                or first - 1 in self.inside
            )
            if not joins or word.lower in RELATIVE - {"that"}:
                break
            first -= 1
        return self.with_complement(self.base(first, head + 1))

    def with_complement(self, base: Nominal) -> Nominal:
        """A phrase read up to its head noun, with the prepositional phrase that follows it."""
        end = base.last
        more = end + 1 < len(self.words) and self.words[end].lower in _COMPLEMENTS
        dated = more and self.words[end + 1].lower in TIMES
        if more and not dated and self.words[end + 1].sentence == self.words[base.first].sentence:
            part = self.base(end + 1, min(len(self.words), end + 10))
            end = part.last if part.head >= 0 else end
        return replace(base, end=end)

    def undated(self, first: int, last: int) -> int:
        """The end without a day that belongs to the verb ("X on Thursday", "X today")."""
        end = last
        while end - first > 1 and end - 1 not in self.inside and self.words[end - 1].lower in TIMES:
            end -= 1
        loose = end < last and self.words[last - 1].deprel.startswith(("obl", "nmod", "advmod", "dep"))
        end -= end - first > 1 and self.words[end - 1].lower in ("on", "in", "out")
        return end if loose and self.words[end - 1].upos != "VERB" else last

    def whole(self, indices: range) -> range:
        """A stretch that ends within a person's name, with the rest of it."""
        mention = self.person_at(indices.stop - 1) if indices else None
        return indices if mention is None else range(indices.start, max(indices.stop, mention.last))

    def apposed_to(self, index: int) -> NameMention | None:
        """The name of a body or place before a word that the parser puts in apposition to it."""
        word = self.words[index]
        mention = self.inside.get(word.head) if word.deprel == "appos" and word.head < index else None
        return mention if mention is not None and mention.kind is not NameKind.PERSON else None

    def person_at(self, index: int) -> NameMention | None:
        """The person whose name covers a word."""
        mention = self.inside.get(index)
        return mention if mention is not None and mention.kind is NameKind.PERSON else None
