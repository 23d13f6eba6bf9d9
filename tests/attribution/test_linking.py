"""Below which confidence a link is not given."""

from __future__ import annotations

import dataclasses

from service.attribution.confidence import CERTAIN
from service.attribution.linking import NAMED, NAMED_AS_TOPIC, least
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
        assert least("topic", record) == NAMED_AS_TOPIC
    assert CERTAIN < NAMED < 1


def test_a_doubtful_he_is_nobody_and_a_sure_one_is_somebody():
    said = ("He", "the fair is new")
    doubtful = "Carl Falk lost to Ben Stroud at the fair.\n\nHe said the fair is new."
    assert name_of(resolved(doubtful, {**NAMES, "Carl Falk": "PERSON"}, said)) is None
    assert name_of(resolved("Ben Stroud left. He said the fair is new.", NAMES, said)) == "Ben Stroud"


def test_a_quotation_behind_a_question_in_the_paragraph_before_is_another_s():
    def last(text: str, cue: bool = True) -> str | None:
        told = [part.removesuffix(".").split(" said ") for part in text.replace(". “", "\n\n“").split("\n\n")]
        quotes = detected(text, [(source, content) for content, *sources in told for source in sources])
        if cue:
            quotes = [dataclasses.replace(q, cue=said(text, q)) for q in quotes]
        content = Span.of(text, text.index("“Very.”"), len(text))
        run = dataclasses.replace(quotes[0], content=(content,), source=(), cue=None, follows=len(quotes) - 1)
        return name_of(resolve(parsed(text, {"Ida Holm": "PERSON", "Odd Berg": "PERSON"}), [*quotes, run]))

    def said(text: str, quote: Detected) -> Cue:
        at = text.index("said", quote.content[0].end)
        return Cue((Span.of(text, at, at + 4),), "say", CueClass.STATEMENT, False, False)

    exchange = "“Is it?” said Ida Holm.\n\n“It is old,” said Odd Berg.\n\n“How old?” said Ida Holm.\n\n“Very.”"
    assert last(exchange) == "Odd Berg"
    assert last(exchange.replace("“How old?”", "“How old!”")) == "Ida Holm"
    assert last(exchange.replace(".\n\n“Very", ". “Very")) == "Ida Holm"
    assert last(exchange, cue=False) == "Ida Holm"
    assert last(exchange.removeprefix("“Is it?” said Ida Holm.\n\n").replace("“It", "“It", 1)) is None
