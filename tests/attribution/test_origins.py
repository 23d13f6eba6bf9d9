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
