"""Quotations and the marks of a text as values, with look-ups by place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property

from service.domain.spans import Span
from service.text.signs import MarkStyle


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words in quotation marks.

    `close` is None where a run of opening paragraphs never closes.  `parts` are the stretches with their marks, one a
    paragraph; `inner` the words without the marks, trimmed, one a paragraph.  `depth` is 0 for the outermost marks.
    """

    open: Span
    close: Span | None
    parts: tuple[Span, ...]
    inner: tuple[Span, ...]
    depth: int
    style: MarkStyle

    @property
    def start(self) -> int:
        """Where the opening mark starts."""
        return self.parts[0].start

    @property
    def end(self) -> int:
        """Where the last part ends."""
        return self.parts[-1].end


@dataclass(frozen=True)
class Marks:
    """The quotations of a text by start, an outer one before what it holds, and the marks without a partner."""

    quotations: tuple[Quotation, ...]
    strays: tuple[Span, ...]

    @cached_property
    def outermost(self) -> tuple[Quotation, ...]:
        """The quotations that stand in no other; they do not overlap."""
        return tuple(q for q in self.quotations if q.depth == 0)

    @cached_property
    def has_double(self) -> bool:
        """Whether any outermost quotation stands in other marks than single ones."""
        return any(not q.style.startswith("single") for q in self.outermost)

    @cached_property
    def _ends(self) -> list[int]:
        return [q.end for q in self.outermost]

    @cached_property
    def _starts(self) -> list[int]:
        return [q.start for q in self.quotations]

    @cached_property
    def _parents(self) -> list[int]:
        """For each quotation the index of the one it stands in, -1 for the outermost."""
        parents: list[int] = []
        stack: list[int] = []
        for index, quotation in enumerate(self.quotations):
            del stack[quotation.depth :]
            parents.append(stack[-1] if stack else -1)
            stack.append(index)
        return parents

    def touching(self, start: int, end: int) -> tuple[Quotation, ...]:
        """The outermost quotations that share a character with ``[start, end)``, in order."""
        first = last = bisect_right(self._ends, start)
        while last < len(self.outermost) and self.outermost[last].start < end:
            last += 1
        return self.outermost[first:last]

    def around(self, start: int, end: int) -> tuple[Quotation, ...]:
        """The quotations of any depth that share a character with ``[start, end)``, in order."""
        first, last = bisect_right(self._starts, start), bisect_left(self._starts, end)
        outer: list[Quotation] = []
        index = first - 1
        while index >= 0:
            if self.quotations[index].end > start:
                outer.append(self.quotations[index])
            index = self._parents[index]
        return (*reversed(outer), *self.quotations[first:last])
