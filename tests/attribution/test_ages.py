"""Ages that stand beside names, and people of an age whom nobody names."""

from __future__ import annotations

import pytest

from service.attribution.ages import ages, unnamed_ages
from service.attribution.linking import Linker
from tests.attribution.articles import detected, parsed

NAMES = {"Ilse Dahl": "PERSON", "Tobias Dahl": "PERSON", "Anna Kowal": "PERSON", "Harbour Watch": "ORG"}


def told(text):
    """The ages that a text tells of those it names."""
    linker = Linker(parsed(text, NAMES), [])
    found = ages(linker.register, linker.reading)
    return {(linker.register.records[n].name, age) for age, numbers in found.items() for n in numbers}


@pytest.mark.parametrize(
    "text",
    [
        "Ilse Dahl, 41, sang.",
        "Ilse Dahl, who is 41, sang.",
        "Ilse Dahl, who was 41, sang.",
        "Ilse Dahl, aged 41, sang.",
        "Ilse Dahl, now 41, sang.",
        "Ilse Dahl is 41.",
        "Ilse Dahl, a 41-year-old cook, sang.",
        "The 41-year-old cook Ilse Dahl sang.",
        "Police met a 41-year-old harbour cook, Ilse Dahl, in May.",
        "Police met the 41-year-old cook Mrs. Ilse Dahl.",
    ],
)
def test_an_age_stands_behind_a_name_in_apposition_or_before_it(text):
    assert told(text) == {("Ilse Dahl", 41)}


@pytest.mark.parametrize(
    "text",
    [
        "Ilse Dahl, 3, beat Anna Kowal.",  # a score
        "Ilse Dahl, 41 pilots and a cook sang.",
        "Ilse Dahl is 41 miles away.",
        "Harbour Watch, 41, sang.",
        "A 41-year-old cook sang. Ilse Dahl left.",
    ],
)
def test_other_numbers_and_those_of_others_are_nobodys_age(text):
    assert told(text) == set()


@pytest.mark.parametrize("who", ["a 41-year-old", "One 41-year-old man", "Another 41-year-old", "an eleven-year-old"])
def test_somebody_of_an_age_may_have_no_name(who):
    text = f"Later {who} sang."
    assert (11 if "eleven" in who else 41) in unnamed_ages(Linker(parsed(text, NAMES), []).reading)


@pytest.mark.parametrize(
    "text", ["A 41-year-old cook, Ilse Dahl, sang.", "The 41-year-old sang.", "A 29-year-old sang."]
)
def test_whom_an_age_is_told_of_is_named_known_or_of_another_age(text):
    assert 41 not in unnamed_ages(Linker(parsed(text, NAMES), []).reading)


def test_whom_somebody_of_an_age_met_is_not_that_old():
    text = "A 41-year-old cook met Ilse Dahl."
    assert told(text) == set()
    assert unnamed_ages(Linker(parsed(text, NAMES), []).reading) == {41: text.index("-old") + 4}


def how(text, source):
    """Whom a source means, and how that was found."""
    linker = Linker(parsed(text, NAMES), detected(text, [(source, "the piers are ready")]))
    answer = linker.answer(0)
    return None if answer is None else (linker.register.records[answer.record].name, answer.how)


def test_an_age_is_enough_to_describe_somebody():
    text = "Ilse Dahl, 41, met Anna Kowal.\n\nAnna Kowal sang. The 41-year-old pilot said the piers are ready."
    assert how(text, "The 41-year-old pilot") == ("Ilse Dahl", "described person")


@pytest.mark.parametrize(
    "text",
    [
        "Ilse Dahl, 41, met Anna Kowal, 41. The 41-year-old pilot said the piers are ready.",
        "Ilse Dahl, 41, sang. A 41-year-old cook left. The 41-year-old pilot said the piers are ready.",
        "Ilse Dahl, 41, sang. The 41-year-old policeman said the piers are ready.",
    ],
)
def test_an_age_of_two_or_of_another_sex_describes_nobody(text):
    found = how(text, text.split(". ")[-1].split(" said")[0])
    assert found is None or found[1] != "described person"


@pytest.mark.parametrize(
    "text",
    [
        "Ilse Dahl, 41, sang. Ilse Dahl left. The 29-year-old pilot said the piers are ready.",
        "Ilse Dahl sang. A 29-year-old cook left. Ilse Dahl slept. The 29-year-old pilot said the piers are ready.",
    ],
)
def test_whom_the_text_is_about_is_not_of_another_age(text):
    found = how(text, "The 29-year-old pilot")
    assert found is None or found[0] != "Ilse Dahl"
