"""The sex that endings, patronymics and words of a name tell."""

from __future__ import annotations

import pytest

from service.attribution.customs import sex_by_custom
from tests.attribution.articles import name_of, resolved


@pytest.mark.parametrize(
    ("name", "sex"),
    [
        ("Zvrin Kowalska", "f"),
        ("Zvrin Novotná", ""),
        ("Zvrin Svobodová", "f"),
        ("Zvrin Petrova", "f"),
        ("Zvrin Ivanova", "f"),
        ("Zvrin Petrov", ""),
        ("Zvrin Casanova", ""),
        ("Zvrin Villanueva", ""),
        ("Zvrin Córdova", ""),
        ("Zvrin Jónsdóttir", "f"),
        ("Zvrin Ivanovna Smyrn", "f"),
        ("Zvrin Ivanovich Smyrn", "m"),
        ("Zvrin Ivanovich", ""),
        ("Zvrin bin Saleh", "m"),
        ("Zvrin binti Saleh", "f"),
        ("Zvrin Kaur", "f"),
        ("Nguyen Thi Zvrin", "f"),
        ("Zhang Zvrin", ""),
        ("Takahashi Noriko", "f"),
        ("Petrova", ""),
    ],
)
def test_customs(name, sex):
    assert sex_by_custom(name.casefold().split()) == sex


def test_a_surname_tells_whom_a_pronoun_cannot_mean():
    text = "Odd Berg met Zvrin Svobodová on Monday. She said the boats are late."
    answer = resolved(text, {"Odd Berg": "PERSON", "Zvrin Svobodová": "PERSON"}, ("She", "the boats are late"))
    assert name_of(answer) == "Zvrin Svobodová"
