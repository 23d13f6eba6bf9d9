"""Who is called by an office or by where he or she is from is not named by it."""

from __future__ import annotations

import pytest

from service.domain.speakers import SpeakerKind
from tests.attribution.articles import name_of, resolved, speaker


@pytest.mark.parametrize("kind", ["PERSON", "ORG"])
def test_the_swede_is_no_name_and_nobody_in_particular(kind):
    text = "Odd Berg, the coach, left. The Swede said the piers are ready."
    answer = resolved(text, {"Odd Berg": "PERSON", "Swede": kind}, ("The Swede", "the piers are ready"))
    assert (name_of(answer), speaker(answer).kind) == ("Swede", SpeakerKind.UNNAMED)


def test_the_norwegian_is_whom_the_article_says_to_be_one():
    names = {"Luis Prado": "PERSON", "Odd Berg": "PERSON"}
    text = "Odd Berg, the Norwegian coach, met Luis Prado. The Norwegian said the piers are ready."
    assert name_of(resolved(text, names, ("The Norwegian", "the piers are ready"))) == "Odd Berg"


@pytest.mark.parametrize(("word", "kind"), [("Sexton", SpeakerKind.UNNAMED), ("Grocer", SpeakerKind.ORGANIZATION)])
def test_an_office_with_a_capital_is_no_body_but_a_newspaper_is(word, kind):
    text = f"The {word} said the piers are ready."
    assert speaker(resolved(text, {word: "ORG"}, (f"The {word}", "the piers are ready"))).kind is kind


def test_the_collector_is_who_was_introduced_so():
    names = {"Odd Berg": "PERSON", "Collector": "ORG"}
    text = "The collector, Odd Berg, left. The Collector said the piers are ready."
    assert name_of(resolved(text, names, ("The Collector", "the piers are ready"))) == "Odd Berg"


@pytest.mark.parametrize(
    "who", ["Odd Berg, the Russian literature professor,", "the Russian affairs minister Odd Berg"]
)
def test_what_somebody_works_on_is_not_where_he_is_from(who):
    text = f"Later {who} left. The Russian said the piers are ready."
    assert name_of(resolved(text, {"Odd Berg": "PERSON"}, ("The Russian", "the piers are ready"))) == "Russian"


def test_who_is_said_to_be_a_swede_is_the_swede():
    text = "Odd Berg, a Swede, met Luis Prado. The Swede said the piers are ready."
    names = {"Luis Prado": "PERSON", "Odd Berg": "PERSON"}
    assert name_of(resolved(text, names, ("The Swede", "the piers are ready"))) == "Odd Berg"


@pytest.mark.parametrize("paper", ["Australian", "Scotsman"])
def test_papers_called_after_a_people_are_bodies(paper):
    text = f"The {paper} said the piers are ready."
    answer = resolved(text, {paper: "ORG"}, (f"The {paper}", "the piers are ready"))
    assert speaker(answer).kind is SpeakerKind.ORGANIZATION


@pytest.mark.parametrize("noun", ["landlady", "duchess", "husband", "employer"])
def test_who_is_somebodys_is_nobody_the_text_is_about(noun):
    text = f"Odd Berg sang. Odd Berg left.\n\nOdd Berg came. The {noun} said the piers are ready."
    assert name_of(resolved(text, {"Odd Berg": "PERSON"}, (f"The {noun}", "the piers are ready"))) == noun
