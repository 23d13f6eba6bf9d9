"""The command line of corpus jobs: ``python -m service corpus INPUT... --out DIR``."""

from __future__ import annotations

import argparse
import re
import sys
import uuid
from collections.abc import Sequence
from contextlib import suppress
from importlib.util import find_spec
from typing import TYPE_CHECKING

from service import machine, settings
from service.corpus.job import BLOCK, Columns, Job
from service.corpus.models import Shipped
from service.corpus.surroundings import quiet
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
        with quiet():
            return _run(options, models)
    except (WhosaidError, OSError) as error:
        print(f"whosaid: {error}", file=sys.stderr)
        return FAILURE
    except KeyboardInterrupt:
        print("\nwhosaid: stopped; the same command goes on from here", file=sys.stderr)
        return STOPPED


def _run(options: argparse.Namespace, models: Described | None) -> int:
    # Imported here: what a corpus job needs may be missing, and Ray reads its environment when it is imported.
    from service.corpus.engine import Cluster  # noqa: PLC0415
    from service.corpus.run import Request, run  # noqa: PLC0415
    from service.corpus.storage import absolute  # noqa: PLC0415

    chosen = settings.load()
    job = Job(
        inputs=tuple(options.input),
        # Nodes of a cluster have working folders of their own.
        out=absolute(options.out),
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
    parser.add_argument("--address", type=_address, metavar="HOST:PORT", help="join this Ray cluster, or auto")
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
    if not (text.isascii() and text.isdigit() and int(text)):
        raise argparse.ArgumentTypeError(f"{text} is no whole number from 1 on")
    return int(text)


def _share(text: str) -> float:
    with suppress(ValueError):
        if 0 <= (share := float(text)) <= 1:
            return share
    raise argparse.ArgumentTypeError(f"{text} is no number from 0 to 1")


def _address(text: str) -> str:
    if text != "auto" and not re.fullmatch(r"[^\s/]+:\d{1,5}", text):
        raise argparse.ArgumentTypeError(f"{text} is neither HOST:PORT nor auto")
    return text
