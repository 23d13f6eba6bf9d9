"""What the HTTP layer is given from outside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from service.domain.extraction import Extraction, ModelInfo


class Extractor(Protocol):
    """Finds the quotes of an article; one call at a time."""

    @property
    def info(self) -> ModelInfo:
        """Names and versions of the models in use."""

    def extract(self, text: str) -> Extraction:
        """The quotes, speakers and warnings of `text`, any Unicode string without lone surrogates."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a request may be: a text and all texts of a batch in code points, bodies in bytes."""

    max_text_chars: int
    max_body_bytes: int
    max_batch: int = 32
    max_batch_chars: int = 400_000
    max_batch_body_bytes: int = 40 * 1024 * 1024
