"""Which of several people of one surname a bare surname means."""

from __future__ import annotations

import pytest

from tests.attribution.articles import name_of, resolved

NAMES = dict.fromkeys(("Tobias Dahl", "Ilse Dahl", "Odd Dahl", "Anna Kowal", "Dahl"), "PERSON")
SAID = "said the piers are ready."
FAR = "\n\n" + "The harbour is old. " * 25


def meant(text, source="Dahl"):
    return name_of(resolved(text, NAMES, (source, "the piers are ready")))


def test_a_surname_stays_whose_it_was_alone_under_the_same_title_only():
    text = f"Tobias Dahl sang. Mr. Dahl left.\n\nIlse Dahl sang.{FAR}Dahl {SAID}"
    assert meant(text) == "Ilse Dahl"


def test_a_namesake_called_by_the_surname_was_not_just_named():
    text = f"Tobias Dahl sang. Dahl left.\n\nIlse Dahl sang.{FAR}Mrs. Dahl slept. Dahl {SAID}"
    assert meant(text) == "Tobias Dahl"


def test_a_surname_alone_in_a_quotation_is_not_yet_anybodys():
    text = f"Tobias Dahl sang. “I saw Dahl,” Anna Kowal thought.\n\nIlse Dahl sang.{FAR}Dahl {SAID}"
    assert meant(text) == "Ilse Dahl"


def test_who_is_named_in_the_next_sentence_may_be_meant():
    text = f"Tobias Dahl met Ilse Dahl. Ilse Dahl sang.\n\nDahl {SAID} Ilse Dahl left."
    assert meant(text) == "Ilse Dahl"


@pytest.mark.parametrize(("more", "name"), [("", "Ilse Dahl"), (" Tobias Dahl slept.", "Tobias Dahl")])
def test_whoever_is_named_three_times_as_often_owns_the_surname(more, name):
    text = f"Tobias Dahl sang. Tobias Dahl left.{more} Ilse Dahl sang. Dahl {SAID}"
    assert meant(text) == name


def test_who_is_named_by_then_is_meant():
    text = f"Tobias Dahl sang. Odd Dahl left. Dahl {SAID}\n\n“We are too,” Ilse Dahl said."
    answer = resolved(text, NAMES, ("Dahl", "the piers are ready"), ("Ilse Dahl", "“We are too,”"))
    assert name_of(answer, 0) == "Odd Dahl"


def test_who_alone_is_a_source_in_full_is_meant():
    text = f"Tobias Dahl said the fair is new.\n\nIlse Dahl left. Dahl {SAID}"
    answer = resolved(text, NAMES, ("Tobias Dahl", "the fair is new"), ("Dahl", "the piers are ready"))
    assert name_of(answer) == "Tobias Dahl"


@pytest.mark.parametrize("compared", ["older", "elder", "younger", "other", "late"])
def test_whom_another_is_compared_to_does_not_own_the_surname(compared):
    text = f"Tobias Dahl sang. Dahl left.\n\nIlse Dahl slept.{FAR}The {compared} Dahl {SAID}"
    assert meant(text, f"The {compared} Dahl") == "Ilse Dahl"


def test_who_is_always_named_as_a_relative_does_not_own_the_surname():
    kin = "His sister Ilse Dahl left. His sister Ilse Dahl slept. His sister Ilse Dahl ran."
    assert meant(f"Tobias Dahl sang. {kin} Dahl {SAID}") == "Tobias Dahl"


def test_a_relative_far_before_a_name_is_somebody_else():
    kin = "The sister of a harbour pilot in the old northern town met Ilse Dahl."
    assert meant(f"Tobias Dahl sang. {kin} Dahl {SAID}") == "Ilse Dahl"
