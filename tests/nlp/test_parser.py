"""The parse stage with the shipped models: exact offsets, any text, no network."""

from __future__ import annotations

import socket

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.domain.errors import ModelError
from service.nlp.parser import BUNDLED, Parser

pytestmark = pytest.mark.models

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


def test_the_same_text_gives_the_same_parse(parser):
    assert parser.parse(TEXT) == parser.parse(TEXT)


@settings(max_examples=25)
@given(st.text(max_size=300))
def test_any_text_is_parsed(parser, text):
    parsed = parser.parse(text)
    for attribution in parsed.attributions:
        for span in (*attribution.content, *filter(None, (attribution.cue, attribution.source))):
            assert text[span.start : span.end] == span.text


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
