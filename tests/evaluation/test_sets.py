"""What the evaluation does where the scoring tool, or the service, is not there."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.evaluation.sets import Place, measured

TOOLS = {
    "it fails": "raise SystemExit(1)",
    "it measures nothing": "print('connection refused')",
}


@pytest.mark.parametrize("tool", TOOLS.values(), ids=list(TOOLS))
def test_a_tool_that_measures_nothing_leaves_no_figures(tool: str, tmp_path: Path) -> None:
    script = tmp_path / "tool.py"
    script.write_text(tool, encoding="utf8")
    with pytest.raises(SystemExit, match="did not measure all"):
        measured("seeds", Place(tmp_path, tmp_path, script, "http://localhost"))


def test_what_the_tool_measures_is_read(tmp_path: Path) -> None:
    script = tmp_path / "tool.py"
    script.write_text("print('seeds: 14 of 15 required attributions right')\nraise SystemExit(1)", encoding="utf8")
    place = Place(tmp_path, tmp_path, script, "http://localhost")
    assert measured("seeds", place).table == {"seeds": {"right": 14, "required": 15}}


def test_a_set_that_needs_the_tool_or_is_unknown_says_so(tmp_path: Path) -> None:
    for name, told in (("seeds", "needs --tool"), ("nothing", "unknown set nothing")):
        with pytest.raises(SystemExit, match=told):
            measured(name, Place(tmp_path, tmp_path, None, ""))
