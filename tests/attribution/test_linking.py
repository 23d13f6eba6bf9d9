"""Below which confidence a link is not given."""

from __future__ import annotations

import dataclasses

from service.attribution.linking import CERTAIN, NAMED, least
from service.attribution.records import Register
from service.attribution.resolver import resolve
from service.domain.quotes import Cue, CueClass, Detected
from service.domain.spans import Span
from service.domain.speakers import SpeakerKind
from tests.attribution.articles import detected, name_of, parsed, resolved

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


def test_a_quotation_behind_a_question_in_the_paragraph_before_is_another_s():
    text = "“It is old,” said Odd Berg.\n\n“How old?” said Ida Holm.\n\n“Very.”"
    names = {"Ida Holm": "PERSON", "Odd Berg": "PERSON"}
    article = parsed(text, names)

    def last(follows: int, given: str) -> str | None:
        quotes = detected(given, [("Odd Berg", "“It is old,”"), ("Ida Holm", given.split("\n\n")[1].split(" said")[0])])
        at = given.index("“Very.”")
        content = Span.of(given, at, len(given))
        run = dataclasses.replace(quotes[0], content=(content,), source=(), follows=follows)
        cued = [dataclasses.replace(q, cue=said(given, q)) for q in quotes]
        return name_of(resolve(dataclasses.replace(article, text=given) if given == text else parsed(given, names),
                               [*cued, run]))

    def said(given: str, quote: Detected) -> Cue:
        at = given.index("said", quote.content[0].end)
        return Cue((Span.of(given, at, at + 4),), "say", CueClass.STATEMENT, False, False)

    assert last(1, text) == "Odd Berg"
    assert last(1, text.replace("“How old?”", "“How old!”")) == "Ida Holm"
    assert last(1, text.replace(".\n\n“Very", ". “Very")) == "Ida Holm"
