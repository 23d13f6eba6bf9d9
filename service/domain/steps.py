"""Long work cut into steps, so that whoever runs it can look at the clock or do something else in between."""

from __future__ import annotations

from collections.abc import Generator
from typing import TypeVar

T = TypeVar("T")

# Yields after each step how many characters of the text are still unread; returns what the work is for.
Steps = Generator[int, None, T]


def finished(steps: Steps[T]) -> T:
    """What `steps` return once all of them are run; raises whatever one of them raises."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            value: T = end.value
            return value
