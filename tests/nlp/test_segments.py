"""Stretches: what is handed to the models, never longer than they bear, never at other offsets."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.spans import Span
from service.nlp.segments import (
    MAX_CHARS,
    MAX_RUN,
    MAX_WORDS,
    SLICE_CHARS,
    WORDLIKE,
    Stretch,
    safe_copy,
    slices,
    stretches,
    unread,
)


def whole(text: str) -> tuple[Span, ...]:
    return (Span.of(text, 0, len(text)),) if text else ()


@given(st.text())
def test_a_safe_copy_keeps_its_length_and_every_word(text):
    safe = safe_copy(text)
    assert len(safe) == len(text)
    assert all(a == b or b == " " for a, b in zip(text, safe, strict=True))


def test_control_and_format_characters_are_blanked():
    assert safe_copy("a\x00b\u200bc\u202ed\u2028e") == "a b c d e"


@given(st.text(alphabet=st.sampled_from("ab .,!?\n“”\x00é😀"), max_size=6000))
def test_stretches_are_small_and_lie_where_they_say(text):
    for stretch in stretches(text, whole(text)):
        assert 0 < len(stretch.safe) <= MAX_CHARS
        assert sum(1 for _ in WORDLIKE.finditer(stretch.safe)) <= MAX_WORDS
        original = text[stretch.start : stretch.start + len(stretch.safe)]
        assert safe_copy(original) == stretch.safe


@pytest.mark.parametrize("text", ["a " * 50_000, "!" * 100_000, "x" * 100_000, "Go. " * 25_000, ". " * 50_000])
def test_degenerate_texts_are_cut(text):
    found = stretches(text, whole(text))
    assert all(len(s.safe) <= MAX_CHARS for s in found)


def test_a_run_without_a_blank_is_left_out():
    text = f"Before it. {'x' * (MAX_RUN + 1)} After it."
    assert "".join(s.safe for s in stretches(text, whole(text))).split() == ["Before", "it.", "After", "it."]


def test_a_long_paragraph_is_cut_at_a_sentence_end():
    sentence = "The council met again on Monday to talk about the bridge over the river. "
    text = sentence * 40
    found = stretches(text, whole(text))
    assert len(found) > 1
    assert all(s.safe.rstrip().endswith("river.") for s in found)


def test_an_ordinary_paragraph_comes_whole():
    text = "“We open at nine,” she said. The hall holds 200 people."
    assert [(s.start, s.safe) for s in stretches(text, whole(text))] == [(0, text)]


@given(st.lists(st.tuples(st.integers(1, MAX_CHARS), st.booleans()), max_size=30))
def test_slices_are_all_stretches_in_order_cut_where_they_may_be(drawn):
    parts = [Stretch(i, "x" * length) for i, (length, _) in enumerate(drawn)]
    starts = [i for i, (_, may) in enumerate(drawn) if may or i == 0]
    found = list(slices(parts, starts))
    assert [part for run in found for part in run] == parts
    assert all(run and run[0].start in starts for run in found)
    for run in found:
        # Longer than a slice should be only where it could not be cut.
        over = sum(len(part.safe) for part in run) > SLICE_CHARS
        assert not over or not [part for part in run[1:] if part.start in starts]
    for run, after in pairwise(found):
        # As long as it may be.
        reach = next(i for i in [*starts, len(parts)] if i > after[0].start)
        assert sum(len(part.safe) for part in parts[run[0].start : reach]) > SLICE_CHARS


@given(st.text(alphabet=st.sampled_from("ab .,!?\n“”\x00é😀"), max_size=3000))
def test_nothing_is_left_unread_where_all_stretches_are_read(text):
    assert unread(text, whole(text), stretches(text, whole(text))) == ()


def test_what_was_not_read_is_told():
    text = "One two. Three four."
    assert [s.text for s in unread(text, whole(text), [Stretch(0, "One two. ")])] == ["Three four."]
    assert [s.text for s in unread(text, whole(text), [])] == [text]
