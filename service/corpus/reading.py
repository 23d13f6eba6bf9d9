"""What an actor does: a block's articles through the extractor, and what comes of them into the output."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from typing import Protocol

from service.api.ports import Extractor
from service.api.serialise import Json
from service.corpus.attempts import Attempts
from service.corpus.job import Job
from service.corpus.output import Output
from service.corpus.records import Block, Cause, Fault, Outcome, Record
from service.corpus.tables import error_row, rows_of
from service.domain.extraction import Extraction

Clock = Callable[[], float]


class Models(Protocol):
    """Where actors get their extractor from; it is sent to them, and so must be picklable."""

    def load(self) -> Extractor:
        """The extractor, its models loaded."""


class BlockReader:
    """Reads blocks of `job` with one extractor; an article that fails costs the others of its block nothing."""

    def __init__(self, job: Job, extractor: Extractor, clock: Clock = time.perf_counter) -> None:
        self._job, self._extractor, self._clock = job, extractor, clock
        self._output = Output(job.out)

    def read(self, block: Block) -> Outcome:
        """Reads `block` and writes its rows, and says what came of it."""
        if block.failure is not None:
            return Outcome(block.name, block.share, failure=block.failure)
        if done := self._output.outcome(block.name):
            # What an actor lost with its node may have been written all the same.
            return done
        began = self._clock()
        attempts = Attempts(self._output.folder, block.name, self._job.run)
        tables: dict[str, list[Json]] = {"articles": [], "quotes": [], "errors": []}
        for index, record in enumerate(block.records):
            self._add(tables, record, index, attempts)
        outcome = Outcome(
            name=block.name,
            share=block.share,
            articles=len(tables["articles"]),
            duplicates=sum(article["duplicate"] for article in tables["articles"]),
            quotes=len(tables["quotes"]),
            errors=dict(Counter(row["cause"] for row in tables["errors"])),
            seconds=round(self._clock() - began, 4),
        )
        self._output.commit(outcome, tables)
        attempts.over()
        return outcome

    def _add(self, tables: dict[str, list[Json]], record: Record, index: int, attempts: Attempts) -> None:
        found = self._rows(record, index, attempts)
        if isinstance(found, Fault):
            tables["errors"].append(error_row(record, found))
            return
        article, quotes = found
        tables["articles"].append(article)
        tables["quotes"] += quotes

    def _rows(self, record: Record, index: int, attempts: Attempts) -> tuple[Json, list[Json]] | Fault:
        text, began = record.text, self._clock()
        if isinstance(text, Fault):
            return text
        if record.duplicate:
            return rows_of(record, text, None, 0.0, self._extractor.info)
        if attempts.deadly(index):
            return Fault(Cause.WORKER_DIED, "the workers that read it died")
        attempts.reads(index)
        try:
            extraction = self._extracted(text)
            if extraction is None:
                return Fault(Cause.DEADLINE_EXCEEDED, f"not done after {self._job.deadline:g} seconds")
            return rows_of(record, text, extraction, self._clock() - began, self._extractor.info)
        except Exception as error:
            # Its own words may quote the article.
            return Fault(Cause.EXTRACTION_FAILED, type(error).__name__)

    def _extracted(self, text: str) -> Extraction | None:
        """What the article says; None past the deadline."""
        began = self._clock()
        steps = self._extractor.steps(text)
        while True:
            try:
                next(steps)
            except StopIteration as end:
                found: Extraction = end.value
                return found
            if self._clock() - began > self._job.deadline:
                steps.close()
                return None
