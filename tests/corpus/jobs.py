"""Corpus jobs for tests: inputs made, jobs run without Ray, outputs read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from service.corpus.blocks import Plan
from service.corpus.inputs import find, sources
from service.corpus.job import Job
from service.corpus.output import Output
from service.corpus.reading import BlockReader
from tests.corpus.stub import Stub
from tests.fakes import INFO

TABLES = ("articles", "quotes", "errors")


def texts(count: int) -> list[str]:
    return [f"Number {i} said: “So it is, {i} 🙂.”" for i in range(count)]


def write_jsonl(path: Path, rows: list[Any]) -> Path:
    path.write_text("".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows), "utf8")
    return path


def job_of(inputs: list[Path], out: Path, **options: Any) -> Job:
    return Job(tuple(map(str, inputs)), str(out), **{"block": 3, "max_text_chars": 200, "run": "a", **options})


def planned(job: Job, **options: Any) -> Plan:
    return Plan(job, sources(find(job.inputs)), **options)


def run_plainly(job: Job) -> list[str]:
    """Runs a job as an actor alone would; gives the names of the blocks that it read."""
    output = Output(job.out)
    output.claim({}, job.options(), INFO)
    done = frozenset(outcome.name for outcome in output.finished())
    reader = BlockReader(job, Stub().load())
    return [reader.read(block).name for block in planned(job, done=done).blocks()]


def output_of(out: Path) -> dict[str, list[dict[str, Any]]]:
    """All rows of each table by the files they are in, without how long an article took."""
    found = {}
    for table in TABLES:
        found[table] = [
            {"at": str(path.relative_to(out)), **{k: v for k, v in row.items() if k != "seconds"}}
            for path in sorted((out / table).rglob("*.parquet"))
            for row in pq.ParquetFile(path).read().to_pylist()
        ]
    return found
