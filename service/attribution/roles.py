"""What the article calls the people it names: titles before a name, appositions around it, "X is the …"."""

from __future__ import annotations

from collections.abc import Sequence

from service.attribution.contacts import opens_clause
from service.attribution.lexicon import ARTICLES, HONORIFICS, PERSON_NOUNS, POSSESSIVES, SHORT_ROLES
from service.attribution.namekinds import NameMention
from service.attribution.nouns import by_origin, is_role, sex_of
from service.attribution.people import person_gender
from service.attribution.phrases import Nominal, Phrases
from service.attribution.records import Record, Register, Role
from service.domain.document import NameKind

MAX_TITLE_WORDS = 8
MAX_APPOSITION_WORDS = 25
# What joins a person to a role that he or she holds or held.
_COPULAS = tuple(
    tuple(joining.split())
    for joining in (
        "is", "was", "has been", "had been", "became", "has become", "remains", "serves as", "served as",
        "has served as", "was elected", "was elected as", "was re-elected", "was reelected", "was named",
        "was appointed", "was sworn in as", "has been elected", "has been named", "has been appointed",
    )
)  # fmt: skip
_PLAIN = frozenset({"mr", "mrs", "ms", "miss"})
"""Titles before which a clause's end is as likely as a role ("when he saw the judge, Mr. Ruiz fled")."""
_ENDINGS = frozenset({"'s", "’s", "'", "’"})


def gather_roles(register: Register, names: Sequence[NameMention], phrases: Phrases) -> None:
    """Adds to each person's record the roles the article gives them, in text order, and the gender they tell."""
    seen: set[tuple[int, str, frozenset[str]]] = set()
    for mention in names:
        record = register.named(mention)
        if record is None or mention.kind is not NameKind.PERSON:
            continue
        for found in (_title(phrases, mention), _before(phrases, mention), _after(phrases, mention)):
            if found is not None and (record.number, found.head, found.modifiers) not in seen:
                seen.add((record.number, found.head, found.modifiers))
                record.roles.append(found)
        record.gender = record.gender or _role_gender(record)


def _role_gender(record: Record) -> str:
    known = person_gender(record)
    if known:
        return known
    told = {sex_of(role.head) for role in record.roles} - {""}
    return told.pop() if len(told) == 1 else ""


def role_of(phrases: Phrases, first: int, last: int, head: int) -> Role:
    """The role that the words ``first:last`` with this head give."""
    words = phrases.words
    modifiers = frozenset(
        words[i].lower
        for i in range(first, last)
        if i != head and words[i].text[:1].isalnum() and words[i].upos not in ("ADP", "DET")
    )
    return Role(_lemma(phrases, head), modifiers, (words[first].start, words[last - 1].end))


def _lemma(phrases: Phrases, head: int) -> str:
    word = phrases.words[head]
    lower = word.lower.rstrip(".")
    lower = SHORT_ROLES.get(lower, lower)
    return lower if lower in PERSON_NOUNS else word.lemma


def _is_role(phrases: Phrases, head: int) -> bool:
    word = phrases.words[head]
    return not word.plural and (_lemma(phrases, head) in PERSON_NOUNS or by_origin(word))


def _title(phrases: Phrases, mention: NameMention) -> Role | None:
    """The words directly before a name ("Harbour Minister X", "Secretary of State X"), from a determiner on."""
    words, i, office = phrases.words, mention.first, -1
    while i > 0 and mention.first - i < MAX_TITLE_WORDS:
        word = words[i - 1]
        if office < 0 and i < mention.first and word.lower == "of" and i > 1 and is_role(words[i - 2]):
            i, office = i - 2, i - 2
            continue
        if word.sentence != words[mention.first].sentence or word.lower in ARTICLES or word.lower in POSSESSIVES:
            break
        if word.lower in _ENDINGS or (word.upos not in ("NOUN", "PROPN", "ADJ", "NUM") and word.text not in ("-", ".")):
            break
        i -= 1
    while i < mention.first and not words[i].text[:1].isalnum():
        i += 1
    head = mention.first - 1 if office < 0 else office
    while head >= i and not words[head].text[:1].isalnum():
        head -= 1
    if head < i or not _is_role(phrases, head) or opens_clause(words, head, mention.last):
        return None
    last = head + 1 if office < 0 else mention.first
    abbreviated = last < mention.first and words[last].text == "."
    return role_of(phrases, i, last + abbreviated, head)


def _before(phrases: Phrases, mention: NameMention) -> Role | None:
    """The phrase before a comma and the name ("the finance minister, X")."""
    words, comma = phrases.words, mention.first - 1
    while comma > 1 and (words[comma].lower.rstrip(".") in HONORIFICS - _PLAIN or words[comma].text == "."):
        comma -= 1  # "the chairman, Dame Ana Ruiz,"
    if comma < 1 or words[comma].text != "," or words[comma].sentence != words[mention.first].sentence:
        return None
    for i in range(comma - 1, max(-1, comma - MAX_TITLE_WORDS - 4), -1):
        word = words[i]
        if word.upos in ("VERB", "AUX", "PUNCT") or word.sentence != words[comma].sentence:
            return None
        if word.lower in ("the", "a", "an") or word.lower in POSSESSIVES or word.lower in _ENDINGS:
            if i and word.lower in ("the", "a", "an") and words[i - 1].upos == "ADP":
                continue
            return _usable(phrases, phrases.base(i + 1, comma), comma)
    return None


def _after(phrases: Phrases, mention: NameMention) -> Role | None:
    """The phrase after the name and a comma, or after "X is", where it names a role."""
    words, i = phrases.words, mention.last
    if i + 1 >= len(words):
        return None
    if words[i].text == "(" or (words[i].text == "," and _aside(phrases, i + 1)):
        i += 1
        while i < len(words) and words[i].text not in (")", ",") and i < mention.last + 7:
            i += 1
        i += i < len(words) and words[i].text == ")"
    if i + 1 >= len(words):
        return None
    if words[i].text == "," and words[i + 1].lower == "who":
        i += 1
    copula = _copula(phrases, i + 1 if words[i].lower == "who" else i)
    if words[i].text not in (",", "-", "—", "–", "--") and not copula:
        return None
    start = copula or i + 1
    if start >= len(words) or words[start].sentence != words[mention.first].sentence:
        return None
    if words[start].lower == "whose":
        return None  # what follows is about somebody else ("X, whose son")
    bare = words[start].lower not in ARTICLES and words[start].lower not in POSSESSIVES
    if copula and bare and not is_role(words[start]):
        return None
    return _usable(phrases, phrases.base(start, _limit(phrases, start)), start + MAX_APPOSITION_WORDS)


def _copula(phrases: Phrases, i: int) -> int:
    """Where what joins a person to a role ends, 0 where none begins at a word."""
    behind = tuple(word.lower for word in phrases.words[i : i + 4])
    return max((i + len(words) for words in _COPULAS if behind[: len(words)] == words), default=0)


def _aside(phrases: Phrases, i: int) -> bool:
    """Whether an age, a party or a state stands between commas (", 61," or ", D-Ariz.,")."""
    word = phrases.words[i]
    return word.upos == "NUM" or (word.text[:2] in ("R-", "D-", "I-")) or word.text in ("R", "D")


def _limit(phrases: Phrases, start: int) -> int:
    words, i = phrases.words, start
    while i < len(words) and i < start + MAX_APPOSITION_WORDS and words[i].sentence == words[start].sentence:
        i += 1
    return i


def _usable(phrases: Phrases, base: Nominal, limit: int) -> Role | None:
    if base.head < 0 or base.head >= limit or base.head in phrases.inside or not _is_role(phrases, base.head):
        return None
    words, end = phrases.words, base.last
    if end < len(words) and words[end].lower in ("of", "for", "at", "to", "in"):
        end = max(end, min(base.end, end + 10))
    return role_of(phrases, base.first, max(end, base.head + 1), base.head)
