"""Which rows have the text of an earlier one."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator

import numpy as np

from service.corpus.blocks import Duplicates, Plan
from service.corpus.errors import CorpusError

DIGEST_BYTES = 16
NOTHING = bytes(DIGEST_BYTES)
KEYS = np.dtype([("high", "<u8"), ("low", "<u8"), ("source", "<u4"), ("row", "<u4")])

# A source's number, and the digests of some of its texts that follow each other, NOTHING for rows without one.
Digests = tuple[int, bytes]


def digests(plan: Plan) -> Iterator[Digests]:
    """The digests of all texts of the plan, in order.  Raises CorpusError where a source cannot be read."""
    for source in plan.sources:
        for block in Plan(plan.job, (source,)).blocks():
            if block.failure is not None:
                raise CorpusError(block.failure)
            yield source.number, b"".join(_digest(record.text) for record in block.records)


def duplicates(found: Iterable[Digests]) -> Duplicates:
    """All rows but the first of each text; `found` may come in any order of sources, each source's own in order."""
    rows: dict[int, int] = defaultdict(int)
    parts = []
    for source, data in found:
        part = np.zeros(len(data) // DIGEST_BYTES, KEYS)
        pairs = np.frombuffer(data, "<u8").reshape(-1, 2)
        part["high"], part["low"], part["source"] = pairs[:, 0], pairs[:, 1], source
        part["row"] = np.arange(rows[source], rows[source] + len(part))
        rows[source] += len(part)
        parts.append(part[(part["high"] != 0) | (part["low"] != 0)])
    every = np.concatenate(parts) if parts else np.zeros(0, KEYS)
    every = every[np.lexsort((every["row"], every["source"], every["low"], every["high"]))]
    again = (every["high"][1:] == every["high"][:-1]) & (every["low"][1:] == every["low"][:-1])
    marked: dict[int, set[int]] = defaultdict(set)
    for source, row in every[1:][again][["source", "row"]].tolist():
        marked[source].add(row)
    return marked


def _digest(text: object) -> bytes:
    return hashlib.sha256(text.encode()).digest()[:DIGEST_BYTES] if isinstance(text, str) else NOTHING
