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
        ("Cofounder Anna Kowal", "Cofounder Anna Kowal"),
        ("Center Anna Kowal", "Center Anna Kowal"),
        ("DJ Anna Kowal", "DJ Anna Kowal"),
        ("Anna Kowal", "Leader of the Opposition Anna Kowal"),
        ("Anna Kowal", "Minister of State for Finance Anna Kowal"),
        ("of State for Finance Anna Kowal", "Minister of State for Finance Anna Kowal"),
        ("Anna Kowal of Harbour Watch", "Anna Kowal of Harbour Watch"),
        ("Anna Kowal KC", "Anna Kowal KC, a pilot,"),
        ("Anna Kowal", "Speaker of the House Rep. Anna Kowal"),
        ("Anna Kowal", "Secretary of State Gen. Anna Kowal"),
        ("Barmaid Anna Kowal", "Barmaid Anna Kowal"),
        ("for Health Anna Kowal", "Minister for Health Anna Kowal"),
        ("Seri Anna Kowal", "Menteri Besar Datuk Seri Anna Kowal"),
        *((f"{who} Anna Kowal", f"{who} Anna Kowal") for who in ("MK", "Garda", "Maître", "Sr", "Mother", "Doña")),
    ],
)
def test_a_name_is_without_what_stands_around_it(tagged, source):
    answer = resolved(f"{source} said the piers are ready.", {tagged: "PERSON"}, (source, "the piers are ready"))
    assert name_of(answer) == "Anna Kowal"


@pytest.mark.parametrize(
    ("tagged", "source", "name"),
    [
        ("Center Kowal", "Center Kowal", "Center Kowal"),
        ("Dean Odd Berg", "Dean Odd Berg", "Dean Odd Berg"),
        ("Porter J. Berg", "Porter J. Berg", "Porter J. Berg"),
        ("Collier Zorbin Berg", "Collier Zorbin Berg", "Collier Zorbin Berg"),
        ("Mother Kowal", "Mother Kowal", "Mother Kowal"),
        ("Ng Seri Kowal", "Ng Seri Kowal", "Ng Seri Kowal"),
        ("MK Kowal", "MK Kowal", "MK Kowal"),
        ("Zorbin Quill of Harbour Watch", "Zorbin Quill of Harbour Watch", "Zorbin Quill"),
        ("of State for Finance Oluchi Berg", "Minister of State for Finance Oluchi Berg", "Oluchi Berg"),
        ("", "Anna King", "Anna King"),
        ("", "Mr. Zorbin King", "Zorbin King"),
    ],
)
def test_first_names_and_surnames_that_are_callings_too_are_names(tagged, source, name):
    text = f"Later {source} said the piers are ready."
    answer = resolved(text, {tagged: "PERSON"} if tagged else {}, (source, "the piers are ready"))
    assert (name_of(answer), speaker(answer).kind) == (name, SpeakerKind.PERSON)


def test_a_title_before_a_name_does_not_hide_what_its_bearer_is():
    text = "Later the chairman, Dame Anna Kowal, spoke first. Odd Berg listened. The chairman said the piers are ready."
    names = {"Anna Kowal": "PERSON", "Odd Berg": "PERSON"}
    assert name_of(resolved(text, names, ("The chairman", "the piers are ready"))) == "Anna Kowal"


def test_the_end_of_a_clause_before_mr_is_no_role():
    text = "When he saw the judge, Mr. Odd Berg fled. The judge said the piers are ready."
    assert name_of(resolved(text, {"Odd Berg": "PERSON"}, ("The judge", "the piers are ready"))) == "judge"


@pytest.mark.parametrize("name", ["Rahul Pandit", "Mohammed Haji", "Owen Count"])
def test_a_surname_that_is_a_title_too_is_one(name):
    last = name.split()[-1]
    text = f"{name} runs the mill. {last} said the piers are ready."
    assert name_of(resolved(text, {name: "PERSON", last: "PERSON"}, (last, "the piers are ready"))) == name


def test_a_title_of_both_sexes_tells_neither():
    text = "Datuk Seri Rohana Idris came. “The piers are ready,” she said."
    answer = resolved(text, {"Datuk Seri Rohana Idris": "PERSON"}, ("she", "“The piers are ready,”"))
    assert name_of(answer) == "Rohana Idris"


def test_a_first_name_from_elsewhere_is_kept_whatever_its_tag():
    text = "Later Oluchi Berg said the piers are ready."
    parse = retagged(article(text, {"Oluchi Berg": "PERSON"}), 0, Oluchi={"upos": "VERB"})
    answer = resolve(parse, detected(text, [("Oluchi Berg", "the piers are ready")]))
    assert name_of(answer) == "Oluchi Berg"


def test_an_office_in_capitals_is_no_body():
    text = "The Trade Minister said the fair is new. It said the piers are ready."
    quotes = (("The Trade Minister", "the fair is new"), ("It", "the piers are ready"))
    answer = resolved(text, {}, *quotes)
    assert answer.links[1].entity is None


@pytest.mark.parametrize(
    "source",
    [
        "Ben's Lawyer for Norland Anna Kowal",
        "Harbour of Norland Anna Kowal",
        "Lawyer against Norland Anna Kowal",
        "Lawyer for Minister Anna Kowal",
        "lawyer for Norland Anna Kowal",
        "Lawyer of the ships Anna Kowal",
        "Lawyer for Ben Stroud Norland Anna Kowal",
    ],
)
def test_a_name_at_the_end_of_what_is_no_title_is_not_the_speaker(source):
    text = f"Later {source} said the piers are ready."
    answer = resolved(text, {"Anna Kowal": "PERSON", "Ben Stroud": "PERSON"}, (source, "the piers are ready"))
    assert name_of(answer) != "Anna Kowal"


def test_a_friend_of_somebody_is_not_that_person():
    text = "Friend of Anna Kowal said the piers are ready."
    answer = resolved(text, {"Anna Kowal": "PERSON"}, ("Friend of Anna Kowal", "the piers are ready"))
    assert name_of(answer) != "Anna Kowal"


@pytest.mark.parametrize("office", ["MP", "CEO"])
def test_the_mp_is_no_body(office):
    text = f"Anna Kowal, an {office}, met pilots.\n\nThe {office} said the piers are ready."
    answer = resolved(text, {"Anna Kowal": "PERSON", office: "ORG"}, (f"The {office}", "the piers are ready"))
    assert name_of(answer) == "Anna Kowal"


@pytest.mark.parametrize("office", ["KC", "MPs", "CEOs"])
def test_capitals_that_shorten_an_honour_or_several_offices_are_no_body(office):
    text = f"The {office} said the piers are ready."
    answer = resolved(text, {office: "ORG"}, (f"The {office}", "the piers are ready"))
    assert speaker(answer).kind is not SpeakerKind.ORGANIZATION


def test_a_surname_in_capitals_is_no_office():
    text = "Anna Cook met pilots.\n\nCOOK: The piers are ready."
    answer = resolved(text, {"Anna Cook": "PERSON", "COOK": "PERSON"}, ("COOK", "The piers are ready."))
    assert name_of(answer) == "Anna Cook"


@pytest.mark.parametrize(
    ("tagged", "source", "kind"),
    [("Dahl SC", "Dahl SC", SpeakerKind.ORGANIZATION), ("Harbour Watch", "Harbour Watch MP", SpeakerKind.UNNAMED)],
)
def test_letters_behind_a_bodys_name_are_no_honour(tagged, source, kind):
    answer = resolved(f"{source} said the piers are ready.", {tagged: "ORG"}, (source, "the piers are ready"))
    assert (name_of(answer), speaker(answer).kind) == (source, kind)


def test_a_letter_that_belongs_elsewhere_is_no_initial():
    text = "Odd Berg met pilots at gate F. Odd said the piers are ready."
    answer = resolved(text, {"Odd Berg": "PERSON", "F. Odd": "PERSON"}, ("Odd", "the piers are ready"))
    assert name_of(answer) == "Odd Berg"


def test_an_initial_before_a_surname_stays_where_the_surname_is_a_first_name_too():
    names = {"Odd Berg": "PERSON", "Filip Odd": "PERSON", "F. Odd": "PERSON"}
    text = "Odd Berg met Filip Odd. Odd Berg sang. F. Odd said the piers are ready."
    assert name_of(resolved(text, names, ("F. Odd", "the piers are ready"))) == "Filip Odd"


def test_a_first_name_at_the_end_of_a_headline_does_not_join_the_surname_below():
    text = "Odd Berg sang.\n\nPilots thank Odd\n\nBerg said the piers are ready."
    answer = resolved(text, {"Odd Berg": "PERSON", "Berg": "PERSON"}, ("Berg", "the piers are ready"))
    assert [m.text for m in speaker(answer).mentions] == ["Odd Berg", "Berg"]


def test_a_small_word_before_a_surname_is_no_first_name():
    text = "Odd Berg sang.\n\nLater the odd Berg said the piers are ready."
    answer = resolved(text, {"Odd Berg": "PERSON", "Berg": "PERSON"}, ("Berg", "the piers are ready"))
    assert [m.text for m in speaker(answer).mentions] == ["Odd Berg", "Berg"]


def test_a_middle_name_left_out_by_the_tagger_is_of_the_name():
    text = "Odd Berg sang. Later Odd Nils Berg said the piers are ready."
    answer = resolved(text, {"Nils Berg": "PERSON", "Odd Berg": "PERSON"}, ("Odd Nils Berg", "the piers are ready"))
    assert [m.text for m in speaker(answer).mentions] == ["Odd Berg", "Odd Nils Berg"]


@pytest.mark.parametrize(
    ("noun", "head", "kind"),
    [
        ("firm", "firm", SpeakerKind.ORGANIZATION),
        ("Firm", "Firm", SpeakerKind.PERSON),
        ("firm", "said", SpeakerKind.PERSON),
        ("pilot", "pilot", SpeakerKind.PERSON),
    ],
)
def test_a_name_behind_the_firm_is_the_firms(noun, head, kind):
    text = f"The {noun} Anna Kowal said the piers are ready."
    parse = retagged(article(text, {"Anna Kowal": "PERSON"}), 0, Kowal={"head": head, "deprel": "appos"})
    answer = resolve(parse, detected(text, [("Anna Kowal", "the piers are ready")]))
    assert speaker(answer).kind is kind
