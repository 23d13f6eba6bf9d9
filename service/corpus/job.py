"""What a job is asked to do."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

BLOCK = 100


@dataclass(frozen=True, slots=True)
class Columns:
    """Names of the columns; those `asked` for by name must be there, and `text` always."""

    text: str = "text"
    id: str = "id"
    url: str = "url"
    published: str = "published"
    asked: frozenset[str] = frozenset()

    @property
    def required(self) -> tuple[str, ...]:
        """Names that every file must have."""
        return (self.text, *sorted(self.asked - {self.text}))

    @property
    def names(self) -> tuple[str, ...]:
        """All names, each once."""
        return tuple(dict.fromkeys((self.text, self.id, self.url, self.published)))


@dataclass(frozen=True, slots=True)
class Job:
    """One corpus job: `inputs` and `out` are paths or URLs, which mean the same on every node.

    `block` is how many rows make a block, `deadline` the seconds for an article, `run` names this run of it.
    """

    inputs: tuple[str, ...]
    out: str
    columns: Columns = field(default_factory=Columns)
    block: int = BLOCK
    max_text_chars: int = 100_000
    deadline: float = 60
    dedup: bool = False
    run: str = ""

    def options(self) -> dict[str, Any]:
        """All that the output depends on beside the inputs and the models."""
        return {
            "text": self.columns.text,
            "id": self.columns.id,
            "url": self.columns.url,
            "published": self.columns.published,
            "block": self.block,
            "max_text_chars": self.max_text_chars,
            "deadline": self.deadline,
            "dedup": self.dedup,
        }
