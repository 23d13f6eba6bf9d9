"""What holds for any text: exact spans, order, proper nesting, and an answer soon."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.text.marks import Marks, scan
from service.text.paragraphs import paragraphs

PIECES = st.sampled_from(
    [
        *"“”‘’\"'„‚«»‹›`.,:?!—-( )\n",
        "''",
        "``",
        " ",
        "\n\n",
        "\r\n",
        " said",
        "Morn ",
        "dogs",
        "5",
        "no",
        "\u2029",
        "<a ",
    ]
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=80).map("".join))


def check(text: str, marks: Marks) -> None:
    place = (-1, 0)
    stack: list[tuple[int, int]] = []
    for q in marks.quotations:
        spans = [q.open, *([q.close] if q.close else []), *q.parts, *q.inner]
        assert all(text[s.start : s.end] == s.text and s.text for s in spans)
        assert all(s.text == s.text.strip() for s in q.inner)
        assert all(q.start < i.start and i.end <= q.end for i in q.inner)
        assert len(q.inner) != len(q.parts) or all(p.covers(i) for p, i in zip(q.parts, q.inner, strict=True))
        assert all(a.end <= b.start for a, b in zip(q.parts, q.parts[1:], strict=False))
        assert q.start == q.open.start
        assert q.close is None or q.end == q.close.end
        assert (q.start, -q.end) > place
        place = (q.start, -q.end)
        while stack and stack[-1][1] <= q.start:
            stack.pop()
        assert not stack or q.end <= stack[-1][1]
        assert q.depth == len(stack)
        stack.append((q.start, q.end))
    assert list(marks.strays) == sorted(marks.strays)
    for start, end in ((0, len(text)), (len(text) // 2, len(text) // 2 + 2)):
        shared = [q for q in marks.quotations if q.start < end and start < q.end]
        assert list(marks.around(start, end)) == shared
        assert list(marks.touching(start, end)) == [q for q in shared if q.depth == 0]


@given(TEXTS)
@settings(max_examples=400, deadline=None)
def test_marks_of_any_text(text: str) -> None:
    check(text, scan(text, paragraphs(text)))


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_paragraphs_of_any_text(text: str) -> None:
    end = 0
    for paragraph in paragraphs(text):
        assert text[paragraph.start : paragraph.end] == paragraph.text == paragraph.text.strip()
        gap = "".join(text[end : paragraph.start].split())
        assert not gap.strip("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad")
        end = paragraph.end


@given(st.lists(PIECES, max_size=40).map("".join), st.sampled_from(["It rained.", "Morn left the old boat."]))
@settings(max_examples=200, deadline=None)
def test_a_paragraph_without_marks_keeps_what_follows_apart(before: str, plain: str) -> None:
    good = 'She said, "We sell," and left.'
    text = f"{before}\n\n{plain}\n\n{good}"
    assert scan(text, paragraphs(text)).quotations[-1].parts[0].start == len(text) - len(good) + 10


DEGENERATE = [
    '"',
    "“",
    "”",
    "'",
    "‘",
    "’",
    "«",
    "a",
    "\n",
    " ",
    "-",
    "<",
    "“a ",
    "‘a ",
    '"a\n',
    "“a”\n",
    "s' ",
    "5'5\"",
    "\x00",
]


@pytest.mark.parametrize("unit", DEGENERATE)
def test_long_degenerate_texts(unit: str) -> None:
    text = (unit * 100_000)[:100_000]
    begun = time.process_time()
    check(text, scan(text, paragraphs(text)))
    # Far above what it takes: this only catches time that grows faster than the text.
    assert time.process_time() - begun < 20
