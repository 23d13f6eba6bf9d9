"""Proper names of an article: those the entity tagger found, cleaned, and capitalised sequences it missed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from service.attribution.firstnames import FEMALE, MALE
from service.attribution.lexicon import (
    ARTICLES,
    HONORIFICS_FEMALE,
    HONORIFICS_MALE,
    MEDIA_HEADS,
    NAME_PARTICLES,
    NAME_SUFFIXES,
    ORGANISATION_HEADS,
    PRONOUNS,
    TITLES,
)
from service.attribution.reading import Reading, Word
from service.domain.document import Name, NameKind
from service.domain.spans import Span

_JOINERS = frozenset({"of", "and", "for", "the", "&", "in", "on", "-", "to", "at", "by", "/"})
_MARKS = frozenset({'"', "“", "”", "``", "''", "‘", "’", "'"})
MAX_PERSON_WORDS = 6


@dataclass(frozen=True, slots=True)
class NameMention:
    """A name at one place: words ``first:last`` of the reading, `parts` lower-case without title or suffix."""

    start: int
    end: int
    first: int
    last: int
    kind: NameKind
    parts: tuple[str, ...]
    suffix: str
    gender: str
    titled: bool

    @property
    def place(self) -> tuple[int, int]:
        """Offsets of the mention."""
        return self.start, self.end


def find_names(reading: Reading, tagged: Sequence[Name], sources: Iterable[Span]) -> list[NameMention]:
    """All names in text order, none overlapping another."""
    taken: set[int] = set()
    found: list[NameMention] = []
    for name in sorted(tagged, key=lambda n: (n.span.start, -n.span.end)):
        for indices in _pieces(reading, name):
            _keep(found, taken, _mention(reading, indices, name.kind, taken))
    found = _consistent(reading, found)
    taken = {i for m in found for i in range(m.first, m.last)}
    known = {m.parts[-1] for m in found if m.kind is NameKind.PERSON}
    for indices in _capitalised(reading, sources, taken):
        kind = _guess_kind(reading, indices, known)
        if kind is not None:
            _keep(found, taken, _mention(reading, indices, kind, taken))
    return sorted(found, key=lambda m: m.start)


def _consistent(reading: Reading, found: list[NameMention]) -> list[NameMention]:
    """One kind for one word: a person's where it is the surname of somebody named in full or with a title.

    Taggers waver over bare surnames and headlines; the sure mentions decide.  Of the others the majority does.
    """
    sure: set[str] = set()
    votes: dict[str, dict[NameKind, int]] = defaultdict(lambda: defaultdict(int))
    for m in found:
        if m.kind is NameKind.PERSON and (m.gender or (len(m.parts) > 1 and (m.parts[0] in MALE or m.parts[0] in FEMALE))):
            sure.add(m.parts[-1])
        if len(m.parts) == 1:
            votes[m.parts[0]][m.kind] += 1
    cut = [_unheadlined(reading, m, sure) for m in found]
    return [replace(m, kind=_kind_of(m, sure, votes)) for m in cut if m is not None]


def _unheadlined(reading: Reading, mention: NameMention, sure: set[str]) -> NameMention | None:
    """A tagged organisation that is a headline in capitals is cut to the person it begins with, or dropped."""
    if mention.kind is NameKind.PERSON or reading.words[mention.first].sentence > 1 or len(mention.parts) < 2:
        return mention
    if mention.parts[-1] in ORGANISATION_HEADS or mention.parts[-1] in MEDIA_HEADS:
        return mention
    if mention.parts[0] in sure:
        end = reading.words[mention.first].end
        return replace(mention, end=end, last=mention.first + 1, kind=NameKind.PERSON, parts=mention.parts[:1])
    joined = any(p in _JOINERS for p in mention.parts)
    return None if len(mention.parts) > MAX_PERSON_WORDS and not joined else mention


def _kind_of(mention: NameMention, sure: set[str], votes: dict[str, dict[NameKind, int]]) -> NameKind:
    last, first = mention.parts[-1], mention.parts[0]
    if len(mention.parts) > 1:
        if mention.kind is NameKind.PERSON and last not in sure:
            seen = votes[last]
            body = last in ORGANISATION_HEADS or last in MEDIA_HEADS or seen[NameKind.ORG] > seen[NameKind.PERSON]
            return NameKind.ORG if body and not mention.titled else mention.kind
        if mention.kind is NameKind.ORG and len(mention.parts) == 2 and last in sure and last not in ORGANISATION_HEADS:
            return NameKind.PERSON if first in MALE or first in FEMALE or first not in votes else mention.kind
        return mention.kind
    if last in sure:
        return NameKind.PERSON
    return max(votes[last], key=lambda k: (votes[last][k], k is mention.kind))


def _keep(found: list[NameMention], taken: set[int], mention: NameMention | None) -> None:
    if mention is not None and taken.isdisjoint(range(mention.first, mention.last)):
        found.append(mention)
        taken.update(range(mention.first, mention.last))


def _pieces(reading: Reading, name: Name) -> list[list[int]]:
    """The words of a tagged name, cut at line ends; a person's also where punctuation or "and" joins two."""
    pieces: list[list[int]] = [[]]
    end = name.span.start
    for i in reading.at(name.span.start, name.span.end):
        word = reading.words[i]
        if "\n" in reading.text[end : word.start]:
            pieces.append([])
        end = word.end
        if name.kind is NameKind.PERSON and word.lower in (",", "and", "&", ";", "/", "(", ")"):
            pieces.append([])
        else:
            pieces[-1].append(i)
    return [p for p in pieces if p]


def _mention(reading: Reading, indices: list[int], kind: NameKind, taken: set[int]) -> NameMention | None:
    words = [reading.words[i] for i in indices]
    words = _trimmed(words)
    titles: list[str] = []
    if kind is NameKind.PERSON:
        while len(words) > 1 and words[0].lower.rstrip(".") in TITLES:
            titles.append(words.pop(0).lower.rstrip("."))
        words = _trimmed(_extended(reading, words, taken))
    if not words or not any(w.capital or w.text[:1].isdigit() for w in words):
        return None
    if len(words) == 1 and (words[0].lower in PRONOUNS or words[0].upos in ("PRON", "DET", "PUNCT")):
        return None
    suffix = ""
    parts = [w.lower.strip(".") for w in words if w.lower.strip(".")]
    while kind is NameKind.PERSON and len(parts) > 1 and (parts[-1] in NAME_SUFFIXES or parts[-1] == ","):
        suffix = parts.pop().strip(",") or suffix
    titles += _titles_before(reading, words[0].index)
    gender = "f" if HONORIFICS_FEMALE.intersection(titles) else "m" if HONORIFICS_MALE.intersection(titles) else ""
    if not parts:
        return None
    end = words[-1].end
    if suffix and reading.text[end : end + 1] == ".":
        end += 1
    first, last = words[0].index, words[-1].index + 1
    return NameMention(words[0].start, end, first, last, kind, tuple(parts), suffix, gender, bool(titles))


def _trimmed(words: list[Word]) -> list[Word]:
    """Without determiners and punctuation at the edges, and without a possessive ending."""
    while words and (words[0].lower in ARTICLES or words[0].lower == "both" or not words[0].text[:1].isalnum()):
        words = words[1:]
    while words and (words[-1].lower in ("'s", "'", "’s") or not words[-1].text[-1:].isalnum() and words[-1].text != "."
                     and words[-1].text[-1:] != "."):
        words = words[:-1]
    return words


def _extended(reading: Reading, words: list[Word], taken: set[int]) -> list[Word]:
    """Takes in a missed surname after a first name, a missed first name before a surname, and Jr. or III."""
    if not words:
        return words
    before, after = words[0].index - 1, words[-1].index + 1
    if len(words) == 1 and before >= 0 and _first_name(reading.words[before]) and before not in taken:
        if reading.words[before].sentence == words[0].sentence:
            words = [reading.words[before], *words]
    if len(words) == 1 and _first_name(words[0]) and after < len(reading.words) and after not in taken:
        following = reading.words[after]
        if following.upos == "PROPN" and following.capital and following.lower.rstrip(".") not in TITLES:
            words = [*words, following]
    words = [*_nicknamed(reading, words[0]), *words] if len(words) == 1 else words
    after = words[-1].index + 1
    if after + 1 < len(reading.words) and reading.words[after].text == ",":
        if reading.words[after + 1].lower.rstrip(".") in ("jr", "sr"):
            return [*words, reading.words[after], reading.words[after + 1]]
    if after < len(reading.words) and reading.words[after].lower.rstrip(".") in ("jr", "sr", "ii", "iii"):
        return [*words, reading.words[after]]
    return words


def _nicknamed(reading: Reading, surname: Word) -> list[Word]:
    """The first name and the nickname in quotation marks before a surname (George "Jay" Keller)."""
    if surname.index < 4:
        return []
    before = [reading.words[i] for i in range(surname.index - 4, surname.index)]
    marked = before[1].text in _MARKS and before[3].text in _MARKS and before[2].capital
    return before if marked and before[0].upos == "PROPN" and before[0].capital else []


def _first_name(word: Word) -> bool:
    return word.capital and (word.lower in MALE or word.lower in FEMALE)


def _titles_before(reading: Reading, first: int) -> list[str]:
    """Title words that stand directly before a name, nearest first."""
    found: list[str] = []
    for i in range(first - 1, max(-1, first - 4), -1):
        word = reading.words[i]
        if word.text == "." or word.sentence != reading.words[first].sentence:
            if word.text == ".":
                continue
            break
        if word.lower.rstrip(".") not in TITLES:
            break
        found.append(word.lower.rstrip("."))
    return found


def _capitalised(reading: Reading, sources: Iterable[Span], taken: set[int]) -> list[list[int]]:
    """Runs of capitalised words outside known names: all those in sources, then elsewhere after a first name."""
    runs = [r for s in sources for r in _runs(reading, reading.at(s.start, s.end), taken)]
    runs += [r for r in _runs(reading, range(len(reading.words)), taken) if len(r) > 1 and _first_name(reading.words[r[0]])]
    return [r for r in (_without_title(reading, run) for run in runs) if r]


def _runs(reading: Reading, indices: range, taken: set[int]) -> list[list[int]]:
    runs: list[list[int]] = [[]]
    for i in indices:
        word = reading.words[i]
        if runs[-1] and word.sentence != reading.words[runs[-1][-1]].sentence:
            runs.append([])
        if i not in taken and _namelike(word):
            runs[-1].append(i)
        elif runs[-1]:
            runs.append([])
    return [r for r in runs if r]


def _namelike(word: Word) -> bool:
    if not word.capital or word.plural or word.lower in PRONOUNS or word.lower in ARTICLES:
        return False
    return word.upos == "PROPN" or _first_name(word)


def _without_title(reading: Reading, run: list[int]) -> list[int]:
    while run and reading.words[run[0]].lower.rstrip(".") in TITLES:
        run = run[1:]
    return run


def _guess_kind(reading: Reading, run: list[int], known: set[str]) -> NameKind | None:
    """What a capitalised run most likely names; None where it is better read as a noun phrase."""
    words = [reading.words[i] for i in run]
    lowers = [w.lower for w in words]
    named = [w for w in lowers if w.rstrip(".") not in NAME_SUFFIXES]
    if named and named[-1] in known and len(words) <= MAX_PERSON_WORDS:
        return NameKind.PERSON
    if any(w in ORGANISATION_HEADS or w in MEDIA_HEADS for w in lowers):
        return NameKind.ORG
    if _first_name(words[0]) or _titles_before(reading, run[0]):
        return NameKind.PERSON
    if len(words) == 1 and words[0].upos != "PROPN":
        return None
    if len(words) > 3 or any(w in _JOINERS for w in lowers) or NAME_PARTICLES.intersection(lowers):
        return None
    return NameKind.ORG
