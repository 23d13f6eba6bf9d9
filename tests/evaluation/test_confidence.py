from types import SimpleNamespace
from typing import Any

import pytest

from models.evaluation.confidence import Case, at, calibration_error, chosen, compared, pairs, table
from models.training.polnear import Article, Attribution
from service.domain.extraction import Extraction
from service.domain.quotes import Quote, QuoteType
from service.domain.spans import Span
from service.domain.speakers import Speaker, SpeakerKind

TEXT = "Ana said yes. Bo said no."


def case(confidence: float, right: bool, speaker: float | None = 0.9) -> Case:
    return Case("a", QuoteType.INDIRECT, confidence, speaker, right, right)


def test_the_calibration_error_weighs_each_bin_by_its_size() -> None:
    given = [(0.95, True), (0.95, True), (0.55, True), (0.55, False)]
    assert calibration_error(given) == pytest.approx(0.05)
    assert calibration_error([]) == 0


def test_a_threshold_is_the_lowest_with_the_precision_asked_for() -> None:
    rows = [case(0.2, False), case(0.5, True), case(0.9, True), case(0.9, True)]
    assert at(rows, 0.5) == (75, 100)
    assert chosen(rows, 100) == pytest.approx(0.21)
    assert chosen([case(0.9, False)], 50) == 1.0


def test_speaker_confidence_is_asked_where_the_content_is_right_and_somebody_is_named() -> None:
    rows = [case(0.5, True), case(0.5, False), case(0.5, True, speaker=None)]
    assert pairs(rows, "speaker_confidence") == [(0.9, True)]
    assert len(pairs(rows, "confidence")) == 3


def test_the_table_has_every_tenth_given_both_errors_and_both_thresholds() -> None:
    found = table([case(0.95, True), case(0.95, False), case(0.3, False)])
    assert found["confidence 0.9"] == {"quotes": 2, "mean": pytest.approx(0.95), "right": 0.5}
    assert set(found) == {
        "confidence 0.3", "confidence 0.9", "confidence all", "speaker_confidence 0.9", "speaker_confidence all",
        "publishable", "review",
    }  # fmt: skip
    assert found["confidence all"]["ECE"] == pytest.approx((2 * 0.45 + 0.3) / 3)
    assert (found["publishable"]["right"], found["publishable"]["from"]) == (50, 0.91)


def quote(number: int, start: int, end: int, speaker: str | None) -> Quote:
    content = (Span.of(TEXT, start, end),)
    return Quote(
        f"q{number}", QuoteType.INDIRECT, content, (), None, (), None, speaker, (), None, 0.8, 0.9 if speaker else None
    )


def speaker(number: int, name: str) -> Speaker:
    return Speaker(f"s{number}", name, (), SpeakerKind.PERSON, None, (), (), ())


def tool(matches: dict[int, int]) -> Any:
    return SimpleNamespace(
        Doc=lambda text: text,
        match=lambda doc, gold, found: matches,
        one_layer=lambda doc, gold, found: found,
        speaker_right=lambda gold, name: gold["speaker"] == name,
    )


def test_quotes_are_compared_with_what_was_annotated() -> None:
    article = Article("a", TEXT, [Attribution("E1", [], [], [(9, 12)]), Attribution("E2", [], [], [(22, 24)])])
    gold = {"E1": {"speaker": "Ana", "sure": True}, "E2": {"speaker": "Bo", "sure": False}}
    quotes = (quote(1, 9, 12, "s1"), quote(2, 22, 24, "s2"), quote(3, 0, 3, None))
    found = Extraction(quotes, (speaker(1, "Ana"), speaker(2, "Cy")), ())
    rows = list(compared(article, gold, tool({0: 0, 1: 1}), found))
    # The second is left out: its annotators were not sure.
    assert [(r.content_right, r.speaker_right, r.right) for r in rows] == [(True, True, True), (False, False, False)]
