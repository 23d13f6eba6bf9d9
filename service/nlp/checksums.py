"""The model files compared with the list of their checksums, so that a damaged one is named before it is loaded."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection
from pathlib import Path
from typing import Any

from service.domain.errors import ModelError

LIST = "checksums.json"


def verify(models: Path, processors: Collection[str] | None = None) -> None:
    """Checks the files that ``checksums.json`` in the folder lists; a folder of other models has no such list.

    With `processors` named only theirs are looked at.  Raises ModelError naming the first file that is missing or
    differs from what was shipped.
    """
    path = models / LIST
    if not path.is_file():
        return
    try:
        listed: dict[str, dict[str, Any]] = json.loads(path.read_text(encoding="utf8"))
        rows = [
            (models / name, row["bytes"], row["sha256"])
            for name, row in listed.items()
            if processors is None or Path(name).parent.name in processors
        ]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModelError(f"cannot read {path}: {type(error).__name__}") from error
    for file, size, digest in rows:
        _compare(file, size, digest)


def _compare(file: Path, size: int, digest: str) -> None:
    try:
        with file.open("rb") as content:
            # A file cut short, the usual damage, is told by its size at once.
            whole = file.stat().st_size == size and hashlib.file_digest(content, "sha256").hexdigest() == digest
    except OSError as error:
        raise ModelError(f"cannot read {file}: {error.strerror or type(error).__name__}") from error
    if not whole:
        raise ModelError(f"{file} is damaged: it is not the file that {LIST} describes")
