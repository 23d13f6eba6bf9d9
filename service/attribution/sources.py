"""Resolves the parsed words of one source to a record."""

from __future__ import annotations

from service.attribution.anaphors import Anaphors
from service.attribution.answers import Answer
from service.attribution.confidence import CERTAIN, probability
from service.attribution.descriptions import Descriptions
from service.attribution.parses import Parse, Shape
from service.attribution.pronouns import class_of
from service.attribution.reading import Word
from service.attribution.records import Place
from service.attribution.scene import Scene
from service.domain.document import NameKind
from service.domain.speakers import SpeakerKind

_ASIDE = frozenset({"byline", "author", "reader", "question label"})
"""Ways of resolution that leave those spoken of in the third person as they were."""


class Sources:
    """Resolution of sources, front to back; what is found is noted in the discourse."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.discourse = scene.discourse
        self.register = scene.register
        self.anaphors = Anaphors(scene)
        self.descriptions = Descriptions(scene)

    def resolve(self, parse: Parse, place: Place) -> Answer | None:
        """Who the source at `place` is; notes the mention and who spoke last."""
        self.anaphors.read_to(place[0], self.descriptions.references.writer)
        answer = self._label(place) or self._resolve(parse, place)
        if answer is None:
            return None
        record = self.register.records[answer.record]
        if answer.how in _ASIDE or probability(answer.how, answer.score) < CERTAIN:
            return answer
        if parse.shape is not Shape.NAME:
            self.discourse.note(place, record)
        self.discourse.last_speaker = answer.record
        return answer

    def read_to(self, word: Word) -> None:
        """Notes what a pronoun at a word may take up, as resolving it as a source would."""
        self.anaphors.read_to(word.start)
        self.descriptions.references.note_phrases(word.start, class_of(word.lower))

    def _label(self, place: Place) -> Answer | None:
        """The "A" of questions and answers is the person most named before, "Q" whoever asks."""
        label = self.scene.reading.text[place[0] : place[1]]
        if label == "Q":
            return Answer(self.scene.phrased("Q", SpeakerKind.UNNAMED, place).number, (), "question label", 1.0)
        record = self.scene.answerer(place[0]) if label == "A" else None
        return None if record is None else Answer(record.number, (), "answer label", 1.0)

    def _resolve(self, parse: Parse, place: Place) -> Answer | None:
        if parse.shape is Shape.NAME:
            return self._named(parse)
        if parse.shape is Shape.PRONOUN:
            return self.descriptions.references.resolve(parse.pronoun)
        if parse.shape is Shape.JOINT:
            return self._joint(parse, place)
        return self.descriptions.resolve(parse.nominal, place) if parse.nominal is not None else None

    def _named(self, parse: Parse) -> Answer | None:
        mention = parse.name
        record = None if mention is None else self.register.named(mention)
        if mention is None or record is None:
            return None
        if mention.kind is not NameKind.PERSON:
            return Answer(record.number, (mention.place,), "organisation", 1.0)
        if mention.place in self.register.doubtful:
            return Answer(record.number, (mention.place,), "namesake", 0.5)
        how = "full name" if len(mention.parts) > 1 else "surname" if record.longest > 1 else "bare name"
        return Answer(record.number, (mention.place,), how, 1.0)

    def _joint(self, parse: Parse, place: Place) -> Answer | None:
        answers: list[Answer | None] = []
        for part in parse.parts:
            before = {a.record for a in answers if a is not None}
            answers.append(self._part(part, self._place_of(part, place), before))
        if any(a is None for a in answers):
            return None
        members = tuple(dict.fromkeys(a.record for a in answers if a is not None))
        if len(members) == 1:
            return None
        record = self.scene.together([self.register.records[m] for m in members], place)
        return Answer(record.number, (), "joint", min(a.score for a in answers if a is not None))

    def _part(self, parse: Parse, place: Place, others: set[int]) -> Answer | None:
        """One of several speakers; a description not sure to mean somebody named beside them goes by its own words."""
        answer = self._resolve(parse, place)
        unsure = answer is None or answer.record in others or probability(answer.how, answer.score) < CERTAIN
        if parse.nominal is None or not unsure:
            return answer
        record = self.scene.own(parse.nominal, self.scene.nominals.kind(parse.nominal), place, None)
        return Answer(record.number, (), "own part", 1.0)

    def _place_of(self, parse: Parse, whole: Place) -> Place:
        words = self.scene.phrases.words
        if parse.name is not None:
            return parse.name.place
        if parse.nominal is not None:
            return words[parse.nominal.first].start, words[parse.nominal.last - 1].end
        return (words[parse.pronoun].start, words[parse.pronoun].end) if parse.pronoun >= 0 else whole
