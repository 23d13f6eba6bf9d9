"""Ties each detected quote to a record of the article, and turns the records used into entities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from service.attribution.answers import Answer
from service.attribution.author import find_author
from service.attribution.confidence import CERTAIN, probability
from service.attribution.contacts import up_to_cue
from service.attribution.discourse import Discourse
from service.attribution.entities import entities
from service.attribution.gender import vote_gender
from service.attribution.names import find_names
from service.attribution.nominals import Nominals
from service.attribution.organisations import gather_organisations
from service.attribution.parses import Parse, Shape, SourceParser
from service.attribution.people import gather_people
from service.attribution.phrases import Phrases
from service.attribution.reading import Reading
from service.attribution.records import Place, Record, Register
from service.attribution.roles import gather_roles
from service.attribution.scene import Scene
from service.attribution.sources import Sources
from service.domain.document import ParsedText
from service.domain.quotes import Detected, SourceForm
from service.domain.spans import Span
from service.domain.speakers import Link, Resolved, SpeakerKind
from service.text.pronouns import FEMININE, MASCULINE

NAMED = 0.75
"""Below this one a person is not named: one quote on the wrong person is worse than three on nobody."""
NAMED_AS_TOPIC = 0.8
"""Nor below this one whoever the text is about, where a description fits by nothing else.  But for the surest sources
that leaves out the middle of three bins (see confidence.py), half of it wrong on articles that were not read for it."""
NOBODY = {None: 0.67, SourceForm.NAME: 0.05, SourceForm.NOMINAL: 0.05, SourceForm.PRONOUN: 0.05}
"""How often nobody is the right answer where none was found, by the form of the source (held-out train articles)."""
_FOLLOWING = 0.95


def least(how: str, record: Record) -> float:
    """The probability that a link to a record must have, by how it was found; several together are a group."""
    if how == "topic":
        return NAMED_AS_TOPIC
    return NAMED if record.kind is SpeakerKind.PERSON else CERTAIN


def _within(answer: Answer, source: Span) -> Answer:
    """The answer for a quote within a quote: whoever tells of others' words brings in people whom nothing names."""
    third = answer.how == "person pronoun" and source.text.lower() in MASCULINE | FEMININE
    return replace(answer, how=f"{answer.how} within") if third or answer.how == "topic" else answer


class Linker:
    """The resolution of one article: quotes are linked in the order of their sources, each at most once."""

    def __init__(self, parsed: ParsedText, detected: Sequence[Detected]) -> None:
        self.detected = detected
        self.reading = Reading(parsed, detected)
        spans = [s for d in detected for s in d.source]
        names = find_names(self.reading, parsed.names, spans)
        self.phrases = Phrases(self.reading, names)
        self.register = Register()
        gather_people(self.register, names, self.reading, sorted(spans))
        gather_organisations(self.register, names, self.reading)
        gather_roles(self.register, names, self.phrases)
        vote_gender(self.register, names, self.reading)
        places = [(d.source[0].start, d.source[-1].end) for d in detected if d.source]
        self.discourse = Discourse(self.register, names, self.phrases, places)
        author = find_author(self.reading, names, self.register, parsed.paragraphs)
        nominals = Nominals(self.discourse, self.phrases)
        self.sources = Sources(Scene(self.discourse, nominals, detected, self.answer, author))
        parser = SourceParser(self.phrases)
        self._parses = [self._parse(parser, d) for d in detected]
        self._answers: dict[int, Answer | None] = {}
        self._open: set[int] = set()

    def _parse(self, parser: SourceParser, quote: Detected) -> Parse | None:
        """What the source's words are: its first part that holds anything."""
        for span in quote.source:
            indices = self.phrases.whole(self.reading.at(span.start, span.end))
            cue = quote.cue.spans if quote.cue else ()
            last = up_to_cue(self.phrases.words, indices.stop, cue[0] if cue else None)
            parse = parser.parse(indices.start, last)
            if parse.shape is Shape.NOMINAL and last == indices.stop:
                whole = parser.parse(indices.start, parser.appositions.beyond(indices.start, indices.stop, cue))
                parse = whole if whole.shape is Shape.NAME else parse
            if parse.shape is not Shape.NOTHING:
                return parse
        return None

    def resolved(self) -> Resolved:
        """All links and the entities they use."""
        for index in sorted(range(len(self.detected)), key=self.order):
            self.answer(index)
        links = [self._link(i) for i in range(len(self.detected))]
        return entities(self.register, self.reading, links)

    def order(self, index: int) -> tuple[int, int]:
        """Where a quote comes in the order of resolution: by its source, without one by its content."""
        quote = self.detected[index]
        return (quote.source or quote.content)[0].start if quote.source or quote.content else 0, index

    def answer(self, index: int) -> Answer | None:
        """Who said quote `index`."""
        if index in self._answers or index in self._open or not 0 <= index < len(self.detected):
            return self._answers.get(index)
        chain = self._chain(index)
        for number in reversed(chain):
            self._open.add(number)
            found = self._find(number)
            self._answers[number] = found
            self._open.discard(number)
        return self._answers.get(index)

    def _chain(self, index: int) -> list[int]:
        """The quotes whose speaker must be known first: those followed, back to one with a source of its own."""
        chain = [index]
        while True:
            quote = self.detected[chain[-1]]
            before = quote.follows
            if quote.source or before is None or not 0 <= before < len(self.detected):
                return chain
            if before in self._answers or before in self._open or before in chain:
                return chain
            chain.append(before)

    def _find(self, index: int) -> Answer | None:
        quote, parse = self.detected[index], self._parses[index]
        if not quote.source:
            return self._followed(quote)
        if parse is None and quote.source[0].text not in ("A", "Q"):
            return None
        parse = parse or Parse(Shape.NOMINAL)
        place = (quote.source[0].start, quote.source[-1].end)
        found = self.sources.resolve(parse, place)
        return found if quote.parent is None or found is None else _within(found, quote.source[0])

    def _followed(self, quote: Detected) -> Answer | None:
        before = None if quote.follows is None else self._answers.get(quote.follows)
        if before is not None and quote.follows is not None and self._answers_question(quote, quote.follows):
            other, asker = (self._answers.get(quote.follows - back) for back in (1, 2))
            turns = other is not None and asker is not None and asker.record == before.record != other.record
            before = other if turns else None
        if before is None:
            return None
        return Answer(before.record, before.via, before.how, before.score, min(_FOLLOWING, before.factor))

    def _answers_question(self, quote: Detected, asked: int) -> bool:
        """Whether a quotation in a new paragraph follows what somebody is said to ask: another one may answer.

        It is the other one in an exchange, and else may be anybody's.
        """
        question = self.detected[asked]
        last, first = question.content[-1], quote.content[0]
        apart = self.reading.paragraph(last.start) != self.reading.paragraph(first.start)
        return apart and question.cue is not None and last.text.rstrip("\"”’' ").endswith("?")

    def _link(self, index: int) -> Link:
        quote, answer = self.detected[index], self._answers.get(index)
        form = self._form(index)
        confidence = 0.0
        if answer is not None:
            confidence = round(answer.factor * quote.source_score * probability(answer.how, answer.score), 2)
        if answer is None or confidence < least(answer.how, self.register.records[answer.record]):
            return Link(None, (), NOBODY[form], form)
        start = quote.source[0] if quote.source else None
        return Link(answer.record, self._path(start, answer), confidence, form)

    def _path(self, start: Span | None, answer: Answer) -> tuple[Span, ...]:
        record = self.register.records[answer.record]
        places: list[Place] = [(start.start, start.end)] if start is not None else []
        for place in (*answer.via, record.naming):
            if place not in places:
                places.append(place)
            elif place == record.naming and place != places[-1]:
                places = places[: places.index(place) + 1]
        if places[-1] != record.naming:
            places.append(record.naming)
        return tuple(self.reading.span(*p) for p in places)

    def _form(self, index: int) -> SourceForm | None:
        if not self.detected[index].source:
            return None
        parse = self._parses[index]
        while parse is not None and parse.shape is Shape.JOINT:
            parse = parse.parts[0]
        if parse is None or parse.shape is Shape.NOMINAL or parse.shape is Shape.NOTHING:
            return SourceForm.NOMINAL
        return SourceForm.NAME if parse.shape is Shape.NAME else SourceForm.PRONOUN
