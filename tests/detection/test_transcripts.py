"""Transcripts and interviews, and labelled lines that are none."""

import pytest

from service.detection.transcripts import transcripts
from service.text.paragraphs import paragraphs


def turns(text: str) -> list[tuple[str, str | None, list[str]]]:
    found = transcripts(text, paragraphs(text))
    return [(c.source.text, c.cue.text if c.cue else None, [s.text for s in c.content]) for c in found if c.source]


def test_labels_in_capitals_and_first_names_dropped_later() -> None:
    text = (
        "Morn Says She Will Sell.\n\nThe harbour came up on Monday. A transcript follows.\n\n"
        "OTTO BRAY: Will you sell?\n\n(LAUGHTER)\n\nMORN (harbour chair): I will not say.\n\nNot today, anyway.\n\n"
        "BRAY: Why not?\n\nMORN: Ask me later.\n\nThe council meets again on Tuesday."
    )
    assert turns(text) == [
        ("OTTO BRAY", ":", ["Will you sell?"]),
        ("MORN", ":", ["I will not say.", "Not today, anyway."]),
        ("BRAY", ":", ["Why not?"]),
        ("MORN", ":", ["Ask me later.", "The council meets again on Tuesday."]),
    ]


@pytest.mark.parametrize(("q", "a", "cue"), [("Q:", "A:", ":"), ("Q.", "A.", None)])
def test_questions_and_answers(q: str, a: str, cue: str | None) -> None:
    text = f"A talk with Ida Morn.\n\n{q} Will you sell?\n{a} No.\n{q} Why not?\n{a} We need it. We all do."
    assert turns(text) == [
        ("Q", cue, ["Will you sell?"]),
        ("A", cue, ["No."]),
        ("Q", cue, ["Why not?"]),
        ("A", cue, ["We need it. We all do."]),
    ]


def test_names_in_ordinary_case_when_they_come_again() -> None:
    text = "Otto Bray: Will you sell?\nIda Morn: No.\nBray: Why not?\nMorn: We need the boats."
    assert [source for source, _, _ in turns(text)] == ["Otto Bray", "Ida Morn", "Bray", "Morn"]


def test_a_name_on_its_own_line() -> None:
    text = "BRAY\nWill you sell?\n\nMORN\nNo, we need it.\n\nBRAY\nAll of it?\n\nMORN\nAll of it."
    assert turns(text) == [
        ("BRAY", None, ["Will you sell?"]),
        ("MORN", None, ["No, we need it."]),
        ("BRAY", None, ["All of it?"]),
        ("MORN", None, ["All of it."]),
    ]


def test_label_with_a_role() -> None:
    text = "IDA MORN, HOST: Welcome back.\n\nOTTO BRAY, BYLINE: The boats are gone."
    assert [source for source, _, _ in turns(text)] == ["IDA MORN", "OTTO BRAY"]


@pytest.mark.parametrize(
    "text",
    [
        "Note: The council meets on Monday.\nLocation: Eastmere town hall.\nNote: Bring a chair.",
        "NOTE: The council meets.\n\nUPDATE: It has met.",
        "Morn: 45 votes\nBray: 41 votes\nMorn: 12 votes\nBray: 9 votes",
        "Morn: ‘We Will Not Sell’\n\nIda Morn told the council that it would not sell.",
        "HARBOUR NEWS\n\nThe boats are gone.\n\nHARBOUR NEWS\n\nThe boats are back.",
        "A. Morn was there. So was she.\n\nA. Bray was not.",
        "He had one rule: never sell.",
        "X\n\nSome prose.\n\nX\n\nMore prose.\n\n***\n\nX",
    ],
)
def test_no_transcript(text: str) -> None:
    assert turns(text) == []
