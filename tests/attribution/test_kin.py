"""Relatives of those the article names, ages, surnames of families, and genders of first names."""

from __future__ import annotations

import pytest

from service.attribution.ages import age_called
from service.attribution.givennames import gender_of
from service.attribution.linking import Linker
from tests.attribution.articles import detected, name_of, parsed, resolved

DAHL = {"Tobias Dahl": "PERSON", "Ilse Dahl": "PERSON", "Anna Kowal": "PERSON", "Dahl": "PERSON"}
FAR = "\n\n".join(["", *["The harbour is old."] * 6, ""])


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


def related(text, source, names=DAHL):
    """Whom a relative named nowhere else in the last sentence is, None where nobody named is meant as a relative."""
    linker = Linker(parsed(text, names), detected(text, [(source, "the piers are ready")]))
    answer = linker.answer(0)
    return linker.register.records[answer.record].name if answer is not None and answer.how == "related" else None


@pytest.mark.parametrize(
    ("introduction", "source", "name"),
    [
        ("Anna Kowal and her husband, Tobias Dahl, sang.", "Tobias Dahl's wife", "Anna Kowal"),
        ("Anna Kowal and her son, Tobias Dahl, sang.", "Tobias Dahl's mother", "Anna Kowal"),
        ("Tobias Dahl and his mother, Anna Kowal, sang.", "Anna Kowal's son", "Tobias Dahl"),
        ("Anna Kowal and her brother, Tobias Dahl, sang.", "Tobias Dahl's sister", "Anna Kowal"),
        ("Anna Kowal's brother, Tobias Dahl, sang.", "Tobias Dahl's sister", "Anna Kowal"),
        ("Anna Kowal and her brother, Tobias Dahl, sang.", "Tobias Dahl's brother", None),
        ("Anna Kowal and her son, Tobias Dahl, sang. Berit Berg's eldest son, Tobias Dahl, left.",
         "Tobias Dahl's mother", None),
    ],
)  # fmt: skip
def test_a_relative_is_the_other_half_of_who_is_introduced(introduction, source, name):
    text = f"{introduction}\n\n{source} said the piers are ready."
    assert related(text, source, DAHL | {"Odd Berg": "PERSON", "Berit Berg": "PERSON"}) == name


@pytest.mark.parametrize(
    ("text", "source", "name"),
    [
        ("Tobias Dahl met Ilse Dahl.", "Tobias Dahl's wife", "Ilse Dahl"),
        ("Tobias Dahl met Mrs. Dahl.", "Tobias Dahl's wife", "Dahl"),
        ("Tobias Dahl met Ilse Dahl and Berit Dahl.", "Tobias Dahl's wife", None),
        ("Tobias Dahl met Berit Dahl.", "Tobias Dahl's brother", None),
        ("Ilse Dahl met Berit Dahl.", "Ilse Dahl's sister", "Berit Dahl"),
        ("Tobias Dahl met his grandmother-in-law Ilse Dahl.", "Tobias Dahl's wife", None),
        ("Tobias Dahl's mother-in-law in the old town met Ilse Dahl.", "Tobias Dahl's wife", "Ilse Dahl"),
        (f"Ilse Dahl met pilots.{FAR}Tobias Dahl sang.", "Tobias Dahl's wife", None),
        ("Ilse Dahl met pilots.\n\nTobias Dahl sang.", "Tobias Dahl's wife", "Ilse Dahl"),
        ("Tobias Dahl and his sister, Ilse Dahl, sang.", "Tobias Dahl's mother", None),
        ("Ilse Dahl and her brother, Tobias Dahl, sang.", "Tobias Dahl's mother", None),
        ("Tobias Dahl met Harbour Dahl, a club.", "Tobias Dahl's wife", None),
    ],
)  # fmt: skip
def test_a_namesake_is_a_relative_who_alone_is_near_of_that_sex_and_nothing_else(text, source, name):
    names = DAHL | {"Berit Dahl": "PERSON", "Harbour Dahl": "ORG"}
    assert related(f"{text}\n\n{source} said the piers are ready.", source, names) == name


@pytest.mark.parametrize(
    ("introduction", "source", "name"),
    [
        ("Anna Kowal met her lawyer, Tobias Dahl.", "Anna Kowal's lawyer", "Tobias Dahl"),
        ("Anna Kowal met her lawyer, Tobias Dahl.", "Anna Kowal's attorney", None),
        ("Anna Kowal met her lawyer, Tobias Dahl. Anna Kowal's former lawyer, Ilse Dahl, sang.",
         "Anna Kowal's lawyer", "Tobias Dahl"),
        ("Anna Kowal's late brother, Tobias Dahl, sang.", "Anna Kowal's brother", None),
        ("Anna Kowal met her lawyer, Tobias Dahl. Anna Kowal's lawyer, Ilse Dahl, sang.", "Anna Kowal's lawyer", None),
        ("Anna Kowal's friend, Tobias Dahl, sang.", "Anna Kowal's friend", None),
        ("Anna Kowal's brewer, Tobias Dahl, sang.", "Anna Kowal's brewer", None),  # a firm too
        ("Anna Kowal's twin, Tobias Dahl, met her twin, Ilse Dahl.", "Anna Kowal's twin", None),
        ("Pilots met. Her brother, Tobias Dahl, sang.", "Their brother", None),
        ("Pilots met. Her lawyer, Tobias Dahl, sang.", "Her lawyer", None),
        ("Pilots met. Her brother, Tobias Dahl, met her young brother, Odd Berg.", "Her brother", None),
        ("Anna Kowal's brothers, Tobias Dahl and Odd Berg, sang.", "Anna Kowal's brothers", None),
        ("Ilse Dahl met Anna Kowal.", "Ilse Dahl's lawyer", None),
        ("Tobias Dahl met Ilse Dahl.", "Tobias Dahl's lawyer", None),
    ],
)  # fmt: skip
def test_whoever_is_introduced_as_the_only_one_of_an_owner_is_meant(introduction, source, name):
    text = f"{introduction}\n\n{source} said the piers are ready."
    assert related(text, source, DAHL | {"Odd Berg": "PERSON", "Berit Berg": "PERSON"}) == name


@pytest.mark.parametrize(
    ("noun", "pronoun"),
    [("grandson", "He"), ("half-brother", "He"), ("mum", "She"), ("granddaughter", "She"), ("half-sister", "She")],
)
def test_nouns_of_kinship_tell_a_sex(noun, pronoun):
    text = f"Anna Kowal met pilots.\n\nThe {noun} sang. {pronoun} said the piers are ready."
    article = parsed(text, {"Anna Kowal": "PERSON"})
    linker = Linker(article, detected(text, [(pronoun, "the piers are ready")]))
    linker.resolved()
    assert [r.gender for r in linker.register.records if r.name == noun] == ["m" if pronoun == "He" else "f"]


def test_her_friend_is_not_whoever_is_called_a_friend():
    text = "Ilse Dahl met her friend, Anna Kowal.\n\nHer friend said the piers are ready."
    assert name_of(resolved(text, DAHL, ("Her friend", "the piers are ready"))) != "Anna Kowal"


def test_whose_son_says_nothing_of_her_sex():
    names = {"Zorbin Quill": "PERSON", "Quill": "PERSON"}
    text = "Zorbin Quill, whose son sang, met pilots. Quill sang. She said the piers are ready."
    answer = resolved(text, names, ("She", "the piers are ready"))
    assert name_of(answer) == "Zorbin Quill"


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


def test_a_title_tells_namesakes_from_elsewhere_apart():
    names = dict.fromkeys(("Oluchi Dahl", "Gonzalo Dahl", "Dahl"), "PERSON")
    text = "Oluchi Dahl met Gonzalo Dahl.\n\nMs. Dahl said the piers are ready."
    assert name_of(resolved(text, names, ("Ms. Dahl", "the piers are ready"))) == "Oluchi Dahl"


def test_a_title_that_somebody_has_in_full_is_that_ones():
    text = "Mrs. Tobias Dahl met Anna Kowal.\n\nMrs. Dahl said the piers are ready."
    assert name_of(resolved(text, DAHL, ("Mrs. Dahl", "the piers are ready"))) == "Tobias Dahl"


def test_a_surname_of_two_is_not_sure_to_mean_either():
    text = "Tobias Dahl met Ilse Dahl.\n\nDahl said the piers are ready."
    found = Linker(parsed(text, DAHL), detected(text, [("Dahl", "the piers are ready")])).answer(0)
    assert found.how == "namesake"


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


@pytest.mark.parametrize(
    ("text", "source", "name"),
    [
        ("Jaxon Dahl met Anna Kowal. {}", "Jax", "Jaxon Dahl"),
        ("Jaxon Dahl met Anna Kowal. {}", "Mr. Jax", "Jax"),
        ("Jaxon Dahl met Anna Kowal. {}", "Ja", "Ja"),
        ("Jaxon Dahl met Jaxson Berg. {}", "Jax", "Jax"),
        ("Anna Jaxter met Anna Kowal. {}", "Jax", "Jax"),
        ("{} Jaxon Dahl met Anna Kowal.", "Jax", "Jax"),
    ],
)
def test_a_first_name_cut_short_is_one_persons(text, source, name):
    names = dict.fromkeys(("Jaxon Dahl", "Jaxson Berg", "Anna Jaxter", "Anna Kowal", "Jax", "Ja"), "PERSON")
    text = text.format(f"{source} said the piers are ready.")
    assert name_of(resolved(text, names, (source, "the piers are ready"))) == name


TWO_SURNAMES = dict.fromkeys(
    ("Inés Robles Dahl", "Ben Robles Dahl", "Ben Robles Falk", "Ida Marta Dahl", "Robles", "Marta"), "PERSON"
)


@pytest.mark.parametrize(
    ("text", "source", "name", "how"),
    [
        ("Inés Robles Dahl is a pilot.", "Robles", "Inés Robles Dahl", "surname"),
        ("Inés Robles Dahl is a pilot.", "Ms. Robles", "Inés Robles Dahl", "namesake"),
        ("Ben Robles Dahl is a pilot.", "Ms. Robles", "Robles", "bare name"),
        ("Inés Robles Dahl met Ben Robles Falk.", "Robles", "Robles", "bare name"),
        ("Ida Marta Dahl is a pilot.", "Marta", "Marta", "bare name"),
    ],
)
def test_the_first_of_two_surnames_is_enough(text, source, name, how):
    text = f"{text}\n\n{source} said the piers are ready."
    linker = Linker(parsed(text, TWO_SURNAMES), detected(text, [(source, "the piers are ready")]))
    found = linker.answer(0)
    assert (linker.register.records[found.record].name, found.how) == (name, how)


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
