"""Puts a reader in the place of a Stanza processor's own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

Reads = Callable[[list[Any]], list[Any]]


def put(processor: Any, reads: Reads, model: Any = None, taken: Iterable[str] = ()) -> None:
    """Makes `reads` read all documents; the parts of `model` that it has taken over are let go."""
    processor.bulk_process = reads
    processor.process = lambda document: reads([document])[0]
    for name in taken:
        delattr(model, name)
