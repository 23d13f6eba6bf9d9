"""What Prometheus is told; in several processes together where PROMETHEUS_MULTIPROC_DIR is set (see metrics_folder)."""

from __future__ import annotations

import os
from collections import Counter as Tally
from contextlib import suppress

import prometheus_client
import structlog
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from service.api.metrics_folder import VARIABLE
from service.domain.extraction import Extraction, ModelInfo
from service.domain.quotes import QuoteType

CONTENT_TYPE: str = prometheus_client.CONTENT_TYPE_LATEST
SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 40, 60, 120)
TRIES = 3

log = structlog.get_logger("whosaid.metrics")


class Metrics:
    """Counts what one application does.

    A worker whose files could not be made (see metrics_folder.reserve) is switched off and counts nothing: answering
    goes before counting.
    """

    def __init__(self) -> None:
        self._on = True
        self._registry = registry = CollectorRegistry()

        def counter(name: str, about: str, *labels: str) -> Counter:
            return Counter(f"whosaid_{name}", about, labels, registry=registry)

        def histogram(name: str, about: str, *labels: str) -> Histogram:
            return Histogram(f"whosaid_{name}_seconds", about, labels, registry=registry, buckets=SECONDS)

        self._requests = counter("requests", "Requests answered.", "method", "route", "status")
        self._latency = histogram("request", "From a request's head to its answer.", "route")
        self._problems = counter("problems", "Requests refused or failed, by the cause in the answer.", "cause")
        self._articles = counter("articles", "Articles answered.")
        self._chars = counter("article_chars", "Code points of the articles answered.")
        self._quotes = counter("quotes", "Quotes found, before a request's filters.", "type")
        self._queue = histogram("queue", "How long an article answered waited, before and between its slices.")
        self._inference = histogram("inference", "How long an article answered took the models.")
        self._waiting = Gauge(
            "whosaid_queue_depth", "Articles that wait for their first slice.",
            registry=registry, multiprocess_mode="livesum",
        )  # fmt: skip
        self._reading = Gauge(
            "whosaid_articles_in_flight", "Articles begun and not done.",
            registry=registry, multiprocess_mode="livesum",
        )  # fmt: skip
        self._model = Gauge(
            "whosaid_model_info", "1, with the models' names and versions.", ("name", "version", "stanza"),
            registry=registry, multiprocess_mode="max",
        )  # fmt: skip

    def switch_off(self) -> None:
        """Counts nothing from now on."""
        self._on = False

    def model(self, info: ModelInfo) -> None:
        """Tells which models are loaded."""
        if self._on:
            self._model.labels(info.name, info.version, info.stanza).set(1)

    def answered(self, method: str, route: str, status: int, seconds: float) -> None:
        """Counts a request; `route` is the rule that it matched, never its path."""
        if self._on:
            self._requests.labels(method, route, str(status)).inc()
            self._latency.labels(route).observe(seconds)

    def problem(self, cause: str) -> None:
        """Counts a problem answered."""
        if self._on:
            self._problems.labels(cause).inc()

    def read(self, chars: int, extraction: Extraction, queue_ms: float, inference_ms: float) -> None:
        """Counts an article that was read to its end."""
        if not self._on:
            return
        self._articles.inc()
        self._chars.inc(chars)
        self._queue.observe(queue_ms / 1000)
        self._inference.observe(inference_ms / 1000)
        found = Tally(quote.type for quote in extraction.quotes)
        for kind in QuoteType:
            self._quotes.labels(kind.value).inc(found[kind])

    def queue(self, *, waiting: int, reading: int) -> None:
        """Tells the state of this worker's queue."""
        if self._on:
            self._waiting.set(waiting)
            self._reading.set(reading)

    def text(self) -> bytes | None:
        """All of it in Prometheus' text format, all workers together; None in a worker that is switched off."""
        if not self._on:
            return None
        if VARIABLE not in os.environ:
            return generate_latest(self._registry)
        together = CollectorRegistry()
        try:
            MultiProcessCollector(together)  # type: ignore[no-untyped-call]
            return _written(together)
        except (OSError, ValueError) as error:
            log.warning("metrics cannot be read", error=type(error).__name__)
            return None


def _written(together: CollectorRegistry) -> bytes:
    for _ in range(TRIES - 1):
        # A worker that died, or began, since the files were listed has left its files under other names.
        with suppress(FileNotFoundError):
            return generate_latest(together)
    return generate_latest(together)
