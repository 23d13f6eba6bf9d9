"""Where the tables of a run are kept: between two marks of the README."""

from __future__ import annotations

import os
import platform
import re
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def put(mark: str, rows: Sequence[str], readme: Path = ROOT / "README.md") -> None:
    """Replaces what stands between ``<!-- mark -->`` and ``<!-- /mark -->`` in the README by `rows`.

    Says so where there are no such marks.
    """
    between = re.compile(rf"(<!-- {mark} -->\n).*?(<!-- /{mark} -->)", re.DOTALL)
    text, count = between.subn(lambda m: m[1] + "\n".join([*rows, m[2]]), readme.read_text(encoding="utf8"))
    if count:
        readme.write_text(text, encoding="utf8")
    else:
        print(f"{readme.name}: there is no <!-- {mark} -->, so the tables are not put there", file=sys.stderr)


def told(command: str) -> str:
    """Where and when this was measured, and with which command."""
    names = re.findall(r"model name\s*:\s*(.*)", Path("/proc/cpuinfo").read_text(encoding="utf8"))
    machine = f"{os.cpu_count()} cores, {names[0] if names else platform.processor()}"
    return f"{machine}, Python {platform.python_version()}, {date.today():%d %B %Y}; `{command}`"
