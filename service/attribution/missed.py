"""Capitalised sequences that the entity tagger did not tag as names."""

from __future__ import annotations

import re
from collections.abc import Iterable

from service.attribution.lexicon import ARTICLES, ORGANISATION_HEADS, PERSON_HEADS, PRONOUNS, TIMES, TITLES
from service.attribution.namekinds import first_name
from service.attribution.reading import Reading, Word
from service.domain.document import NameKind
from service.domain.spans import Span

_NUMBER = re.compile(r"\d+(?:st|nd|rd|th)")
_MISTAGGED = frozenset({"ADJ", "NOUN", "PRON", "X", "INTJ"})
"""What a tagger may take a surname for."""
_COMMON = frozenset({"pac", "pacs", "ngo", "ngos", "ceo", "cfo"})
"""Acronyms that are no names."""
_NATIONAL = frozenset({"american", "national", "international"})
"""Words with which the names of bodies begin, at a sentence's start too."""
_LINKS = frozenset("of for on and & the".split())


def titles_before(reading: Reading, first: int) -> list[str]:
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


def is_label(reading: Reading, run: list[int]) -> bool:
    """Whether a run in capitals is a speaker's label at the start of a transcript's line ("KELLER:")."""
    last = reading.words[run[-1]]
    following = reading.text[last.end : last.end + 1]
    return following == ":" and reading.text[reading.words[run[0]].start : last.end].isupper()


def capitalised(reading: Reading, sources: Iterable[Span], taken: set[int], known: set[str]) -> list[list[int]]:
    """Runs of capitalised words outside known names: all those in sources, then elsewhere after a first name.

    `known` are the surnames of people named in the article: a plural one (Waters) is a name too.
    """
    runs = [r for s in sources for r in _of_source(reading, s, taken, known)]
    anywhere = _runs(reading, range(len(reading.words)), taken, known)
    runs += [r for r in anywhere if len(r) > 1 and first_name(reading.words[r[0]])]
    runs = [r for r in (_without_title(reading, run) for run in runs) if r and not _date(reading, r)]
    runs = [r for r in runs if len(r) > 1 or not _common(reading, reading.words[r[0]])]
    return [r for r in runs if not _before_noun(reading, r) and not _of_office(reading, r)]


def _common(reading: Reading, word: Word) -> bool:
    """Whether a capitalised word is no name: a common acronym, or a noun for one person ("a Norlandian")."""
    before = reading.words[word.index - 1] if word.index > 0 else None
    counted = before is not None and before.lower in ("a", "an", "one") and before.sentence == word.sentence
    return word.lower in _COMMON or (counted and word.lower.endswith(("an", "ian", "crat")))


def _date(reading: Reading, run: list[int]) -> bool:
    """Whether a run is a day or month and not a first name."""
    return all(reading.words[i].lower in TIMES and not first_name(reading.words[i]) for i in run)


def _of_office(reading: Reading, run: list[int]) -> bool:
    """Whether a run is the last word of an office ("the secretary of State")."""
    if len(run) > 1 or run[0] < 2 or reading.words[run[0]].lower not in ORGANISATION_HEADS:
        return False
    office, link = reading.words[run[0] - 2 : run[0]]
    return link.lower == "of" and not office.plural and office.lower in TITLES | PERSON_HEADS


def _before_noun(reading: Reading, run: list[int]) -> bool:
    """Whether a first name alone is the beginning of a phrase: "Marine biologist Ana Ruiz"."""
    after = reading.words[run[-1] + 1] if run[-1] + 1 < len(reading.words) else None
    if len(run) > 1 or after is None or after.capital or not first_name(reading.words[run[0]]):
        return False
    return after.upos == "NOUN" and reading.text[reading.words[run[0]].end : after.start] == " "


def _runs(reading: Reading, indices: range, taken: set[int], known: set[str]) -> list[list[int]]:
    runs: list[list[int]] = [[]]
    for i in indices:
        word = reading.words[i]
        if runs[-1] and word.sentence != reading.words[runs[-1][-1]].sentence:
            runs.append([])
        if i not in taken and _namelike(reading, word, known):
            runs[-1].append(i)
        elif runs[-1]:
            runs.append([])
    return [r for r in runs if r]


def _of_source(reading: Reading, source: Span, taken: set[int], known: set[str]) -> list[list[int]]:
    """The runs of a source; one that ends as bodies do goes on with what it is for: Office [for Tidal Statistics]."""
    out: list[list[int]] = []
    for run in _runs(reading, reading.at(source.start, source.end), taken, known):
        if out and run[0] <= out[-1][-1]:
            continue
        end = run[-1]
        if reading.words[end].lower in ORGANISATION_HEADS:
            for i in range(end + 1, len(reading.words)):
                word = reading.words[i]
                if i in taken or word.end > source.end or not (word.capital or word.lower in _LINKS):
                    break
                end = i if word.capital else end
        out.append([*run, *range(run[-1] + 1, end + 1)])
    return out


def _namelike(reading: Reading, word: Word, known: set[str]) -> bool:
    if (
        not word.capital
        or word.lower in PRONOUNS
        or word.lower in ARTICLES
        or (word.plural and word.lower not in known)
    ):
        return False
    after = reading.words[word.index + 1].upos if word.index + 1 < len(reading.words) else ""
    surname = word.lower in known and word.upos in _MISTAGGED and after not in ("ADJ", "NOUN", "PROPN")
    return (
        surname or word.upos == "PROPN" or first_name(word) or (len(word.text) > 1 and is_label(reading, [word.index]))
    )


def _without_title(reading: Reading, run: list[int]) -> list[int]:
    while run and reading.words[run[0]].lower.rstrip(".") in TITLES:
        run = run[1:]
    return run


def missed_before(reading: Reading, word: Word, kind: NameKind, taken: set[int]) -> list[Word]:
    """The capitalised words directly before a one-word name of a body or place that belong to it."""
    found: list[Word] = []
    for i in range(word.index - 1, max(-1, word.index - 4), -1):
        before = reading.words[i]
        kinds = ("PROPN", "ADJ", "VERB") if kind is NameKind.LOC else ("PROPN",)
        owned = i > 0 and reading.words[i - 1].lower in ("'s", "’s")
        written = (
            before.upos in ("NOUN", "ADJ") and kind is NameKind.ORG and _always_capital(reading, before, bool(found))
        )
        daily = before.upos == "ADJ" and (owned or before.lower.endswith("ly")) and kind is NameKind.ORG
        fits = (before.upos in kinds or daily or written) and before.capital and i not in taken
        fits = fits and before.sentence == word.sentence
        if not fits or before.lower.rstrip(".") in TITLES or first_name(before) or reading.text[before.end] != " ":
            break
        found.insert(0, before)
    return found


def _always_capital(reading: Reading, word: Word, joined: bool) -> bool:
    """Whether a common word's capital is that of a name: in a sentence of the text, before more of the name."""
    begins = word.index == 0 or reading.words[word.index - 1].sentence != word.sentence
    return reading.paragraph(word.start) > 1 and (joined or not begins)


def word_before(reading: Reading, words: list[Word], taken: set[int]) -> list[Word]:
    """The number before a body's name that tells it from its sisters ("the [6th] Circuit Court"), or [American]."""
    before = reading.words[words[0].index - 1] if words and words[0].index > 0 else None
    if before is None or before.index in taken or before.end + 1 != words[0].start:
        return []
    body = words[-1].plural or len(words) > 1 or words[-1].lower in ORGANISATION_HEADS
    national = body and before.capital and before.lower in _NATIONAL and before.sentence == words[0].sentence
    return [before] if national or _NUMBER.fullmatch(before.lower) else []
