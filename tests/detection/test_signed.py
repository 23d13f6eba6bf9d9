"""Quotations signed with a dash and a name."""

import pytest

from service.detection.signed import signed
from service.text.marks import scan
from service.text.paragraphs import paragraphs


def found(text: str) -> list[tuple[str, str | None, str | None]]:
    places = paragraphs(text)
    candidates = signed(text, places, scan(text, places))
    return [(c.content[0].text, c.cue.text if c.cue else None, c.source.text if c.source else None) for c in candidates]


@pytest.mark.parametrize(
    ("text", "cue", "source"),
    [
        ("“We sell.” — Ida Morn", "—", "Ida Morn"),
        ("“We sell.” ― Ida Morn, chair of the harbour council", "―", "Ida Morn"),
        ("“We sell.” -- Ida Morn.", "--", "Ida Morn"),
        ("• “We sell.”—Ida Morn Jr.", "—", "Ida Morn Jr."),
        ("“We sell.” – Ida de la Morn (Eastmere)", "–", "Ida de la Morn"),
        ("“We sell.”\n— Ida Morn", "—", "Ida Morn"),
        ("“We sell.”\n\n— Ida Morn, chair", "—", "Ida Morn"),
        ("“We sell.” — A council aide", "—", "A council aide"),
        ("“We sell.” — @idamorn", "—", "@idamorn"),
    ],
)
def test_signatures(text: str, cue: str, source: str) -> None:
    assert found(text) == [("“We sell.”", cue, source)]


@pytest.mark.parametrize(
    "text",
    [
        "“We sell” — Morn paused — “but not today.”",
        "The “old boats” — Morn and Bray — are gone.",
        "“We sell.” — Morn said so. Then she left for the harbour.",
        "“We sell.” — and then she left",
        "“We sell,” said Ida Morn — Otto Bray.",
        "She was “the best in Spain.” --Otto Bray",
    ],
)
def test_no_signature(text: str) -> None:
    assert found(text) == []
