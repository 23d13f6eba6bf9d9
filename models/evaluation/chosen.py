"""What is chosen on: the 63 train articles that nothing learned attributions from, through detection.

Thresholds, networks and rules are compared by these figures, never by dev's.
"""

from __future__ import annotations

import contextlib
import io
from pathlib import Path
from typing import Any

from models.evaluation.figures import Table, of_tool
from models.training import polnear
from models.training.corpora import held_out
from service.detection.detector import detect
from service.domain.quotes import Detected
from service.domain.spans import Span
from service.nlp.parser import Parser

Ranges = list[list[int]]


def table(data: Path, parser: Parser, tool: Any) -> Table:
    """Precision, recall and F1 of each of the scoring tool's measures."""
    names = held_out(data)
    articles = [a for a in polnear.articles(data / "polnear/train") if a.name in names]
    items = [(a.text, [_gold(g) for g in a.attributions], _found(detect(parser.parse(a.text))[0])) for a in articles]
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        tool.span_scores(items)
    return of_tool(printed.getvalue())


def _gold(attribution: polnear.Attribution) -> dict[str, Ranges | None]:
    parts = {"content": attribution.content, "source": attribution.source, "cue": attribution.cue}
    return {name: [list(r) for r in ranges] or None for name, ranges in parts.items()}


def _found(quotes: tuple[Detected, ...]) -> list[dict[str, Any]]:
    return [
        {
            "id": f"q{i}",
            "nested_in": None if q.parent is None else f"q{q.parent}",
            "content": _ranges(q.content),
            "source": _ranges(q.source) or None,
            "cue": _ranges(q.cue.spans) if q.cue else None,
        }
        for i, q in enumerate(quotes)
    ]


def _ranges(spans: tuple[Span, ...]) -> Ranges:
    return [[s.start, s.end] for s in spans]
