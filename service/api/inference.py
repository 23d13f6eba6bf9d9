"""One article at a time through the extractor."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from threading import Lock

from service.api.errors import problem_of
from service.api.ports import Extractor
from service.domain.errors import WhosaidError
from service.domain.extraction import Extraction


@dataclass(frozen=True, slots=True)
class Timed:
    """An extraction with the milliseconds it waited for its turn and took."""

    extraction: Extraction
    queue_ms: float
    inference_ms: float


class Desk:
    """Hands articles to an extractor one by one.

    The models of a process compute on one thread, so two articles at once would only slow each other down; threads
    that do not need the extractor, such as those of the health routes, never wait here.
    """

    def __init__(self, extractor: Extractor) -> None:
        self._extractor = extractor
        self._turn = Lock()

    def extract(self, text: str) -> Timed:
        """The extraction of `text`, after those of the callers that came earlier."""
        arrived = time.perf_counter()
        with self._turn:
            begun = time.perf_counter()
            extraction = self._extractor.extract(text)
            done = time.perf_counter()
        return Timed(extraction, (begun - arrived) * 1000, (done - begun) * 1000)

    def extract_all(self, texts: Sequence[str]) -> Iterator[tuple[int, Timed | WhosaidError]]:
        """The extraction of each of `texts` with its index, as they are done; for a text that failed, the error.

        Each text waits for its turn anew, so that the articles of other callers come between those of a batch.
        """
        for index, text in enumerate(texts):
            try:
                yield index, self.extract(text)
            except Exception as error:
                yield index, problem_of(error)
