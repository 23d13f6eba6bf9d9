"""The parts of a source that names several speakers: names or noun phrases joined by "and" or listed."""

from __future__ import annotations

from service.attribution.appositions import Appositions
from service.attribution.lexicon import GROUP_HEADS, ORGANISATION_HEADS, PERSON_NOUNS, PRONOUNS, RELATIVE
from service.attribution.phrases import Nominal, Phrases
from service.domain.document import NameKind

_AND = frozenset({"and", "or", "&", "/", "nor"})
EXAMPLES = frozenset({"including", "like", "such", "among", "especially", "notably"})
"""Words after which members of a group are named ("aides, including X and Y")."""
_WITH = ("along with", "together with", "as well as")


class Members:
    """Finds them in one article; stretches are word indices, half-open."""

    def __init__(self, phrases: Phrases, appositions: Appositions) -> None:
        self.phrases = phrases
        self.appositions = appositions
        self.words = phrases.words
        self.names = phrases.names
        self.inside = phrases.inside

    def plural(self, first: int, last: int) -> bool:
        """Whether a stretch is about several, none of them named."""
        head = self.phrases.base(first, last).head
        counted = head >= 0 and self.words[head].upos == "NUM" and self.words[head].lower not in ("one", "1")
        return head >= 0 and head not in self.inside and (self.words[head].plural or counted)

    def stretches(self, chunks: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """The stretches of each joined part, empty or one where nothing is joined."""
        found: list[tuple[int, int]] = []
        for number, (first, last) in enumerate(chunks):
            after = first + (self._joins(first, last) if number else 0)
            if first < after < last and self._does(after):
                return []  # "X, and took his arm"
            if first < after < last:
                right = self.phrases.base(after, last).head
                loose = after > first + 1 or self.phrases.person_at(right) is None
                if self._described(chunks[1:number]) and loose:
                    return []
                end = last if right in self.inside else chunks[-1][1]
                return [*(found or [(chunks[0][0], chunks[number - 1][1])]), (after, end)]
            joiner = self._joiner_inside(first, last)
            pure = self.appositions.pure_name(first, joiner.start if joiner else last)
            if joiner and (number == 0 or (pure and found)):
                return [*found, (first, joiner.start), (joiner.stop, last)]
            if (
                not joiner
                and number == len(chunks) - 1
                and pure
                and len(found) == number
                and self.persons([*found, (first, last)])
            ):
                return [*found, (first, last)]
            if pure and len(found) == number:
                found.append((first, last))
        return []

    def _joins(self, first: int, last: int) -> int:
        """How many words join a stretch to those before it: "and", "along with", "as well as"."""
        opening = " ".join(w.lower for w in self.words[first : min(last, first + 3)])
        return next((len(o.split()) for o in _WITH if opening.startswith(o)), int(self.words[first].lower in _AND))

    def _does(self, index: int) -> bool:
        """Whether a verb stands there that goes on with what somebody does ("and striking workers" has none)."""
        word = self.words[index]
        return word.upos == "VERB" and word.deprel != "amod" and index not in self.inside

    def _described(self, between: list[tuple[int, int]]) -> bool:
        """Whether an apposition or a clause stands between ("X, the mayor, senator, and host")."""
        bases = [self.phrases.base(a, b) for a, b in between]
        return any(self.words[a].lower in RELATIVE for a, _ in between) or any(
            b.head >= 0 and b.head not in self.inside and self.words[b.head].noun for b in bases
        )

    def persons(self, found: list[tuple[int, int]]) -> bool:
        """Whether a person is named in each stretch."""
        return all(
            any(self.inside[i].kind is NameKind.PERSON for i in range(a, b) if i in self.inside) for a, b in found
        )

    def _joiner_inside(self, first: int, last: int) -> range:
        """The words that join two whole noun phrases within one stretch; empty where none do."""
        if first + 2 < last and self.words[first].lower in PRONOUNS and self.words[first + 1].lower in _AND:
            return range(first + 1, first + 2)
        base = self.phrases.base(first, last)
        after = base.last
        while after < last and self.words[after].lower == "of" and after + 1 < last and after + 1 in self.names:
            after = self.names[after + 1].last
        joiner = range(after, after + (self._joins(after, last) if after < last else 0))
        if joiner and joiner.stop < last and base.head >= 0:
            right = self.phrases.base(joiner.stop, last)
            if self.appositions.joined_titles(base, right, last) or self.appositions.joined_roles(base, right):
                return range(0)
            if self._sells(base) and self.appositions.trade(base, last):
                return range(0)
            if right.head >= 0 and (self.words[right.head].noun or right.head in self.inside):
                return joiner
        return range(0)

    def _sells(self, base: Nominal) -> bool:
        """Whether what stands before "and" may be what a body deals in, rather than somebody beside it."""
        who = self.words[base.head].lemma in PERSON_NOUNS | ORGANISATION_HEADS
        group = self.words[base.head].lower in GROUP_HEADS
        named = any(i in self.inside for i in range(base.first, base.last))
        return not named and not group and not (who and base.determiner)

    def list_end(self, base: Nominal, chunks: list[tuple[int, int]]) -> int:
        """Where a plural phrase ends that goes on over commas ("artists, writers and actors")."""
        several = self.words[base.head].plural or self.words[chunks[0][1] - 1].plural
        if not several or len(chunks) < 2 or self.words[chunks[0][1]].text != ",":
            return base.end
        for first, last in chunks[1:]:
            if self.words[first].lower in EXAMPLES:
                return base.end
            part = self.phrases.base(first, last)
            if part.head < 0 or part.determiner or (part.first != first and self.words[first].lower not in _AND):
                return base.end
            if self.words[first].lower in _AND or (part.last < last and self.words[part.last].lower in _AND):
                return self.phrases.phrase_end(first, last)
        return base.end
