"""Surnames with particles and articles, and whose they are."""

from __future__ import annotations

import pytest

from tests.attribution.articles import name_of, resolved


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("Omar al-Habib", "Habib"),
        ("Omar Habib", "Al-Habib"),
        ("Salma El Fassi", "El Fassi"),
        ("Jean de la Croix", "De la Croix"),
        ("Jean de la Croix", "La Croix"),
        ("Jean de la Croix", "Croix"),
    ],
)
def test_a_surname_may_lose_its_article_and_keep_its_particles(full, short):
    names = {full: "PERSON", short: "PERSON", "Odd Berg": "PERSON"}
    text = f"{full} met Odd Berg. {short} said the piers are ready."
    assert name_of(resolved(text, names, (short, "the piers are ready"))) == full


@pytest.mark.parametrize("order", [("Samir al-Masri", "Karim Masri"), ("Karim Masri", "Samir al-Masri")])
def test_an_article_tells_two_people_apart(order):
    names = dict.fromkeys(("Samir al-Masri", "Karim Masri", "Al-Masri", "Masri"), "PERSON")
    for short, name in (("Al-Masri", "Samir al-Masri"), ("Masri", "Karim Masri")):
        text = f"{order[0]} sang. {order[1]} sang. Later {short} said the piers are ready."
        assert name_of(resolved(text, names, (short, "the piers are ready"))) == name


def test_a_child_is_not_meant_by_whose_father_he_is_named_for():
    names = {"Abu Omar": "PERSON", "Omar": "PERSON"}
    text = "Abu Omar left. Omar said the piers are ready."
    assert name_of(resolved(text, names, ("Omar", "the piers are ready"))) == "Omar"


def test_a_first_name_before_anothers_surname_is_another_person():
    names = {"Anna Marta Holm": "PERSON", "Marta Holm": "PERSON"}
    text = "Anna Marta Holm left. Marta Holm said the piers are ready."
    assert name_of(resolved(text, names, ("Marta Holm", "the piers are ready"))) == "Marta Holm"


@pytest.mark.parametrize(
    ("age", "title", "name"),
    [(", 13,", "Ms", "Dana Holm"), (", 43,", "Ms", "Lena Holm"), (", 43,", "Mrs", "Dana Holm")],
)
def test_a_child_has_no_title_and_her_mother_is_mrs(age, title, name):
    names = {"Lena Holm": "PERSON", "Dana Holm": "PERSON", "Holm": "PERSON"}
    text = f"Lena Holm{age} fell. Her mother, Dana Holm, ran. {title} Holm said the piers are old."
    assert name_of(resolved(text, names, (f"{title} Holm", "the piers are old"))) == name


@pytest.mark.parametrize("behind", [", mother of Lena Holm,", ", whose mother is Lena Holm,"])
def test_whose_mother_somebody_is_does_not_make_the_child_mrs(behind):
    names = {"Lena Holm": "PERSON", "Dana Holm": "PERSON", "Holm": "PERSON"}
    text = f"Dana Holm{behind} ran. Dana Holm sang. Dana Holm left. Mrs Holm said the piers are old."
    assert name_of(resolved(text, names, ("Mrs Holm", "the piers are old"))) == "Dana Holm"


def test_a_score_is_no_age():
    names = {"Lena Holm": "PERSON", "Dana Holm": "PERSON", "Holm": "PERSON"}
    text = "Dana Holm lost to Lena Holm, 6-3, in May. Ms Holm said the piers are old."
    assert name_of(resolved(text, names, ("Ms Holm", "the piers are old"))) == "Lena Holm"
