"""Corpus jobs without models: ``python -m tests.corpus.stub INPUT... --out DIR``."""

from __future__ import annotations

import os
import re
import signal
import sys
import time
from dataclasses import dataclass

from service.corpus import command
from service.domain.extraction import Extraction, ModelInfo
from service.domain.steps import Steps
from tests.fakes import INFO, sliced

PAUSE = re.compile(r"\[pause (\d*\.?\d+)\]")


class StubExtractor:
    """Cuts texts as the fake extractor does; some do to it what articles may do to the pipeline.

    ``[fail]`` raises, ``[kill]`` ends the process, ``[pause 0.1]`` takes so many seconds a step, of two.
    """

    def __init__(self, info: ModelInfo) -> None:
        self.info = info

    def extract(self, text: str) -> Extraction:
        raise NotImplementedError

    def steps(self, text: str) -> Steps[Extraction]:
        for left in (len(text), 0):
            if pause := PAUSE.search(text):
                time.sleep(float(pause[1]) / 2)
            yield left
        if "[fail]" in text:
            raise ValueError(text)
        if "[kill]" in text:
            os.kill(os.getpid(), signal.SIGKILL)
        return sliced(text)


@dataclass(frozen=True)
class Stub:
    """Models of a version that the environment may name."""

    version: str = os.environ.get("STUB_VERSION", INFO.version)

    def info(self) -> ModelInfo:
        return ModelInfo(INFO.name, self.version, INFO.stanza)

    def load(self) -> StubExtractor:
        return StubExtractor(self.info())


if __name__ == "__main__":
    # As actors know it, and not as the main module of this process.
    from tests.corpus.stub import Stub as Named

    sys.exit(command.main(models=Named()))
