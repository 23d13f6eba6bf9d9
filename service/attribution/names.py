"""Proper names of an article: those the entity tagger found, cleaned, and capitalised sequences it missed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from service.attribution.lexicon import (
    ARTICLES,
    HONORIFICS_FEMALE,
    HONORIFICS_MALE,
    NAME_SUFFIXES,
    PERSON_HEADS,
    PRONOUNS,
    TITLES,
)
from service.attribution.namekinds import NameMention, consistent, first_name, guess_kind
from service.attribution.reading import Reading, Word
from service.domain.document import Name, NameKind
from service.domain.spans import Span

_MARKS = frozenset({'"', "“", "”", "``", "''", "‘", "’", "'"})
_CUTS = frozenset({",", "and", "&", ";", "/", "(", ")", "'s", "’s"})
_PARTY = re.compile(r"[rdi](-.*)?", re.IGNORECASE)
_ELISION = re.compile(r"\b[OD]['’]$")
_DEMONYM = ("ans", "crats", "ists", "ers", "tives", "als", "ese", "ites")


def find_names(reading: Reading, tagged: Sequence[Name], sources: Sequence[Span]) -> list[NameMention]:
    """All names in text order, none overlapping another."""
    taken: set[int] = set()
    found: list[NameMention] = []
    for name in sorted(tagged, key=lambda n: (n.span.start, -n.span.end)):
        for indices in _pieces(reading, name):
            _keep(found, taken, _mention(reading, indices, name.kind, taken))
    found = consistent(reading, found)
    taken = {i for m in found for i in range(m.first, m.last)}
    known = {m.parts[-1] for m in found if m.kind is NameKind.PERSON}
    for indices in _capitalised(reading, sources, taken):
        titled = bool(_titles_before(reading, indices[0])) or _label(reading, indices)
        kind = guess_kind(reading, indices, known, titled)
        if kind is not None:
            _keep(found, taken, _mention(reading, indices, kind, taken))
    return sorted(found, key=lambda m: m.start)


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
        if name.kind is NameKind.PERSON and word.lower in _CUTS:
            pieces.append([])
        else:
            pieces[-1].append(i)
    return [p for p in pieces if p]


def _mention(reading: Reading, indices: list[int], kind: NameKind, taken: set[int]) -> NameMention | None:
    """The cleaned name at these words, None where nothing of a name is left."""
    words = _hyphened(reading, _trimmed([reading.words[i] for i in indices]))
    titles: list[str] = []
    if kind is NameKind.PERSON:
        words, titles = _untitled(words)
        words = _extended(reading, words, taken)
    elif len(words) == 1:
        words = [*_missed_before(reading, words[0], kind, taken), *words]
    if not words or _no_name(reading, words, kind):
        return None
    start, end = words[0].start, words[-1].end
    if _ELISION.search(reading.text[max(0, start - 2) : start]):
        start -= 2
    parts, suffix = _parts(reading.text[start:end], kind)
    if not parts:
        return None
    if reading.text[end : end + 1] == "." and (suffix or parts[-1] in NAME_SUFFIXES):
        end += 1
    titles += _titles_before(reading, words[0].index)
    gender = "f" if HONORIFICS_FEMALE.intersection(titles) else "m" if HONORIFICS_MALE.intersection(titles) else ""
    return NameMention(start, end, words[0].index, words[-1].index + 1, kind, parts, suffix, gender, bool(titles))


def _parts(text: str, kind: NameKind) -> tuple[tuple[str, ...], str]:
    """The lower-case words of a name without marks and full stops, and a person's suffix (jr, iii)."""
    parts = [p.strip('"“”‘(),.').casefold().replace("’", "'") for p in text.replace("''", " ").split()]
    parts = [p.removesuffix("'s") for p in parts if p]
    suffix = ""
    while kind is NameKind.PERSON and len(parts) > 1 and parts[-1] in NAME_SUFFIXES:
        suffix = parts.pop()
    return tuple(parts), suffix


def _no_name(reading: Reading, words: list[Word], kind: NameKind) -> bool:
    """Whether what is left is a title, a party letter, part of a hyphened adjective or a people (Israelis)."""
    text, first, last = reading.text, words[0], words[-1]
    if not any(w.capital or w.text[:1].isdigit() for w in words):
        return True
    if kind is NameKind.PERSON and _PARTY.fullmatch(text[first.start : last.end]):
        return True
    if text[last.end : last.end + 1] == "-" and text[last.end + 1 : last.end + 2].islower():
        return True
    if (
        kind is NameKind.PERSON
        and text[first.start - 1 : first.start] == "-"
        and text[first.start - 2 : first.start - 1].isalpha()
    ):
        return True
    if len(words) > 1:
        return False
    if kind is NameKind.ORG and first.plural and first.lemma != first.lower and first.lower.endswith(_DEMONYM):
        return True
    if len(first.text) == 1 or (kind is NameKind.PERSON and first.lower.rstrip(".") in TITLES):
        return True
    return first.lower in PRONOUNS or first.upos in ("PRON", "DET", "PUNCT")


def _trimmed(words: list[Word]) -> list[Word]:
    """Without determiners and punctuation at the edges, and without a possessive ending."""
    while words and (words[0].lower in ARTICLES or words[0].lower == "both" or not words[0].text[:1].isalnum()):
        words = words[1:]
    while words and (
        words[-1].lower in ("'s", "'", "’") or (words[-1].text[-1:] not in "." and not words[-1].text[-1:].isalnum())
    ):
        words = words[:-1]
    return words


def _hyphened(reading: Reading, words: list[Word]) -> list[Word]:
    """Takes in the other half of a double-barrelled name (Smith-Jones) of which one half was tagged."""
    if not words:
        return words
    text, all_words = reading.text, reading.words
    after = words[-1].index + 2
    if text[words[-1].end : words[-1].end + 1] == "-" and after < len(all_words):
        if all_words[after].start == words[-1].end + 1 and all_words[after].capital:
            words = [*words, all_words[after - 1], all_words[after]]
    before = words[0].index - 2
    if before >= 0 and all_words[before + 1].text == "-" and all_words[before].end + 1 == words[0].start:
        if all_words[before].capital and all_words[before + 1].end == words[0].start:
            words = [all_words[before], all_words[before + 1], *words]
    return words


def _untitled(words: list[Word]) -> tuple[list[Word], list[str]]:
    """Cuts a tagged person's name after the last title in it ("Republican Secretary of State X")."""
    titles: list[str] = []
    for at in range(len(words) - 2, -1, -1):
        lower = words[at].lower.rstrip(".")
        if lower in TITLES or (at > 0 and lower in PERSON_HEADS):
            rest = words[at + 1 :]
            if len(rest) > 2 and rest[0].lower == "of":
                rest = rest[2:]
            rest = _trimmed(rest[1:] if rest[0].text == "." else rest)
            if rest:
                titles = [w.lower.rstrip(".") for w in words[: at + 1]]
                words = rest
            break
    while len(words) > 1 and words[0].upos in ("VERB", "AUX", "ADP", "ADV", "SCONJ") and not first_name(words[0]):
        words = words[1:]
    return words, titles


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
    follows = after.upos == "PROPN" and after.capital and after.lower.rstrip(".") not in TITLES
    return [word, after] if follows else [word]


def _missed_before(reading: Reading, word: Word, kind: NameKind, taken: set[int]) -> list[Word]:
    """The capitalised words directly before a one-word name of a body or place that belong to it."""
    found: list[Word] = []
    for i in range(word.index - 1, max(-1, word.index - 4), -1):
        before = reading.words[i]
        kinds = ("PROPN", "ADJ", "VERB") if kind is NameKind.LOC else ("PROPN",)
        fits = before.upos in kinds and before.capital and i not in taken and before.sentence == word.sentence
        if not fits or before.lower.rstrip(".") in TITLES or first_name(before) or reading.text[before.end] != " ":
            break
        found.insert(0, before)
    return found


def _nicknamed(reading: Reading, surname: Word) -> list[Word]:
    """The first name and the nickname in quotation marks before a surname (George "Jay" Keller)."""
    if surname.index < 4:
        return []
    before = [reading.words[i] for i in range(surname.index - 4, surname.index)]
    marked = before[1].text in _MARKS and before[3].text in _MARKS and before[2].capital
    return before if marked and before[0].upos == "PROPN" and before[0].capital else []


def _titles_before(reading: Reading, first: int) -> list[str]:
    """Title words that stand directly before a name, nearest first."""
    found: list[str] = []
    for i in range(first - 1, max(-1, first - 5), -1):
        word = reading.words[i]
        if word.sentence != reading.words[first].sentence:
            break
        if word.text == ".":
            continue
        if word.lower.rstrip(".") not in TITLES:
            break
        found.append(word.lower.rstrip("."))
    return found


def _label(reading: Reading, run: list[int]) -> bool:
    """Whether a run in capitals is a speaker's label at the start of a transcript's line ("KELLER:")."""
    last = reading.words[run[-1]]
    following = reading.text[last.end : last.end + 1]
    return following == ":" and reading.text[reading.words[run[0]].start : last.end].isupper()


def _capitalised(reading: Reading, sources: Iterable[Span], taken: set[int]) -> list[list[int]]:
    """Runs of capitalised words outside known names: all those in sources, then elsewhere after a first name."""
    runs = [r for s in sources for r in _runs(reading, reading.at(s.start, s.end), taken)]
    anywhere = _runs(reading, range(len(reading.words)), taken)
    runs += [r for r in anywhere if len(r) > 1 and first_name(reading.words[r[0]])]
    return [r for r in (_without_title(reading, run) for run in runs) if r]


def _runs(reading: Reading, indices: range, taken: set[int]) -> list[list[int]]:
    runs: list[list[int]] = [[]]
    for i in indices:
        word = reading.words[i]
        if runs[-1] and word.sentence != reading.words[runs[-1][-1]].sentence:
            runs.append([])
        if i not in taken and _namelike(reading, word):
            runs[-1].append(i)
        elif runs[-1]:
            runs.append([])
    return [r for r in runs if r]


def _namelike(reading: Reading, word: Word) -> bool:
    if not word.capital or word.plural or word.lower in PRONOUNS or word.lower in ARTICLES:
        return False
    return word.upos == "PROPN" or first_name(word) or (len(word.text) > 1 and _label(reading, [word.index]))


def _without_title(reading: Reading, run: list[int]) -> list[int]:
    while run and reading.words[run[0]].lower.rstrip(".") in TITLES:
        run = run[1:]
    return run
