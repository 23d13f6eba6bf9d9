"""Cue classes, negation and hedges against a sample labelled by hand (see cue_guidelines.md).

The service describes the cue where the corpus's annotators marked it, on the models' own parse of the article, so that
nothing is measured but the description.  Class accuracy is that of the cues drawn at random; negated and hedged are
scored on the whole sample, which was drawn so that it has enough of them.  Intervals are bootstraps over articles.
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from models.evaluation.bootstrap import interval
from models.evaluation.figures import Row, Table
from models.training import polnear
from service.detection.cues import describe_cue
from service.domain.document import ParsedText
from service.domain.quotes import Cue, CueClass
from service.domain.spans import Span

SAMPLES = {"dev": "cue_sample.csv", "train": "cue_sample_train.csv"}


@dataclass(frozen=True)
class Label:
    """What the annotator said of one cue."""

    article: str
    attribution: str
    drawn: str
    cue_class: CueClass
    negated: bool
    hedged: bool


@dataclass(frozen=True)
class Judged:
    """A label and what the service makes of the same cue."""

    label: Label
    cue: Cue

    @property
    def right(self) -> bool:
        """Whether the class is the annotator's."""
        return self.cue.cue_class is self.label.cue_class


def labels(part: str) -> list[Label]:
    """The labels of the sample of "dev" or "train" articles."""
    with (Path(__file__).parent / SAMPLES[part]).open(encoding="utf8", newline="") as file:
        return [
            Label(article, attribution, drawn, CueClass(cue_class), negated == "1", hedged == "1")
            for article, attribution, drawn, cue_class, negated, hedged in list(csv.reader(file))[1:]
        ]


def judged(data: Path, part: str, parse: Callable[[str], ParsedText]) -> Iterator[Judged]:
    """Every labelled cue with the service's description of it."""
    wanted = defaultdict(list)
    for label in labels(part):
        wanted[label.article].append(label)
    for article in polnear.articles(data / "polnear" / part):
        if article.name not in wanted:
            continue
        parsed = parse(article.text)
        cues = {a.id: [Span.of(article.text, *r) for r in a.cue] for a in article.attributions}
        for label in wanted[article.name]:
            yield Judged(label, describe_cue(parsed, cues[label.attribution]))


def accuracy(rows: Sequence[Judged]) -> float:
    """The share of right classes, in per cent."""
    return 100 * sum(r.right for r in rows) / max(1, len(rows))


def flag_scores(rows: Sequence[Judged], flag: str) -> tuple[float, float, float]:
    """Precision, recall and F1 of "negated" or "hedged", in per cent."""
    gold, found = [getattr(r.label, flag) for r in rows], [getattr(r.cue, flag) for r in rows]
    hits = sum(g and f for g, f in zip(gold, found, strict=True))
    precision, recall = hits / max(1, sum(found)), hits / max(1, sum(gold))
    return 100 * precision, 100 * recall, 200 * precision * recall / max(1e-9, precision + recall)


def spread(rows: Sequence[Judged], measure: Callable[[Sequence[Judged]], float]) -> Row:
    """The measure with its 95 % bootstrap interval over articles."""
    articles = defaultdict(list)
    for row in rows:
        articles[row.label.article].append(row)
    low, high = interval(list(articles.values()), lambda drawn: measure([row for group in drawn for row in group]))
    return {"%": measure(rows), "low": low, "high": high}


def table(rows: Sequence[Judged]) -> Table:
    """The figures, each with its interval and the number of cues that it is about."""
    at_random = [r for r in rows if r.label.drawn == "random"]
    out: Table = {
        "class, at random": spread(at_random, accuracy) | {"cues": len(at_random)},
        "class, all": spread(rows, accuracy) | {"cues": len(rows)},
    }
    for flag in ("negated", "hedged"):
        precision, recall, _ = flag_scores(rows, flag)
        f1 = spread(rows, lambda drawn, flag=flag: flag_scores(drawn, flag)[2])
        cues = sum(getattr(r.label, flag) for r in rows)
        out[flag] = {"P": precision, "R": recall, "F1": f1["%"], "low": f1["low"], "high": f1["high"], "cues": cues}
    return out


def class_table(rows: Sequence[Judged]) -> Iterator[str]:
    """For each class how many cues have it, were given it and rightly so, and what it was taken for instead."""
    for cue_class in CueClass:
        gold = [r for r in rows if r.label.cue_class is cue_class]
        found = sum(r.cue.cue_class is cue_class for r in rows)
        wrong = Counter(r.cue.cue_class.value for r in gold if not r.right)
        taken = ", ".join(f"{name} {count}" for name, count in wrong.most_common())
        right = sum(r.right for r in gold)
        yield f"  {cue_class.value:11s} cues {len(gold):3d}  given {found:3d}  right {right:3d}  {taken}"
