"""Names without what taggers take along: honours, callings, positions and long titles."""

from __future__ import annotations

import pytest

from service.attribution.resolver import resolve
from service.domain.speakers import SpeakerKind
from tests.attribution.articles import detected, name_of, resolved, retagged, speaker
from tests.attribution.articles import parsed as article


@pytest.mark.parametrize(
    ("tagged", "source"),
    [
        ("Anna Kowal KC", "Anna Kowal KC"),
        ("Anna Kowal", "Anna Kowal KC"),
        ("Bandmate Anna Kowal", "Bandmate Anna Kowal"),
        ("Center Anna Kowal", "Center Anna Kowal"),
        ("DJ Anna Kowal", "DJ Anna Kowal"),
        ("Anna Kowal", "Leader of the Opposition Anna Kowal"),
        ("Anna Kowal", "Minister of State for Finance Anna Kowal"),
        ("of State for Finance Anna Kowal", "Minister of State for Finance Anna Kowal"),
        ("Anna Kowal of Harbour Watch", "Anna Kowal of Harbour Watch"),
    ],
)
def test_a_name_is_without_what_stands_around_it(tagged, source):
    answer = resolved(f"{source} said the piers are ready.", {tagged: "PERSON"}, (source, "the piers are ready"))
    assert name_of(answer) == "Anna Kowal"


def test_a_friend_of_somebody_is_not_that_person():
    text = "Friend of Anna Kowal said the piers are ready."
    answer = resolved(text, {"Anna Kowal": "PERSON"}, ("Friend of Anna Kowal", "the piers are ready"))
    assert name_of(answer) != "Anna Kowal"


def test_the_mp_is_no_body():
    text = "Anna Kowal, an MP, met pilots.\n\nThe MP said the piers are ready."
    answer = resolved(text, {"Anna Kowal": "PERSON", "MP": "ORG"}, ("The MP", "the piers are ready"))
    assert name_of(answer) == "Anna Kowal"


def test_a_name_behind_the_firm_is_the_firms():
    text = "The firm Anna Kowal said the piers are ready."
    parse = retagged(article(text, {"Anna Kowal": "PERSON"}), 0, Kowal={"head": "firm", "deprel": "appos"})
    answer = resolve(parse, detected(text, [("Anna Kowal", "the piers are ready")]))
    assert speaker(answer).kind is SpeakerKind.ORGANIZATION
