"""A stray mark spoils its own paragraph at most."""

import pytest

from service.text.marks import scan
from service.text.paragraphs import paragraphs

GOOD = 'Next, "we sell," she said. "And buy."'
STRAYS = [
    'A "stray mark.',
    'A stray" mark.',
    "A ”stray mark.",
    "A “stray mark.",
    "A ‘stray mark.",
    "A « stray.",
    'A " b',
]


@pytest.mark.parametrize("stray", STRAYS)
@pytest.mark.parametrize("good", [GOOD, GOOD.replace(' "', " “").replace('"', "”")])
def test_other_paragraphs_are_untouched(stray: str, good: str) -> None:
    text = f"{good}\n\n{stray}\n\n{good}"
    marks = scan(text, paragraphs(text))
    assert [q.inner[0].text for q in marks.quotations] == ["we sell,", "And buy."] * 2
    assert len(marks.strays) == 1
    assert len(good) < marks.strays[0].start < len(text) - len(good)


def test_a_stray_does_not_invert_the_rest_of_its_paragraph() -> None:
    text = 'A "stray mark. "We sell," she said. "And buy."'
    marks = scan(text, paragraphs(text))
    assert [q.inner[0].text for q in marks.quotations] == ["We sell,", "And buy."]
    assert [s.start for s in marks.strays] == [2]


def test_a_closing_stray() -> None:
    text = 'A stray mark." She said, "We sell," and left.'
    assert [q.inner[0].text for q in scan(text, paragraphs(text)).quotations] == ["We sell,"]
