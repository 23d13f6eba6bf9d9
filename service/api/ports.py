"""What the HTTP layer is given from outside."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from service.domain.extraction import Extraction, ModelInfo
from service.domain.steps import Steps


class Extractor(Protocol):
    """Finds the quotes of an article; one thread at a time, which may run the steps of several articles by turns."""

    @property
    def info(self) -> ModelInfo:
        """Names and versions of the models in use."""

    def extract(self, text: str) -> Extraction:
        """The quotes, speakers and warnings of `text`, any Unicode string without lone surrogates."""

    def steps(self, text: str) -> Steps[Extraction]:
        """What `extract` does, in steps of about a second; yields how many characters are left after each.

        The result is the same whatever else is run between the steps.
        """


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a request may be: a text and all texts of a batch in code points, bodies in bytes."""

    max_text_chars: int
    max_body_bytes: int
    max_batch: int = 32
    max_batch_chars: int = 400_000
    max_batch_body_bytes: int = 40 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Admission:
    """What a worker takes on: articles that wait, seconds for one article, seconds for and number of bodies being read.

    `queue_limit` articles wait beside the one that is read; `deadline` counts from the start of an article's inference.
    """

    queue_limit: int = 8
    deadline: float = 60
    body_timeout: float = 30
    body_limit: int = 16


@dataclass(frozen=True, slots=True)
class Access:
    """Who may send articles: bearer `keys`, none for anyone; `origins` whose web pages may, ``*`` for all."""

    keys: tuple[str, ...] = field(default=(), repr=False)
    origins: tuple[str, ...] = ()
