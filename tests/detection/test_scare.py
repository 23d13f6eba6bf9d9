"""Words, titles and nicknames in marks are no quotes; fragments of speech are."""

import pytest

from service.detection.scare import is_scare
from service.text.marks import scan
from service.text.paragraphs import paragraphs


def answer(text: str) -> bool:
    return is_scare(scan(text, paragraphs(text)).outermost[0], text)


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “harbour gang” met on Monday.",
        "Dwight “The Anchor” Morn won the race.",
        "William (“Bill”) Morn won the race.",
        "She starred in the film “Low Water” last year.",
        "His new book, “The Drowned Quay,” is out.",
        "Nobody uses the word “literally” literally.",
        "A plan called “Boats for All” begins in May.",
        "The owners of “vintage” boats pay less.",
        "It rained on the ‘old town’ for days.",
        "He appeared on “Eastmere Tonight” on Sunday.",
    ],
)
def test_scare(text: str) -> None:
    assert answer(text)


@pytest.mark.parametrize(
    "text",
    [
        "“We sell,” Morn said.",
        "“No.”",
        "Morn called the plan “a disaster.”",
        "Morn said the plan was “fair.”",
        "The plan is “unfair,” according to Morn.",
        "She described him as “reckless” and left.",
        "“We have no choice.” Then it rained.",
        "He said “Boats For All” was a slogan.",
        "The plan would leave the town “without a single working boat in the whole of its harbour.”",
        "“We began small.\n\n“Now we sell.”",
    ],
)
def test_speech(text: str) -> None:
    assert not answer(text)
