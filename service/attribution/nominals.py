"""What a nominal source stands for: a person described, an organisation, an earlier phrase, or an entity of its own."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass

from service.attribution.discourse import Discourse
from service.attribution.holders import Holders
from service.attribution.lexicon import (
    DEFINITE,
    DOCUMENT_HEADS,
    GROUP_HEADS,
    MEDIA_HEADS,
    ORGANISATION_HEADS,
    PERSON_NOUNS,
    QUANTIFIERS,
    RELATIVE,
)
from service.attribution.nouns import ALSO_PAPERS, aged, by_origin, head_of, same_document, same_role, sex_of
from service.attribution.phrases import Nominal, Phrases
from service.attribution.records import Place
from service.domain.speakers import SpeakerKind

_COMPARING = frozenset({"own", "same", "other", "another", "similar", "different"})
_INDEFINITE = frozenset({"a", "an", "one", "another", "some"})
_REFLEXIVE = {"himself": "m", "herself": "f"}
JUST_BEFORE = 2
_DUAL = frozenset({"two", "pair", "duo", "couple"})
_PARTITIVE = frozenset(
    {"array", "number", "majority", "minority", "host", "handful", "group", "dozens", "series", "share"}
)


@dataclass(frozen=True, slots=True)
class Earlier:
    """A noun phrase of the article by its head."""

    place: Place
    nominal: Nominal
    modifiers: frozenset[str]


class Nominals:
    """Noun phrases of the article by head noun, and the matching of descriptions to those they describe."""

    def __init__(self, discourse: Discourse, phrases: Phrases) -> None:
        self.discourse = discourse
        self.phrases = phrases
        self.by_head: dict[str, list[Earlier]] = defaultdict(list)
        self.holders = Holders(discourse, phrases, self.modifiers, self.sex)
        self._all: list[Earlier] = []
        self._index()

    def _index(self) -> None:
        words, i = self.phrases.words, 0
        while i < len(words):
            if not self.phrases.begins(i, min(len(words), i + 12)):
                i += 1
                continue
            base = self.phrases.base(i, min(len(words), i + 12))
            if base.head >= i and base.head not in self.phrases.inside and words[base.head].noun:
                base = self.phrases.with_complement(base)
                earlier = Earlier((words[base.first].start, words[base.last - 1].end), base, self.modifiers(base))
                self._all.append(earlier)
                for head in same_document(head_of(words[base.head])):
                    self.by_head[head].append(earlier)
            i = max(base.last, i + 1)

    def modifiers(self, nominal: Nominal) -> frozenset[str]:
        """The lower-case content words of a phrase (its possessor's too) apart from the head."""
        words = self.phrases.words
        first = nominal.owner[0] if nominal.owner else nominal.first
        return frozenset(
            words[i].lower
            for i in range(first, nominal.last)
            if i != nominal.head and words[i].text[:1].isalnum() and words[i].upos not in ("ADP", "DET", "PRON", "PART")
        )

    def kind(self, nominal: Nominal) -> SpeakerKind:
        """What a nominal that names nobody known is."""
        words = self.phrases.words
        word = words[nominal.head]
        if word.lower in ALSO_PAPERS and not word.capital:
            return SpeakerKind.UNNAMED
        head, partitive = head_of(word), nominal.last < len(words) and words[nominal.last].lower == "of"
        if word.upos == "NUM" or word.text == "%" or head in ("percent", "%") or word.lower in QUANTIFIERS:
            return SpeakerKind.GROUP
        if head in DOCUMENT_HEADS or word.lower in DOCUMENT_HEADS:
            return SpeakerKind.DOCUMENT
        if word.plural or head in GROUP_HEADS or word.lower in GROUP_HEADS or (partitive and head in _PARTITIVE):
            return SpeakerKind.GROUP
        if head in ORGANISATION_HEADS or head in MEDIA_HEADS:
            return SpeakerKind.ORGANIZATION
        if head in PERSON_NOUNS or nominal.determiner in ("his", "her", "my"):
            return SpeakerKind.UNNAMED if head in PERSON_NOUNS else SpeakerKind.OTHER
        if aged(words, word) or (by_origin(word) and nominal.determiner in DEFINITE):
            return SpeakerKind.UNNAMED
        if head.endswith(("er", "or", "ist", "man", "woman", "person", "ian")):
            return SpeakerKind.UNNAMED
        return SpeakerKind.OTHER

    def sex(self, nominal: Nominal) -> str:
        """M or f where a phrase is of a man or a woman by "himself" or "herself" behind it, else by its noun."""
        words = self.phrases.words
        behind = words[nominal.last].lower if nominal.last < len(words) else ""
        return _REFLEXIVE.get(behind) or sex_of(words[nominal.head].lemma)

    def dual(self, nominal: Nominal) -> bool:
        """Whether a phrase means two people the text has named ("the two", "both candidates", "the couple")."""
        words = self.phrases.words
        head = words[nominal.head].lower
        if nominal.end > nominal.last:
            return False
        if head in _DUAL:
            return nominal.determiner in DEFINITE
        before = words[nominal.first - 1].lower if nominal.first > 0 else ""
        two = "two" in self.modifiers(nominal) and nominal.determiner in DEFINITE
        return words[nominal.head].plural and head_of(words[nominal.head]) in PERSON_NOUNS and (two or before == "both")

    def recent(self, offset: int, sentences: int) -> list[Earlier]:
        """Noun phrases before an offset, in its sentence or the few before that one, in text order."""
        reading = self.phrases.reading
        index = bisect_left(self._all, offset, key=lambda e: e.place[0])
        here = reading.sentence(offset)
        near = [e for e in self._all[max(0, index - 60) : index] if here - reading.sentence(e.place[0]) <= sentences]
        return [e for e in near if e.place[1] <= offset]

    def earlier(self, nominal: Nominal, offset: int) -> Earlier | None:
        """The phrase a definite one takes up: same head, before it, with all its modifiers and more, nearest."""
        head, wanted = head_of(self.phrases.words[nominal.head]), self.modifiers(nominal)
        phrases = self.by_head.get(head, [])
        index = bisect_left(phrases, offset, key=lambda e: e.place[0])
        plural, reading = self.phrases.words[nominal.head].plural, self.phrases.reading
        for earlier in reversed(phrases[max(0, index - 40) : index]):
            if self.phrases.words[earlier.nominal.head].plural is not plural or self.predicate(earlier.nominal):
                continue
            if (reading.marked(earlier.place[0]) and not reading.marked(offset)) or earlier.modifiers & _COMPARING:
                continue
            if wanted < earlier.modifiers or (wanted == earlier.modifiers and self._brings_in(earlier.nominal)):
                return earlier
        return self._just_introduced(head, offset) if not wanted and not plural else None

    def _just_introduced(self, head: str, offset: int) -> Earlier | None:
        """Somebody unnamed whom the sentences just before introduce by another word for the same ("an ambassador")."""
        same = same_role(head) - {head}
        for earlier in reversed(self.recent(offset, JUST_BEFORE)):
            word = self.phrases.words[earlier.nominal.head]
            if head_of(word) in same and earlier.nominal.determiner in ("a", "an", "one") and not word.plural:
                return None if self.predicate(earlier.nominal) else earlier
        return None

    def _brings_in(self, nominal: Nominal) -> bool:
        """Whether a phrase is about somebody new by its determiner, or by a clause that says which one is meant."""
        return nominal.determiner in _INDEFINITE or self.phrases.clause_behind(nominal) is not None

    def introduced(self, nominal: Nominal, offset: int) -> bool:
        """Whether an earlier phrase brings in somebody unnamed by the same head ("a senior official")."""
        head = head_of(self.phrases.words[nominal.head])
        if not self.modifiers(nominal) and self._just_introduced(head, offset) is not None:
            return True
        phrases = self.by_head.get(head, [])
        index = bisect_left(phrases, offset, key=lambda e: e.place[0])
        return any(
            (e.nominal.determiner in ("a", "an", "one") or e.nominal.owner or self.phrases.clause_behind(e.nominal))
            and not self.predicate(e.nominal)
            for e in phrases[max(0, index - 40) : index]
        )

    def known(self, nominal: Nominal, offset: int) -> bool:
        """Whether "the woman" or "the man" must be somebody the text has named: it brings in no other."""
        words = self.phrases.words
        told = nominal.last < len(words) and words[nominal.last].lower in RELATIVE  # "the man who shot X"
        return nominal.determiner in DEFINITE and not told and not self.introduced(nominal, offset)

    def predicate(self, nominal: Nominal) -> bool:
        """Whether a phrase only tells what somebody named is ("X is a senator", "X, a senator", "as a senator")."""
        words = self.phrases.words
        word = words[nominal.head]
        before = words[nominal.first - 2] if nominal.first > 1 else None
        copula = any(
            words[i].head == word.index and words[i].deprel == "cop"
            for i in range(max(0, nominal.first - 6), nominal.head)
        )
        return copula or word.deprel in ("appos", "xcomp") or (before is not None and before.lower == "as")
