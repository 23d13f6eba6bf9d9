"""The plot of ``make bench``."""

from __future__ import annotations

import statistics
from pathlib import Path
from typing import TYPE_CHECKING

from bench.contenders import OWN_NAME, PLAIN_NAME, Reading

if TYPE_CHECKING:
    from bench.speed import Duel


def plot(duel: Duel, growth: dict[int, Reading], path: Path) -> None:
    """Draws time by stage of both contenders, and time by length, as an SVG at `path`."""
    import matplotlib.pyplot as plt  # noqa: PLC0415

    figure, (left, right) = plt.subplots(1, 2, figsize=(10, 3.6), layout="constrained")
    names = list(dict.fromkeys([*duel.plain[0].stages, *duel.own[0].stages]))
    begun = [0.0, 0.0]
    for name in names:
        widths = [
            1e6 / duel.words * statistics.median(r.stages.get(name, 0.0) for r in readings)
            for readings in (duel.plain, duel.own)
        ]
        left.barh([PLAIN_NAME, OWN_NAME], widths, left=begun, label=name)
        begun = [b + w for b, w in zip(begun, widths, strict=True)]
    left.set_xlabel("ms for 1,000 words, one core")
    left.legend(fontsize=7, ncols=2)
    right.loglog(list(growth), [reading.seconds for reading in growth.values()], marker="o")
    right.set_xlabel("characters of the article")
    right.set_ylabel("seconds")
    right.grid(visible=True, which="both", alpha=0.3)
    figure.savefig(path, metadata={"Date": None})
    plt.close(figure)
