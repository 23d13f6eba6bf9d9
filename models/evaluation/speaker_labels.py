"""Who said each attribution of PolNeAR's train articles, as annotated: the shared labels of 100 articles and our own.

`speakers_train.csv` holds our own labels of further articles, by article and attribution, without text.  Each article
was read by one annotator who had not seen what the service answers; nobody has checked the labels.  Their fields are
those of the shared ones: the speaker's fullest name in the article (empty where nobody is told; “=” where the words of
the source describe somebody whom it does not name), other right names, kind, form of the source, whether it is sure.
"""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from models.training import polnear

OWN = Path(__file__).with_name("speakers_train.csv")
AS_WORDED = "="
LONGEST = 12
Gold = dict[str, Any]


def of_articles(data: Path) -> Iterator[tuple[polnear.Article, dict[str, Gold]]]:
    """Every labelled train article with its labels by attribution, in the form that the scoring tool knows."""
    shared: dict[str, dict[str, Gold]] = defaultdict(dict)
    for line in (data / "polnear/speakers_train100.jsonl").read_text(encoding="utf8").splitlines():
        row = json.loads(line)
        shared[row["doc"]][row["id"]] = row
    own: dict[str, list[dict[str, str]]] = defaultdict(list)
    with OWN.open(encoding="utf8", newline="") as file:
        for read in csv.DictReader(file):
            own[read["article"]].append(read)
    for article in polnear.articles(data / "polnear/train"):
        if article.name in shared:
            yield article, shared[article.name]
        elif article.name in own:
            yield article, _labels(article, own[article.name])


def _labels(article: polnear.Article, rows: list[dict[str, str]]) -> dict[str, Gold]:
    sources = {a.id: " ".join(article.text[start:end] for start, end in a.source) for a in article.attributions}
    return {row["attribution"]: _label(row, sources[row["attribution"]]) for row in rows}


def _label(row: dict[str, str], source: str) -> Gold:
    """One label; a speaker called as the source is worded may be called by any part of those words."""
    words = source.split()[:LONGEST]
    parts = [" ".join(words[i:j]) for i in range(len(words)) for j in range(i + 1, len(words) + 1)]
    worded = row["speaker"] == AS_WORDED
    return {
        "speaker": source if worded else row["speaker"] or None,
        "accept": parts if worded else [other for other in row["others"].split("|") if other],
        "kind": row["kind"],
        "form": row["form"],
        "sure": row["sure"] == "1",
    }
