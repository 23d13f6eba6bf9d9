"""How far `confidence` and `speaker_confidence` can be believed: reliability tables and expected calibration errors.

The service's quotes are compared with the annotated attributions and speakers by the rules of the scoring tool.  A
quote's content is right where it is matched with an attribution (half or more in common); `confidence` is right where
the speaker is right too, `speaker_confidence` is asked of quotes with a speaker and the right content alone.  A quote
without a match that is parent or child of a matched one is left out, since the corpus labels one layer only, and so is
one whose speaker the annotators were not sure of.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.evaluation.figures import Table
from models.training import polnear
from models.training.corpora import held_out
from service.domain.extraction import Extraction
from service.domain.quotes import Quote, QuoteType

BINS = 10
SPEAKERS = {"dev": "speakers_dev.jsonl", "train": "speakers_train100.jsonl"}
THRESHOLDS = {"publishable": 0.91, "review": 0.45}
PRECISION = {"publishable": 95.0, "review": 80.0}
"""The recommended thresholds, and what they were chosen for: so many quotes in a hundred right on held-out articles."""
Gold = dict[str, Any]


@dataclass(frozen=True)
class Case:
    """One quote of the service: how sure it was, and what was right."""

    article: str
    type: QuoteType
    confidence: float
    speaker_confidence: float | None
    content_right: bool
    speaker_right: bool

    @property
    def right(self) -> bool:
        """Whether content and speaker are right."""
        return self.content_right and self.speaker_right


def cases(data: Path, part: str, tool: Any, extract: Callable[[str], Extraction]) -> Iterator[Case]:
    """Every quote of the "dev" articles, or of the "train" articles that the attribution tagger did not see."""
    gold: dict[str, dict[str, Gold]] = defaultdict(dict)
    for line in (data / "polnear" / SPEAKERS[part]).read_text(encoding="utf8").splitlines():
        row = json.loads(line)
        gold[row["doc"]][row["id"]] = row
    wanted = set(gold) & held_out(data) if part == "train" else set(gold)
    for article in polnear.articles(data / "polnear" / part):
        if article.name in wanted:
            yield from compared(article, gold[article.name], tool, extract(article.text))


def compared(article: polnear.Article, gold: dict[str, Gold], tool: Any, found: Extraction) -> Iterator[Case]:
    """The quotes of one article beside its attributions."""
    names = {s.id: s.name for s in found.speakers}
    marked = [{"content": a.content, "id": a.id} for a in article.attributions]
    predicted = [_prediction(q) for q in found.quotes]
    document = tool.Doc(article.text)
    counted = {p["id"] for p in tool.one_layer(document, marked, predicted)}
    matches = {found.quotes[j].id: marked[i]["id"] for i, j in tool.match(document, marked, predicted).items()}
    for quote in found.quotes:
        speaker = gold.get(str(matches.get(quote.id)))
        if quote.id not in counted or (quote.id in matches and not (speaker and speaker["sure"])):
            continue
        right = speaker is not None and bool(tool.speaker_right(speaker, names.get(quote.speaker or "")))
        yield Case(article.name, quote.type, quote.confidence, quote.speaker_confidence, speaker is not None, right)


def _prediction(quote: Quote) -> dict[str, Any]:
    return {"id": quote.id, "nested_in": quote.parent, "content": [(s.start, s.end) for s in quote.content]}


Pairs = list[tuple[float, bool]]


def pairs(rows: Iterable[Case], field: str) -> Pairs:
    """(probability given, whether it was right) for "confidence" or "speaker_confidence"."""
    if field == "confidence":
        return [(r.confidence, r.right) for r in rows]
    asked = [(r.speaker_confidence, r.speaker_right) for r in rows if r.content_right]
    return [(given, right) for given, right in asked if given is not None]


def bins(given: Pairs) -> dict[int, Pairs]:
    """The pairs by tenths of the probability given."""
    found: dict[int, Pairs] = defaultdict(list)
    for probability, right in given:
        found[min(BINS - 1, int(probability * BINS + 1e-9))].append((probability, right))
    return dict(sorted(found.items()))


def calibration_error(given: Pairs) -> float:
    """The expected calibration error."""
    gaps = (abs(sum(p for p, _ in b) - sum(right for _, right in b)) for b in bins(given).values())
    return sum(gaps) / max(1, len(given))


def reliability(given: Pairs) -> Table:
    """A row a tenth of the probability given, and one of all with the calibration error."""
    table: Table = {}
    for number, inside in bins(given).items():
        mean, share = (sum(x[k] for x in inside) / len(inside) for k in (0, 1))
        table[f"{number / BINS:.1f}"] = {"quotes": len(inside), "mean": mean, "right": share}
    return table | {"all": {"quotes": len(given), "ECE": calibration_error(given)}}


def at(rows: Sequence[Case], threshold: float) -> tuple[float, float]:
    """The share of quotes from a threshold on, and of those the share that is right, in per cent."""
    kept = [r for r in rows if r.confidence >= threshold]
    return 100 * len(kept) / max(1, len(rows)), 100 * sum(r.right for r in kept) / max(1, len(kept))


def chosen(rows: Sequence[Case], precision: float) -> float:
    """The lowest threshold, in hundredths, from which on so many in a hundred are right."""
    steps = [k / 100 for k in range(100)]
    return next((t for t in steps if at(rows, t)[1] >= precision), 1.0)


def table(rows: Sequence[Case]) -> Table:
    """Both reliability tables, what the recommended thresholds give, and those that these articles would choose."""
    out: Table = {}
    for field in ("confidence", "speaker_confidence"):
        out |= {f"{field} {label}": row for label, row in reliability(pairs(rows, field)).items()}
    for name, threshold in THRESHOLDS.items():
        share, precision = at(rows, threshold)
        out[name] = {"from": threshold, "right": precision, "of all": share, "chosen": chosen(rows, PRECISION[name])}
    return out
