"""Bodies by what they have, what they were introduced as, and their trade."""

from __future__ import annotations

import pytest

from service.attribution.resolver import resolve
from service.domain.speakers import SpeakerKind
from tests.attribution.articles import detected, name_of, parsed, resolved, retagged, speaker

FUNDS = {"Larch Capital": "ORG", "Kestrel Group": "ORG", "Odd Berg": "PERSON", "Norland League": "ORG"}


@pytest.mark.parametrize(
    ("behind", "kind"),
    [
        ("chief executive", SpeakerKind.ORGANIZATION),
        ("shareholders", SpeakerKind.ORGANIZATION),
        ("neighbours", SpeakerKind.PERSON),
        ("head coach", SpeakerKind.PERSON),
        ("shares", SpeakerKind.PERSON),
    ],
)
def test_who_has_shareholders_is_a_body(behind, kind):
    text = f"Torvena's {behind} left. Torvena said the piers are ready."
    assert speaker(resolved(text, {"Torvena": "PERSON"}, ("Torvena", "the piers are ready"))).kind is kind


def test_somebody_named_in_full_stays_a_person_though_he_has_a_head_coach():
    names = {"Peter Holm": "PERSON", "Holm": "PERSON"}
    text = "Peter Holm left. Holm's head coach left. Holm said the piers are ready."
    assert name_of(resolved(text, names, ("Holm", "the piers are ready"))) == "Peter Holm"


def test_a_body_is_meant_by_what_it_was_introduced_as():
    text = (
        "Larch Capital, an activist fund, met Kestrel Group, a bank.\n\n"
        "The activist fund said the piers are ready."
    )
    assert name_of(resolved(text, FUNDS, ("The activist fund", "the piers are ready"))) == "Larch Capital"


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Larch Capital, a fund, left. A Danish fund came. The Danish fund said the piers are ready.",
         "The Danish fund"),
        ("Larch Capital, a fund that left, sang. The rival fund said the piers are ready.", "The rival fund"),
        ("Larch Capital, a local fund said, left. The local fund said the piers are ready.", "The local fund"),
        ("Pilots of Larch Capital, the Norland League and a fund met. The Norland fund said the piers are ready.",
         "The Norland fund"),
    ],
)  # fmt: skip
def test_a_body_is_not_meant_by_another_description(text, source):
    assert name_of(resolved(text, FUNDS, (source, "the piers are ready"))) not in ("Larch Capital", "Norland League")


@pytest.mark.parametrize("before", ["Senator Odd Berg and charity", "Odd Berg and charity"])
def test_somebody_named_beside_a_body_stays(before):
    source = f"{before} Kestrel Group"
    answer = resolved(f"{source} said the piers are ready.", FUNDS, (source, "the piers are ready"))
    assert len(speaker(answer).members) == 2


def test_of_two_introduced_alike_neither_is_meant():
    text = (
        "Larch Capital, an activist fund, met Kestrel Group, a fund.\n\n"
        "The Danish fund said the piers are ready."
    )
    assert name_of(resolved(text, FUNDS, ("The Danish fund", "the piers are ready"))) == "Danish fund"


@pytest.mark.parametrize("before", ["The drug and vaccine maker", "Drug and vaccine maker", "His employer"])
def test_a_body_is_named_behind_its_trade(before):
    source = f"{before} Kestrel Group"
    text = f"Odd Berg left. {source} said the piers are ready."
    assert name_of(resolved(text, FUNDS, (source, "the piers are ready"))) == "Kestrel Group"


@pytest.mark.parametrize("others", ["Farmers", "The police", "The council", "The minister"])
def test_others_and_a_body_are_two(others):
    source = f"{others} and bread maker Kestrel Group"
    text = f"Odd Berg left. {source} said the piers are ready."
    assert len(speaker(resolved(text, FUNDS, (source, "the piers are ready"))).members) == 2


def test_letters_in_brackets_do_not_part_a_role_from_its_name():
    source = "The head of the Norland League (NL), Odd Berg,"
    text = f"{source} said the piers are ready."
    article = retagged(parsed(text, FUNDS), 0, Berg={"deprel": "appos", "head": "head"})
    assert name_of(resolve(article, detected(text, [(source, "the piers are ready")]))) == "Odd Berg"


@pytest.mark.parametrize(
    ("tagged", "name"),
    [
        ({"Brandt": "PERSON", "Loew Works": "ORG"}, "Brandt & Loew Works"),
        ({"Brandt": "PERSON", "Loew": "PERSON"}, "Brandt & Loew"),
        ({"Brandt": "PERSON", "Loew": "PERSON", "Ida Brandt": "PERSON"}, "Brandt & Loew"),
    ],
)
def test_a_partner_is_part_of_a_firm(tagged, name):
    source = "Brandt & Loew Works" if "Loew Works" in tagged else "Brandt & Loew"
    text = f"{source} said it is late." + " Ida Brandt met the press." * ("Ida Brandt" in tagged)
    assert name_of(resolved(text, tagged, (source, "it is late"))) == name


@pytest.mark.parametrize(("source", "behind"), [("Coaches Brandt & Loew", ""), ("Brandt & Loew", " Loew left.")])
def test_two_surnames_are_two_people_behind_a_plural_or_where_one_stands_alone(source, behind):
    text = f"{source} said it is late.{behind}"
    answer = resolved(text, {"Brandt": "PERSON", "Loew": "PERSON"}, (source, "it is late"))
    assert speaker(answer).kind is SpeakerKind.GROUP


def test_two_first_names_are_two_people():
    names = {"Anna": "PERSON", "Peter": "PERSON"}
    answer = resolved("Anna & Peter said it is late.", names, ("Anna & Peter", "it is late"))
    assert len(speaker(answer).members) == 2


def test_who_is_of_a_firm_with_two_names_is_one():
    source = "Ernst & Young partner Odd Berg"
    for missed in (set(), {"Young"}):
        names = {n: "PERSON" for n in ("Ernst", "Young", "Odd Berg") if n not in missed}
        assert name_of(resolved(f"{source} said it is late.", names, (source, "it is late"))) == "Odd Berg"


def test_somebody_and_a_body_are_no_firm():
    names = {"Odd Berg": "PERSON", "Loew Works": "ORG"}
    answer = resolved("Odd Berg & Loew Works said it is late.", names, ("Odd Berg & Loew Works", "it is late"))
    assert len(speaker(answer).members) == 2


def test_what_kind_of_body_it_is_is_no_part_of_its_name():
    text = "The charity Harbour Relief said it is late."
    assert name_of(resolved(text, {"charity Harbour Relief": "ORG"}, ("The charity Harbour Relief", "it is late"))) == (
        "Harbour Relief"
    )
