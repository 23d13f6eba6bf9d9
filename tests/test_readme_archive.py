"""The README's questions to an archive, asked of what the pipeline makes of the sample articles."""

from __future__ import annotations

import re

import duckdb
import pytest

from seeds import archive, chart
from service.corpus import command
from service.corpus.inputs import Format
from service.corpus.output import Output
from service.corpus.reading import BlockReader
from service.corpus.records import Cause
from service.corpus.tables import SCHEMAS
from service.settings import REPOSITORY as ROOT
from tests.corpus.jobs import job_of, planned, write_jsonl

README = (ROOT / "README.md").read_text(encoding="utf8")
SECTION = README.split("\n## A whole archive\n")[1].split("\n## ")[0]
QUESTIONS = re.findall(r"```sql\n(.*?)```\n\n```\n(.*?)```", SECTION, re.DOTALL)


@pytest.fixture(scope="module")
def made(pipeline, tmp_path_factory):
    """The folder in which there is build/corpus."""
    folder = tmp_path_factory.mktemp("archive")
    job = job_of([write_jsonl(folder / "seeds.jsonl", archive.rows())], folder / "build/corpus", max_text_chars=100_000)
    Output(job.out).claim({}, job.options(), pipeline.info)
    reader = BlockReader(job, pipeline)
    assert not sum(reader.read(block).failed for block in planned(job).blocks())
    return folder


def shown(cell):
    return "; ".join(map(str, cell)) if isinstance(cell, list) else str(cell)


@pytest.mark.models
def test_the_answers_shown_are_the_answers_given(made, monkeypatch):
    monkeypatch.chdir(made)
    assert len(QUESTIONS) == 3
    for question, answer in QUESTIONS:
        given = duckdb.sql(question)
        rows = [given.columns, *given.fetchall()]
        assert "".join(" | ".join(map(shown, row)) + "\n" for row in rows) == answer


@pytest.mark.models
def test_the_picture_is_that_of_the_samples(made):
    picture = ROOT / "docs/corpus-speakers.svg"
    assert "(docs/corpus-speakers.svg)" in SECTION
    assert picture.read_text(encoding="utf8") == chart.svg(chart.rows(str(made / "build/corpus")))


def test_options_columns_and_causes_are_all_told():
    options = {flag for action in command._parser()._actions for flag in action.option_strings if flag.startswith("--")}
    assert options - {"--help"} == set(re.findall(r"`(--[\w-]+)`", SECTION.split("| option |")[1].split("\n\n")[0]))
    rows = dict(re.findall(r"^\| `(\w+)`(.*)$", SECTION.split("| table |")[1], re.MULTILINE))
    for table, schema in SCHEMAS.items():
        assert set(schema.names) <= set(re.findall(r"`([\w-]+)`", rows[table]))
    assert {cause.value for cause in Cause} <= set(re.findall(r"`([\w-]+)`", rows["errors"]))
    assert len(Format) == 4 and all(word in SECTION for word in ("JSONL", "Parquet", "CSV", "`.txt`"))
