"""The articles of other kinds, with gold quotes: the pipeline on them, and their speakers as PolNeAR's cases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from models.evaluation.figures import Table
from models.evaluation.seeds import as_answer, score
from seeds.build import build
from service.detection.wording import quote_type, verbatim
from service.domain.extraction import Extraction
from service.domain.quotes import Detected
from service.domain.spans import Span
from service.text.marks import Marks

FOLDER = Path(__file__).with_name("articles")
LEARNED = ("learned", "more")
"""The parts from which is learned; from what is kept nothing is."""
PRONOUNS = frozenset("he she it they we i who which this that his her its their".split())
Json = dict[str, Any]


def articles(part: str) -> Iterator[tuple[str, str, Json]]:
    """The name, text and gold answer of each article of "learned", "more" or "kept"."""
    for path in sorted((FOLDER / part).glob("*.txt")):
        text = path.read_text(encoding="utf8")
        yield path.stem, text, build(text, path.with_suffix(".gold").read_text(encoding="utf8"), bare=True)


def table(part: str, extract: Callable[[str], Extraction]) -> Table:
    """How many of the required quotes are found, and right (type and speaker), in per cent; and what is wrong.

    A wrong person is counted among all quotes found, the optional ones too.
    """
    counts: Counter[str] = Counter()
    for _, text, gold in articles(part):
        found = score(gold, as_answer(extract(text)))
        required = set(found.required)
        counts.update(articles=1, required=len(required), found=len(required & set(found.found)))
        counts.update(right=len(required & set(found.right)), all=len(found.found), wrong=len(found.wrong))
        counts.update(extra=len(found.extra))
        within = required & {quote["id"] for quote in gold["quotes"] if quote["nested_in"]}
        counts.update(within=len(within), within_found=len(within & set(found.found)))
    return {
        "required quotes": {
            "found": 100 * counts["found"] / max(1, counts["required"]),
            "right": 100 * counts["right"] / max(1, counts["required"]),
            "of": counts["required"],
        },
        "wrong person": {"%": 100 * counts["wrong"] / max(1, counts["all"]), "quotes": counts["wrong"]},
        "within quotes": {"found": 100 * counts["within_found"] / max(1, counts["within"]), "of": counts["within"]},
        "beyond the gold": {"quotes": counts["extra"]},
        "articles": {"number": counts["articles"]},
    }


def annotated(text: str, gold: Json, marks: Marks) -> tuple[list[Detected], list[Json | None]]:
    """The gold quotes as the detector would give them, without cues, and who said each as the scoring tool has it."""
    who = {s["id"]: s for s in gold["speakers"]}
    quotes, speakers = [], []
    ordered = sorted(gold["quotes"], key=_order)
    places = {quote["id"]: place for place, quote in enumerate(ordered)}
    for quote in ordered:
        content, source = _spans(text, quote["content"]), _spans(text, quote["source"])
        said = verbatim(content, marks)
        kind, parent = quote_type(content, marks), places.get(quote["nested_in"])
        quotes.append(Detected(content, said, kind, None, source, None, parent, 1.0))
        speakers.append(_speaker(who.get(quote["speaker"]), quote, source))
    return quotes, speakers


def _order(quote: Json) -> tuple[int, int]:
    spans = quote["content"]["spans"]
    return spans[0]["start"], -spans[-1]["end"]


def _spans(text: str, part: Json | None) -> tuple[Span, ...]:
    return tuple(Span.of(text, s["start"], s["end"]) for s in part["spans"]) if part else ()


def _speaker(speaker: Json | None, quote: Json, source: tuple[Span, ...]) -> Json:
    word = source[0].text.lower() if source else ""
    form = "none" if not source else "pronoun" if word in PRONOUNS else "other"
    name, kind = (speaker["name"], speaker["kind"]) if speaker else (None, "other")
    return {"speaker": name, "accept": quote.get("accept", []), "kind": kind, "form": form, "sure": True}
