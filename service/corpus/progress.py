"""How far a job is: one line that tells rows, rate and time left, and a summary."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable
from typing import TextIO

from service.corpus.records import Outcome

TERMINAL_SECONDS, PLAIN_SECONDS = 1.0, 30.0


class Progress:
    """Counts the outcomes of a job whose input has `size` bytes, and tells of them on `stream`.

    On a terminal one line is written over and over, elsewhere a line now and then.
    """

    def __init__(self, size: int, stream: TextIO | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream, self._clock = stream or sys.stderr, clock
        self._terminal = self._stream.isatty()
        self._size, self._read, self._earlier = size, 0, 0
        self._began = self._told = clock()
        self.rows = self.earlier = self.articles = self.duplicates = self.quotes = 0
        self.errors: Counter[str] = Counter()
        self.failures: list[str] = []

    def before(self, outcome: Outcome) -> None:
        """Counts a block that an earlier run finished."""
        self._count(outcome)
        self.earlier, self._earlier = self.rows, self._read

    def add(self, outcome: Outcome) -> None:
        """Counts a block of this run."""
        self._count(outcome)
        now = self._clock()
        if now - self._told >= (TERMINAL_SECONDS if self._terminal else PLAIN_SECONDS):
            self._told = now
            self._write(self.line())

    def line(self) -> str:
        """Rows, share of the input, rate, time left and errors."""
        seconds = max(self._clock() - self._began, 1e-6)
        done = min(self._read / self._size, 1.0) if self._size else 1.0
        new = self._read - self._earlier
        left = max(self._size - self._read, 0) * seconds / new if new else None
        time_left = "" if left is None else f", {duration(left)} left"
        return f"{self.rows:,} rows ({done:.0%}), {self.rate:.2f}/s{time_left}, {self.failed:,} errors"

    def summary(self) -> str:
        """What came of the whole job, in some lines."""
        earlier = f", {self.earlier:,} of them by earlier runs" if self.earlier else ""
        again = f", {self.duplicates:,} of them duplicates" if self.duplicates else ""
        causes = ", ".join(f"{count:,} {cause}" for cause, count in sorted(self.errors.items()))
        lines = [
            f"{self.rows:,} rows in {duration(self._clock() - self._began)}{earlier} ({self.rate:.2f}/s)",
            f"{self.articles:,} articles{again}, {self.quotes:,} quotes",
            f"{self.failed:,} errors" + (f": {causes}" if causes else ""),
            *self.failures,
        ]
        return "\n".join(lines)

    def end(self) -> None:
        """Writes the summary."""
        if self._terminal:
            self._write("")
        print(self.summary(), file=self._stream, flush=True)

    @property
    def failed(self) -> int:
        """Rows among the errors."""
        return self.errors.total()

    @property
    def rate(self) -> float:
        """Rows a second in this run."""
        return (self.rows - self.earlier) / max(self._clock() - self._began, 1e-6)

    def _count(self, outcome: Outcome) -> None:
        if outcome.failure is not None:
            self.failures.append(outcome.failure)
            return
        self.rows += outcome.articles + outcome.failed
        self.articles += outcome.articles
        self.duplicates += outcome.duplicates
        self.quotes += outcome.quotes
        self.errors.update(outcome.errors)
        self._read += outcome.share

    def _write(self, line: str) -> None:
        if self._terminal:
            self._stream.write(f"\r\x1b[K{line}")
        else:
            self._stream.write(f"{line}\n")
        self._stream.flush()


def duration(seconds: float) -> str:
    """`seconds` as a person would say them, to two units."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    if days:
        return f"{days} d {hours} h"
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
