"""The whole pipeline with the shipped models: what must hold for any text."""

from __future__ import annotations

import multiprocessing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.evaluation.seeds import as_answer, problems
from service.domain.extraction import WarningCode

pytestmark = pytest.mark.models

NEWS = st.lists(
    st.sampled_from(
        "“ ” ‘ ’ \" ' « » `` '' — : . , ? said added Ana Ruiz she the council that according to reportedly denied "
        "the statement \n\n \n 😀 not “We open.” he".split(" ")
    ),
    max_size=60,
).map(" ".join)


@settings(max_examples=40)
@given(st.one_of(st.text(max_size=200), NEWS))
def test_any_text_has_an_orderly_answer(pipeline, text):
    assert problems(text, as_answer(pipeline.extract(text))) == []


@pytest.mark.parametrize(
    "text",
    [
        "", " \n ", "“", "“”", '"' * 2000, "x" * 100_000, "\x00" * 50, "\u202e“abc”\u202c said Bo Li.",
        "He said, “" + "no " * 800, "a\u0301" * 500, "‘’“”" * 300, "NAME: " * 200,
    ],
    ids=lambda text: f"{len(text)} characters",
)
def test_odd_texts(pipeline, text):
    assert problems(text, as_answer(pipeline.extract(text))) == []


def test_the_same_text_gives_the_same_answer(pipeline):
    text = "“The bridge is safe,” Ana Ruiz said. She added that it would open on Monday.\n\nThe council denied that."
    first = pipeline.extract(text)
    pipeline.extract("Another article, with “words of its own”, said Bo Li.")
    assert pipeline.extract(text) == first


def test_text_in_another_language_is_answered_with_a_warning(pipeline):
    text = "Der Bürgermeister sagte, die Brücke sei sicher und werde am Montag für den Verkehr wieder geöffnet."
    assert WarningCode.NOT_ENGLISH in {notice.code for notice in pipeline.extract(text).notices}


def test_a_stray_mark_is_reported_and_spoils_nothing_else(pipeline):
    text = "The “bridge was closed for a day.\n\n“It is safe now,” said Ana Ruiz, the mayor of Selby."
    found = pipeline.extract(text)
    assert WarningCode.STRAY_MARK in {notice.code for notice in found.notices}
    assert [s.name for s in found.speakers] == ["Ana Ruiz"]


def test_reportedly_alone_names_nobody(pipeline):
    found = pipeline.extract("The bridge was reportedly closed for a day. Ana Ruiz, the mayor, was in town.")
    assert found.speakers == ()


def _answer_in_child(pipeline, text, out):
    out.put(as_answer(pipeline.extract(text)))


def test_a_forked_worker_infers_like_its_parent(pipeline):
    text = "“The bridge is safe,” Ana Ruiz said."
    context = multiprocessing.get_context("fork")
    out = context.Queue()
    worker = context.Process(target=_answer_in_child, args=(pipeline, text, out))
    worker.start()
    answer = out.get(timeout=120)
    worker.join(timeout=20)
    assert answer == as_answer(pipeline.extract(text))
