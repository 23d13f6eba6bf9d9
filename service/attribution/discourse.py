"""Who was mentioned where: the state of an article as its sources are resolved from front to back."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator
from dataclasses import dataclass

from service.attribution.lexicon import TITLES
from service.attribution.namekinds import NameMention
from service.attribution.phrases import Phrases
from service.attribution.records import Place, Record, Register
from service.domain.speakers import SpeakerKind

PAIR_SENTENCES = 3
_ENDINGS = frozenset({"'s", "’s", "'", "’"})


@dataclass(frozen=True, slots=True, order=True)
class Event:
    """One mention of a record; the flags say how it stands in its sentence."""

    start: int
    end: int
    record: int
    subject: bool
    possessive: bool
    oblique: bool
    spoken: bool
    source: bool

    @property
    def place(self) -> Place:
        """Offsets of the mention."""
        return self.start, self.end


class Discourse:
    """Mentions in text order and who spoke last; mentions of resolved sources are added as they become known."""

    def __init__(self, register: Register, names: list[NameMention], phrases: Phrases, sources: list[Place]) -> None:
        self.register = register
        self.phrases = phrases
        self._sources = sorted(sources)
        self.events: list[Event] = []
        self.total: dict[int, int] = {}
        self.last_pronoun: dict[str, int] = {}
        self.last_speaker: int | None = None
        for mention in names:
            record = register.named(mention)
            if record is not None:
                self.note(mention.place, record)

    def note(self, place: Place, record: Record) -> None:
        """Records one more mention of somebody."""
        event = self._event(place, record.number)
        index = bisect_left(self.events, event)
        if index < len(self.events) and self.events[index] == event:
            return
        insort(self.events, event)
        self.total[record.number] = self.total.get(record.number, 0) + 1
        record.places.add(place)

    def _event(self, place: Place, number: int) -> Event:
        reading = self.phrases.reading
        indices = reading.at(*place)
        words, first, last = reading.words, indices.start, indices.stop
        following = words[last] if last < len(words) else None
        possessive = following is not None and following.lower in _ENDINGS and following.start == place[1]
        possessive = possessive or (last - first == 1 and words[first].deprel == "nmod:poss" and not words[first].noun)
        before = words[first - 1] if first > 0 else None
        oblique = before is not None and before.upos == "ADP"
        agent = before is not None and before.lower == "by"
        subject = self._subject(first, last) and not possessive and (agent or not oblique)
        spoken = reading.speech(place[0]) is not None or reading.marked(place[0])
        return Event(place[0], place[1], number, subject, possessive, oblique, spoken, self.is_source(place))

    def _subject(self, first: int, last: int) -> bool:
        """Whether the mention is a subject: by the parser, by opening its sentence, or by a verb that follows it.

        An apposition is what it belongs to, and the agent of a passive counts as a subject.
        """
        words = self.phrases.words
        inside = words[first:last]
        roles = {w.deprel for w in inside} | {words[w.head].deprel for w in inside if w.deprel == "appos"}
        if any(role.startswith("nsubj") or role == "obl:agent" for role in roles):
            return True
        while first > 0 and (words[first - 1].lower.rstrip(".") in TITLES or words[first - 1].text == "."):
            if words[first - 1].sentence != words[first].sentence:
                break
            first -= 1
        if first == 0 or words[first - 1].sentence != words[first].sentence:
            return True
        for i in range(last, min(last + 3, len(words))):
            if words[i].upos in ("VERB", "AUX"):
                return True
            if words[i].upos != "ADV":
                return False
        return False

    def at(self, place: Place) -> int | None:
        """Whose mention stands at a place."""
        index = bisect_left(self.events, Event(place[0], -1, -1, False, False, False, False, False))
        while index < len(self.events) and self.events[index].start == place[0]:
            if self.events[index].end == place[1]:
                return self.events[index].record
            index += 1
        return None

    def is_source(self, place: Place) -> bool:
        """Whether a place lies in a source."""
        index = bisect_left(self._sources, (place[0] + 1, 0)) - 1
        return index >= 0 and self._sources[index][1] >= place[1]

    def before(self, offset: int) -> Iterator[Event]:
        """Mentions that end at or before an offset, nearest first."""
        index = bisect_left(self.events, Event(offset, -1, -1, False, False, False, False, False))
        for event in reversed(self.events[max(0, index - 80) : index]):
            if event.end <= offset:
                yield event

    def two_people(self, offset: int, gender: str = "") -> list[Record] | None:
        """The only two people (of a gender) named in the nearest stretch of up to four sentences, in text order."""
        reading, found = self.phrases.reading, []
        here, furthest = reading.sentence(offset), PAIR_SENTENCES
        for event in self.before(offset):
            record = self.register.records[event.record]
            if here - reading.sentence(event.start) > furthest:
                break
            fits = record.kind is SpeakerKind.PERSON and (not gender or record.gender == gender)
            if fits and record not in found:
                found.append(record)
                furthest = here - reading.sentence(event.start) if len(found) == 2 else furthest
        return found[::-1] if len(found) == 2 else None

    def main_person(self, before: int) -> Record | None:
        """The person mentioned most often up to an offset, the first of equals."""
        counts: dict[int, int] = {}
        for event in self.events:
            if event.start >= before:
                break
            if self.register.records[event.record].kind is SpeakerKind.PERSON:
                counts[event.record] = counts.get(event.record, 0) + 1
        return self.register.records[max(counts, key=lambda n: (counts[n], -n))] if counts else None
