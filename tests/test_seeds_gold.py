"""The gold of the sample articles is what its sources say and obeys the answer's rules; no model is needed."""

from __future__ import annotations

import copy
import json
import re
from pathlib import Path
from typing import Any

import pytest

from models.evaluation.seeds import plain, problems, score
from seeds.build import build
from seeds.snippets import GoldError, locate, quoted

SEEDS = Path(__file__).resolve().parents[1] / "seeds"
REAL = SEEDS.parent.parent / "shared" / "seeds"
NAMES = sorted(path.stem for path in SEEDS.glob("*.txt"))
RETELLING = "15-baku-visit"


def article(name: str) -> str:
    return (SEEDS / f"{name}.txt").read_text(encoding="utf8")


def gold(name: str) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads((SEEDS / f"{name}.json").read_text(encoding="utf8"))
    return answer


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def all_quotes() -> list[dict[str, Any]]:
    return [quote for name in NAMES for quote in gold(name)["quotes"]]


def test_there_are_enough_articles_each_with_its_gold() -> None:
    assert len(NAMES) >= 13
    assert {p.stem for p in SEEDS.glob("*.gold")} == {p.stem for p in SEEDS.glob("*.json")} == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_gold_is_built_from_its_source(name: str) -> None:
    assert build(article(name), (SEEDS / f"{name}.gold").read_text(encoding="utf8")) == gold(name)


@pytest.mark.parametrize("name", NAMES)
def test_gold_obeys_the_rules_of_an_answer(name: str) -> None:
    assert problems(article(name), gold(name)) == []


@pytest.mark.parametrize("name", NAMES)
def test_articles_are_of_a_news_item_s_length(name: str) -> None:
    assert 150 <= len(article(name).split()) <= 500


@pytest.mark.parametrize("name", NAMES)
def test_sources_are_near_and_speakers_are_in_the_article(name: str) -> None:
    text, answer = article(name), gold(name)
    for quote in answer["quotes"]:
        parts = [quote[k]["spans"][0] for k in ("cue", "source") if quote[k]]
        start, end = quote["content"]["spans"][0]["start"], quote["content"]["spans"][-1]["end"]
        for part in parts:
            between = text[min(part["end"], end) : max(start, part["start"])]
            assert "\n\n" not in between, (quote["id"], part)
    for speaker in answer["speakers"]:
        if speaker["kind"] in ("person", "organization"):
            assert set(words(speaker["name"])) <= set(words(text)), speaker["name"]


@pytest.mark.parametrize("name", NAMES)
def test_gold_scores_full_marks_against_itself(name: str) -> None:
    result = score(gold(name), gold(name))
    assert result.recall == 1.0
    assert set(result.right) == set(result.found)
    assert result.missed == result.extra == result.wrong == result.unwanted == ()


def test_scorer_tells_mistakes_apart() -> None:
    wanted = gold("01-bridge-council")
    answer = copy.deepcopy(wanted)
    first, second, third = answer["quotes"][:3]
    first["speaker"] = next(s["id"] for s in answer["speakers"] if s["name"] == "Dora Lusk")
    second["speaker"] = None
    answer["quotes"].remove(third)
    mark = wanted["not_quotes"][0]
    answer["quotes"].append({**third, "id": "q99", "content": {"text": mark["text"], "spans": [mark]}})
    result = score(wanted, answer)
    assert result.wrong == ("q1",)
    assert result.missed == ("q3",)
    assert result.extra == result.unwanted == ("q99",)
    assert not {"q1", "q2", "q3"} & set(result.right)


def test_problems_are_named() -> None:
    text, answer = article("01-bridge-council"), gold("01-bridge-council")
    answer["quotes"][0]["content"]["spans"][0]["start"] += 1
    answer["quotes"][1]["nested_in"] = "q77"
    answer["speakers"][0]["quotes"] = []
    assert [p.split(":")[0] for p in problems(text, answer)] == ["q1", "q2", "speakers", "speakers"]


def test_every_kind_of_quote_is_there() -> None:
    quotes = all_quotes()
    kinds = {speaker["kind"] for name in NAMES for speaker in gold(name)["speakers"]}
    assert {q["type"] for q in quotes} == {"direct", "indirect", "mixed"}
    assert {"person", "organization", "group", "document", "unnamed"} <= kinds
    assert any(q["nested_in"] for q in quotes)
    assert any(len(q["content"]["spans"]) > 3 for q in quotes), "several paragraphs"
    assert any(q["speaker"] and not q["source"] and not q["cue"] for q in quotes), "free-standing"
    assert any(q["cue"] and q["cue"]["negated"] for q in quotes)
    assert any(q["cue"] and q["cue"]["hedged"] and not q["speaker"] for q in quotes), "hearsay"
    assert any(s["members"] for name in NAMES for s in gold(name)["speakers"])
    opened = "".join(q["content"]["text"][0] for q in quotes)
    assert all(mark in opened for mark in "“\"«‘'")
    assert any(q["content"]["text"].startswith("''") for q in quotes)
    assert any(ord(c) > 0xFFFF for name in NAMES for c in article(name)), "astral characters"


def test_retelling_quotes_fragments_of_six_words_at_most() -> None:
    fragments = [s for q in gold(RETELLING)["quotes"] for s in q["verbatim"]]
    assert fragments and all(len(words(s["text"])) <= 6 for s in fragments)
    assert len(re.findall("“", article(RETELLING))) == len(fragments)


@pytest.mark.skipif(not REAL.is_dir(), reason="the real articles are not here")
def test_nothing_but_the_fragments_is_taken_from_the_real_articles() -> None:
    real = [words(path.read_text(encoding="utf8")) for path in sorted(REAL.glob("*.txt"))]
    taken = {tuple(w[i : i + 7]) for w in real for i in range(len(w) - 6)}
    whole = [" ".join(w) for w in real]
    for name in NAMES:
        own = words(article(name))
        assert not [own[i : i + 7] for i in range(len(own) - 6) if tuple(own[i : i + 7]) in taken], name
    for quote in gold(RETELLING)["quotes"]:
        assert all(any(" ".join(words(s["text"])) in w for w in whole) for s in quote["verbatim"]), quote["id"]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("He said “a ‘b’ c” and “d", ["a ‘b’ c", "d"]),
        ("'It's Ann's hat,' she said", ["It's Ann's hat,"]),
        ("«Oui», '''90s'' ", ["Oui", "'90s"]),
        ('the dogs’ home isn\'t "open"', ["open"]),
    ],
)
def test_marks(text: str, inside: list[str]) -> None:
    assert [text[a:b] for a, b in quoted(text, (0, len(text)))] == inside


def test_snippets() -> None:
    text = "she said and he said as heated"
    assert locate(text, "said #2", []) == (16, 20)
    assert locate(text, "he ~~ as", []) == (13, 23)
    assert locate(text, "said", [(21, 30)]) == (16, 20)
    assert locate(text, "said", [(16, 20)], [(16, 20)]) == (4, 8)
    for wrong in ("said", "hea", "nobody"):
        with pytest.raises(GoldError):
            locate(text, wrong, [])


def test_names_are_compared_without_case_determiners_and_titles() -> None:
    assert plain("The Council’s clerk") == plain("council's Clerk") == "council clerk"
    assert plain("Dr. Ann Poe") == "ann poe"
