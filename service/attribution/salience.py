"""What speaks for or against a mention as a pronoun's antecedent: recency, role, repetition, agreement, syntax."""

from __future__ import annotations

from dataclasses import dataclass

from service.attribution.discourse import Discourse, Event
from service.attribution.government import clauses_above, is_object, phrase_head, subject_of
from service.attribution.lexicon import POSSESSIVES
from service.domain.spans import Span
from service.domain.speakers import SpeakerKind
from service.text.pronouns import FEMININE, MASCULINE

_MARKS = frozenset("“\"„«'`")
_TOPIC = 6  # words of a topic before its name
AFTER_QUOTATION = ("rank 0", "main subject", "last speaker", "source", "subject", "oblique", "possessive")
"""What counts for more or less where the pronoun follows a quotation of its own (“…,” he said)."""


@dataclass(frozen=True, slots=True)
class Context:
    """Where a pronoun stands: its offset and who speaks there, directly or not.

    `speaker` is the enclosing quote's; `barred` is whom it cannot mean (the author, who says I); `said` are the words
    the pronoun is the source of.
    """

    offset: int
    pronoun: str
    speaker: int | None
    direct: bool
    barred: int | None = None
    said: tuple[Span, ...] = ()

    @property
    def start(self) -> int:
        """Where the pronoun's sentence of the narrator's begins: before the quotation that it is the source of."""
        first = self.said[0] if self.said else None
        quoted = first is not None and first.start < self.offset and first.text[:1] in _MARKS
        return first.start if first is not None and quoted else self.offset

    def own(self, offset: int) -> bool:
        """Whether a place lies in the words in quotation marks that the pronoun is the source of."""
        return any(s.start <= offset < s.end and s.text[:1] in _MARKS for s in self.said)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity a pronoun may stand for, by its nearest mention.

    `pointed` is the probability that the network gives it, None where it has not read the pronoun.
    """

    record: int
    event: Event
    features: tuple[str, ...]
    pointed: float | None = None


def features_of(discourse: Discourse, context: Context, kind: str, rank: int, event: Event) -> list[str]:
    """What speaks for or against one mention as the antecedent; `rank` counts the candidates mentioned since."""
    reading = discourse.phrases.reading
    record = discourse.register.records[event.record]
    distance = max(0, reading.sentence(context.start) - reading.sentence(event.start))
    named = bool(record.gender) or kind not in ("he", "she")
    found = [f"rank {min(rank, 3)}", f"distance {distance if distance < 3 else '3' if distance < 5 else '5'}"]
    flags = (
        (event.subject, "subject"),
        (event.subject and distance <= 1, "near subject"),
        (event.possessive, "possessive"),
        (event.oblique, "oblique"),
        (event.source, "source"),
        (event.spoken and not _spoken_at(discourse, context.offset), "in quoted speech"),
        (named, "gender known"),
        (not named and (event.source or discourse.last_speaker == event.record), "gender unknown, has spoken"),
        (record.kind is SpeakerKind.UNNAMED, "unnamed"),
        (record.kind is SpeakerKind.UNNAMED and event.source, "unnamed, has spoken"),
        (record.people, "people"),
        (kind == "they" and record.kind is SpeakerKind.ORGANIZATION, "one body"),
        (bool(record.members), "several named"),
        (record.longest == 1 and not record.gender, "bare name"),
        (discourse.last_speaker == event.record, "last speaker"),
        (discourse.last_pronoun.get(kind) == event.record, "same pronoun before"),
        (context.speaker == event.record, "speaker of the enclosing report"),
        (reading.paragraph(event.start) == reading.paragraph(context.offset), "same paragraph"),
        (_first_of_sentence(discourse, event), "first of its sentence"),
        (_as_for(discourse, event) and distance == 0, "as for"),
    )
    found += [name for holds, name in flags if holds] + _syntax(discourse, context, event)
    if context.start < context.offset:
        found += [f"{name}, after a quotation" for name in found if name in AFTER_QUOTATION]
    return found


def _syntax(discourse: Discourse, context: Context, event: Event) -> list[str]:
    """How the mention stands to the pronoun's clause and to the words it is the source of."""
    reading, words = discourse.phrases.reading, discourse.phrases.words
    pronoun = reading.at(context.offset, context.offset + 1).start
    mention = reading.at(*event.place)
    head = phrase_head(words, mention)
    subject = subject_of(words, head)
    above = clauses_above(words, pronoun)
    found = []
    if any(s.start <= event.start < s.end for s in context.said):
        found.append("in own words")
    if words[mention.start].lower in MASCULINE | FEMININE | POSSESSIVES:
        found.append("pronoun")
    if subject >= 0 and words[subject].sentence == words[pronoun].sentence:
        if subject in above[1:]:
            found.append("subject of a clause above")
        elif subject in above[:1] and is_object(words[pronoun]):
            found.append("subject of its own clause")
        elif words[subject].head < 0:
            found.append("subject of its sentence")
    elif subject >= 0 and words[subject].head < 0:
        found.append("main subject")
    return found


def _spoken_at(discourse: Discourse, offset: int) -> bool:
    reading = discourse.phrases.reading
    return reading.speech(offset) is not None or reading.marked(offset)


def _as_for(discourse: Discourse, event: Event) -> bool:
    """Whether the mention is the topic of its sentence: "As for X"."""
    words = discourse.phrases.words
    first = discourse.phrases.reading.at(*event.place).start
    before = [w.lower for w in words[max(0, first - _TOPIC) : first] if w.sentence == words[first].sentence]
    return before[:2] == ["as", "for"] and "," not in before and len(before) < _TOPIC


def _first_of_sentence(discourse: Discourse, event: Event) -> bool:
    """Whether no other person is named before it in its sentence."""
    reading = discourse.phrases.reading
    number = reading.sentence(event.start)
    for other in discourse.before(event.start):
        if reading.sentence(other.start) != number:
            return True
        if discourse.register.records[other.record].kind is SpeakerKind.PERSON:
            return other.record == event.record
    return True
