"""What nouns tell of whom they call: persons by calling or age, and other nouns for the same."""

from __future__ import annotations

from collections.abc import Sequence

from service.attribution.lexicon import (
    DOCUMENT_CLASSES,
    DOCUMENT_HEADS,
    PERSON_HEADS,
    PERSON_NOUNS,
    ROLE_CLASSES,
    SHORT_ROLES,
    TITLES,
)
from service.attribution.peoples import PEOPLES
from service.attribution.reading import Word

_MEN = frozenset(
    """actor anchorman baron boatman boy boyfriend bridegroom brother brother-in-law businessman cameraman chairman
    clergyman congressman councilman craftsman dad duke earl emir ex-boyfriend ex-husband father father-in-law
    fiance fiancé fireman fisherman foreman gentleman godfather grandfather grandson groundsman guardsman gunman
    half-brother handyman headmaster heir husband imam king landlord lord man midshipman monk nephew nobleman
    patriarch policeman pope postman priest prince salesman schoolboy seaman son son-in-law spokesman sportsman
    statesman stepbrother stepfather stepson steward stuntman sultan tradesman uncle waiter widower""".split()
)
_WOMEN = frozenset(
    """actress anchorwoman aunt ballerina baroness bride businesswoman chairwoman comedienne congresswoman
    councilwoman daughter daughter-in-law duchess ex-girlfriend ex-wife fiancee fiancée first-lady girl
    girlfriend godmother granddaughter grandmother half-sister headmistress heiress heroine hostess housewife
    lady landlady maid matriarch mistress mom mother mother-in-law mum niece nun policewoman princess queen
    saleswoman schoolgirl seamstress sister sister-in-law soprano spokeswoman sportswoman stepdaughter
    stepmother stepsister stewardess waitress widow wife woman""".split()
)
_COMMON = frozenset(
    "agrarian boyish childish civilian devilish disciplinarian feverish foolish girlish humanitarian lavish lesbian "
    "median newish obese outlandish parliamentarian pedestrian plebeian proletarian riparian sectarian selfish "
    "sluggish stylish subterranean totalitarian utilitarian utopian vegetarian veterinarian".split()
)
"""Adjectives that end as those of peoples do."""
PARTNERS = frozenset({"wife", "husband", "widow", "widower", "spouse"})
PARENTS = frozenset({"mother", "father", "mum", "mom", "dad", "parent"})
CHILDREN = frozenset({"son", "daughter", "child"})
SIBLINGS = frozenset({"brother", "sister", "sibling", "twin", "half-brother", "half-sister"})
_FURTHER = frozenset("uncle aunt cousin nephew niece grandmother grandfather grandson granddaughter".split())
KIN = PARTNERS | PARENTS | CHILDREN | SIBLINGS | _FURTHER
ALSO_PAPERS = frozenset({"star", "observer", "advocate", "guardian"})
"""People in small letters, newspapers with a capital."""


def person_noun(words: Sequence[Word], head: Word) -> bool:
    """Whether a noun calls one person what he or she is."""
    listed = head_of(head) in PERSON_NOUNS or (head.lower in ALSO_PAPERS and not head.capital) or by_origin(head)
    return listed or aged(words, head) or head.lower.endswith(("man", "woman"))


def is_role(word: Word) -> bool:
    """Whether a word is a title or names a person's role."""
    lower = word.lower.rstrip(".")
    return not word.plural and (lower in PERSON_HEADS or lower in TITLES)


def sex_of(noun: str) -> str:
    """M or f where a noun calls only men or only women, else empty."""
    return "m" if noun in _MEN else "f" if noun in _WOMEN else ""


def by_origin(head: Word) -> bool:
    """Whether a noun calls one person by where he or she is from ("the Swede")."""
    return head.capital and not head.plural and head.lower in PEOPLES


def of_people(word: Word) -> bool:
    """Whether an adjective tells of what people or country somebody is, and so keeps its capital (Polish, Egyptian)."""
    ending = word.lower.endswith(("ish", "ese", "ian", "ean")) and word.lower not in _COMMON
    return word.upos in ("ADJ", "PROPN") and word.capital and (ending or word.lower in PEOPLES)


def aged(words: Sequence[Word], head: Word) -> bool:
    """Whether a phrase's head calls somebody by age ("the 29-year-old")."""
    before = words[head.index - 2].lower if head.lower == "old" and head.index > 1 else head.lower.removesuffix("-old")
    return head.lower.endswith("old") and before.endswith("year")


def head_of(word: Word) -> str:
    """The head noun as the lists have it: the form where listed, else the lemma, without a full stop."""
    lower = word.lower.rstrip(".")
    lower = SHORT_ROLES.get(lower, lower)
    return lower if lower in PERSON_NOUNS or lower in DOCUMENT_HEADS or not word.lemma else word.lemma


def same_role(head: str) -> set[str]:
    """The nouns by which news alternates for one person of a role."""
    head = SHORT_ROLES.get(head.rstrip("."), head)
    return {head}.union(*(c for c in ROLE_CLASSES if head in c))


def same_document(head: str) -> set[str]:
    """The nouns by which news alternates for one text."""
    return {head}.union(*(c for c in DOCUMENT_CLASSES if head in c))
