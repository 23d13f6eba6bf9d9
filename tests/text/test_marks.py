"""Quotation marks of every style, paired by their neighbours."""

import pytest

from service.text.marks import Marks, MarkStyle, scan
from service.text.paragraphs import paragraphs


def marks_of(text: str) -> Marks:
    return scan(text, paragraphs(text))


def shown(text: str) -> list[tuple[int, str]]:
    """Depth and words of each quotation."""
    return [(q.depth, " / ".join(words.text for words in q.inner)) for q in marks_of(text).quotations]


@pytest.mark.parametrize(
    ("opening", "closing", "style"),
    [
        ("“", "”", MarkStyle.DOUBLE_CURLY),
        ("‘", "’", MarkStyle.SINGLE_CURLY),
        ('"', '"', MarkStyle.DOUBLE_STRAIGHT),
        ("'", "'", MarkStyle.SINGLE_STRAIGHT),
        ("«", "»", MarkStyle.GUILLEMETS),
        ("« ", " »", MarkStyle.GUILLEMETS),
        ("»", "«", MarkStyle.GUILLEMETS),
        ("‹", "›", MarkStyle.SINGLE_GUILLEMETS),
        ("„", "“", MarkStyle.LOW),
        ("„", "”", MarkStyle.LOW),
        ("‚", "‘", MarkStyle.SINGLE_LOW),
        ("``", "''", MarkStyle.DOUBLED),
        ("''", "''", MarkStyle.DOUBLED),
        ("‘‘", "’’", MarkStyle.DOUBLED),
        ("“", '"', MarkStyle.DOUBLE_CURLY),
        ('"', "”", MarkStyle.DOUBLE_STRAIGHT),
        ("‘", "”", MarkStyle.SINGLE_CURLY),
        ("”", "“", MarkStyle.DOUBLE_CURLY),
        ("“", "“", MarkStyle.DOUBLE_CURLY),
        ("”", "”", MarkStyle.DOUBLE_CURLY),
    ],
)
def test_styles(opening: str, closing: str, style: MarkStyle) -> None:
    text = f"She said: {opening}We don't sell, ever.{closing} He left, and {opening}why not{closing}?"
    marks = marks_of(text)
    assert [(q.style, q.inner[0].text) for q in marks.quotations] == [
        (style, "We don't sell, ever."),
        (style, "why not"),
    ]
    first = marks.quotations[0]
    assert first.close is not None
    assert (first.open.text, first.close.text) == (opening.strip(), closing.strip())
    assert first.parts[0].text == f"{opening}We don't sell, ever.{closing}"
    assert not marks.strays


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“He said ‘no’ to me,” she said.", [(0, "He said ‘no’ to me,"), (1, "no")]),
        ("\"He said 'no' to me,\" she said.", [(0, "He said 'no' to me,"), (1, "no")]),
        ("'He said \"no\" to me,' she said.", [(0, 'He said "no" to me,'), (1, "no")]),
        ("\"I asked, 'Why?'\" she said.", [(0, "I asked, 'Why?'"), (1, "Why?")]),
        ("\"I asked, 'Why?' \" she said.", [(0, "I asked, 'Why?'"), (1, "Why?")]),
        ("“‘Why?’ I asked,” she said.", [(0, "‘Why?’ I asked,"), (1, "Why?")]),
        ("''I asked, 'Why?''' she said.", [(0, "I asked, 'Why?'"), (1, "Why?")]),
        ("'''Why?' I asked,'' she said.", [(0, "'Why?' I asked,"), (1, "Why?")]),
        ("“A ‘b “c” d’ e”", [(0, "A ‘b “c” d’ e"), (1, "b “c” d"), (2, "c")]),
        ("“Call it “fair” or not,” she said.", [(0, "Call it “fair” or not,"), (1, "fair")]),
        ('She called it “the "Morn" plan,” he said.', [(0, 'the "Morn" plan,'), (1, "Morn")]),
    ],
)
def test_nesting(text: str, expected: list[tuple[int, str]]) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"I was going—" she began. She—"Hi"—waved.', ["I was going—", "Hi"]),
        ('("We sell," he said.) "We ... wait."', ["We sell,", "We ... wait."]),
        ('"We sell," he said."They buy."', ["We sell,", "They buy."]),
        ('Said Morn, "... and so on."', ["... and so on."]),
        ('"Sell?" "Buy!" she said.', ["Sell?", "Buy!"]),
        ('He asked: " Why so? " and left.', ["Why so?"]),
        ("“We sell, “ he said, “and buy.”", ["We sell,", "and buy."]),
        ("“Why sell?“ he asked.", ["Why sell?"]),
        ("“Let’s sell.’ She left.", ["Let’s sell."]),
        ('<a href="http://x.example" title="Y">"Sell"</a>', ["Sell"]),
    ],
)
def test_direction_comes_from_the_neighbours(text: str, expected: list[str]) -> None:
    assert [words for _, words in shown(text)] == expected


@pytest.mark.parametrize("text", ['""', "“”", '""=""', "“ … ”", "''''", "‘’", "«»"])
def test_marks_around_nothing_are_no_quotation(text: str) -> None:
    assert marks_of(text).quotations == ()
