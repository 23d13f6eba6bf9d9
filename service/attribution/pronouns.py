"""Whom a third-person pronoun stands for: a log-linear ranking of the entities mentioned before it.

The features are the classic ones of pronoun resolution (Lappin & Leass 1994; Hobbs 1978): recency, grammatical role,
repeated mention, the last speaker, agreement; the weights were fitted as a conditional logit on train articles.  Where
the network points (see nlp/tagger/antecedents.py) is multiplied in.  He and she have a ranking of their own, learned
jointly with that (see ranking.py).
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence

from service.attribution.discourse import Discourse, Event
from service.attribution.ranking import PEOPLE, signs
from service.attribution.records import Record
from service.attribution.salience import Candidate, Context, features_of
from service.attribution.surroundings import surroundings
from service.attribution.weights import FLOOR, NOBODY, POINTED, WEIGHTS
from service.domain.speakers import SpeakerKind
from service.text.pronouns import FEMININE, MASCULINE, NEUTER, PLURAL

_SINGULAR = ("he", "she", "person")
MAX_SENTENCES = 8
MAX_CANDIDATES = 12
LEAST_LEFT = 0.05


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
        if kind in ("he", "she") and not record.gender and record.called not in ("", kind):
            return False
        return kind == "person" or record.gender in ("", "m" if kind == "he" else "f")
    if kind == "it":
        return record.kind in (SpeakerKind.ORGANIZATION, SpeakerKind.DOCUMENT) and not record.plural
    several = record.kind in (SpeakerKind.GROUP, SpeakerKind.ORGANIZATION) or record.plural
    # "They added" is of a spokesperson, too, who is no he or she.
    return several or (record.kind is SpeakerKind.UNNAMED and "spokesperson" in record.name.casefold().split())


def candidates(discourse: Discourse, context: Context) -> list[Candidate]:
    """Entities that agree with the pronoun, by nearest mention, with their features."""
    kind = class_of(context.pronoun)
    nearest, counts, named = _nearest(discourse, context, kind)
    found = []
    pointed = pointed_at(discourse, context.offset, nearest)
    top = max((discourse.total.get(n, 0) for n in nearest), default=0)
    for rank, (number, event) in enumerate(nearest.items()):
        features = features_of(discourse, context, kind, rank, event)
        if discourse.total.get(number, 0) == top:
            features.append("most named")
        if counts[number] > 2:
            features.append("often near")
        if number in named:
            features.append("named in own words")
        if len(nearest) == 1:
            features.append("alone")
        found.append(Candidate(number, event, tuple(features), pointed.get(number)))
    return found


def _nearest(
    discourse: Discourse, context: Context, kind: str
) -> tuple[dict[int, Event], dict[int, int], set[int]]:
    """The nearest mention of each record that agrees, how often there is one, and which are named in what is said."""
    reading = discourse.phrases.reading
    here = reading.sentence(context.offset)
    nearest: dict[int, Event] = {}
    counts: dict[int, int] = {}
    named: set[int] = set()
    for event in discourse.before(context.offset):
        if here - reading.sentence(event.start) > MAX_SENTENCES:
            break
        record = discourse.register.records[event.record]
        if not agrees(kind, record) or (context.direct and event.record == context.speaker):
            continue
        if event.record == context.barred or context.own(event.start):
            continue
        if _named_in(discourse, context, event):
            named.add(event.record)
            continue
        counts[event.record] = counts.get(event.record, 0) + 1
        if event.record not in nearest and len(nearest) < MAX_CANDIDATES:
            nearest[event.record] = event
    return nearest, counts, named


def _named_in(discourse: Discourse, context: Context, event: Event) -> bool:
    """Whether a mention is a name or a description in what the pronoun is the source of ("Odd, she said, agreed")."""
    if not any(s.start <= event.start < s.end for s in context.said):
        return False
    first = discourse.phrases.reading.at(*event.place).start
    return discourse.phrases.words[first].lower not in MASCULINE | FEMININE | NEUTER | PLURAL


def pointed_at(discourse: Discourse, offset: int, records: Collection[int]) -> dict[int, float]:
    """What of the probability the network gives the mentions of each record, empty where it has not read the pronoun.

    One not mentioned in the words that it read with the pronoun has that of its meaning nobody there.  What it gives
    those who cannot be meant is the others' (it does not know every first name's gender).
    """
    pointed = discourse.phrases.reading.pointed.get(offset)
    if pointed is None:
        return {}
    places: dict[int, list[Event]] = {}
    for event in discourse.before(offset):
        if event.end <= pointed.since:
            break
        places.setdefault(event.record, []).append(event)
    given = {
        number: sum(p for start, end, p in pointed.places if any(e.start < end and start < e.end for e in events))
        for number, events in places.items()
    }
    left = max(LEAST_LEFT, 1 - sum(share for number, share in given.items() if number not in records))
    return {number: min(1.0, given.get(number, pointed.beyond) / left) for number in records}


def ranked(kind: str, found: list[Candidate]) -> list[tuple[float, Candidate]]:
    """Candidates with the probability that the pronoun means each, likeliest first; nobody takes the rest."""
    group = "person" if kind in _SINGULAR else kind
    each = chances(group, [c.features for c in found], [c.pointed for c in found], POINTED[group])
    return sorted(zip(each, found, strict=True), key=lambda x: -x[0])


def meant(discourse: Discourse, context: Context, found: list[Candidate]) -> list[tuple[float, Candidate]]:
    """The candidates of a third-person pronoun with the probability of each, likeliest first; nobody takes the rest.

    He and she have a ranking of their own, learned with more signs.
    """
    kind = class_of(context.pronoun)
    if kind not in ("he", "she") or not found:
        return ranked(kind, found)
    each = PEOPLE.chances(signs(features(discourse, context, kind, found), [c.pointed for c in found]))
    return sorted(zip(each, found, strict=False), key=lambda x: -x[0])


def features(discourse: Discourse, context: Context, kind: str, found: Sequence[Candidate]) -> list[tuple[str, ...]]:
    """All signs of each candidate for he or she by their names."""
    around = surroundings(discourse, context, kind, found)
    return [(*c.features, *more) for c, more in zip(found, around, strict=True)]


def chances(
    group: str, features: Sequence[Sequence[str]], pointed: Sequence[float | None], counts: float
) -> list[float]:
    """The probability of each candidate of a class of pronouns; `counts` is how much it matters where is pointed."""

    def pointing(chance: float | None) -> float:
        return 0.0 if chance is None else counts * math.log(chance + FLOOR)

    weights = WEIGHTS[group]
    scores = [sum(weights.get(f, 0.0) for f in c) + pointing(p) for c, p in zip(features, pointed, strict=True)]
    known = [p for p in pointed if p is not None]
    nobody = weights.get(NOBODY, 0.0) + pointing(max(0.0, 1 - sum(known)) if known else None)
    highest = max([*scores, nobody])
    total = sum(math.exp(s - highest) for s in scores) + math.exp(nobody - highest)
    return [math.exp(s - highest) / total for s in scores]
