"""What the tagger's certainty is worth: ``python -m models.evaluation.certainty --data FOLDER --tool evaluate.py``.

Reads the held-out train articles, takes the quotes that the tagger found with the certainty it gave, and prints the
lines that service/detection/confidence.py follows: of quotes sorted by certainty, BINS parts of like number, each its
mean and the share of it that is right, pooled where a surer part would be right less often (isotonic regression;
Zadrozny & Elkan, KDD 2002).  A quote is right by the rules of the scoring tool: its content overlaps an attribution's,
and the source is right.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any
from unittest.mock import patch

from models.evaluation.tool import load
from models.training import polnear
from models.training.corpora import held_out
from service.detection import detector
from service.detection.candidates import Candidate
from service.detection.settling import TAGGER
from service.domain.quotes import QuoteType
from service.nlp.parser import Parser

MODELS = Path(__file__).resolve().parents[1]
BINS = 12
Pairs = list[tuple[float, bool]]
Ranges = list[tuple[int, int]]
# What was found, its type, whether it is right, and where its content is, whether its source is.
Judged = tuple[Candidate, QuoteType, bool, bool | None]


def points(given: Pairs, bins: int = BINS) -> list[tuple[float, float]]:
    """The line from certainty to the share that is right, which never falls."""
    rows = sorted(given)
    cuts = [len(rows) * k // bins for k in range(bins + 1)]
    pooled: list[list[float]] = []  # certainties' sum, how many are right, how many
    for begin, end in pairwise(cuts):
        part = rows[begin:end]
        pooled.append([sum(c for c, _ in part), sum(right for _, right in part), len(part)])
        while len(pooled) > 1 and pooled[-2][1] * pooled[-1][2] >= pooled[-1][1] * pooled[-2][2]:
            last = pooled.pop()
            pooled[-1] = [a + b for a, b in zip(pooled[-1], last, strict=True)]
    return [(round(certainty / n, 3), round(right / n, 3)) for certainty, right, n in pooled]


def cases(data: Path, parser: Parser, tool: Any) -> Iterator[Judged]:
    """The quotes that the tagger found, article by article."""
    names = held_out(data)
    for article in polnear.articles(data / "polnear/train"):
        if article.name in names:
            yield from _of(article, parser, tool)


def _of(article: polnear.Article, parser: Parser, tool: Any) -> Iterator[Judged]:
    asked: list[tuple[Candidate, QuoteType]] = []

    def noted(candidate: Candidate, kind: QuoteType) -> float:
        asked.append((candidate, kind))
        return 0.5

    with patch.object(detector, "probability", noted):
        found, _ = detector.detect(parser.parse(article.text))
    document = tool.Doc(article.text)
    gold = [{"content": a.content, "source": a.source or None} for a in article.attributions]
    nested = [f"q{q.parent}" if q.parent is not None else None for q in found]
    predicted = [
        {"id": f"q{i}", "nested_in": parent, "content": _ranges(q.content), "source": _ranges(q.source or ()) or None}
        for i, (q, parent) in enumerate(zip(found, nested, strict=True))
    ]
    kept = tool.one_layer(document, gold, predicted)
    matches = {kept[j]["id"]: gold[i] for i, j in tool.match(document, gold, kept).items()}
    counted = {p["id"] for p in kept}
    for (candidate, kind), one in zip(asked, predicted, strict=True):
        if candidate.rule == TAGGER and one["id"] in counted:
            match = matches.get(one["id"])
            right = bool(tool.source_right(document, match["source"], one["source"])) if match else None
            yield candidate, kind, bool(right), right


def _ranges(spans: Sequence[Any]) -> Ranges:
    return [(s.start, s.end) for s in spans]


def main() -> None:
    """Prints the lines."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--data", type=Path, required=True)
    arguments.add_argument("--tool", type=Path, required=True, help="evaluate.py, for its rules")
    arguments.add_argument("--models", type=Path, default=MODELS)
    given = arguments.parse_args()
    quotes: dict[QuoteType, Pairs] = defaultdict(list)
    sources: Pairs = []
    for candidate, kind, right, source in cases(given.data, Parser.load(given.models), load(given.tool)):
        quotes[kind].append((candidate.score, right))
        if source is not None:
            sources.append((candidate.source_score, source))
    for kind, pairs in quotes.items():
        print(kind, len(pairs), points(pairs))
    print("sources", len(sources), points(sources))


if __name__ == "__main__":
    main()
