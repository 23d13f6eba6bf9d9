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
    """How large a request may be: the text in code points, the body in bytes."""

    max_text_chars: int
    max_body_bytes: int
