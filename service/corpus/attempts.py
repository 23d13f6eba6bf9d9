"""Which article a worker was at when it died: kept in the output folder, since the next worker may be elsewhere."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

from service.corpus.storage import Folder

# A worker may die for reasons of its own; one that dies twice at the same article dies of it.
DEATHS = 2


class Attempts:
    """The attempts at one block in the run of this name.

    The first leaves a mark of its start only.  One that finds such a mark is `careful`: it marks each article before it
    reads it, so that the one at which workers die is known.  Marks of other runs, which somebody may have killed, say
    nothing.
    """

    def __init__(self, folder: Folder, block: str, run: str) -> None:
        self._folder, self._run = folder, run
        self._name = f"_job/attempts/{block.replace('/', '-')}.json"
        before = self._load()
        self.careful = before is not None
        self._deaths: dict[str, int] = before["deaths"] if before else {}
        if before and (at := before["at"]) is not None:
            self._deaths[at] = self._deaths.get(at, 0) + 1
        self._mark(None)

    def deadly(self, index: int) -> bool:
        """Whether the block's article of this index has ended workers."""
        return self._deaths.get(str(index), 0) >= DEATHS

    def reads(self, index: int) -> None:
        """Marks the article that is about to be read, where that is of use."""
        if self.careful:
            self._mark(str(index))

    def over(self) -> None:
        """Forgets the attempts: the block is done."""
        self._folder.remove(self._name)

    def _mark(self, at: str | None) -> None:
        self._folder.write(self._name, json.dumps({"run": self._run, "at": at, "deaths": self._deaths}).encode())

    def _load(self) -> dict[str, Any] | None:
        with suppress(ValueError):
            found = json.loads(self._folder.read(self._name) or b"null")
            if isinstance(found, dict) and found.get("run") == self._run:
                return found
        return None
