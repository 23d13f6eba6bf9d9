"""What pronouns stand for: the speaker of the quote around them, the author, somebody named before, an antecedent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from service.attribution.answers import Answer
from service.attribution.confidence import probability
from service.attribution.lexicon import (
    DEFINITE,
    FIRST_PLURAL,
    FIRST_SINGULAR,
    GROUP_HEADS,
    PERSON_NOUNS,
    QUANTIFIERS,
    RELATIVE,
    SECOND,
)
from service.attribution.nouns import head_of, person_noun
from service.attribution.phrases import Nominal
from service.attribution.pronouns import candidates, class_of, meant
from service.attribution.reading import Word
from service.attribution.records import Place, Record
from service.attribution.relatives import Relatives
from service.attribution.salience import Context
from service.attribution.scene import Scene
from service.domain.speakers import SpeakerKind

AUTHOR = "author"
READERS = "readers"
NEAR_SENTENCES = 2
REACH = 60
"""How many characters a source may go on behind a phrase that begins it."""
SURE_CALL = 0.8
"""From this probability on somebody meant by he is not meant by she."""
SAME_SPEAKER, SPEAKER_AND_OTHERS = 0.95, 0.8
"""How far "I" and "we" inside a quote can be trusted to be its speaker, given that the speaker is right."""


class References:
    """Resolution of pronouns; `nominal` resolves the noun phrase before a relative pronoun."""

    def __init__(self, scene: Scene, nominal: Callable[[Nominal, Place], Answer | None]) -> None:
        self.scene = scene
        self.discourse = scene.discourse
        self.phrases = scene.phrases
        self.reading = scene.reading
        self.register = scene.register
        self._relatives = Relatives(scene, nominal, self.resolve)
        self.writer: int | None = None

    def resolve(self, index: int) -> Answer | None:
        """What the pronoun at a word index stands for."""
        word = self.phrases.words[index]
        if word.lower in FIRST_SINGULAR or word.lower in FIRST_PLURAL:
            return self.first_person(word.lower, (word.start, word.end))
        if word.lower in SECOND:
            if self.reading.speech(word.start) is not None or self.reading.marked(word.start):
                return None
            return Answer(
                self.scene.phrased(READERS, SpeakerKind.GROUP, (word.start, word.end)).number, (), "reader", 1.0
            )
        if word.lower in RELATIVE:
            return self._relatives.resolve(index)
        if class_of(word.lower):
            return self._third_person(index)
        if word.lower in QUANTIFIERS:
            people = self.discourse.two_people(word.start) if word.lower in ("both", "neither") else None
            if people is not None:
                return Answer(self.scene.together(people, (word.start, word.end)).number, (), "two", 1.0)
            record = self.scene.phrased(word.lower, SpeakerKind.GROUP, (word.start, word.end))
            return Answer(record.number, (), "quantifier", 1.0)
        return None

    def first_person(self, pronoun: str, place: Place) -> Answer | None:
        """Inside a quote its speaker; outside all quotation marks the author."""
        quote = self.reading.speech(place[0])
        if quote is None and self._labelled(place[0]):
            quote = self.reading.reported(place[0])
        if quote is not None:
            said = self.scene.answer(quote)
            factor = SAME_SPEAKER if pronoun in FIRST_SINGULAR else SPEAKER_AND_OTHERS
            return None if said is None else replace(said, factor=factor * said.factor)
        if self.reading.marked(place[0]):
            return None
        if self.reading.turn(place[0]) == "A":
            asked = self.scene.answerer(place[0])
            return None if asked is None else Answer(asked.number, (), "answer label", 1.0)
        if self.scene.author is not None:
            self.writer = self.scene.author.number
            return Answer(self.scene.author.number, (), "byline", float(pronoun in FIRST_SINGULAR))
        return Answer(
            self.scene.phrased(AUTHOR, SpeakerKind.UNNAMED, place).number,
            (),
            "author",
            float(pronoun in FIRST_SINGULAR),
        )

    def _labelled(self, offset: int) -> bool:
        """Whether the words here follow a speaker's label in a transcript ("NAME: …")."""
        quote = self.reading.reported(offset)
        source = () if quote is None else self.scene.detected[quote].source
        return bool(source) and self.reading.text[source[-1].end : source[-1].end + 2].lstrip().startswith(":")

    def _third_person(self, index: int) -> Answer | None:
        word = self.phrases.words[index]
        kind = class_of(word.lower)
        reported = self.reading.reported(word.start)
        direct = self.reading.speech(word.start) is not None
        self.note_phrases(word.start, kind)
        context = Context(
            word.start,
            word.lower,
            None if reported is None else self.scene.speaker(reported),
            direct,
            self.writer,
            self.scene.said((word.start, word.end)),
        )
        options = meant(self.discourse, context, candidates(self.discourse, context))
        if not options:
            return None
        score, best = options[0]
        self.discourse.last_pronoun[kind] = best.record
        how = "person pronoun" if kind in ("he", "she") else "other pronoun"
        if kind in ("he", "she") and not direct and probability(how, score) >= SURE_CALL:
            self.register.records[best.record].called = kind
        return Answer(best.record, ((word.start, word.end), best.event.place), how, score)

    def note_phrases(self, offset: int, kind: str) -> None:
        """Takes the noun phrases and joined names just before as mentions that "it" or "they" may mean."""
        if kind in ("he", "she"):
            self._note_people(offset)
            return
        if kind == "they":
            self._note_pairs(offset)
        for earlier in self.scene.nominals.recent(offset, NEAR_SENTENCES):
            nominal, word = earlier.nominal, self.phrases.words[earlier.nominal.head]
            what = self.scene.nominals.kind(nominal)
            several = what is SpeakerKind.GROUP or (word.plural and what is not SpeakerKind.DOCUMENT)
            one = what in (SpeakerKind.DOCUMENT, SpeakerKind.ORGANIZATION) and not word.plural
            # "X, the regulator," is one body, known by its name; what is part of a source is known as that.
            if (several if kind == "they" else one) and word.deprel != "appos" and not self._known(earlier.place):
                record = self.scene.own(nominal, what, earlier.place, None)
                record.people = head_of(word) in PERSON_NOUNS | GROUP_HEADS or word.upos == "PROPN"
                self.discourse.note(earlier.place, record)

    def _note_people(self, offset: int) -> None:
        """Takes descriptions of one person just before as mentions of whom the article calls so, named or not."""
        for earlier in self.scene.nominals.recent(offset, NEAR_SENTENCES):
            nominal, word = earlier.nominal, self.phrases.words[earlier.nominal.head]
            if not self._one_person(nominal, word):
                continue
            what, holders = self.scene.nominals.kind(nominal), self.scene.nominals.holders
            named = holders.person(nominal, earlier.place[0]) if nominal.determiner in DEFINITE else None
            related = None if nominal.owner is None else holders.related(nominal, self._noted(nominal.owner), offset)
            if related is not None:
                self.discourse.note(earlier.place, related)
            elif word.lower in ("man", "woman") and self.scene.nominals.known(nominal, earlier.place[0]):
                continue
            elif named is not None and named[1] >= 1.0:
                self.discourse.note(earlier.place, named[0])
            elif not self.discourse.is_source(earlier.place) and self.phrases.person_at(nominal.last) is None:
                self.discourse.note(earlier.place, self.scene.own(nominal, what, earlier.place, None))

    def _one_person(self, nominal: Nominal, word: Word) -> bool:
        """Whether a phrase mentions one person by a noun that calls people so ("water" only ends as callings do)."""
        if self.scene.nominals.kind(nominal) is not SpeakerKind.UNNAMED or not person_noun(self.phrases.words, word):
            return False
        if word.plural or self.scene.nominals.predicate(nominal):
            return False
        after = self.phrases.person_at(nominal.last + 1)
        return after is None or self.phrases.words[after.first].deprel != "appos"  # "The president, X, ..."

    def _known(self, place: Place) -> bool:
        """Whether a phrase is part of a mention that has been resolved."""
        covering = (e for e in self.discourse.before(place[1] + REACH) if e.start <= place[0] and place[1] <= e.end)
        return any(e.source or e.place != place for e in covering)

    def _noted(self, owner: Place) -> Record | None:
        """Whom the possessor at these word indices is known to be by now."""
        words = self.phrases.words
        mention = self.phrases.inside.get(owner[1] - 1)
        if mention is not None:
            return self.register.named(mention)
        place = (words[owner[0]].start, words[owner[1] - 1].end)
        near = (e.record for e in self.discourse.before(place[1]) if e.place == place)
        number = next(near, None)
        return None if number is None else self.register.records[number]

    def _note_pairs(self, offset: int) -> None:
        """Takes two names joined by "and" as one mention of both."""
        words, last = self.phrases.words, None
        for event in reversed(list(self.discourse.before(offset))[:20]):
            after = self.reading.at(*event.place)
            joined = last is not None and words[after.start - 1].lower == "and" and words[last[1]].lower == "and"
            if joined and last is not None and last[1] == after.start - 1 and last[2] != event.record:
                people = [self.register.records[n] for n in (last[2], event.record)]
                if all(r.kind is SpeakerKind.PERSON for r in people):
                    self.discourse.note((last[0], event.end), self.scene.together(people, (last[0], event.end)))
            last = (event.start, after.stop, event.record)
