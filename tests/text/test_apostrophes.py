"""Apostrophes, feet and inches are not quotation marks."""

import pytest

from service.text.marks import scan
from service.text.paragraphs import paragraphs


def inner(text: str) -> list[str]:
    return [words.text for q in scan(text, paragraphs(text)).quotations for words in q.inner]


@pytest.mark.parametrize(
    "text",
    [
        "It doesn't rain; she’d say it’s fine.",
        "James' book and the dogs' owners, the workers’ union and the boss’ car.",
        "Rock 'n' roll, rock ’n’ roll and fish ‘n’ chips.",
        "The '90s and the ’60s, the class of '08, and it's ’tis for 'em.",
        "He's 6'4\" tall, a 12\" pipe is 5' 10\" off, and it's 3” wide.",
        "Goin' to the fishin' hole o' the north.",
        "O'Morn of Hawai‘i met D’Arce.",
        "It stands at 40° 26' 46\" north.",
    ],
)
def test_no_quotation(text: str) -> None:
    marks = scan(text, paragraphs(text))
    assert (marks.quotations, marks.strays) == ((), ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("'I don't know,' he said. 'The dogs' owners left.'", ["I don't know,", "The dogs' owners left."]),
        ("‘The boys’ dogs,’ he said, ‘left in the ’90s.’", ["The boys’ dogs,", "left in the ’90s."]),
        ("‘No witnesses’ statements were read,’ she said.", ["No witnesses’ statements were read,"]),
        ("‘Morn’s’ was the Eagles’ bar.", ["Morn’s"]),
        ("the ‘deep cuts’ and the ‘fair shares’ plan", ["deep cuts", "fair shares"]),
        ('"The 6" pipe broke," he said.', ['The 6" pipe broke,']),
        ('"He\'s 6\'4" tall," she said.', ["He's 6'4\" tall,"]),
        ('"In 2016" he said, "and in 2017".', ["In 2016", "and in 2017"]),
        ("“It was the ’90s,” he said of the ‘good’ days.", ["It was the ’90s,", "good"]),
        ("“The owners’ boats sank,” he said.", ["The owners’ boats sank,"]),
    ],
)
def test_beside_quotations(text: str, expected: list[str]) -> None:
    assert inner(text) == expected
