"""Proper names of an article: those the entity tagger found, cleaned, and capitalised sequences it missed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from service.attribution.contacts import opens_clause
from service.attribution.couples import with_shared_surnames
from service.attribution.joinednames import joined
from service.attribution.lexicon import (
    HONORIFICS_FEMALE,
    HONORIFICS_MALE,
    NAME_SUFFIXES,
    ORGANISATION_HEADS,
    PERSON_HEADS,
    TITLES,
)
from service.attribution.missed import capitalised, is_label, missed_before, titles_before, word_before
from service.attribution.namekinds import NameMention, consistent, first_name, guess_kind, is_trade
from service.attribution.namewords import (
    hyphened,
    past_honours,
    trimmed,
    untitled,
    without_honours,
    without_kind,
    without_owner,
    without_people,
    without_programme,
)
from service.attribution.nonames import no_name
from service.attribution.people import first_name_known
from service.attribution.reading import Reading, Word
from service.domain.document import Name, NameKind
from service.domain.spans import Span

_MARKS = frozenset({'"', "“", "”", "``", "''", "‘", "’", "'"})
_CUTS = frozenset({",", "and", "&", ";", "/", "(", ")", "'s", "’s"})
_ARTICLE = re.compile(r"^(?:al|el|ad|ar|as|ash|az)-(?=\w{3})")
"""The Arabic article joined to a name, which may be left out (al-Habib, Habib)."""
MOST_AGED = 3
_AGE = re.compile(r"[1-9][0-9]")
_ELISION = re.compile(r"\b[OD]['’]$")


def find_names(reading: Reading, tagged: Sequence[Name], sources: Sequence[Span]) -> list[NameMention]:
    """All names in text order, none overlapping another."""
    taken: set[int] = set()
    found: list[NameMention] = []
    for name in joined(reading, tagged):
        for indices in _pieces(reading, name):
            tagged_kind = NameKind.ORG if _called_body(reading, indices) else name.kind
            tagged_kind = NameKind.PERSON if _aged(reading, indices, name.kind) else tagged_kind
            _keep(found, taken, _mention(reading, indices, tagged_kind, taken))
    found = consistent(reading, _whole(reading, found))
    taken = {i for m in found for i in range(m.first, m.last)}
    known = {m.parts[-1] for m in found if m.kind is NameKind.PERSON}
    for indices in capitalised(reading, sources, taken, known):
        titled = bool(titles_before(reading, indices[0])) or is_label(reading, indices)
        kind = guess_kind(reading, indices, known, titled)
        if kind is not None:
            _keep(found, taken, _mention(reading, indices, kind, taken))
    return with_shared_surnames(reading, sorted(found, key=lambda m: m.start))


def _called_body(reading: Reading, indices: list[int]) -> bool:
    """Whether a name stands in apposition to what says it is a body's ("the firm Dahl Berg")."""
    before = reading.words[indices[0] - 1] if indices[0] > 0 else None
    if before is None or not before.text.islower() or opens_clause(reading.words, before.index, indices[-1] + 1):
        return False
    apposed = any(reading.words[i].head == before.index for i in indices)
    person = len(indices) > 1 and first_name(reading.words[indices[0]])  # "veteran retailer Odd Berg"
    trade = before.head in indices and is_trade(reading, before) and not person
    return trade or (apposed and before.lower in ORGANISATION_HEADS)


def _aged(reading: Reading, indices: list[int], kind: NameKind) -> bool:
    """Whether an age in commas stands behind a first name and a surname that are tagged as a place's."""
    first = reading.words[indices[0]]
    if kind in (NameKind.ORG, NameKind.PERSON) or not first_name_known(first.lower):
        return False
    words, behind = [reading.words[i] for i in indices], reading.words[indices[-1] + 1 : indices[-1] + 4]
    if not 2 <= len(words) <= MOST_AGED or not all(w.capital and w.text[-1].isalpha() for w in words):
        return False
    marks = [w.text for w in behind]
    return len(marks) == 3 and marks[0] == marks[2] == "," and _AGE.fullmatch(marks[1]) is not None


def _whole(reading: Reading, found: Sequence[NameMention]) -> list[NameMention]:
    """A surname after a word with which it is a full name elsewhere in the article takes in that word.

    A full name in the first paragraph that has grown into what the title says of somebody is cut back.
    """
    full = {m.parts for m in found if m.kind is NameKind.PERSON and len(m.parts) == 2}
    called = {parts[0] for parts in full} - {parts[1] for parts in full if len(parts[0]) > 1}
    made = []
    for m in found:
        if len(m.parts) == 2 and len(m.parts[0]) == 1 and m.parts[1] in called:
            m = _without_initial(reading, m)
        if reading.paragraph(m.start) == 1 and m.kind is NameKind.PERSON and len(m.parts) > 2 and m.parts[:2] in full:
            m = _without_headline(reading, m)
        before = reading.words[m.first - 1] if m.first > 0 else None
        whole = before is not None and before.capital and before.sentence == reading.words[m.first].sentence
        if before is not None and whole and {(before.lower, *m.parts), (before.lower, m.parts[-1])} & full:
            m = replace(m, start=before.start, first=before.index, kind=NameKind.PERSON, parts=(before.lower, *m.parts))
        made.append(m)
    return made


def _without_initial(reading: Reading, mention: NameMention) -> NameMention:
    """The first name of somebody that a letter belonging elsewhere was put before ("at gate F. [Odd] ran")."""
    last = reading.words[mention.last - 1]
    return replace(mention, start=last.start, first=last.index, parts=mention.parts[1:])


def _without_headline(reading: Reading, mention: NameMention) -> NameMention:
    """The first two words of a name that the title goes on behind ("Odd Berg Wins")."""
    last = reading.words[mention.first + 1]
    cut = mention.parts[:2] == tuple(w.lower for w in reading.words[mention.first : mention.first + 2])
    return replace(mention, end=last.end, last=last.index + 1, parts=mention.parts[:2]) if cut else mention


def _keep(found: list[NameMention], taken: set[int], mention: NameMention | None) -> None:
    if mention is not None and taken.isdisjoint(range(mention.first, mention.last)):
        found.append(mention)
        taken.update(range(mention.first, mention.last))


def _pieces(reading: Reading, name: Name) -> list[list[int]]:
    """The words of a tagged name, cut at line ends; a person's also where punctuation, "and" or 's joins two."""
    pieces: list[list[int]] = [[]]
    end = name.span.start
    for i in reading.at(name.span.start, name.span.end):
        word = reading.words[i]
        if "\n" in reading.text[end : word.start]:
            pieces.append([])
        end = word.end
        if name.kind is NameKind.PERSON and word.lower == "of" and _full(reading, pieces[-1]):
            break
        if name.kind is NameKind.PERSON and word.lower in _CUTS:
            if past_honours(reading, i + 1) > i + 1:
                break
            pieces.append([])
        else:
            pieces[-1].append(i)
    return [p for p in pieces if p]


def _full(reading: Reading, indices: list[int]) -> bool:
    """Whether words are a first name and a surname: what "of" tells behind them is no part of the name."""
    words = [reading.words[i] for i in indices]
    named = len(words) > 1 and (first_name(words[0]) or all(w.capital for w in words))
    return named and words[-1].lower not in TITLES | PERSON_HEADS


def _mention(reading: Reading, indices: list[int], kind: NameKind, taken: set[int]) -> NameMention | None:
    """The cleaned name at these words, None where nothing of a name is left."""
    words = hyphened(reading, trimmed(without_honours([reading.words[i] for i in indices], kind)))
    titles: list[str] = []
    if kind is NameKind.PERSON:
        words, titles = untitled(words)
        words = _extended(reading, without_programme(words), taken)
    else:
        words = without_kind(without_owner(words))
        words = [*word_before(reading, words, taken), *without_people(words)]
    if kind is not NameKind.PERSON and len(words) == 1:
        words = [*missed_before(reading, words[0], kind, taken), *words]
    if not words or no_name(reading, words, kind):
        return None
    start, end = words[0].start, words[-1].end
    if _ELISION.search(reading.text[max(0, start - 2) : start]):
        start -= 2
    parts, suffix = _parts(reading.text[start:end], kind)
    if not parts:
        return None
    if kind is NameKind.PERSON and words[-1].text[1:-1].isalpha() and words[-1].text[-1] == "." and not suffix:
        end -= 1  # of the sentence, glued to a surname
    if reading.text[end : end + 1] == "." and (suffix or parts[-1] in NAME_SUFFIXES):
        end += 1
    titles += titles_before(reading, words[0].index)
    gender = "f" if HONORIFICS_FEMALE.intersection(titles) else "m" if HONORIFICS_MALE.intersection(titles) else ""
    last = past_honours(reading, words[-1].index + 1) if kind is NameKind.PERSON else words[-1].index + 1
    return NameMention(start, end, words[0].index, last, kind, parts, suffix, gender, bool(titles))


def _parts(text: str, kind: NameKind) -> tuple[tuple[str, ...], str]:
    """The lower-case words of a name without marks and full stops, and a person's suffix (jr, iii)."""
    parts = [p.strip('"“”‘(),.').casefold().replace("’", "'") for p in text.replace("''", " ").split()]
    parts = [p.removesuffix("'s") for p in parts if p]
    if kind is NameKind.PERSON:
        parts = [_ARTICLE.sub("", p) for p in parts]
    suffix = ""
    while kind is NameKind.PERSON and len(parts) > 1 and parts[-1] in NAME_SUFFIXES:
        suffix = parts.pop()
    return tuple(parts), suffix


def _extended(reading: Reading, words: list[Word], taken: set[int]) -> list[Word]:
    """Takes in a missed surname after a first name, a missed first name before a surname, and Jr. or III."""
    if len(words) == 1:
        words = [*_nicknamed(reading, words[0]), *words]
    if len(words) == 1:
        words = _completed(reading, words[0], taken)
    tail = (
        [reading.words[i] for i in range(words[-1].index + 1, min(words[-1].index + 3, len(reading.words)))]
        if words
        else []
    )
    if len(tail) == 2 and tail[0].text == "," and tail[1].lower.rstrip(".") in ("jr", "sr"):
        return [*words, *tail]
    return [*words, tail[0]] if tail and tail[0].lower.rstrip(".") in ("jr", "sr", "ii", "iii") else words


def _completed(reading: Reading, word: Word, taken: set[int]) -> list[Word]:
    before = reading.words[word.index - 1] if word.index > 0 else None
    if before is not None and first_name(before) and before.index not in taken and before.sentence == word.sentence:
        return [before, word]
    after = reading.words[word.index + 1] if word.index + 1 < len(reading.words) else None
    if after is None or after.index in taken or not first_name(word) or after.sentence != word.sentence:
        return [word]
    name = after.upos == "PROPN" or (after.upos == "AUX" and reading.paragraph(after.start) > 1)
    follows = name and after.capital and after.lower.rstrip(".") not in TITLES
    return [word, after] if follows else [word]


def _nicknamed(reading: Reading, surname: Word) -> list[Word]:
    """The first name and the nickname in quotation marks before a surname (Albert "Buzz" Keller)."""
    if surname.index < 4:
        return []
    before = [reading.words[i] for i in range(surname.index - 4, surname.index)]
    marked = before[1].text in _MARKS and before[3].text in _MARKS and before[2].capital
    return before if marked and before[0].upos == "PROPN" and before[0].capital else []
