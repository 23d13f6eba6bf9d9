"""Which organisation a definite phrase means: the agency, the company, the newspaper."""

from __future__ import annotations

from collections.abc import Sequence

from service.attribution.lexicon import BODY_NOUNS, COMPANY_NOUNS, MEDIA_HEADS, MEDIA_NOUNS, ORGANISATION_HEADS
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
OFTEN, APPOSED, FAR = 3, 8, 400
_MEDIA_BODIES = frozenset({"network", "organization", "organisation", "group", "service"})
"""Nouns of bodies by which newspapers and broadcasters are called too."""
_CORPORATE = frozenset("inc ltd llc co corp plc group fund trust center centre network".split())
_NO_COMPANIES = (ORGANISATION_HEADS | BODY_NOUNS | MEDIA_HEADS | _OTHERS) - COMPANY_NOUNS - _CORPORATE


def body(nominals: Nominals, nominal: Nominal, offset: int) -> tuple[Record, float] | None:
    """The organisation a definite phrase means: by a word of its name or role, else the latest of its class."""
    reading, discourse = nominals.phrases.reading, nominals.discourse
    head, wanted = head_of(reading.words[nominal.head]), nominals.modifiers(nominal)
    fallback: Record | None = None
    akin: set[int] = set()
    leaning, sentence = False, -1
    here = reading.sentence(offset)
    for event in discourse.before(offset):
        record = discourse.register.records[event.record]
        if record.kind is not SpeakerKind.ORGANIZATION or not record.names:
            continue
        parts = {p for m in record.names for p in m.parts}
        if head in parts and wanted <= parts:
            return record, 1.0
        # An adjunct of the same sentence ("in a filing with the SEC") is somebody else than the one who speaks.
        beside = event.oblique and reading.sentence(event.start) == here
        if beside or not _of_class(reading, head, record):
            continue
        akin.add(record.number)
        if fallback is None or (event.subject and leaning and reading.sentence(event.start) == sentence):
            fallback, leaning, sentence = record, event.oblique, reading.sentence(event.start)
    introduced = _introduced(nominals, head, wanted, offset) if wanted else None
    if introduced is not None:
        return introduced, 1.0
    of = nominal.last < len(reading.words) and reading.words[nominal.last].lower == "of"
    # Companies are described by their trade ("the Danish brewer"), other bodies named by theirs ("the fire service").
    only = head in COMPANY_NOUNS and len(akin) == 1 and not nominals.introduced(nominal, offset)
    # One named in passing has rivals that were missed.
    only = only and fallback is not None and len(fallback.names) >= OFTEN
    return (fallback, 0.5) if fallback is not None and (not wanted or only) and not of else None


def _introduced(nominals: Nominals, head: str, wanted: frozenset[str], offset: int) -> Record | None:
    """The only body said to be what a phrase calls it ("X, an activist fund, … the activist fund")."""
    phrases, found, traded = nominals.phrases, set[int](), set[int]()
    words = phrases.words
    if head not in ORGANISATION_HEADS:
        return None
    register = nominals.discourse.register
    for mention in phrases.names.values():
        comma = mention.last
        if mention.kind is not NameKind.ORG or mention.start >= offset:
            continue
        before = words[max(0, mention.first - len(wanted) - 2) : mention.first]
        if before and head_of(before[-1]) == head and wanted <= {w.lower for w in before}:
            traded.add(register.of_name[mention.place])  # "truck maker X"
        if comma + 2 >= len(words):
            continue
        if words[comma].text == "," and words[comma + 1].lower in ("a", "an", "the"):
            base = phrases.base(comma + 1, min(len(words), comma + APPOSED))
            called = base.head >= 0 and base.head not in phrases.inside and head_of(words[base.head]) == head
            if called and wanted <= nominals.modifiers(base) and words[base.last].text in (",", "."):
                found.add(register.of_name[mention.place])
    found |= set() if _several(nominals, head, offset) else traded
    return register.records[found.pop()] if len(found) == 1 else None


def _several(nominals: Nominals, head: str, offset: int) -> bool:
    """Whether more than one are called so just before, named or not ("truck maker X … a rival truck maker")."""
    words, names = nominals.phrases.words, nominals.phrases.names
    end = nominals.phrases.reading.at(0, offset).stop
    at = [i for i in range(max(0, end - FAR), end - 1) if head_of(words[i]) == head]
    others = [i for i in at if i + 1 not in names and (words[i + 1].upos == "PROPN" or _another(words, i))]
    bodies = {nominals.discourse.register.of_name[names[i + 1].place] for i in at if i + 1 in names}
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
