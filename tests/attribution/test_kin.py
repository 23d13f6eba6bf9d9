"""Relatives of those the article names, ages, surnames of families, and genders of first names."""

from __future__ import annotations

import pytest

from service.attribution.ages import age_called
from service.attribution.givennames import gender_of
from tests.attribution.articles import name_of, resolved

DAHL = {"Tobias Dahl": "PERSON", "Ilse Dahl": "PERSON", "Anna Kowal": "PERSON", "Dahl": "PERSON"}


@pytest.mark.parametrize(
    ("text", "source", "name"),
    [
        ("Tobias Dahl is a poet. His widow said the piers are ready.\n\nIlse Dahl met Anna Kowal.",
         "His widow", "Ilse Dahl"),
        ("Tobias Dahl met Anna Kowal.\n\nTobias Dahl's wife said the piers are ready. Ilse Dahl sang.",
         "Tobias Dahl's wife", "Ilse Dahl"),
        ("Anna Kowal's brother, Tobias Dahl, sang.\n\nAnna Kowal's brother said the piers are ready.",
         "Anna Kowal's brother", "Tobias Dahl"),
        ("Pilots met. Her brother, Tobias Dahl, sang.\n\nHer brother said the piers are ready.",
         "Her brother", "Tobias Dahl"),
    ],
)  # fmt: skip
def test_a_relative_is_who_bears_the_name_or_is_introduced_as_such(text, source, name):
    assert name_of(resolved(text, DAHL, (source, "the piers are ready"))) == name


@pytest.mark.parametrize(
    ("text", "source", "name"),
    [
        ("Tobias Dahl met Anna Kowal. His widow said the piers are ready.", "His widow", "Tobias Dahl’s widow"),
        ("Tobias Dahl met Ilse Dahl. His father said the piers are ready.", "His father", "Tobias Dahl’s father"),
        ("Ilse Dahl and her brother, Tobias Dahl, sang. Tobias Dahl's mother said the piers are ready.",
         "Tobias Dahl's mother", "Tobias Dahl’s mother"),
    ],
)  # fmt: skip
def test_a_relative_of_another_sex_or_kind_is_somebody_else(text, source, name):
    assert name_of(resolved(text, DAHL, (source, "the piers are ready"))) == name


@pytest.mark.parametrize(
    ("introduction", "source"),
    [
        ("Ilse Dahl's lawyer, Anna Kowal, sang.", "Tobias Dahl's lawyer"),
        ("Ilse Dahl's mother, Anna Kowal, sang.", "Tobias Dahl's mother"),
        ("Anna Kowal, the solicitor, met Tobias Dahl.", "His solicitor"),
        ("Norway's minister, Anna Kowal, sang.", "Sweden's minister"),
    ],
)
def test_nobody_is_somebody_elses(introduction, source):
    text = f"{introduction}\n\n{source} said the piers are ready."
    assert name_of(resolved(text, DAHL, (source, "the piers are ready"))) != "Anna Kowal"


@pytest.mark.parametrize("called", ["a judge, Ilse Dahl,", "her rival, Ilse Dahl,", "his sister-in-law Ilse Dahl"])
def test_a_namesake_who_is_something_else_is_no_relative(called):
    text = f"Tobias Dahl met {called} in May. Tobias Dahl's wife said the piers are ready."
    answer = resolved(text, DAHL, ("Tobias Dahl's wife", "the piers are ready"))
    assert name_of(answer) == "Tobias Dahl’s wife"


def test_her_friend_is_not_whoever_is_called_a_friend():
    text = "Ilse Dahl met her friend, Anna Kowal.\n\nHer friend said the piers are ready."
    assert name_of(resolved(text, DAHL, ("Her friend", "the piers are ready"))) != "Anna Kowal"


def test_whose_son_says_nothing_of_her_sex():
    text = "Ilse Dahl, whose son plays chess, met Anna Kowal. Ilse Dahl sang. She said the piers are ready."
    answer = resolved(text, DAHL, ("She", "the piers are ready"))
    assert name_of(answer) == "Ilse Dahl"


@pytest.mark.parametrize("age", ["Ilse Dahl, 41,", "Ilse Dahl, who is 41,", "A 41-year-old cook, Ilse Dahl,"])
def test_a_description_by_age_means_whoever_is_that_old(age):
    text = f"{age} met Anna Kowal, 29, in May.\n\nAnna Kowal sang. The 41-year-old pilot said the piers are ready."
    assert name_of(resolved(text, DAHL, ("The 41-year-old pilot", "the piers are ready"))) == "Ilse Dahl"


@pytest.mark.parametrize(
    "text",
    [
        "Tobias Dahl, 41, sang. The 41-year-old woman said the piers are ready.",
        "Tobias Dahl, 41, sang. A 41-year-old man left. The 41-year-old pilot said the piers are ready.",
    ],
)
def test_a_description_by_age_means_nobody_else_of_that_age(text):
    source = text.split(". ")[-1].split(" said")[0]
    assert name_of(resolved(text, DAHL, (source, "the piers are ready"))) != "Tobias Dahl"


def test_a_description_by_age_means_nobody_of_another_age():
    text = "Ilse Dahl, 41, sang in May.\n\nThe 29-year-old pilot said the piers are ready."
    assert name_of(resolved(text, DAHL, ("The 29-year-old pilot", "the piers are ready"))) == "29-year-old pilot"


def test_the_age_that_a_phrase_tells():
    assert [age_called(p) for p in ("the 41-year-old chef", "Ten-year-old", "the old chef")] == [41, 10, None]


def test_a_title_of_the_other_sex_is_no_title_of_his():
    text = "Tobias Dahl met Anna Kowal.\n\nMrs Dahl said the piers are ready."
    assert name_of(resolved(text, DAHL, ("Mrs Dahl", "the piers are ready"))) == "Dahl"


def test_a_surname_stays_whose_it_was_alone():
    far = "\n\n" + "The harbour is old. " * 25
    text = f"Tobias Dahl is a poet. Dahl sang.\n\nIlse Dahl said the fair is new.{far}Dahl said the piers are ready."
    answer = resolved(text, DAHL, ("Ilse Dahl", "the fair is new"), ("Dahl", "the piers are ready"))
    assert [name_of(answer, i) for i in (0, 1)] == ["Ilse Dahl", "Tobias Dahl"]


def test_a_namesake_just_named_may_own_it():
    text = "Tobias Dahl is a poet. Dahl sang.\n\nIlse Dahl said the fair is new. Dahl said the piers are ready."
    answer = resolved(text, DAHL, ("Ilse Dahl", "the fair is new"), ("Dahl", "the piers are ready"))
    assert [name_of(answer, i) for i in (0, 1)] == ["Ilse Dahl", "Ilse Dahl"]


def test_the_older_of_two_is_not_who_bears_the_surname_alone():
    text = "Tobias Dahl is a poet. Dahl sang.\n\nIlse Dahl sang. The older Dahl said the piers are ready."
    assert name_of(resolved(text, DAHL, ("The older Dahl", "the piers are ready"))) == "Ilse Dahl"


@pytest.mark.parametrize(("full", "short"), [("Martina Dahl", "Martin"), ("Josephine Dahl", "Joseph")])
def test_another_first_name_is_somebody_else(full, short):
    names = {full: "PERSON", short: "PERSON", "Anna Kowal": "PERSON"}
    text = f"{full} met Anna Kowal.\n\n{short} said the piers are ready."
    assert name_of(resolved(text, names, (short, "the piers are ready"))) == short


def test_a_first_name_cut_short_is_one_persons():
    names = {"Jaxon Dahl": "PERSON", "Jax": "PERSON", "Anna Kowal": "PERSON"}
    text = "Jaxon Dahl met Anna Kowal.\n\nJax said the piers are ready."
    assert name_of(resolved(text, names, ("Jax", "the piers are ready"))) == "Jaxon Dahl"


def test_the_first_of_two_surnames_is_enough():
    names = {"Inés Robles Dahl": "PERSON", "Robles": "PERSON"}
    text = "Inés Robles Dahl is a pilot.\n\nRobles said the piers are ready."
    assert name_of(resolved(text, names, ("Robles", "the piers are ready"))) == "Inés Robles Dahl"


@pytest.mark.parametrize(
    ("name", "gender"),
    [("gonzalo", "m"), ("hernan", "m"), ("rosalía", "f"), ("wanjiru", "f"), ("lee", ""), ("zzz", "")],
)
def test_first_names_of_many_languages_tell_a_gender(name, gender):
    assert gender_of(name) == gender


def test_he_is_not_a_woman_of_a_name_from_elsewhere():
    names = {"Gonzalo Robles": "PERSON", "Rosalía Dahl": "PERSON"}
    text = "Gonzalo Robles sang. Rosalía Dahl met pilots. He said the piers are ready."
    assert name_of(resolved(text, names, ("He", "the piers are ready"))) == "Gonzalo Robles"
