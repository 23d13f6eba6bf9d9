"""An extractor whose steps a test lets happen one by one."""

from __future__ import annotations

import threading
from collections.abc import Callable

from service.domain.extraction import Extraction
from service.domain.steps import Steps
from tests.fakes import FakeExtractor

SECONDS = 10


class StepwiseExtractor(FakeExtractor):
    """Reads one character a step, each when the test calls `go`; `steps_run` has the texts whose steps were run."""

    def __init__(self) -> None:
        super().__init__()
        self.steps_run: list[str] = []
        self._allowed = threading.Semaphore(0)
        self._tried = threading.Semaphore(0)

    def go(self, steps: int = 1) -> None:
        """Lets so many steps happen and waits until the next one is asked for, or all are done."""
        for _ in range(steps):
            self._allowed.release()

    def go_on(self) -> None:
        """Lets everything happen."""
        self.go(10_000)

    def reached(self) -> None:
        """Waits until a step is begun that was not waited for yet."""
        assert self._tried.acquire(timeout=SECONDS)

    def steps(self, text: str) -> Steps[Extraction]:
        for left in reversed(range(len(text))):
            self._tried.release()
            assert self._allowed.acquire(timeout=SECONDS)
            self.steps_run.append(text)
            yield left
        return self.extract(text)


class Caller(threading.Thread):
    """Calls `work` in a thread; `result()` is what it gave, or raises what it raised."""

    def __init__(self, work: Callable[[], object]) -> None:
        super().__init__(daemon=True)
        self._work = work
        self._value: object = None
        self._error: BaseException | None = None
        self.start()

    def run(self) -> None:
        try:
            self._value = self._work()
        except BaseException as error:
            self._error = error

    def result(self):
        self.join(SECONDS)
        assert not self.is_alive()
        if self._error:
            raise self._error
        return self._value
