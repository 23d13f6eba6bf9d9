"""The held-out articles' figures come from the scoring tool's own count."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from models.evaluation import chosen
from models.training.polnear import Article, Attribution
from service.domain.document import ParsedText, TaggedAttribution
from service.domain.spans import Span
from service.text.paragraphs import paragraphs

TEXT = "Ruiz said it leaks."


def test_only_held_out_articles_are_scored_with_what_was_found(monkeypatch: pytest.MonkeyPatch) -> None:
    marked = [Attribution("E1", [(0, 4)], [(5, 9)], [(10, 18)])]
    monkeypatch.setattr(chosen, "held_out", lambda data: {"a"})
    monkeypatch.setattr(chosen.polnear, "articles", lambda path: [Article(n, TEXT, marked) for n in "ab"])
    parts = (Span.of(TEXT, 10, 18), Span.of(TEXT, 5, 9), Span.of(TEXT, 0, 4))
    tagged = TaggedAttribution((parts[0],), parts[1], parts[2], 0.9, 0.9)
    parser: Any = SimpleNamespace(parse=lambda text: ParsedText(text, paragraphs(text), (), (), (tagged,)))
    asked: list[Any] = []

    def scores(items: list[Any]) -> None:
        asked.extend(items)
        print("cue exact                  P  10.0  R  20.0  F1  13.3   [1, 10, 5]")

    table = chosen.table(Path(), parser, SimpleNamespace(span_scores=scores))
    assert table == {"cue exact": {"P": 10, "R": 20, "F1": 13.3}}
    ((text, gold, found),) = asked
    assert text == TEXT
    assert gold == [{"content": [[10, 18]], "source": [[0, 4]], "cue": [[5, 9]]}]
    assert [(q["content"], q["source"], q["cue"]) for q in found] == [([[10, 18]], [[0, 4]], [[5, 9]])]
