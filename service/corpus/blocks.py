"""The plan: sources cut into blocks, the same ones in every run of a job, whoever reads them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice, pairwise

from service.corpus.errors import CorpusError
from service.corpus.formats import rows
from service.corpus.inputs import Source
from service.corpus.job import Job
from service.corpus.records import Block

# Of each source, the rows, from 0, that have the text of an earlier one.
Duplicates = Mapping[int, Collection[int]]


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be read: the sources without the blocks that are `done`, by name; `duplicates` are to be marked."""

    job: Job
    sources: Sequence[Source]
    done: frozenset[str] = frozenset()
    duplicates: Duplicates = field(default_factory=dict)

    def lanes(self, most: int) -> list[Plan]:
        """The plan in at most so many parts, each of neighbouring sources."""
        count = max(1, min(most, len(self.sources)))
        bounds = [len(self.sources) * i // count for i in range(count + 1)]
        done: dict[int, list[str]] = defaultdict(list)
        for name in self.done:
            done[source_of(name)].append(name)
        return [self._part(self.sources[a:b], done) for a, b in pairwise(bounds)]

    def blocks(self) -> Iterator[Block]:
        """The blocks that are not done, in order.

        A source that cannot be read gives the blocks before that place, and one that tells of it.
        """
        for source in self.sources:
            yield from self._cut(source)

    def _part(self, sources: Sequence[Source], done: Mapping[int, Collection[str]]) -> Plan:
        numbers = [source.number for source in sources]
        names = frozenset(name for number in numbers for name in done.get(number, ()))
        marked = {number: self.duplicates[number] for number in numbers if number in self.duplicates}
        return Plan(self.job, sources, names, marked)

    def _cut(self, source: Source) -> Iterator[Block]:
        copies = self.duplicates.get(source.number, ())
        placed, before, number = rows(source, self.job), 0, 0
        while True:
            name = block_name(source.number, number)
            try:
                members = list(islice(placed, self.job.block))
            except CorpusError as error:
                yield Block(name, (), source.size - before, str(error))
                return
            if not members:
                return
            # Readers read ahead: a short block at the end has what is left.
            place = members[-1][1] if len(members) == self.job.block else source.size
            if name not in self.done:
                first = number * self.job.block
                yield Block(
                    name,
                    tuple(
                        replace(record, duplicate=True) if first + i in copies else record
                        for i, (record, _) in enumerate(members)
                    ),
                    max(place - before, 0),
                )
            before, number = max(place, before), number + 1


def block_name(source: int, number: int) -> str:
    """The block's place in each table of the output."""
    return f"input={source:06d}/block-{number:06d}"


def source_of(name: str) -> int:
    """The number of the source whose block has this name."""
    return int(name.partition("/")[0].partition("=")[2])
