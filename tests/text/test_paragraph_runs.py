"""Quotations over several paragraphs, each opening with a mark and only the last one closing."""

import pytest

from service.text.marks import Marks, scan
from service.text.paragraphs import paragraphs


def marks_of(text: str) -> Marks:
    return scan(text, paragraphs(text))


@pytest.mark.parametrize(("o", "c"), [("“", "”"), ('"', '"'), ("‘", "’"), ("''", "''"), ("'", "'"), ("«", "»")])
def test_three_paragraphs_are_one_quotation(o: str, c: str) -> None:
    text = f"{o}We began small.\n\n{o}Then we grew.\n\n{o}Now we sell,{c} she said. {o}All of it.{c}\n\nIt rained."
    first, second = marks_of(text).quotations
    assert [p.text for p in first.parts] == [f"{o}We began small.", f"{o}Then we grew.", f"{o}Now we sell,{c}"]
    assert [p.text for p in first.inner] == ["We began small.", "Then we grew.", "Now we sell,"]
    assert (first.depth, second.depth) == (0, 0)
    assert second.inner[0].text == "All of it."
    assert marks_of(text).strays == ()


@pytest.mark.parametrize("lead", ["Morn said: ", "“We sell,” said Morn. ", "Morn said, ", "Morn said "])
def test_a_run_may_begin_inside_a_paragraph(lead: str) -> None:
    run = marks_of(f"{lead}“We began small.\n\n“Now we sell.”").quotations[-1]
    assert [p.text for p in run.inner] == ["We began small.", "Now we sell."]


def test_nested_marks_run_on_too() -> None:
    outer, inner = marks_of("“‘We began small.\n\n“‘Now we sell,’ he told me,” she said.").quotations
    assert [p.text for p in outer.inner] == ["‘We began small.", "‘Now we sell,’ he told me,"]
    assert [p.text for p in inner.inner] == ["We began small.", "Now we sell,"]
    assert (outer.depth, inner.depth) == (0, 1)


def test_quotations_inside_a_run_are_nested() -> None:
    marks = marks_of("“We call it ‘home.’\n\n“They call it ‘the shed,’” she said.")
    assert [(q.depth, len(q.parts)) for q in marks.quotations] == [(0, 2), (1, 1), (1, 1)]


def test_a_run_that_never_closes() -> None:
    marks = marks_of("“We began small.\n\n“Then we grew.\n\nIt rained on “old” boats.")
    run, word = marks.quotations
    assert run.close is None
    assert [p.text for p in run.inner] == ["We began small.", "Then we grew."]
    assert word.inner[0].text == "old"
    assert [s.text for s in marks.strays] == ["“"]


@pytest.mark.parametrize(
    "text",
    [
        "“We began small.\n\nThen it rained.\n\n“We sell,” she said.",
        "“We began small, said Ida Morn.\n\n“We sell,” she said.",
        "“We began small,” he said, “and how.\n\n”\n\n“We sell,” she said.",
        "He likes “old boats.\n\n“We sell,” she said.",
        '"We began small.\n\n“We sell,” she said.',
    ],
)
def test_what_does_not_run_on(text: str) -> None:
    last = marks_of(text).quotations[-1]
    assert [p.text for p in last.parts] == ["“We sell,”"]
