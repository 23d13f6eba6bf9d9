"""The articles of other kinds: their gold holds together, and figures are counted as the card says."""

from __future__ import annotations

import pytest

from models.evaluation import written
from service.domain.extraction import Extraction
from service.text.marks import scan
from service.text.paragraphs import paragraphs


@pytest.mark.parametrize(("part", "number"), [("learned", 90), ("more", 208), ("further", 96), ("kept", 80)])
def test_the_gold_of_every_article_can_be_built(part: str, number: int) -> None:
    found = list(written.articles(part))
    assert len(found) == number
    for name, text, gold in found:
        spans = [s for q in gold["quotes"] for s in q["content"]["spans"]]
        assert spans and all(text[s["start"] : s["end"]] == s["text"] for s in spans), name


def test_nothing_is_both_learned_from_and_kept() -> None:
    texts = [text for part in ("learned", "more", "further", "kept") for _, text, _ in written.articles(part)]
    assert len(texts) == len(set(texts))


def test_an_empty_answer_finds_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    one = next(written.articles("kept"))
    monkeypatch.setattr(written, "articles", lambda part: [one])
    table = written.table("kept", lambda text: Extraction((), (), ()))
    required = sum(not q.get("optional") for q in one[2]["quotes"])
    assert table["required quotes"] == {"found": 0, "right": 0, "of": required}
    assert (table["wrong person"], table["articles"]) == ({"%": 0, "quotes": 0}, {"number": 1})


def test_gold_quotes_are_cases_in_order_with_their_speakers() -> None:
    _, text, gold = next(written.articles("learned"))
    quotes, speakers = written.annotated(text, gold, scan(text, paragraphs(text)))
    assert len(quotes) == len(speakers) == len(gold["quotes"])
    assert [q.content[0].start for q in quotes] == sorted(q.content[0].start for q in quotes)
    names = {s["name"] for s in gold["speakers"]} | {None}
    assert {s["speaker"] for s in speakers if s} <= names


def test_quotes_within_quotes_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "“I told them no,” she said."
    spans = [{"spans": [{"start": s, "end": e, "text": text[s:e]}]} for s, e in ((0, 17), (22, 26), (13, 15), (3, 7))]
    outer = {"id": "q1", "content": spans[0], "cue": spans[1], "nested_in": None, "speaker": None}
    inner = {"id": "q2", "content": spans[2], "cue": spans[3], "nested_in": "q1", "speaker": None}
    gold = {"quotes": [q | {"type": "direct", "source": None} for q in (outer, inner)], "speakers": []}
    monkeypatch.setattr(written, "articles", lambda part: [("one", text, gold)])
    table = written.table("kept", lambda text: Extraction((), (), ()))
    assert table["within quotes"] == {"found": 0, "of": 1}
