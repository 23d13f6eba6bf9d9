"""Whom a third-person pronoun stands for: a log-linear ranking of the entities mentioned before it.

The features are the classic ones of pronoun resolution (Lappin & Leass 1994; Hobbs 1978): recency, grammatical role,
repeated mention, the last speaker, agreement; the weights were fitted as a conditional logit on train articles.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from service.attribution.discourse import Discourse, Event
from service.attribution.government import clauses_above, is_object, phrase_head, subject_of
from service.attribution.lexicon import FEMININE, MASCULINE, NEUTER, PLURAL, POSSESSIVES
from service.attribution.records import Record
from service.attribution.weights import NOBODY, WEIGHTS
from service.domain.spans import Span
from service.domain.speakers import SpeakerKind

_SINGULAR = ("he", "she", "person")
MAX_SENTENCES = 8
MAX_CANDIDATES = 12


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity a pronoun may stand for, by its nearest mention."""

    record: int
    event: Event
    features: tuple[str, ...]


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


def class_of(pronoun: str) -> str:
    """he, she, it or they; "person" is a description of either sex."""
    if pronoun == "person":
        return pronoun
    for name, forms in (("he", MASCULINE), ("she", FEMININE), ("it", NEUTER), ("they", PLURAL)):
        if pronoun in forms:
            return name
    return ""


def agrees(kind: str, record: Record) -> bool:
    """Whether a record can be meant by a pronoun of this class."""
    if kind in _SINGULAR:
        if record.kind not in (SpeakerKind.PERSON, SpeakerKind.UNNAMED):
            return False
        return kind == "person" or record.gender in ("", "m" if kind == "he" else "f")
    if kind == "it":
        return record.kind in (SpeakerKind.ORGANIZATION, SpeakerKind.DOCUMENT) and not record.plural
    return record.kind in (SpeakerKind.GROUP, SpeakerKind.ORGANIZATION) or record.plural


def candidates(discourse: Discourse, context: Context) -> list[Candidate]:
    """Entities that agree with the pronoun, by nearest mention, with their features."""
    kind, reading = class_of(context.pronoun), discourse.phrases.reading
    here = reading.sentence(context.offset)
    nearest: dict[int, Event] = {}
    counts: dict[int, int] = {}
    for event in discourse.before(context.offset):
        if here - reading.sentence(event.start) > MAX_SENTENCES:
            break
        record = discourse.register.records[event.record]
        if not agrees(kind, record) or (context.direct and event.record == context.speaker):
            continue
        if event.record == context.barred:
            continue
        counts[event.record] = counts.get(event.record, 0) + 1
        if event.record not in nearest and len(nearest) < MAX_CANDIDATES:
            nearest[event.record] = event
    found = []
    top = max((discourse.total.get(n, 0) for n in nearest), default=0)
    for rank, (number, event) in enumerate(nearest.items()):
        features = _features(discourse, context, kind, rank, event)
        if discourse.total.get(number, 0) == top:
            features.append("most named")
        if counts[number] > 2:
            features.append("often near")
        found.append(Candidate(number, event, tuple(features)))
    return found


def _features(discourse: Discourse, context: Context, kind: str, rank: int, event: Event) -> list[str]:
    reading = discourse.phrases.reading
    record = discourse.register.records[event.record]
    distance = reading.sentence(context.offset) - reading.sentence(event.start)
    found = [f"rank {min(rank, 3)}", f"distance {distance if distance < 3 else '3' if distance < 5 else '5'}"]
    flags = (
        (event.subject, "subject"),
        (event.subject and distance <= 1, "near subject"),
        (event.possessive, "possessive"),
        (event.oblique, "oblique"),
        (event.source, "source"),
        (event.spoken and not _spoken_at(discourse, context.offset), "in quoted speech"),
        (bool(record.gender) or kind not in ("he", "she"), "gender known"),
        (record.kind is SpeakerKind.UNNAMED, "unnamed"),
        (record.people, "people"),
        (kind == "they" and record.kind is SpeakerKind.ORGANIZATION, "one body"),
        (bool(record.members), "several named"),
        (record.longest == 1 and not record.gender, "bare name"),
        (discourse.last_speaker == event.record, "last speaker"),
        (discourse.last_pronoun.get(kind) == event.record, "same pronoun before"),
        (context.speaker == event.record, "speaker of the enclosing report"),
        (reading.paragraph(event.start) == reading.paragraph(context.offset), "same paragraph"),
        (_first_of_sentence(discourse, event), "first of its sentence"),
    )
    return found + [name for holds, name in flags if holds] + _syntax(discourse, context, event)


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


def ranked(kind: str, found: list[Candidate]) -> list[tuple[float, Candidate]]:
    """Candidates with the probability that the pronoun means each, likeliest first; nobody takes the rest."""
    weights = WEIGHTS["person" if kind in _SINGULAR else kind]
    scores = [sum(weights.get(f, 0.0) for f in c.features) for c in found]
    nobody = weights.get(NOBODY, 0.0)
    highest = max([*scores, nobody])
    total = sum(math.exp(s - highest) for s in scores) + math.exp(nobody - highest)
    return sorted(((math.exp(s - highest) / total, c) for s, c in zip(scores, found, strict=True)), key=lambda x: -x[0])
