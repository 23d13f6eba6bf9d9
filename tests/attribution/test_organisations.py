"""Bodies under their full and short names, acronyms, and the nouns that take them up."""

from __future__ import annotations

import dataclasses

import pytest

from service.attribution.resolver import resolve
from service.domain.document import NameKind
from service.domain.spans import Span
from service.domain.speakers import SpeakerKind
from tests.attribution.articles import detected, name_of, parsed, resolved, retagged, speaker


@pytest.mark.parametrize(
    ("text", "names", "source", "name"),
    [
        (
            "Shares in Lumen Robotics fell. Lumen said that demand is weak.",
            {"Lumen Robotics": "ORG", "Lumen": "PERSON"},
            "Lumen",
            "Lumen Robotics",
        ),
        (
            "The Tarn Union of Dock Officers (TUDO) met. TUDO said that demand is weak.",
            {"Tarn Union of Dock Officers": "ORG", "TUDO": "PERSON"},
            "TUDO",
            "Tarn Union of Dock Officers",
        ),
        ("Tarnwat, the water regulator, said that demand is weak.", {"Tarnwat": "PERSON"}, "Tarnwat", "Tarnwat"),
        (
            "The Office for Tidal Statistics said that demand is weak.",
            {},
            "The Office for Tidal Statistics",
            "Office for Tidal Statistics",
        ),
    ],
)
def test_a_body_under_a_short_name(text, names, source, name):
    answer = resolved(text, names, (source, "that demand is weak"))
    assert name_of(answer) == name
    assert speaker(answer).kind is SpeakerKind.ORGANIZATION


def test_a_surname_before_an_apposition_of_a_body_s_founder_stays_a_person():
    text = "Tarn, the company's founder, said that demand is weak."
    answer = resolved(text, {"Tarn": "PERSON"}, ("Tarn", "that demand is weak"))
    assert speaker(answer).kind is SpeakerKind.PERSON


def test_the_company_is_no_body_that_stands_beside_it():
    text = "Shares in Lumen Robotics fell. In a filing with the SEC, the company said that demand is weak."
    answer = resolved(text, {"Lumen Robotics": "ORG", "SEC": "ORG"}, ("the company", "that demand is weak"))
    assert name_of(answer) == "Lumen Robotics"


def test_the_company_is_no_ministry():
    text = "Lumen Robotics met the Tarn Ministry. The company said that demand is weak."
    answer = resolved(text, {"Lumen Robotics": "ORG", "Tarn Ministry": "ORG"}, ("The company", "that demand is weak"))
    assert name_of(answer) == "Lumen Robotics"


@pytest.mark.parametrize(
    ("bodies", "source", "name"),
    [
        ("Lumen Robotics met the Tarn Association.", "The company", "Lumen Robotics"),
        ("The Tarn Association met Lumen Group.", "The company", "Lumen Group"),
        ("The Tarn Tribune met pilots.", "The network", "Tarn Tribune"),
        ("The Tarn Tribune met pilots.", "The agency", "agency"),
    ],
)
def test_a_class_of_bodies_is_told_by_the_last_word_of_their_names(bodies, source, name):
    names = dict.fromkeys(("Lumen Robotics", "Tarn Association", "Lumen Group", "Tarn Tribune"), "ORG")
    text = f"{bodies} {source} said that demand is weak."
    assert name_of(resolved(text, names, (source, "that demand is weak"))) == name


def test_the_union_of_somebody_is_not_the_body_named_before():
    text = "The Tarn Alliance met. The union of deckhands said that demand is weak."
    answer = resolved(text, {"Tarn Alliance": "ORG"}, ("The union of deckhands", "that demand is weak"))
    assert name_of(answer) == "union of deckhands"


def test_a_name_of_several_words_is_of_one_kind_and_a_hospital_is_no_company():
    text = "Noble Tarn, which dredges, opened. Noble Tarn met Corran Hospital. The company said that demand is weak."
    article = parsed(text, {"Noble Tarn": "PERSON", "Corran Hospital": "ORG"})
    second = Span.of(text, text.rindex("Noble Tarn"), text.rindex("Noble Tarn") + 10)
    names = tuple(dataclasses.replace(n, kind=NameKind.ORG) if n.span == second else n for n in article.names)
    found = detected(text, [("The company", "that demand is weak")])
    answer = resolve(dataclasses.replace(article, names=names), found)
    assert (name_of(answer), speaker(answer).kind) == ("Noble Tarn", SpeakerKind.ORGANIZATION)


@pytest.mark.parametrize(
    ("text", "names", "source", "name"),
    [
        (
            "The tide rose. The 6th Harbour Court said that demand is weak.",
            {"Harbour Court": "ORG"},
            "The 6th Harbour Court",
            "6th Harbour Court",
        ),
        (
            "Lumen workers met. Lumen said that demand is weak.",
            {"Lumen workers": "ORG", "Lumen": "ORG"},
            "Lumen",
            "Lumen",
        ),
        (
            "The Tarn Sea is calm. Tarn’s harbour ministry said that demand is weak.",
            {"Tarn Sea": "LOC", "Tarn": "LOC"},
            "Tarn’s harbour ministry",
            "Tarn’s harbour ministry",
        ),
    ],
)
def test_a_bodys_name_has_all_of_it_and_no_more(text, names, source, name):
    assert name_of(resolved(text, names, (source, "that demand is weak"))) == name


@pytest.mark.parametrize(
    ("source", "names", "name"),
    [
        ("the rights organization the Larch League", {"Larch League": "ORG"}, "Larch League"),
        ("American Larch Ways", {"Larch Ways": "ORG"}, "American Larch Ways"),
        ("the Elm Post/Larch News poll", {"Elm Post": "ORG", "Larch News": "ORG"}, "Elm Post/Larch News poll"),
        ("a new super PAC", {}, "new super PAC"),
        ("93,522 people", {}, "93,522 people"),
    ],
)
def test_a_body_s_name_or_phrase_is_taken_whole(source, names, name):
    text = f"It rained. {source[0].upper()}{source[1:]} said the piers are old."
    assert name_of(resolved(text, names, (f"{source[0].upper()}{source[1:]}", "the piers are old"))) == name


def test_the_company_is_rather_a_subject_than_what_it_owns():
    text = "Lumen, the parent company of Kestrel, rose.\n\nThe company said the piers are old."
    answer = resolved(text, {"Lumen": "ORG", "Kestrel": "ORG"}, ("The company", "the piers are old"))
    assert name_of(answer) == "Lumen"


def test_the_newspaper_is_the_one_named():
    text = "A Larch newspaper wrote.\n\nThe Advocate did so often. The newspaper said the piers are old."
    answer = resolved(text, {"Advocate": "ORG"}, ("The newspaper", "the piers are old"))
    assert name_of(answer).endswith("Advocate")


def test_whose_a_bank_is_is_no_part_of_its_name():
    text = "It rained. The island's Harbour Bank said the piers are old."
    answer = resolved(text, {"island's Harbour Bank": "ORG"}, ("The island's Harbour Bank", "the piers are old"))
    assert name_of(answer) == "Harbour Bank"


@pytest.mark.parametrize(
    ("before", "head", "kind"),
    [
        ("Truck maker", "Berg", SpeakerKind.ORGANIZATION),
        ("The retailer", "Berg", SpeakerKind.ORGANIZATION),
        ("Grocery chain", "Berg", SpeakerKind.ORGANIZATION),
        ("Film maker", "Berg", SpeakerKind.PERSON),  # a person may be one
        ("Brewer", "Berg", SpeakerKind.PERSON),
        ("The company", "founded", SpeakerKind.PERSON),  # "the company Berg founded"
    ],
)
def test_a_firm_s_trade_before_a_name(before, head, kind):
    text = f"{before} Berg founded the docks. Berg said that demand is weak."
    trade = before.split()[-1]
    article = retagged(parsed(text, {"Berg": "PERSON"}), 0, **{trade: {"head": head, "upos": "NOUN"}})
    answer = resolve(article, detected(text, [("Berg", "that demand is weak")]))
    assert speaker(answer).kind is kind
