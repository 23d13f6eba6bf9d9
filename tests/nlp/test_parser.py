"""The parse stage with the shipped models: exact offsets, any text, no network."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.domain.errors import ModelError
from service.nlp import segments
from service.nlp.loading import BUNDLED
from service.nlp.parser import Parser

pytestmark = pytest.mark.models

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
TEXT = """The director, Ana Ruiz, won’t resign. “We open at nine,” she said.

Ruiz told the Harbour Trust that the hall holds 200 people 😀 and that it’s safe.
"""


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser.load(BUNDLED)


def test_tokens_stand_where_they_say(parser):
    parsed = parser.parse(TEXT)
    tokens = [t for s in parsed.sentences for t in s.tokens]
    assert len(parsed.paragraphs) == 2
    assert all(0 <= t.start < t.end <= len(TEXT) for t in tokens)
    assert {TEXT[t.start : t.end] for t in tokens} >= {"director", "“", "Ruiz", "Harbour", "😀", "200"}
    assert {t.text for t in tokens if t.lemma == "not"} == {"n’t"}


def test_its_is_a_possessive_and_one_word(parser):
    text = "The union said its chairman, Bartho Inge, would speak. Its members agreed. It’s late."
    tokens = [t for s in parser.parse(text).sentences for t in s.tokens]
    assert [(t.text, t.deprel) for t in tokens if t.text.lower() == "its"] == [
        ("its", "nmod:poss"),
        ("Its", "nmod:poss"),
    ]
    assert [t.text for t in tokens if text[t.start : t.end] == "’s"] == ["’s"]


def test_what_is_no_prose_is_told(parser):
    text = f"Ruiz left.\n\n{'x' * 200}\n\nShe came back."
    assert [s.text for s in parser.parse(text).unread] == ["x" * 200]
    assert parser.parse(TEXT).unread == ()


def test_trees_have_one_root_a_sentence(parser):
    for sentence in parser.parse(TEXT).sentences:
        assert [t.head for t in sentence.tokens].count(-1) == 1
        assert all(-1 <= t.head < len(sentence.tokens) for t in sentence.tokens)


def test_names_and_attributions(parser):
    parsed = parser.parse(TEXT)
    assert "Ana Ruiz" in {n.span.text for n in parsed.names}
    assert any("We open at nine" in s.text for a in parsed.attributions for s in a.content)
    for name in parsed.names:
        assert TEXT[name.span.start : name.span.end] == name.span.text


def test_pronouns_point_to_whom_they_mean(parser):
    (pointed,) = parser.parse(TEXT).pointed
    assert TEXT[pointed.start : pointed.start + 3] == "she"
    named = TEXT.index("Ana Ruiz")
    chances = {place[:2]: place[2] for place in pointed.places}
    assert sum(chance for (start, end), chance in chances.items() if named <= start < end <= named + 8) > 0.5
    assert pointed.since == 0 and pointed.beyond + sum(chances.values()) < 1.001


def test_the_same_text_gives_the_same_parse(parser):
    assert parser.parse(TEXT) == parser.parse(TEXT)


def spans(parsed):
    return [(found.content, found.cue, found.source) for found in parsed.attributions]


def test_slices_change_nothing_in_what_is_found_whatever_is_read_in_between(parser, monkeypatch):
    text = "\n\n".join(path.read_text(encoding="utf8") for path in sorted(SEEDS.glob("*.txt"))[:3])
    left = []
    steps = parser.steps(text)
    try:
        while True:
            left.append(next(steps))
            parser.parse(TEXT)
    except StopIteration as end:
        sliced = end.value
    assert len(left) > 1 and left == sorted(left, reverse=True) and left[-1] < 10
    assert sliced == parser.parse(text)
    monkeypatch.setattr(segments, "SLICE_CHARS", len(text))
    assert spans(sliced) == spans(parser.parse(text))


@settings(max_examples=25)
@given(st.text(max_size=300))
def test_any_text_is_parsed(parser, text):
    parsed = parser.parse(text)
    for attribution in parsed.attributions:
        for span in (*attribution.content, *filter(None, (attribution.cue, attribution.source))):
            assert text[span.start : span.end] == span.text
    for pointed in parsed.pointed:
        assert all(pointed.since <= start < end <= pointed.start for start, end, _ in pointed.places)


@pytest.mark.parametrize("text", ["", " \n\t", "\x00\x01", "“" * 500, "x" * 5000, "\u202e\u200b\ufeff", "?!" * 600])
def test_odd_texts_are_parsed(parser, text):
    assert parser.parse(text).text == text


def test_loading_asks_no_host(monkeypatch):
    def refuse(*_args, **_kwargs):
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert Parser.load(BUNDLED).parse("She left.").sentences


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(ModelError, match=r"resources\.json"):
        Parser.load(tmp_path)


def test_a_folder_of_stanzas_models_serves_too(tmp_path):
    (tmp_path / "en").mkdir()
    (tmp_path / "resources.json").write_bytes((BUNDLED / "resources.json").read_bytes())
    for folder in (BUNDLED / "en").iterdir():
        if folder.name != "attribution":
            (tmp_path / "en" / folder.name).symlink_to(folder)
    parsed = Parser.load(tmp_path).parse(TEXT)
    assert {t.text for s in parsed.sentences for t in s.tokens if t.lemma == "not"} == {"n’t"}
    assert "Ana Ruiz" in {n.span.text for n in parsed.names}
    assert any("We open at nine" in s.text for a in parsed.attributions for s in a.content)


def test_a_character_that_stanza_does_not_see(parser):
    text = "A father\x1b — he said — of two.\u200b He left\u00ad."
    parsed = parser.parse(text)
    assert parsed.unread == ()
    assert all(text[t.start : t.end] == t.text for s in parsed.sentences for t in s.tokens)
    assert {"father", "two", "left"} <= {t.text for s in parsed.sentences for t in s.tokens}
