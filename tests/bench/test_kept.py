"""What is kept of a run, and what is worked out from it."""

from __future__ import annotations

from bench import kept
from bench.corpus import Run, on_paper


def test_tables_replace_those_before_and_nothing_else(tmp_path, capsys):
    readme = tmp_path / "README.md"
    readme.write_text("A\n<!-- x -->\nold\n<!-- /x -->\nB\n<!-- y -->\n<!-- /y -->\n", "utf8")
    kept.put("x", ["| 1 \\1 |", "| 2 |"], readme)
    kept.put("y", ["new"], readme)
    told = "A\n<!-- x -->\n| 1 \\1 |\n| 2 |\n<!-- /x -->\nB\n<!-- y -->\nnew\n<!-- /y -->\n"
    assert readme.read_text("utf8") == told
    kept.put("z", ["new"], readme)
    assert "no <!-- z -->" in capsys.readouterr().err and readme.read_text("utf8") == told


def test_a_million_articles_on_paper():
    rows = on_paper(Run("2 actors", 100, seconds=50, before=9, megabytes=1, written=500_000), 2)
    assert rows[2] == "| 10⁶ articles | 278 | 5 d 18 h | 4 h 20 min | 16 min 40 s | 5 GB |"
    assert {row.count("|") for row in rows} == {7}
