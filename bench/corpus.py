"""``python -m bench.corpus``: corpus jobs against the plain loop, and the memory of long ones.

First articles through the models: one after the other in one process, by one actor, and by two.  Then a stub that takes
no time in place of the models, for what the engine itself costs, and for its memory from few articles to many.  Last,
on paper, what archives of a million and of a hundred million articles take at that rate.  Fails where two actors are
less than 1.8 times as fast as the loop, or memory grows.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq

from bench import kept
from bench.articles import articles
from bench.load import report
from bench.stub import Stub
from service import settings
from service.api.ports import Extractor
from service.corpus import command
from service.corpus.models import Shipped
from service.corpus.output import Output
from service.corpus.progress import duration
from service.corpus.tables import SCHEMAS, parquet
from service.domain.extraction import ModelInfo

ROOT = Path(__file__).resolve().parent.parent
SPEEDUP = 1.8
LEEWAY_MEGABYTES = 100.0
# A look at the memory of all processes stops each for a moment; jobs that take minutes are looked at less often.
LOOK_SECONDS, RARE_LOOK_SECONDS = 0.5, 5.0
HEAD = ["| run | articles | articles/s | against the loop | ms an article | s before | MB |", "|---" * 7 + "|"]
ARCHIVES = {"⁶": 10**6, "⁸": 10**8}
MACHINES = (2, 64, 1_000)


@dataclass(frozen=True, slots=True)
class Stubbed:
    """The stub, as actors load it."""

    def info(self) -> ModelInfo:
        """The stub's."""
        return Stub.info

    def load(self) -> Extractor:
        """The stub."""
        return Stub()


@dataclass(frozen=True, slots=True)
class Run:
    """Articles of a run, the seconds they took, those before the first of them began, the most megabytes in use.

    `written` is how many bytes of tables came of them, put together.
    """

    name: str
    articles: int
    seconds: float
    before: float
    megabytes: float
    written: int = 0

    def row(self, base: Run) -> str:
        """The run as a row of a Markdown table, its rate against that of `base`."""
        rate = f"{self.rate:.2f} | {self.rate / base.rate:.2f} ×"
        each = self.seconds / self.articles * 1000
        return f"| {self.name} | {self.articles} | {rate} | {each:.1f} | {self.before:.0f} | {self.megabytes:.0f} |"

    @property
    def rate(self) -> float:
        """Articles a second."""
        return self.articles / self.seconds


def main() -> int:
    """Runs all and prints the table and what is wrong; 1 where something is."""
    options = _options()
    if options.loop:
        return _loop(options.loop, options.stub)
    if options.job:
        return command.main(options.job, Stubbed() if options.stub else None)
    print("\n".join(HEAD), flush=True)
    found: list[str] = []
    measured: list[str] = []

    def show(runs: Sequence[Run]) -> None:
        rows = [run.row(runs[0]) for run in runs]
        measured.extend(rows)
        print("\n".join(rows), flush=True)

    with tempfile.TemporaryDirectory(prefix="whosaid-bench-") as folder:
        few = _input(Path(folder), options.articles)
        runs = [_plain("plain loop", few)] + [_job(f"{n} actor(s)", few, n, options.block) for n in (1, 2)]
        show(runs)
        if runs[2].rate < SPEEDUP * runs[0].rate:
            found.append(f"two actors are {runs[2].rate / runs[0].rate:.2f} times as fast as the loop")
        os.environ["STUB_PACE"] = "inf"
        first, many = (_input(Path(folder), count) for count in (options.few, options.many))
        stubs = [_plain("stub, plain loop", many, stub=True)]
        stubs += [_job("stub, 2 actors", file, 2, 100, stub=True) for file in (first, many)]
        show(stubs)
        if (grown := stubs[2].megabytes - stubs[1].megabytes) > LEEWAY_MEGABYTES:
            found.append(f"memory grew by {grown:.0f} MB from {stubs[1].articles} to {stubs[2].articles} articles")
    paper = ["", *on_paper(runs[2], 2)]
    print("\n".join(paper), flush=True)
    if options.keep:
        kept.put("corpus", [*HEAD, *measured, *paper, "", f"{kept.told('make bench-corpus')}."])
    return report(found)


def on_paper(run: Run, cores: int) -> list[str]:
    """Rows of a Markdown table: what larger archives of such articles take, at the rate of `run` on so many cores."""
    each = cores / run.rate
    many = " | ".join(f"{count:,} cores" for count in MACHINES)
    rows = [f"| on paper | core hours | {many} | tables |", "|---" * (len(MACHINES) + 3) + "|"]
    for exponent, count in ARCHIVES.items():
        times = " | ".join(duration(count * each / machine) for machine in MACHINES)
        size = run.written / run.articles * count / 1e9
        rows.append(f"| 10{exponent} articles | {count * each / 3600:,.0f} | {times} | {size:,.0f} GB |")
    return rows


def _input(folder: Path, count: int) -> Path:
    path = folder / f"{count}.jsonl"
    with path.open("w", encoding="utf8") as file:
        for number, text in enumerate(articles(count, seed=5)):
            file.write(json.dumps({"id": f"a{number}", "text": text}) + "\n")
    return path


def _plain(name: str, file: Path, *, stub: bool = False) -> Run:
    seconds, megabytes, told = _watched(["--loop", str(file)], stub)
    own = json.loads(told)
    return Run(name, own["articles"], own["seconds"], seconds - own["seconds"], megabytes)


def _job(name: str, file: Path, actors: int, block: int, *, stub: bool = False) -> Run:
    out = file.parent / f"out-{file.stem}-{actors}"
    begun = time.time()
    options = ["--out", str(out), "--actors", str(actors), "--block", str(block)]
    _, megabytes, _ = _watched(["--job", str(file), *options], stub)
    done = list(Output(str(out)).finished())
    ends = [(out / "articles" / f"{each.name}.parquet").stat().st_mtime for each in done]
    # The job's own time, without that of Ray and the models to start: from the first block's begin.
    first = min(end - each.seconds for end, each in zip(ends, done, strict=True))
    articles = sum(each.articles for each in done)
    return Run(name, articles, max(ends) - first, first - begun, megabytes, _written(out))


def _written(out: Path) -> int:
    """Bytes of the tables, each as one file: blocks of a few rows are mostly head and foot."""
    files = {table: sorted((out / table).rglob("*.parquet")) for table in SCHEMAS}
    rows = {table: [row for path in paths for row in pq.read_table(path).to_pylist()] for table, paths in files.items()}
    return sum(len(parquet(table, found)) for table, found in rows.items())


def _watched(arguments: list[str], stub: bool) -> tuple[float, float, str]:
    """Runs this module on `arguments`: its seconds, the most megabytes of it and all below it, and what it printed."""
    begun, most = time.monotonic(), 0.0
    chosen = [sys.executable, "-m", "bench.corpus", *(["--stub"] if stub else []), *arguments]
    with subprocess.Popen(chosen, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        while process.poll() is None:
            most = max(most, sum(map(_megabytes, [process.pid, *_below(process.pid)])))
            time.sleep(LOOK_SECONDS if stub else RARE_LOOK_SECONDS)
        told, errors = process.communicate()
    if process.returncode:
        sys.exit(f"{' '.join(arguments)}: {errors}")
    return time.monotonic() - begun, most, told


def _megabytes(process: int) -> float:
    """Its memory, of what it shares with others its part."""
    with suppress(OSError):
        for row in Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines():
            if row.startswith("Pss:"):
                return int(row.split()[1]) / 1024
    return 0.0


def _below(process: int) -> list[int]:
    found: list[int] = []
    for children in Path(f"/proc/{process}/task").glob("*/children"):
        with suppress(OSError):
            found += map(int, children.read_text(encoding="ascii").split())
    return found + [below for child in found for below in _below(child)]


def _loop(file: str, stub: bool) -> int:
    extractor = (Stubbed() if stub else Shipped(settings.load().models)).load()
    extractor.extract("“It is ready,” she said.")
    begun, count = time.perf_counter(), 0
    with open(file, encoding="utf8") as lines:
        for line in lines:
            extractor.extract(json.loads(line)["text"])
            count += 1
    print(json.dumps({"articles": count, "seconds": time.perf_counter() - begun}))
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--articles", type=int, default=240, help="through the models, three times")
    parser.add_argument("--block", type=int, default=5, help="rows a block of theirs")
    parser.add_argument("--few", type=int, default=1_000, help="through the stub")
    parser.add_argument("--many", type=int, default=20_000, help="through the stub, for the growth of memory")
    parser.add_argument("--keep", action="store_true", help="put the tables into the README")
    parser.add_argument("--stub", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--loop", help=argparse.SUPPRESS)
    parser.add_argument("--job", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
