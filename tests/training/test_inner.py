"""Which forms may be cues of a quote within a quote."""

from __future__ import annotations

import pytest

from models.training.joint import inner
from models.training.polnear import Article, Attribution

TEXT = "Ana said it. Odd said so. The cat sat."
SAID = [Attribution(str(i), [], [(i, i + 4)], []) for i in (4, 17)]


@pytest.fixture
def few(monkeypatch):
    monkeypatch.setattr(inner, "articles", lambda part: [])
    monkeypatch.setattr(inner, "LEAST", 2)


def test_forms_that_are_often_cues_are_found(few):
    assert inner.cues([Article("a", TEXT, SAID)]) == ["said"]


@pytest.mark.parametrize("more", [" Said! Said! Said! Said!", ""])
def test_forms_that_are_seldom_cues_are_not(few, more):
    assert inner.cues([Article("a", TEXT + more, SAID if more else SAID[:1])]) == []


def test_cues_of_articles_of_other_kinds_count(few, monkeypatch):
    gold = {"quotes": [{"cue": {"spans": [{"start": s, "end": s + 3}]}} for s in (26, 30)] + [{"cue": None}]}
    monkeypatch.setattr(inner, "articles", lambda part: [("b", TEXT.replace("cat", "The"), gold)])
    assert inner.cues([], ["one"]) == ["the"]
