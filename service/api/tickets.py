"""The articles of one request on their way through the extractor."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from queue import SimpleQueue

from service.api.ports import Extractor
from service.api.problems import DEADLINE_EXCEEDED, Problem
from service.domain.extraction import Extraction

Clock = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Timed:
    """An extraction with the milliseconds that its article waited, for its first slice or between two, and took."""

    extraction: Extraction
    queue_ms: float
    inference_ms: float


class Ticket:
    """One place in the queue: an article, or a batch's articles one after the other.

    The inference thread calls `step`; what comes of each article appears in `outcomes` with its index.  `left` is how
    many characters are still unread, `started` whether any were tried; `cancelled` may be set from any thread.
    """

    def __init__(
        self, extractor: Extractor, texts: Sequence[str], deadline: float, clock: Clock = time.perf_counter
    ) -> None:
        self.outcomes: SimpleQueue[tuple[int, Timed | Exception]] = SimpleQueue()
        self.left = sum(map(len, texts))
        self.started = self.cancelled = False
        self._extractor, self._deadline, self._clock = extractor, deadline, clock
        self._arrived = clock()
        self._slices = self._run(texts)

    def step(self) -> bool:
        """Runs one slice; whether that was the last.  Errors of the extractor are outcomes and never raised."""
        self.started = True
        if self.cancelled:
            self._slices.close()
        return next(self._slices, True)

    def _run(self, texts: Sequence[str]) -> Generator[bool, None, None]:
        after = self.left
        for index, text in enumerate(texts):
            after -= len(text)
            try:
                outcome: Timed | Exception = yield from self._article(text, after)
            except Exception as error:
                outcome = error
            self.left = after
            self.outcomes.put((index, outcome))
            if index + 1 < len(texts):
                yield False

    def _article(self, text: str, after: int) -> Generator[bool, None, Timed]:
        begun, spent = self._clock(), 0.0
        steps = self._extractor.steps(text)
        while True:
            resumed = self._clock()
            try:
                self.left = after + next(steps)
            except StopIteration as end:
                now = self._clock()
                spent += now - resumed
                return Timed(end.value, (now - self._arrived - spent) * 1000, spent * 1000)
            now = self._clock()
            spent += now - resumed
            if now - begun > self._deadline:
                steps.close()
                raise Problem(DEADLINE_EXCEEDED, f"The article was not done after {self._deadline:g} seconds.")
            yield False
