"""The words of a tagged name, cleaned: without determiners, titles and offices, with both halves of a double name."""

from __future__ import annotations

from service.attribution.callings import CALLINGS
from service.attribution.givennames import gender_of
from service.attribution.lexicon import (
    ARTICLES,
    COMPANY_NOUNS,
    DEGREES,
    HONOURS,
    ORGANISATION_HEADS,
    PERSON_HEADS,
    PERSON_NOUNS,
    TITLES,
    TITLES_TOO,
)
from service.attribution.namekinds import first_name
from service.attribution.reading import Reading, Word
from service.domain.document import NameKind

_OFFICIAL = frozenset("opposition government house cabinet union party center centre guard forward".split())
"""Words before a name that its tagger takes along: of office, and of players' positions."""
_SIDES = frozenset({"rebel", "opposition", "ruling", "separatist", "insurgent", "militant", "governing"})
_OFFICE = ("of", "for")
_OPENERS = frozenset("still yet meanwhile instead though although but and while when once".split())


def trimmed(words: list[Word]) -> list[Word]:
    """Without determiners and punctuation at the edges, and without a possessive ending."""
    while words and (words[0].lower in ARTICLES or words[0].lower == "both" or not words[0].text[:1].isalnum()):
        if _glued(words):
            break
        words = words[1:]
    while words and (
        words[-1].lower in ("'s", "'", "’") or (words[-1].text[-1:] not in "." and not words[-1].text[-1:].isalnum())
    ):
        words = words[:-1]
    return words


def without_honours(words: list[Word], kind: NameKind) -> list[Word]:
    """A person's name without the letters behind it ("Ana Ruiz [KC]")."""
    while kind is NameKind.PERSON and len(words) > 1 and _honour(words[-1]):
        words = words[:-1]
    return words


def past_honours(reading: Reading, last: int) -> int:
    """Where the letters behind a name end, which are no part of it but belong to it."""
    while last < len(reading.words) and _honour(reading.words[last]):
        last += 1
    return last


def _honour(word: Word) -> bool:
    """Whether a word is such letters ("KC", "PhD")."""
    letters = word.lower.replace(".", "")
    return letters in HONOURS and (word.text.isupper() or (letters in DEGREES and not word.text.islower()))


def without_owner(words: list[Word]) -> list[Word]:
    """A body's name without what the text says owns it ("[island's] Harbour Bank")."""
    owned = len(words) > 2 and words[0].text[:1].islower() and words[1].lower in ("'s", "'")
    return words[2:] if owned else words


def without_kind(words: list[Word]) -> list[Word]:
    """A body's name without what kind of body it is before it ("[charity] Harbour Relief", "[rebel] Sand Movement")."""
    while len(words) > 1 and words[0].text.islower() and words[0].lower in ORGANISATION_HEADS | COMPANY_NOUNS | _SIDES:
        words = words[1:]
    return words


def without_people(words: list[Word]) -> list[Word]:
    """A body's name without the common noun for some of its people behind it ("Acme [workers]")."""
    while len(words) > 1 and words[-1].upos == "NOUN" and words[-1].plural and words[-1].text.islower():
        words = words[:-1]
    return words


def without_programme(words: list[Word]) -> list[Word]:
    """A person's full name without the programme called after it ("Ana Ruiz [Show]")."""
    return words[:-1] if len(words) > 2 and words[-1].lower == "show" else words


def _glued(words: list[Word]) -> bool:
    """Whether the first word is but a part of one (An|na), split as if it were a contraction."""
    return len(words) > 1 and words[0].end == words[1].start and words[1].text.isalpha()


def hyphened(reading: Reading, words: list[Word]) -> list[Word]:
    """Takes in the other half of a double-barrelled name (Smith-Jones) of which one half was tagged."""
    if words and _barrelled(reading, words[-1].index):
        words = [*words, reading.words[words[-1].index + 1], reading.words[words[-1].index + 2]]
    if words and _barrelled(reading, words[0].index - 2):
        words = [reading.words[words[0].index - 2], reading.words[words[0].index - 1], *words]
    return words


def _barrelled(reading: Reading, at: int) -> bool:
    """Whether a capitalised word, a hyphen and another stand together from a word's index."""
    if at < 0 or at + 2 >= len(reading.words):
        return False
    left, hyphen, right = reading.words[at : at + 3]
    together = left.end == hyphen.start and hyphen.end == right.start
    return together and hyphen.text == "-" and left.capital and right.capital


def untitled(words: list[Word]) -> tuple[list[Word], list[str]]:
    """Cuts a tagged person's name after the last title in it ("Republican Secretary of State X")."""
    titles: list[str] = []
    for at in range(len(words) - 2, -1, -1):
        lower = words[at].lower.rstrip(".")
        if lower in TITLES or _title_too(words, at) or (at > 0 and lower in PERSON_HEADS) or _calling(words, at):
            rest = _past_office(words[at + 1 :])
            if not rest:
                return [], []
            rest = trimmed(rest[1:] if rest[0].text == "." else rest)
            if rest:
                titles = [w.lower.rstrip(".") for w in words[: at + 1]]
                words = rest
            break
    words = _past_office(words)
    while len(words) > 1 and _loose(words[0]) and not (first_name(words[0]) or gender_of(words[0].lower)):
        if _glued(words):
            break
        words = words[1:]
    return words, titles


def _title_too(words: list[Word], at: int) -> bool:
    """Whether a word is a title there that is a name elsewhere ("[Mother] Anna Kowal", but "MK Kowal")."""
    first = at == 0 or words[at - 1].lower.rstrip(".") in TITLES
    return words[at].lower.rstrip(".") in TITLES_TOO and first and len(words) - at > 2 and len(words[at + 1].text) > 2


def _calling(words: list[Word], at: int) -> bool:
    """Whether a name of two words or more opens with what somebody is ("Bandmate Odd Berg", "Hotelier Odd Berg")."""
    word = words[at]
    if at or len(words) < 3 or first_name(word) or gender_of(word.lower):
        return False
    known = first_name(words[1]) or gender_of(words[1].lower)
    trade = word.lower in PERSON_NOUNS and (word.upos == "NOUN" or (bool(known) and word.lower in CALLINGS))
    ending = word.lower.endswith(("mate", "keeper", "grower", "worker"))
    return trade or ending or word.lower in PERSON_HEADS | _OFFICIAL


def _loose(word: Word) -> bool:
    """Whether a word before a name is none of it, whatever the tagger takes its capital for ("Still Keller")."""
    called = word.text.islower() and word.lower in PERSON_NOUNS  # "hooker Odd Berg"
    return called or word.upos in ("VERB", "AUX", "ADP", "ADV", "SCONJ") or word.lower in _OPENERS


def _past_office(words: list[Word]) -> list[Word]:
    """A tagged name without the rest of a title at its front ("of State X", "for Homeland Security Anna X").

    Nothing is left of "of State" alone, and a plural before a first name is none ("Supervisor of [Elections Anna X]").
    """
    for i in range(1, len(words) - 1):
        if first_name(words[i]) and words[i - 1].plural and not any(map(first_name, words[:i])):
            return words[i:]
    if words and words[0].lower in _OFFICE and len(words) < 3:
        return []
    if len(words) < 3 or words[0].lower not in _OFFICE:
        return words
    given = (i for i in range(2, len(words) - 1) if first_name(words[i]) or gender_of(words[i].lower))
    return next((words[i:] for i in given), words[2:] if words[0].lower == "of" else words)
