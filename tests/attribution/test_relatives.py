"""Relative pronouns whose antecedent the parser tells."""

from __future__ import annotations

import pytest

from service.attribution.resolver import resolve
from tests.attribution.articles import detected, name_of, parsed, retagged

PEOPLE = {"Marta Lindqvist": "PERSON", "Odd Berg": "PERSON", "Ida Holm": "PERSON", "Norland": "LOC", "Kestrel": "ORG"}


def antecedent(text, pronoun, *links):
    """Who "the piers are old" is from; `links` are (word, its head, relation), in the sentence of the pronoun."""
    article = parsed(text, PEOPLE)
    number = next(i for i, s in enumerate(article.sentences) if any(t.text == pronoun for t in s.tokens))
    each = ((pronoun, "said", "nsubj"), *links)
    article = retagged(article, number, **{word: {"head": head, "deprel": relation} for word, head, relation in each})
    return name_of(resolve(article, detected(text, [(pronoun, "the piers are old")])))


def test_who_means_the_person_behind_a_title():
    text = "Senator Ida Holm agreed. One rebel remained - Senator Odd Berg of Norland, who said the piers are old."
    assert antecedent(text, "who", ("said", "Senator", "acl:relcl")) == "Odd Berg"


def test_who_means_the_people_in_a_body_and_not_the_body():
    text = "Officials in the new government who said the piers are old left."
    links = ("said", "government", "acl:relcl"), ("government", "Officials", "nmod")
    assert antecedent(text, "who", *links).startswith("officials in the new government")


def test_who_is_nothing_that_cannot_speak_beside_a_name():
    text = "The council closed all ferries; Mayor Ida Holm, who said the piers are old, agreed."
    assert antecedent(text, "who", ("said", "ferries", "acl:relcl")) == "Ida Holm"


def test_who_after_a_name_and_others_is_not_the_one_named():
    text = "Odd Berg and others who said the piers are old left."
    assert antecedent(text, "who", ("said", "Berg", "acl:relcl"), ("others", "Berg", "conj")) is None


def test_which_is_no_person():
    text = "They read the book by Marta Lindqvist, which said the piers are old."
    assert antecedent(text, "which", ("said", "Lindqvist", "acl:relcl")) != "Marta Lindqvist"


def test_who_is_said_to_be_something_is_meant_by_it():
    text = "Ida Holm was a poor woman who said the piers are old."
    links = ("said", "woman", "acl:relcl"), ("was", "woman", "cop"), ("Holm", "woman", "nsubj")
    assert antecedent(text, "who", *links) == "Ida Holm"


def test_who_is_denied_to_be_something_is_not_meant():
    text = "Ida Holm was not the woman who said the piers are old."
    links = ("said", "woman", "acl:relcl"), ("was", "woman", "cop"), ("Holm", "woman", "nsubj")
    assert antecedent(text, "who", *links, ("not", "woman", "advmod")) != "Ida Holm"


def test_a_noun_stands_for_the_name_it_is_called_by():
    text = "They paid a firm called Kestrel, which said the piers are old."
    assert antecedent(text, "which", ("said", "firm", "acl:relcl")) == "Kestrel"


def test_an_apposition_stands_for_the_body_named_before_it():
    text = "The talks with Kestrel, a group of donors that said the piers are old, went on."
    links = ("said", "group", "acl:relcl"), ("group", "Kestrel", "appos")
    assert antecedent(text, "that", *links) == "Kestrel"


def test_a_second_clause_belongs_where_the_first_does():
    text = "Ida Holm, whom Odd Berg named and who said the piers are old, left."
    links = ("said", "named", "conj"), ("named", "Holm", "acl:relcl")
    assert antecedent(text, "who", *links) == "Ida Holm"


@pytest.mark.parametrize(("verb", "name"), [("say", "Ida Holm and Odd Berg"), ("says", "Odd Berg")])
def test_a_plural_verb_is_that_of_two_people(verb, name):
    text = f"They met Ida Holm and Odd Berg, who {verb} the piers are old."
    clause = {"head": "Berg", "deprel": "acl:relcl", "lemma": "say"}
    article = retagged(parsed(text, PEOPLE), 0, who={"head": verb, "deprel": "nsubj"}, **{verb: clause})
    assert name_of(resolve(article, detected(text, [("who", "the piers are old")]))) == name


def test_a_name_before_a_noun_only_tells_what_sort_it_is():
    text = "There came an Ida Holm impersonator who said the piers are old."
    assert antecedent(text, "who", ("said", "impersonator", "acl:relcl")) == "Ida Holm impersonator"


def test_who_means_the_person_by_calling_nearest_and_not_whoever_he_belongs_to():
    text = "Pilots met the boss of a plumber who said the piers are old."
    assert antecedent(text, "who", ("plumber", "boss", "nmod"), ("said", "plumber", "acl:relcl")) == "plumber"


def test_who_means_no_name_before_a_person_by_calling():
    text = "Odd Berg for the plumber at Norland, who said the piers are old."
    assert antecedent(text, "who") != "Odd Berg"
