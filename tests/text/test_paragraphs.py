"""Paragraphs, however the text is laid out."""

import pytest

from service.text.paragraphs import paragraphs


def texts(text: str) -> list[str]:
    return [p.text for p in paragraphs(text)]


@pytest.mark.parametrize("gap", ["\n\n", "\r\n\r\n", "\r\r", "\n \t\n", "\n\u00a0\n", "\u2029", "\n\n\n\n", "\x0c"])
def test_blank_lines_and_paragraph_separators_divide(gap: str) -> None:
    assert texts(f"  One fine day. {gap}Another day.\u00a0{gap}") == ["One fine day.", "Another day."]


@pytest.mark.parametrize("gap", ["\n", "\r\n", "\r", "\u2028"])
def test_one_paragraph_a_line(gap: str) -> None:
    lines = [
        "Harbour fees rise",
        "The council of Eastmere raised the fees for its harbour on Monday, the third rise in as many years, it said.",
        "“We had no choice,” said Ida Morn, who chairs it.",
    ]
    assert texts(gap.join(lines)) == lines


WRAPPED = """The council of Eastmere raised the fees for its small harbour on Monday,
the third rise in as many years, and told the owners of the boats that
more would follow unless the dredging of the channel were paid for by
somebody else."""


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    assert texts(WRAPPED) == [WRAPPED]


def test_wrapped_and_unwrapped_blocks_are_told_apart() -> None:
    assert texts(f"EASTMERE\nHarbour fees rise\n\n{WRAPPED}\n\n{WRAPPED}") == [
        "EASTMERE",
        "Harbour fees rise",
        WRAPPED,
        WRAPPED,
    ]


def test_an_indented_line_opens_a_paragraph_in_a_wrapped_block() -> None:
    first, second = texts(f"   {WRAPPED}\n   {WRAPPED}")
    assert first == second == WRAPPED


def test_two_wrapped_lines() -> None:
    text = "The council of Eastmere raised the fees for its small harbour\non Monday, it said."
    assert texts(text) == [text]


def test_headlines_without_full_stops_stay_apart() -> None:
    lines = ["Council Raises Harbour Fees For the Third Year", "Owners Vow To Take Eastmere Council To Court Again"]
    assert texts("\n".join(lines)) == lines


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u00a0\u2003\n", "\u200b\ufeff", "\r\n\r"])
def test_nothing_to_show(text: str) -> None:
    assert texts(text) == []
