"""Whosaid and a plain pipeline of Stanza's own models, each in a process of its own, on one core.

A contender reads articles when it is told to and says how long it took, by stage; its memory is its own.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

MODELS = Path(__file__).resolve().parent.parent / "models"
# What the whole job needs of Stanza.  Whosaid loads the same models for contractions and lemmas; its network reads the
# rest.
PLAIN = "tokenize,mwt,pos,lemma,depparse,ner"
PLAIN_NAME, OWN_NAME = "plain Stanza", "Whosaid"


@dataclass(frozen=True, slots=True)
class Reading:
    """Seconds for some articles, the whole and by stage, and the most memory that the process had so far."""

    seconds: float
    megabytes: float
    stages: dict[str, float] = field(default_factory=dict)


class Stopwatch:
    """Adds up the time that named functions take; one inside another counts for the outer one alone."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self._running = False

    def watch(self, owner: Any, attribute: str, name: str) -> None:
        """Puts a function of `owner` that returns when it is done under watch."""
        function: Callable[..., Any] = getattr(owner, attribute)

        def watched(*given: Any, **named: Any) -> Any:
            if self._running:
                return function(*given, **named)
            self._running, begun = True, time.perf_counter()
            try:
                return function(*given, **named)
            finally:
                self._running = False
                self.seconds[name] += time.perf_counter() - begun

        setattr(owner, attribute, watched)

    def taken(self) -> dict[str, float]:
        """The seconds so far; counting starts anew."""
        seconds, self.seconds = dict(self.seconds), defaultdict(float)
        return seconds


class Contender:
    """A process that reads articles; as a context manager it ends with the block."""

    def __init__(self, name: str) -> None:
        self.name = name
        # No fork: the other one's libraries and threads stay out.
        context = multiprocessing.get_context("spawn")
        self._here, there = context.Pipe()
        self._process = context.Process(target=_serve, args=(name, there), daemon=True)

    def __enter__(self) -> Contender:
        self._process.start()
        self._here.recv()
        return self

    def __exit__(self, *_: object) -> None:
        self._here.send(None)
        self._process.join(30)

    @property
    def process(self) -> int:
        """Its process id."""
        return self._process.pid or 0

    def read(self, texts: Sequence[str]) -> Reading:
        """Reads the articles, one call, and waits for it."""
        self._here.send(list(texts))
        reading: Reading = self._here.recv()
        return reading


def _serve(name: str, there: Connection) -> None:
    os.environ["OMP_NUM_THREADS"] = "1"
    import torch  # noqa: PLC0415

    torch.set_num_threads(1)
    watch = Stopwatch()
    read = (_plain if name == PLAIN_NAME else _own)(watch)
    read(["“We open the doors at nine,” said the director."])
    watch.taken()
    there.send("ready")
    while (texts := there.recv()) is not None:
        _forget_peak()
        begun = time.perf_counter()
        read(texts)
        there.send(Reading(time.perf_counter() - begun, _peak_megabytes(), watch.taken()))


def _plain(watch: Stopwatch) -> Callable[[list[str]], None]:
    """Stanza's pipeline as its documentation shows it for several documents."""
    import stanza  # noqa: PLC0415
    from stanza.models.common.doc import Document  # noqa: PLC0415

    pipeline = stanza.Pipeline(
        "en", dir=str(MODELS), download_method=None, processors=PLAIN, use_gpu=False, verbose=False
    )
    _watch_processors(watch, pipeline)

    def read(texts: list[str]) -> None:
        pipeline.bulk_process([Document([], text=text) for text in texts])

    return read


def _own(watch: Stopwatch) -> Callable[[list[str]], None]:
    """The whole job, from a request's text to the bytes of its answer."""
    from service import machine, pipeline, settings  # noqa: PLC0415
    from service.api.requests import QuotesRequest  # noqa: PLC0415
    from service.api.serialise import answer, encode  # noqa: PLC0415

    settings.use_one_compute_thread()
    machine.return_large_blocks()
    whole = pipeline.Pipeline.load(MODELS)
    # As gunicorn.conf.py does.
    gc.collect()
    gc.freeze()
    _watch_processors(watch, whole._parser._pipeline)
    watch.watch(pipeline, "detect", "detect")
    watch.watch(pipeline, "resolve", "resolve")

    def read(texts: list[str]) -> None:
        for text in texts:
            extraction = whole.extract(text)
            with timed(watch, "serialise"):
                encode(answer(QuotesRequest(text), extraction, whole.info))

    return read


def _watch_processors(watch: Stopwatch, pipeline: Any) -> None:
    for name, processor in pipeline.processors.items():
        watch.watch(processor, "bulk_process", name)


@contextmanager
def timed(watch: Stopwatch, name: str) -> Iterator[None]:
    """Counts the block's time under `name`."""
    begun = time.perf_counter()
    yield
    watch.seconds[name] += time.perf_counter() - begun


def _forget_peak() -> None:
    """Starts the kernel's record of the process's highest memory anew, where that may be done."""
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def _peak_megabytes() -> float:
    rows = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(row.split()[1]) for row in rows if row.startswith("VmHWM:")) / 1024
