"""The desk of a worker: articles wait here for its one inference thread, which reads them slice by slice."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator, Sequence
from queue import Empty
from threading import Condition, Thread

import structlog

from service.api.metrics import Metrics
from service.api.ports import Admission, Extractor
from service.api.problems import CLIENT_GONE, EXTRACTION_FAILED, QUEUE_FULL, Problem
from service.api.tickets import Ticket, Timed
from service.api.turns import Turns
from service.domain.errors import WhosaidError, frames

__all__ = ["Desk", "Timed"]

# How often a waiting request looks whether its client is still there.
LOOK_SECONDS = 0.5
# Until the first article is read: a slow machine's pace, in seconds a character.
FIRST_PACE = 0.001
LONGEST_RETRY = 120
TIDY_SECONDS = 1.0
USUAL = Admission()

log = structlog.get_logger("whosaid.inference")


def never() -> bool:
    """Stands for a client of whom nothing is known."""
    return False


class Desk:
    """Admits articles and has them read by one thread, a slice of this and a slice of that (see Turns).

    The models of a process compute on one thread, so two articles at once would only slow each other down.  Threads
    that bring articles only wait here; those that do not need the extractor, such as those of the health routes, never
    do.  The inference thread begins with the first article, and so in the process that reads it, not before a fork.
    """

    def __init__(
        self,
        extractor: Extractor,
        admission: Admission = USUAL,
        metrics: Metrics | None = None,
        tidy: Callable[[], object] = never,
    ) -> None:
        """`tidy` is called by the inference thread after an article, not again within TIDY_SECONDS.

        It must not raise.
        """
        self._extractor, self._admission, self._tidy = extractor, admission, tidy
        self._tidied = -math.inf
        self._metrics = metrics or Metrics()
        self._tickets: list[Ticket] = []
        self._changed = Condition()
        self._thread: Thread | None = None
        self._turns = Turns()
        self._pace = FIRST_PACE

    @property
    def full(self) -> bool:
        """Whether an article that came now would be refused."""
        return len(self._live()) > self._admission.queue_limit

    def extract(self, text: str, gone: Callable[[], bool] = never) -> Timed:
        """The extraction of `text`; `gone` tells whether the client hung up, and its article is then dropped.

        Raises Problem where the queue is full, the deadline passed or the client is gone, and whatever the extractor
        raises.
        """
        ticket = self._admit([text])
        _, outcome = self._wait(ticket, gone)
        if isinstance(outcome, Exception):
            raise outcome
        self._count(text, outcome)
        return outcome

    def extract_all(
        self, texts: Sequence[str], gone: Callable[[], bool] = never
    ) -> Iterator[tuple[int, Timed | WhosaidError]]:
        """The extractions of a batch with their indices, in order of completion, each as soon as it is done.

        The batch takes one place in the queue, whatever its size, and its articles are read one after the other in it:
        to the others it is one long article.  Each has its own deadline.  An article that fails yields its error.
        Closing the iterator, or dropping it, drops the articles that are not read yet.

        Raises Problem at once where the queue is full, and from the iterator where the client is gone.
        """
        return self._outcomes(self._admit(texts), texts, gone)

    def _outcomes(
        self, ticket: Ticket, texts: Sequence[str], gone: Callable[[], bool]
    ) -> Iterator[tuple[int, Timed | WhosaidError]]:
        try:
            for _ in texts:
                index, outcome = self._wait(ticket, gone)
                if isinstance(outcome, Timed):
                    self._count(texts[index], outcome)
                elif not isinstance(outcome, WhosaidError):
                    log.error("article failed", index=index, errors=list(frames(outcome)))
                    outcome = Problem(EXTRACTION_FAILED, "The article could not be analysed.")
                yield index, outcome
        finally:
            ticket.cancelled = True

    def _count(self, text: str, timed: Timed) -> None:
        self._metrics.read(len(text), timed.extraction, timed.queue_ms, timed.inference_ms)

    def _admit(self, texts: Sequence[str]) -> Ticket:
        """A place in the queue.  Raises Problem where there is none."""
        structlog.contextvars.bind_contextvars(articles=len(texts), chars=sum(map(len, texts)))
        with self._changed:
            if self.full:
                seconds = self._retry_after()
                detail = f"{self._admission.queue_limit} articles wait already."
                raise Problem(QUEUE_FULL, detail, headers={"Retry-After": str(seconds)})
            ticket = Ticket(self._extractor, texts, self._admission.deadline)
            self._tickets.append(ticket)
            if self._thread is None:
                self._thread = Thread(target=self._serve, name="inference", daemon=True)
                self._thread.start()
            self._report()
            self._changed.notify()
        return ticket

    @staticmethod
    def _wait(ticket: Ticket, gone: Callable[[], bool]) -> tuple[int, Timed | Exception]:
        while True:
            try:
                return ticket.outcomes.get(timeout=LOOK_SECONDS)
            except Empty:
                if gone():
                    ticket.cancelled = True
                    raise Problem(CLIENT_GONE, "The client closed the connection.") from None

    def _serve(self) -> None:
        while True:
            with self._changed:
                while not self._tickets:
                    self._changed.wait()
                ticket = self._turns.next(self._tickets)
                first, ticket.started = not ticket.started, True
                if first:
                    self._report()
            self._step(ticket)

    def _step(self, ticket: Ticket) -> None:
        before, begun = ticket.left, time.perf_counter()
        over = ticket.step()
        if read := before - ticket.left:
            self._pace += (max(time.perf_counter() - begun, 0) / read - self._pace) / 4
        if over:
            with self._changed:
                self._tickets.remove(ticket)
                self._report()
            if time.monotonic() >= self._tidied + TIDY_SECONDS:
                self._tidy()
                self._tidied = time.monotonic()

    def _live(self) -> list[Ticket]:
        """Those that somebody still waits for; a cancelled one leaves with its next turn."""
        return [ticket for ticket in self._tickets if not ticket.cancelled]

    def _retry_after(self) -> int:
        """Seconds until a place is likely to be free, at the pace of the latest slices: what the mean article needs."""
        live = self._live()
        seconds = self._pace * sum(ticket.left for ticket in live) / max(len(live), 1)
        return min(max(math.ceil(seconds), 1), LONGEST_RETRY)

    def _report(self) -> None:
        live = self._live()
        reading = sum(ticket.started for ticket in live)
        self._metrics.queue(waiting=len(live) - reading, reading=reading)
