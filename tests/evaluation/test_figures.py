"""Figures read from what the scoring tool prints, kept, and written into tables."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from models.evaluation import card, changes, figures, tables
from models.evaluation.bootstrap import interval

PRINTED = """\
content exact              P  71.4  R  68.8  F1  70.1   [1, 2, 3]
attributed, no marks       P  76.0  R  71.2  F1  73.5   [1, 2, 3, 4]
  nominal  person         gold   10  found    8  right    7 =  87.5 %
speaker right on found attributions 87.3 %; found and right, of all 71.2 %; wrong person named 2.1 %; \
name incomplete 0.1 %; right among the 80 % most confident 94.5 %; speaker ECE 0.026   (1/2/3)
seeds: 15 of 15 required attributions right
"""


def test_the_tools_lines_become_a_table() -> None:
    assert figures.of_tool(PRINTED) == {
        "content exact": {"P": 71.4, "R": 68.8, "F1": 70.1},
        "attributed, no marks": {"P": 76.0, "R": 71.2, "F1": 73.5},
        "speakers": {
            "right": 87.3, "of all": 71.2, "wrong person": 2.1, "incomplete": 0.1, "surest 80 %": 94.5, "ECE": 0.026,
        },
        "seeds": {"right": 15, "required": 15},
    }  # fmt: skip
    assert figures.of_tool("connection refused") == {}


def test_a_release_keeps_the_sets_that_are_not_measured_again(tmp_path: Path) -> None:
    file = tmp_path / "figures.json"
    file.write_text(json.dumps({"1": {"ud": {"a": {"LAS": 1}}, "ner": {"b": {"F1": 2}}}}), encoding="utf8")
    for release, table in (("1", {"a": {"LAS": 80.123456}}), ("2", {"a": {"LAS": 90}})):
        figures.keep(figures.joined(figures.read(file), release, [("ud", table)]), file)
    kept = figures.read(file)
    assert kept["1"] == {"ud": {"a": {"LAS": 80.1235}}, "ner": {"b": {"F1": 2}}}
    assert list(kept) == ["1", "2"]


def test_a_table_is_written_between_its_marks_and_nowhere_else() -> None:
    text = "a\n<!-- x -->\nold\n<!-- /x -->\nb"

    def x(kept: card.Kept) -> str:
        return "new"

    assert card.filled(text, [x], {}) == "a\n<!-- x -->\nnew\n<!-- /x -->\nb"
    for without in ("a", text * 2):
        with pytest.raises(ValueError, match="places for the table x"):
            card.filled(without, [x], {})


def test_files_are_written_both_or_neither(tmp_path: Path) -> None:
    for name in card.BLOCKS:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text((card.ROOT / name).read_text(encoding="utf8"), encoding="utf8")
    (tmp_path / "README.md").write_text("no marks", encoding="utf8")
    card_before = (tmp_path / "models/README.md").read_bytes()
    changed = figures.joined(figures.read(), "9999.1", figures.read()[list(figures.read())[-1]].items())
    with pytest.raises(ValueError, match="places for the table"):
        card.write(changed, tmp_path)
    assert (tmp_path / "models/README.md").read_bytes() == card_before


def test_the_tables_are_those_of_the_figures_kept() -> None:
    for name, blocks in card.BLOCKS.items():
        text = (card.ROOT / name).read_text(encoding="utf8")
        assert card.filled(text, blocks, figures.read()) == text, f"{name}: python -m models.evaluation.card"


def test_the_figures_are_those_of_the_models_here() -> None:
    version = json.loads((card.ROOT / "models/version.json").read_text(encoding="utf8"))["version"]
    assert tables.latest(figures.read()) == figures.read()[version]


def test_the_row_of_what_is_shipped_is_the_measured_one() -> None:
    measured = {label: {"F1": 50.0 + i} for i, label in enumerate(changes.LABELS.values())}
    rows = list(changes.rows(measured))
    (shipped,) = (row for row in rows if row[-1] == "**shipped**")
    assert shipped[2:7] == ["50.0", "51.0 / 52.0", "53.0", "54.0", "55.0"]
    assert all(len(row) == len(changes.HEAD) for row in rows)


def test_a_change_has_a_known_state_and_one_is_shipped(tmp_path: Path) -> None:
    head = "change,thresholds,attributed,with marks,without,content,source,cue,state\n"
    for states in ("kept", "shipped shipped", "shipped lost"):
        file = tmp_path / "changes.csv"
        file.write_text(head + "".join(f"x,,,,,,,,{state}\n" for state in states.split()), encoding="utf8")
        with pytest.raises(ValueError, match=r"states in changes\.csv"):
            changes.read(file)


def test_an_interval_holds_the_measure_and_is_the_same_each_time() -> None:
    units = [0.0, 1.0] * 20
    low, high = interval(units, lambda drawn: sum(drawn) / len(drawn))
    assert 0.3 < low < 0.5 < high < 0.7
    assert interval(units, lambda drawn: sum(drawn) / len(drawn)) == (low, high)
