"""Short texts, most of them written to mislead (articles/short.txt): who is said to speak, in the order of the quotes.

Authors who had not seen the service wrote them, each with other constructions; all were read for faults, so that their
figures tell what is mended rather than what to expect.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from models.evaluation.figures import Measured, Table, lines
from models.evaluation.seeds import as_answer, plain
from service.domain.extraction import Extraction
from service.domain.speakers import SpeakerKind

FILE = Path(__file__).with_name("articles") / "short.txt"
NOBODY = "-"


def texts(file: Path = FILE) -> Iterator[tuple[str, list[str]]]:
    """Each text with its speakers' names; lines that are empty or start with a semicolon are none."""
    for line in file.read_text(encoding="utf8").splitlines():
        if line and not line.startswith(";"):
            text, _, speakers = line.partition(" => ")
            yield text.replace("\\n", "\n"), [name.strip() for name in speakers.split("|")]


def measured(extract: Callable[[str], Extraction], file: Path = FILE) -> Measured:
    """How many texts have just the speakers wanted, and in how many a person is named who is none of them."""
    wrong, right, count = [], 0, 0
    for text, wanted in texts(file):
        answer = as_answer(extract(text))
        who = {s["id"]: s for s in answer["speakers"]}
        found = [who.get(q["speaker"]) for q in answer["quotes"]]
        names = [NOBODY if s is None else plain(s["name"]) for s in found]
        expected = [NOBODY if name == NOBODY else plain(name) for name in wanted]
        persons = {plain(s["name"]) for s in found if s is not None and s["kind"] == SpeakerKind.PERSON}
        count, right = count + 1, right + (names == expected)
        if persons - set(expected):
            wrong.append(f"{text!r} is by {', '.join(wanted)}: {', '.join(sorted(persons - set(expected)))}")
    table: Table = {
        "texts": {"right": 100 * right / max(1, count), "of": count},
        "wrong person": {"%": 100 * len(wrong) / max(1, count), "texts": len(wrong)},
    }
    return Measured([*lines(table), *wrong], table)
