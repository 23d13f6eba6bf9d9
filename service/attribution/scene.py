"""What the resolvers of one article share: its discourse, its quotes, and the makers of entities that have no name."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from service.attribution.answers import Answer
from service.attribution.discourse import Discourse
from service.attribution.lexicon import POSSESSIVES
from service.attribution.nominals import Nominals
from service.attribution.nouns import of_people, sex_of
from service.attribution.phrases import Nominal
from service.attribution.records import Place, Record
from service.domain.quotes import Detected
from service.domain.spans import Span
from service.domain.speakers import SpeakerKind

_OWN = re.compile(r"\b(?:his|her|its|their)\b")
_PAIRS = (("“", "”"), ("«", "»"), ("‘", "’"))


def balanced(name: str) -> str:
    """A phrase without a quotation mark whose other half was left behind."""
    if name.count('"') % 2:
        name = name.replace('"', "")
    for opening, closing in _PAIRS:
        if opening in name and closing not in name:
            name = name.replace(opening, "")
        elif closing in name and opening not in name and closing != "’":
            name = name.replace(closing, "")
    return name


def genitive(name: str) -> str:
    """A name as a possessor; a plural (the Republicans’) has no s of its own after its s."""
    return f"{name}’" if name.endswith("s") and name[:1].islower() else f"{name}’s"


class Scene:
    """The state of one resolution; `answer` tells who said a quote, None where unknown."""

    def __init__(
        self,
        discourse: Discourse,
        nominals: Nominals,
        detected: Sequence[Detected],
        answer: Callable[[int], Answer | None],
        author: Record | None,
    ) -> None:
        self.discourse = discourse
        self.nominals = nominals
        self.phrases = discourse.phrases
        self.reading = discourse.phrases.reading
        self.register = discourse.register
        self.detected = detected
        self.answer = answer
        self.author = author
        self._phrased: dict[tuple[SpeakerKind, str], Record] = {}
        self._answerer: list[Record | None] = []
        self._groups: dict[frozenset[int], Record] = {}
        self._said = {(d.source[0].start, d.source[0].end): d.content for d in detected if d.source}

    def speaker(self, index: int) -> int | None:
        """The record of a quote's speaker, None where unknown (or asked for while it is being resolved)."""
        answer = self.answer(index)
        return None if answer is None else answer.record

    def said(self, source: Place) -> tuple[Span, ...]:
        """The content whose source is at a place; empty where that is no source."""
        return self._said.get(source, ())

    def answerer(self, offset: int) -> Record | None:
        """Who answers in questions and answers: the person most named before the first answer."""
        if not self._answerer:
            self._answerer = [self.discourse.main_person(offset)]
        return self._answerer[0]

    def phrased(self, name: str, kind: SpeakerKind, place: Place) -> Record:
        """The record called by a phrase, made at its first mention."""
        key = (kind, name.casefold())
        if key not in self._phrased:
            self._phrased[key] = self.register.add(kind, name, place)
        return self._phrased[key]

    def together(self, people: list[Record], place: Place) -> Record:
        """The group of several records, made once."""
        members = tuple(r.number for r in people)
        key = frozenset(members)
        if key not in self._groups:
            names = self._listed([r.name for r in people], place)
            record = self.register.add(SpeakerKind.GROUP, ", ".join(names[:-1]) + " and " + names[-1], place)
            record.members, record.plural = members, True
            self._groups[key] = record
        return self._groups[key]

    def _listed(self, names: list[str], place: Place) -> list[str]:
        """The names as they are put beside each other: of the first's own people as the text says (X and his staff)."""
        owned = f"{genitive(names[0])} "
        pronoun = _OWN.search(self.reading.text, *place)
        if pronoun is None:
            return names
        return [names[0], *(f"{pronoun[0]} {n.removeprefix(owned)}" if n.startswith(owned) else n for n in names[1:])]

    def own(
        self,
        nominal: Nominal,
        kind: SpeakerKind,
        place: Place,
        owner: Record | None,
        inner: tuple[Place, Record] | None = None,
    ) -> Record:
        """The record named by the phrase itself, the same for equal phrases.

        `owner` possesses it; `inner` is a possessive pronoun within and whom it stands for ("some on her staff").
        """
        words, name = self.phrases.words, self._worded(nominal, inner)
        if nominal.owner is not None:
            first, last = nominal.owner
            possessor = self.reading.text[words[first].start : words[last - 1].end]
            if owner is not None:
                possessor = owner.name
            name = (
                f"{genitive(possessor)} {name}" if owner is not None or words[first].lower not in POSSESSIVES else name
            )
        opens = self._sentence_initial(nominal.first) and not of_people(words[nominal.first])
        name = name[:1].lower() + name[1:] if opens else name
        record = self.phrased(name, kind, place)
        record.plural = words[nominal.head].plural
        if kind is SpeakerKind.UNNAMED:
            record.gender = record.gender or sex_of(words[nominal.head].lemma)
        return record

    def _worded(self, nominal: Nominal, inner: tuple[Place, Record] | None) -> str:
        """The words of a phrase, without its possessor; a possessive pronoun within replaced by its name."""
        words, text = self.phrases.words, self.reading.text
        start, end = words[nominal.first].start, words[max(nominal.end, nominal.last) - 1].end
        name = text[start:end]
        if inner is not None:
            (at, to), possessor = inner
            named_here = start <= possessor.naming[0] < at
            name = text[start:end] if named_here else f"{text[start:at]}{genitive(possessor.name)}{text[to:end]}"
        name = balanced(" ".join(name.split()))
        both = nominal.first > 0 and words[nominal.first - 1].lower == "both" and words[nominal.head].plural
        return f"both {name}" if both and " and " not in name else name

    def _sentence_initial(self, index: int) -> bool:
        """Whether a capital at this word is only that of the sentence."""
        word = self.phrases.words[index]
        first = index == 0 or self.phrases.words[index - 1].sentence != word.sentence
        return first and word.upos != "PROPN" and index not in self.phrases.inside and not word.text.isupper()
