"""Names that people give, or are given beside what they are called."""

from __future__ import annotations

import pytest

from service.attribution.resolver import resolve
from tests.attribution.articles import detected, name_of, parsed, resolved, retagged


@pytest.mark.parametrize(
    ("source", "place"),
    [
        ("a driver who gave his name only as Odd Berg", None),
        ("A driver, who gave his first name as Odd Berg,", None),
        ("a driver from Larch named Odd Berg", "Larch"),
        ("The first witness, a driver named Odd Berg,", None),
    ],
)
def test_the_name_that_somebody_gives(source, place):
    names = {"Odd Berg": "PERSON"} | ({place: "LOC"} if place else {})
    answer = resolved(f"Later {source} said the piers are ready.", names, (source, "the piers are ready"))
    assert name_of(answer) == "Odd Berg"


@pytest.mark.parametrize(
    "source",
    [
        "the mother of a boy named Odd Berg",
        "a driver who gave Odd Berg",
        "two drivers who gave their name as Odd Berg",
        "the owner of a dog named Odd Berg",
        "the lawyer who gave his client's name as Odd Berg",
        "a witness who gave the name of his attacker as Odd Berg",
        "a driver who knew his name and called Odd Berg",
        "a deputy to Secretary of Defense Gen. Odd Berg",
    ],
)
def test_the_name_of_somebody_else_is_not_given(source):
    text = f"Later {source} said the piers are ready."
    assert name_of(resolved(text, {"Odd Berg": "PERSON"}, (source, "the piers are ready"))) != "Odd Berg"


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("the first witness, a driver named Odd Berg,", "Odd Berg"),
        ("the wife of the suspect, a man named Odd Berg,", "wife of the suspect"),
        ("the head of the school, an academy named Odd Berg,", "head of the school"),
        ("the winner, a boat named Odd Berg,", "winner"),
    ],
)
def test_who_is_named_behind_a_comma_is_whom_the_whole_phrase_before_calls(source, name):
    text = f"Later {source} said the piers are ready."
    article = retagged(parsed(text, {"Odd Berg": "PERSON"}), 0, named={"upos": "VERB"})
    assert name_of(resolve(article, detected(text, [(source, "the piers are ready")]))) == name
