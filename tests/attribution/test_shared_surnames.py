"""First names that share a surname behind "and", halves of double surnames, ages behind names."""

from __future__ import annotations

import pytest

from tests.attribution.articles import name_of, resolved

COUPLE = "Ida and Odd Berg, a couple, live by the pier. {source} said the boats are late."


@pytest.mark.parametrize(
    ("source", "name"), [("Mrs. Berg", "Ida Berg"), ("Mr. Berg", "Odd Berg"), ("Ida", "Ida Berg"), ("Odd", "Odd Berg")]
)
def test_a_first_name_shares_the_surname_behind_and(source, name):
    names = {"Ida": "PERSON", "Odd Berg": "PERSON", "Berg": "PERSON", "Odd": "PERSON"}
    answer = resolved(COUPLE.format(source=source), names, (source, "the boats are late"))
    assert name_of(answer) == name


def test_a_title_is_of_the_one_of_a_couple_whose_first_name_tells():
    text = "Ida and Bo Berg live by the pier. Ms. Berg said the boats are late."
    names = {"Ida": "PERSON", "Bo Berg": "PERSON", "Berg": "PERSON"}
    assert name_of(resolved(text, names, ("Ms. Berg", "the boats are late"))) == "Ida Berg"


def test_both_of_a_couple_are_named_in_full():
    text = "Ida and Odd Berg, a couple, said the boats are late."
    answer = resolved(text, {"Ida": "PERSON", "Odd Berg": "PERSON"}, ("Ida and Odd Berg", "the boats are late"))
    assert name_of(answer) == "Ida Berg and Odd Berg"


@pytest.mark.parametrize(
    ("before", "names"),
    [
        ("Mayor Marta Ida met Ida and Odd Berg.", {"Marta Ida": "PERSON"}),  # a surname in this article
        ("Ida Holm met friends. Ida and Odd Berg came.", {"Ida Holm": "PERSON"}),  # somebody else's first name
        ("Zorn and Odd Berg came.", {}),  # no first name
        ("Zorn met Olga, Ida and Odd Berg.", {}),  # one of several
        ("Queen Ida met Ida and Odd Berg.", {"Queen Ida": "PERSON"}),  # somebody else with a title
        ("Ida & Odd Berg AS rose.", {}),  # a firm
    ],
)
def test_a_name_with_a_surname_of_its_own_shares_none(before, names):
    names = {**names, "Ida": "PERSON", "Zorn": "PERSON", "Odd Berg": "PERSON", "Olga": "PERSON"}
    answer = resolved(f"{before} Mrs. Berg said the boats are late.", names, ("Mrs. Berg", "the boats are late"))
    assert name_of(answer) == "Berg"


@pytest.mark.parametrize(
    ("told", "name"), [("sang", "Ida"), ("sang, a couple", "Ida Berg"), ("met the Bergs", "Ida Berg")]
)
def test_two_who_are_not_of_a_family_share_no_surname(told, name):
    text = f"Ida and Odd Berg {told}. Ida said the boats are late."
    names = {"Ida": "PERSON", "Odd Berg": "PERSON"}
    assert name_of(resolved(text, names, ("Ida", "the boats are late"))) == name


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Ida Holm-Berg sang. Berg, her lawyer, said the boats are late.", "Berg"),
        ("Ida Holm-Berg sang. Mr. Berg said the boats are late.", "Mr. Berg"),
        ("Ida Holm-Berg sang. Holm-Berg left. Berg said the boats are late.", "Berg"),
    ],
)
def test_half_of_a_double_surname_may_be_another(text, source):
    names = {"Ida Holm-Berg": "PERSON", "Holm-Berg": "PERSON", "Berg": "PERSON"}
    assert name_of(resolved(text, names, (source, "the boats are late"))) == "Berg"


@pytest.mark.parametrize("source", ["Holm", "Berg", "Ms. Berg"])
def test_half_of_a_double_surname_is_its_bearer(source):
    text = f"Ida Holm-Berg runs the pier. {source} said the boats are late."
    names = {"Ida Holm-Berg": "PERSON", "Holm": "PERSON", "Berg": "PERSON"}
    assert name_of(resolved(text, names, (source, "the boats are late"))) == "Ida Holm-Berg"


def test_half_of_two_double_surnames_is_neither():
    text = "Ida Holm-Berg met Odd Lie-Berg. Berg said the boats are late."
    names = {"Ida Holm-Berg": "PERSON", "Odd Lie-Berg": "PERSON", "Berg": "PERSON"}
    assert name_of(resolved(text, names, ("Berg", "the boats are late"))) == "Berg"


@pytest.mark.parametrize(
    ("age", "name"), [(", 47,", "Olga Zorn"), (", who is tall,", "Zorn"), (", ²²,", "Zorn"), (", 2024,", "Zorn")]
)
def test_an_age_tells_that_a_name_is_a_persons(age, name):
    text = f"Police stopped Olga Zorn{age} on Monday. Zorn said the boats are late."
    names = {"Olga Zorn": "LOC", "Zorn": "PERSON"}
    assert name_of(resolved(text, names, ("Zorn", "the boats are late"))) == name
