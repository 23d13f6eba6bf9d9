"""The command line of corpus jobs: ``python -m service corpus INPUT... --out DIR``."""

from __future__ import annotations

import argparse
import os
import secrets
import sys
import uuid
from collections.abc import Sequence
from importlib.util import find_spec
from typing import TYPE_CHECKING

from service import machine, settings
from service.corpus.job import BLOCK, Columns, Job
from service.corpus.models import Shipped
from service.domain.errors import WhosaidError

if TYPE_CHECKING:
    from service.corpus.run import Described

FAILURE, STOPPED = 2, 130
COLUMNS = ("text", "id", "url", "published")
NEEDED = ("ray", "pyarrow")


def main(arguments: Sequence[str] | None = None, models: Described | None = None) -> int:
    """Runs a corpus job as `arguments` ask, by default the process's own, and returns its exit status.

    0: done; 1: more failed than --max-error-rate allows, or a file could not be read; 2: it could not be run.
    `models` are by default the shipped ones.
    """
    options = _parser().parse_args(arguments)
    if missing := [name for name in NEEDED if find_spec(name) is None]:
        print(
            f"whosaid: a corpus job needs {' and '.join(missing)}: pip install -r requirements-corpus.txt",
            file=sys.stderr,
        )
        return FAILURE
    try:
        return _run(options, models)
    except WhosaidError as error:
        print(f"whosaid: {error}", file=sys.stderr)
        return FAILURE
    except KeyboardInterrupt:
        print("\nwhosaid: stopped; the same command goes on from here", file=sys.stderr)
        return STOPPED


def _run(options: argparse.Namespace, models: Described | None) -> int:
    _prepare(alone=options.address is None)
    # Imported here: what a corpus job needs may be missing, and Ray reads its environment when it is imported.
    from service.corpus.engine import Cluster  # noqa: PLC0415
    from service.corpus.run import Request, run  # noqa: PLC0415

    chosen = settings.load()
    job = Job(
        inputs=tuple(options.input),
        out=options.out,
        columns=_columns(options),
        block=options.block,
        max_text_chars=options.max_text_chars or chosen.limits.max_text_chars,
        deadline=options.deadline or chosen.admission.deadline,
        dedup=options.dedup,
        run=uuid.uuid4().hex,
    )
    here = machine.workers() if options.address is None else None
    cluster = Cluster(options.actors or here, options.address)
    return run(Request(job, cluster, models or Shipped(chosen.models), options.max_error_rate))


def _prepare(*, alone: bool) -> None:
    """Sets what Ray takes from the environment; `alone` where it is started for this job only."""
    # Nothing about a job may leave the machine.
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    os.environ.setdefault("RAY_BACKEND_LOG_LEVEL", "fatal")
    if alone:
        # Whoever reaches a port of Ray's and knows its token may run what they like.
        os.environ["RAY_AUTH_MODE"] = "token"
        os.environ["RAY_AUTH_TOKEN"] = secrets.token_hex(32)


def _columns(options: argparse.Namespace) -> Columns:
    asked = {name: value for name in COLUMNS if (value := getattr(options, name)) is not None}
    return Columns(**asked, asked=frozenset(asked.values()))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m service corpus", description="Finds the quotes of a whole archive.", allow_abbrev=False
    )
    parser.add_argument(
        "input",
        nargs="+",
        metavar="INPUT",
        help="a .jsonl, .parquet, .csv or .txt file (.gz, .zst), a folder of them, or the URL of either",
    )
    parser.add_argument("--out", required=True, metavar="DIR", help="folder or URL of the output; one job each")
    for name in COLUMNS:
        parser.add_argument(f"--{name}", metavar="COLUMN", help=f"column of the {name}; default: {name}")
    parser.add_argument("--actors", type=_count, metavar="N", help="processes; default: as many as fit")
    parser.add_argument("--address", metavar="HOST:PORT", help="join this Ray cluster, or auto, and start none")
    parser.add_argument("--block", type=_count, default=BLOCK, metavar="ROWS", help=f"rows a block; default: {BLOCK}")
    parser.add_argument("--dedup", action="store_true", help="read articles of the same text once")
    parser.add_argument("--max-text-chars", type=_count, metavar="N", help="default: MAX_TEXT_CHARS")
    parser.add_argument("--deadline", type=_count, metavar="SECONDS", help="for an article; default: DEADLINE_SECONDS")
    parser.add_argument(
        "--max-error-rate", type=_share, default=0.05, metavar="SHARE",
        help="exit with 1 where a greater share of the rows failed; default: 0.05",
    )  # fmt: skip
    return parser


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text} is less than 1")
    return number


def _share(text: str) -> float:
    share = float(text)
    if not 0 <= share <= 1:
        raise argparse.ArgumentTypeError(f"{text} is not between 0 and 1")
    return share
