"""The whole pipeline on the sample articles, measured against their gold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from models.evaluation.seeds import Score, as_answer, problems, score

SEEDS = Path(__file__).resolve().parents[2] / "seeds"

# Part of the required quotes that must be found with type and speaker right.
FLOORS = {
    "01-bridge-council": 0.9,
    "02-cup-final": 0.6,
    "03-sea-snails": 0.85,
    "04-quarterly-results": 0.9,
    "05-harbour-trial": 0.55,
    "06-lighthouse-play": 0.55,
    "07-strait-talks": 0.7,
    "08-four-day-week": 0.9,
    "09-beekeeper-interview": 0.85,
    "10-ferry-hearing": 0.85,
    "11-river-flood": 0.9,
    "12-cough-syrup": 0.6,
    "13-rail-strike": 0.75,
    "14-brass-band": 0.8,
    "15-baku-visit": 0.75,
}

# Nicknames still taken for quotes, by article, as the answer's ids; a new one fails.
KNOWN_UNWANTED: dict[str, set[str]] = {}

pytestmark = [pytest.mark.models, pytest.mark.parametrize("name", FLOORS)]


@pytest.fixture(scope="module")
def answers(pipeline: Any) -> dict[str, tuple[str, dict[str, Any]]]:
    """Each article with the pipeline's answer."""
    texts = {name: (SEEDS / f"{name}.txt").read_text(encoding="utf8") for name in FLOORS}
    return {name: (text, as_answer(pipeline.extract(text))) for name, text in texts.items()}


def scored(name: str, answers: dict[str, tuple[str, dict[str, Any]]]) -> tuple[Score, str]:
    """The score, and a list of what went wrong for the assertion's message."""
    gold, answer = json.loads((SEEDS / f"{name}.json").read_text(encoding="utf8")), answers[name][1]
    result = score(gold, answer)
    who = {s["id"]: s["name"] for s in answer["speakers"]}
    given = {q["id"]: q for q in answer["quotes"]}
    lines = []
    for quote in gold["quotes"]:
        if quote["id"] not in result.right and (quote["id"] in result.found or not quote.get("optional")):
            got = given.get(result.found.get(quote["id"], ""))
            shown = f"{got['type']} by {who.get(got['speaker'])}: {got['content']['text']}" if got else "not found"
            lines.append(f"{quote['id']} {quote['content']['text'][:60]!r} -> {shown}")
    return result, "\n".join(lines)


def test_every_floor_has_its_article(name: str) -> None:
    assert (SEEDS / f"{name}.json").is_file()
    assert set(FLOORS) == {path.stem for path in SEEDS.glob("*.txt")}


def test_answer_obeys_the_rules(name: str, answers: dict[str, tuple[str, dict[str, Any]]]) -> None:
    assert problems(*answers[name]) == []


def test_no_quote_is_pinned_on_a_wrong_person(name: str, answers: dict[str, tuple[str, dict[str, Any]]]) -> None:
    result, report = scored(name, answers)
    assert not result.wrong, report


def test_words_in_marks_that_nobody_said_are_no_quotes(
    name: str, answers: dict[str, tuple[str, dict[str, Any]]]
) -> None:
    result, report = scored(name, answers)
    assert set(result.unwanted) <= KNOWN_UNWANTED.get(name, set()), report


def test_enough_quotes_are_right(name: str, answers: dict[str, tuple[str, dict[str, Any]]]) -> None:
    result, report = scored(name, answers)
    assert result.recall >= FLOORS[name], report
