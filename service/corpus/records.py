"""What goes from the reader of the input to the actors, and what comes back; no library is needed for either."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum


class Cause(StrEnum):
    """Why an input row is among the errors."""

    NOT_JSON = "not-json"
    NOT_TEXT = "not-text"
    EMPTY = "empty"
    TOO_LONG = "too-long"
    UNREADABLE = "unreadable"
    DEADLINE_EXCEEDED = "deadline-exceeded"
    EXTRACTION_FAILED = "extraction-failed"
    WORKER_DIED = "worker-died"


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a row is no article, or gave no answer; `detail` never quotes it."""

    cause: Cause
    detail: str


@dataclass(frozen=True, slots=True)
class Record:
    """One row of the input: an article's text, or what is wrong with it.

    `file` and `row`, from 1, tell where it stands.  `id` is the row's own, or made of the two.  A `duplicate` has the
    text of an earlier row and is not read again.
    """

    file: str
    row: int
    id: str
    text: str | Fault
    url: str | None = None
    published: str | None = None
    duplicate: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """Rows of one source that are read, written and recorded as done together.

    `name` is the same in every run of the job; `share` is how many bytes of the input it stands for.  With a
    `failure` it has no rows: it tells that its source cannot be read from there on.
    """

    name: str
    records: tuple[Record, ...]
    share: int
    failure: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a block: rows in articles, those of them not read again, quotes, errors by cause, seconds."""

    name: str
    share: int
    articles: int = 0
    duplicates: int = 0
    quotes: int = 0
    errors: Mapping[str, int] = field(default_factory=dict)
    seconds: float = 0.0
    failure: str | None = None

    @property
    def failed(self) -> int:
        """Rows among the errors."""
        return sum(self.errors.values())

    def encode(self) -> str:
        """The outcome as JSON."""
        return json.dumps(asdict(self), sort_keys=True)

    @classmethod
    def decode(cls, text: str | bytes) -> Outcome:
        """The outcome that `encode` gave.  Raises ValueError or TypeError where it is none."""
        return cls(**json.loads(text))
