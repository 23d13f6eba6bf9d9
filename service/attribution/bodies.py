"""Which organisation a definite phrase means: the agency, the company, the newspaper."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from service.attribution.lexicon import BODY_NOUNS, COMPANY_NOUNS, MEDIA_HEADS, MEDIA_NOUNS, ORGANISATION_HEADS
from service.attribution.namekinds import NameMention
from service.attribution.nominals import Nominals
from service.attribution.nouns import head_of
from service.attribution.phrases import Nominal
from service.attribution.reading import Reading, Word
from service.attribution.records import Record
from service.domain.document import NameKind
from service.domain.speakers import SpeakerKind

_OTHERS = frozenset(
    """ministry department government commission committee council court parliament senate house university college
    school party police army union board assembly congress office hospital clinic institute museum church
    charity""".split()
)
OFTEN, APPOSED, BEFORE, FAR = 3, 8, 14, 400
_MEDIA_BODIES = frozenset({"network", "organization", "organisation", "group", "service"})
"""Nouns of bodies by which newspapers and broadcasters are called too."""
_CORPORATE = frozenset("inc ltd llc co corp plc group fund trust center centre network".split())
_NO_COMPANIES = (ORGANISATION_HEADS | BODY_NOUNS | MEDIA_HEADS | _OTHERS) - COMPANY_NOUNS - _CORPORATE


@dataclass(frozen=True, slots=True)
class Called:
    """What a body is called beside its name: by the words before it, or by the modifiers of what follows a comma.

    `start` is where it is first called just so.
    """

    record: int
    before: tuple[str, ...]
    modifiers: frozenset[str]
    start: int


class Bodies:
    """Finds the organisations that definite phrases mean in one article."""

    def __init__(self, nominals: Nominals) -> None:
        self.nominals = nominals
        self.discourse = nominals.discourse
        self.phrases = nominals.phrases
        self.reading = nominals.phrases.reading

    def meant(self, nominal: Nominal, offset: int) -> tuple[Record, float] | None:
        """The organisation a definite phrase means: by a word of its name or role, else the latest of its class."""
        reading, records = self.reading, self.discourse.register.records
        head, wanted = head_of(reading.words[nominal.head]), self.nominals.modifiers(nominal)
        fallback: Record | None = None
        akin: set[int] = set()
        fits: dict[int, bool] = {}
        leaning, sentence = False, -1
        here = reading.sentence(offset)
        for event in self.discourse.before(offset):
            record = records[event.record]
            if record.kind is not SpeakerKind.ORGANIZATION or not record.names:
                continue
            if record.number not in fits:
                parts = {p for m in record.names for p in m.parts}
                if head in parts and wanted <= parts:
                    return record, 1.0
                fits[record.number] = _of_class(reading, head, record)
            # An adjunct of the same sentence ("in a filing with the SEC") is somebody else than the one who speaks.
            if (event.oblique and reading.sentence(event.start) == here) or not fits[record.number]:
                continue
            akin.add(record.number)
            if fallback is None or (event.subject and leaning and reading.sentence(event.start) == sentence):
                fallback, leaning, sentence = record, event.oblique, reading.sentence(event.start)
        introduced = self._introduced(head, wanted, offset) if wanted else None
        if introduced is not None:
            return introduced, 1.0
        of = nominal.last < len(reading.words) and reading.words[nominal.last].lower == "of"
        # Companies are described by their trade ("the Danish brewer"), other bodies by theirs ("the fire service").
        only = head in COMPANY_NOUNS and len(akin) == 1 and not self.nominals.introduced(nominal, offset)
        # One named in passing has rivals that were missed.
        only = only and fallback is not None and len(fallback.names) >= OFTEN
        return (fallback, 0.5) if fallback is not None and (not wanted or only) and not of else None

    def _introduced(self, head: str, wanted: frozenset[str], offset: int) -> Record | None:
        """The only body said to be what a phrase calls it ("X, an activist fund, …", "truck maker X")."""
        if head not in ORGANISATION_HEADS:
            return None
        called = [c for c in self._called.get(head, ()) if c.start < offset]
        found = {c.record for c in called if not c.before and wanted <= c.modifiers}
        traded = {c.record for c in called if c.before and wanted <= {*c.before[-len(wanted) - 2 :]}}
        if traded and not self._several(head, offset):
            found |= traded
        return self.discourse.register.records[found.pop()] if len(found) == 1 else None

    @cached_property
    def _called(self) -> dict[str, list[Called]]:
        """What the article's bodies are called where they are named, by the noun."""
        first: dict[tuple[str, int, tuple[str, ...], frozenset[str]], int] = {}
        for mention in self.phrases.names.values():
            if mention.kind is NameKind.ORG:
                record = self.discourse.register.of_name[mention.place]
                for head, before, modifiers in (*self._before(mention), *self._apposed(mention)):
                    key = (head, record, before, modifiers)
                    first[key] = min(first.get(key, mention.start), mention.start)
        found: dict[str, list[Called]] = defaultdict(list)
        for (head, record, before, modifiers), start in first.items():
            found[head].append(Called(record, before, modifiers, start))
        return found

    def _before(self, mention: NameMention) -> Iterator[tuple[str, tuple[str, ...], frozenset[str]]]:
        before = self.reading.words[max(0, mention.first - BEFORE) : mention.first]
        if before:
            yield head_of(before[-1]), tuple(w.lower for w in before), frozenset()

    def _apposed(self, mention: NameMention) -> Iterator[tuple[str, tuple[str, ...], frozenset[str]]]:
        words, comma = self.reading.words, mention.last
        if comma + 2 < len(words) and words[comma].text == "," and words[comma + 1].lower in ("a", "an", "the"):
            base = self.phrases.base(comma + 1, min(len(words), comma + APPOSED))
            called = base.head >= 0 and base.head not in self.phrases.inside
            if called and words[base.last].text in (",", "."):
                yield head_of(words[base.head]), (), self.nominals.modifiers(base)

    def _several(self, head: str, offset: int) -> bool:
        """Whether more than one are called so just before, named or not ("truck maker X … a rival truck maker")."""
        words, names = self.reading.words, self.phrases.names
        end = self.reading.at(0, offset).stop
        at = [i for i in range(max(0, end - FAR), end - 1) if head_of(words[i]) == head]
        others = [i for i in at if i + 1 not in names and (words[i + 1].upos == "PROPN" or _another(words, i))]
        bodies = {self.discourse.register.of_name[names[i + 1].place] for i in at if i + 1 in names}
        return bool(others) or len(bodies) > 1


def _another(words: Sequence[Word], index: int) -> bool:
    """Whether a phrase brings in one more of its kind ("a rival truck maker")."""
    return any(w.lower in ("a", "an", "another", "second", "rival", "other") for w in words[max(0, index - 3) : index])


def _of_class(reading: Reading, head: str, record: Record) -> bool:
    """Whether an organisation may be called by a class noun alone."""
    tail = record.names[0].parts[-1]
    if head in MEDIA_NOUNS:
        return tail in MEDIA_HEADS
    if head in COMPANY_NOUNS:
        parts = set(record.names[0].parts)
        return tail not in _NO_COMPANIES and not parts & _OTHERS and not _with_article(reading, record)
    return head in BODY_NOUNS and (tail not in MEDIA_HEADS or head in _MEDIA_BODIES)


def _with_article(reading: Reading, record: Record) -> bool:
    """Whether "the" stands before each short name of a body, as before no company's: the SEC, the UN."""
    short = [m for m in record.names if len(m.parts) == 1]
    return bool(short) and all(m.first > 0 and reading.words[m.first - 1].lower == "the" for m in short)
