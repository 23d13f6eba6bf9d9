"""Below which confidence a link is not given."""

from __future__ import annotations

from service.attribution.linking import CERTAIN, NAMED, least
from service.attribution.records import Register
from service.domain.speakers import SpeakerKind
from tests.attribution.articles import name_of, resolved

NAMES = {"Marta Lindqvist": "PERSON", "Ben Stroud": "PERSON"}


def test_a_person_is_named_only_where_it_is_sure_and_others_where_it_is_likely():
    register = Register()
    persons = (SpeakerKind.PERSON,)
    for kind in SpeakerKind:
        record = register.add(kind, "x", (0, 1))
        assert least("surname", record) == (NAMED if kind in persons else CERTAIN)
        assert least("topic", record) == NAMED
    assert CERTAIN < NAMED < 1


def test_a_doubtful_he_is_nobody_and_a_sure_one_is_somebody():
    said = ("He", "the fair is new")
    doubtful = "Marta Lindqvist lost to Ben Stroud at the fair.\n\nHe said the fair is new."
    assert name_of(resolved(doubtful, NAMES, said)) is None
    assert name_of(resolved("Ben Stroud left. He said the fair is new.", NAMES, said)) == "Ben Stroud"
