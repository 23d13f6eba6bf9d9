"""Short texts with their speakers, and what counts as a wrong person."""

from __future__ import annotations

import re

import pytest

from models.evaluation import short

pytestmark = pytest.mark.models


def test_every_text_names_its_speakers_in_its_own_words():
    given = list(short.texts())
    assert len(given) == len({text for text, _ in given}) == 1080
    for text, speakers in given:
        assert speakers, text
        for name in speakers:
            words = re.findall(r"\w+", name.replace("’s", ""))
            assert name == short.NOBODY or all(word.casefold() in text.casefold() for word in words), (name, text)


def test_right_texts_and_wrong_persons_are_counted(pipeline, tmp_path):
    file = tmp_path / "short.txt"
    file.write_text(
        "; a comment\n\nAna Ruiz said it leaks. => Ana Ruiz\nAna Ruiz said it leaks. => Odd Berg\n"
        "The council said it leaks.\\nIt rained. => -\n",
        encoding="utf8",
    )
    found = short.measured(pipeline.extract, file)
    assert found.table["texts"] == {"right": pytest.approx(100 / 3), "of": 3}
    assert found.table["wrong person"] == {"%": pytest.approx(100 / 3), "texts": 1}
    assert "by Odd Berg: ana ruiz" in found.lines[-1]
