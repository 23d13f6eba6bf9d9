"""The service on an extractor that takes an article's time without its models: ``gunicorn 'bench.stub:build()'``.

It shows how the service admits, queues, drains and counts on a machine whose cores are not to spare.
"""

from __future__ import annotations

import hashlib
import os
import time

from flask import Flask

from service import settings
from service.domain.extraction import Extraction, ModelInfo
from service.domain.quotes import Quote, QuoteType
from service.domain.spans import Span
from service.domain.steps import Steps, finished
from service.wsgi import assemble

SLICE = 2000
# Characters a second; the shipped models read about as many on one core.
PACE = float(os.environ.get("STUB_PACE", "20000"))


class Stub:
    """An Extractor that sleeps for each slice, and answers with a quote whose confidence depends on the text."""

    info = ModelInfo("stub", "0", "0")

    def rehearse(self) -> None:
        """Nothing to make."""

    def warm_up(self) -> None:
        """Nothing is to be warmed up."""

    def extract(self, text: str) -> Extraction:
        """One quote, the whole text."""
        return finished(self.steps(text))

    def steps(self, text: str) -> Steps[Extraction]:
        """Sleeps as long as a slice takes; yields how many characters are left."""
        for start in range(0, len(text), SLICE):
            size = min(SLICE, len(text) - start)
            time.sleep(size / PACE)
            yield len(text) - start - size
        whole = (Span.of(text, 0, len(text)),)
        share = hashlib.sha256(text.encode()).digest()[0] / 255
        quote = Quote("q1", QuoteType.INDIRECT, whole, (), None, (), None, None, (), None, share, None)
        return Extraction((quote,), (), ())


def build() -> Flask:
    """The application on the stub."""
    return assemble(settings.load(), Stub())
