"""What tells the sex of somebody whose first name does not."""

from __future__ import annotations

import pytest

from service.attribution.nouns import sex_of
from service.attribution.resolver import resolve
from tests.attribution.articles import detected, name_of, parsed, resolved, retagged


@pytest.mark.parametrize(
    ("noun", "sex"), [("landlord", "m"), ("headmistress", "f"), ("fiancée", "f"), ("teacher", ""), ("stepson", "m")]
)
def test_nouns_that_call_only_men_or_women(noun, sex):
    assert sex_of(noun) == sex


def test_a_spokeswoman_is_she():
    text = "Odd Berg left. A spokeswoman said the piers are ready. She said the fair is new."
    answer = resolved(
        text, {"Odd Berg": "PERSON"}, ("A spokeswoman", "the piers are ready"), ("She", "the fair is new")
    )
    assert name_of(answer, 1) == name_of(answer) == "spokeswoman"


def test_a_spokesman_is_not_she():
    text = "A spokesman said the piers are ready. She said the fair is new."
    answer = resolved(text, {}, ("A spokesman", "the piers are ready"), ("She", "the fair is new"))
    assert name_of(answer, 1) is None


@pytest.mark.parametrize(("name", "pronoun"), [("Abu Tayyib", "He"), ("Umm Tayyib", "She")])
def test_a_father_or_mother_of_somebody(name, pronoun):
    for said in ("He", "She"):
        text = f"{name} left. {said} said the piers are ready."
        expected = name if said == pronoun else None
        assert name_of(resolved(text, {name: "PERSON"}, (said, "the piers are ready"))) == expected


def test_whom_she_was_married_to_is_not_voted_a_woman():
    clause = "Zoltar Quist, to whom she was married, left."
    text = f"{clause} {clause} He said it is late."
    article = parsed(text, {"Zoltar Quist": "PERSON"})
    for number in (0, 1):
        changes = {
            "married": {"deprel": "acl:relcl", "head": "Quist"},
            "she": {"deprel": "nsubj:pass", "head": "married"},
            "whom": {"deprel": "obl", "head": "married"},
        }
        article = retagged(article, number, **changes)
    assert name_of(resolve(article, detected(text, [("He", "it is late")]))) == "Zoltar Quist"


@pytest.mark.parametrize(("title", "name"), [("Mr", "Tarek Berg"), ("Mrs", "Bo Berg")])
def test_who_has_a_husband_is_not_mr(title, name):
    text = f"Bo Berg was home, and her husband, Tarek Berg, was out. {title} Berg said the piers are old."
    names = {"Bo Berg": "PERSON", "Tarek Berg": "PERSON", f"{title} Berg": "PERSON"}
    assert name_of(resolved(text, names, (f"{title} Berg", "the piers are old"))) == name


@pytest.mark.parametrize("other", ["the girl was found by her father", "she was with her father"])
def test_a_relative_of_somebody_else_tells_nothing(other):
    text = f"Bo Berg said {other}. He said the piers are old."
    answer = resolved(text, {"Bo Berg": "PERSON"}, ("Bo Berg", other), ("He", "the piers are old"))
    assert name_of(answer) == "Bo Berg"


@pytest.mark.parametrize(("word", "name"), [("herself", "Ida Holm"), ("himself", "minister")])
def test_a_description_with_herself_is_of_a_woman(word, name):
    text = f"The minister, Ida Holm, spoke. The minister {word} said the piers are old."
    assert name_of(resolved(text, {"Ida Holm": "PERSON"}, (f"The minister {word}", "the piers are old"))) == name


def test_a_woman_may_be_chairman():
    text = "The chairman, Ida Holm, spoke. The chairman said the piers are old."
    assert name_of(resolved(text, {"Ida Holm": "PERSON"}, ("The chairman", "the piers are old"))) == "Ida Holm"
