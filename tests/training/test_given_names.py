"""The list of first names: what is kept of the languages' lists, and what of it stands in the service."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from models.lexicon import given_names
from service.attribution.givennames import FILE


@pytest.mark.parametrize(
    ("name", "latin"),
    [("Ana", "ana"), ("Ана Ма", "ana"), ("Rosalía", "rosalía"), ("Жанна", "zhanna"), ("明", ""), ("", ""), ("A", "")],
)
def test_a_name_in_latin_letters(name: str, latin: str) -> None:
    assert given_names.latin(name) == latin


def test_what_is_given_to_both_is_dropped_and_accents_may_be_missing() -> None:
    found = {"ilse": {"f"}, "pau": {"m", "f"}, "rené": {"m"}, "lee": {"m"}, "åsa": {"f"}, "said": {"m"}, "john": {"f"}}
    assert given_names.decided(found) == {"ilse": "f", "rené": "m", "rene": "m", "åsa": "f"}


def test_names_are_read_off_a_language_by_gender() -> None:
    provider = SimpleNamespace(first_names_male=("Odd", "Bo"), first_names_female={"Ana": 1.0})
    assert sorted(given_names.listed(provider)) == [("ana", "f"), ("bo", "m"), ("odd", "m")]


def test_the_service_has_what_was_added_by_hand_and_nothing_under_both() -> None:
    male, female, neither = (set(line.split()[1:]) for line in FILE.read_text(encoding="utf8").splitlines())
    assert not male & female
    assert not neither & (male | female)
    assert set(given_names.MORE["m"].split()) <= male
    assert set(given_names.MORE["f"].split()) <= female
    assert not given_names.EITHER & (male | female)
