"""``python -m bench.speed``: how fast the whole job is beside a plain pipeline of Stanza's own models.

Both read the same articles in turn, round after round, on one core each; then articles of a thousand to a hundred
thousand characters; then the service over HTTP.  Prints the tables, keeps them with a plot in ``docs/``, and puts the
first into the README; a flame graph lies in ``build/bench``.  Ratios within one run mean something, seconds little.
"""

from __future__ import annotations

import argparse
import random
import statistics
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench import drawing, kept, served
from bench.articles import SEEDS, article
from bench.contenders import OWN_NAME, PLAIN_NAME, Contender, Reading

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared/seeds"
BUILD = ROOT / "build/bench"
SIZES = (1_000, 5_000, 20_000, 100_000)
# Each size is read until so many characters are, so that the short ones' times are no accident.
AT_LEAST = 20_000


@dataclass(frozen=True, slots=True)
class Duel:
    """Readings of the same articles by both, round by round."""

    words: int
    plain: list[Reading]
    own: list[Reading]

    @property
    def ratios(self) -> list[float]:
        """How many times as fast Whosaid was, round by round."""
        return [p.seconds / o.seconds for p, o in zip(self.plain, self.own, strict=True)]

    def rate(self, readings: Sequence[Reading]) -> float:
        """Words a second, the median round."""
        return self.words / statistics.median(r.seconds for r in readings)

    def table(self) -> list[str]:
        """Rows of a Markdown table: both contenders, and their ratio."""
        rows = ["| one core | words/s | ratio | peak memory |", "|---|---|---|---|"]
        for name, readings in ((PLAIN_NAME, self.plain), (OWN_NAME, self.own)):
            peak = max(r.megabytes for r in readings)
            ratio = "1" if readings is self.plain else _spread(self.ratios)
            rows.append(f"| {name} | {self.rate(readings):.0f} | {ratio} | {peak:.0f} MB |")
        return rows

    def stages(self) -> list[str]:
        """Rows of a Markdown table: milliseconds for a thousand words, and the share, stage by stage."""
        shares = [self._by_stage(readings) for readings in (self.plain, self.own)]
        rows = ["| ms for 1,000 words | plain Stanza | Whosaid | share of Whosaid |", "|---|---|---|---|"]
        whole = sum(shares[1].values())
        for stage in dict.fromkeys([*shares[0], *shares[1]]):
            theirs, ours = (share.get(stage, 0.0) for share in shares)
            rows.append(f"| {stage} | {theirs:.0f} | {ours:.0f} | {ours / whole:.0%} |")
        return rows

    def _by_stage(self, readings: Sequence[Reading]) -> dict[str, float]:
        scale = 1e6 / self.words
        names = list(readings[0].stages)
        found = {name: scale * statistics.median(r.stages[name] for r in readings) for name in names}
        whole = scale * statistics.median(r.seconds for r in readings)
        return {**found, "other": max(0.0, whole - sum(found.values()))}


def main() -> int:
    """Runs what is asked for, writes the tables, and gives 1 where growth is not linear."""
    options = _options()
    BUILD.mkdir(parents=True, exist_ok=True)
    found: list[str] = []
    duel = growth = None
    if "duel" in options.parts:
        duel = _duel(options.rounds)
        _print(found, [*duel.table(), "", *duel.stages()])
    if "growth" in options.parts:
        growth = _growth()
        _print(found, ["", *_growth_table(growth)])
    if "served" in options.parts:
        _print(found, ["", *served.measured(options.seconds)])
    if duel and growth and "served" in options.parts:
        _keep(duel, growth, found)
    return 1 if growth and _superlinear(growth) else 0


def articles() -> list[str]:
    """The sample articles, and the two real ones where they are at hand."""
    paths = [*sorted(SEEDS.glob("*.txt")), *sorted(SHARED.glob("*.txt"))]
    return [path.read_text(encoding="utf8") for path in paths]


def _duel(rounds: int) -> Duel:
    texts = articles()
    duel = Duel(sum(len(text.split()) for text in texts), [], [])
    with Contender(PLAIN_NAME) as plain, Contender(OWN_NAME) as own:
        # Who begins changes, so that neither always finds the machine as the other left it.
        for number in range(rounds):
            pair = [(plain, duel.plain), (own, duel.own)]
            for contender, readings in pair if number % 2 else pair[::-1]:
                readings.append(contender.read(texts))
        _flame_graph(own, texts)
    return duel


def _flame_graph(own: Contender, texts: list[str]) -> None:
    """Samples one more reading; where the system forbids to look into another process, it says so."""
    path = BUILD / "flame.svg"
    recorder = [str(Path(sys.executable).with_name("py-spy")), "record", "--duration", "600", "--output", str(path)]
    try:
        order = [*recorder, "--pid", str(own.process)]
        spy = subprocess.Popen(order, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    except OSError as error:
        print(f"no flame graph: {error}", file=sys.stderr)
        return
    own.read(texts)
    spy.send_signal(2)
    _, told = spy.communicate(timeout=60)
    print(f"flame graph: {path}" if path.exists() else f"no flame graph: {told.decode()}", file=sys.stderr)


def _growth() -> dict[int, Reading]:
    """One article of each size, read as often as makes AT_LEAST characters; seconds are those of one."""
    found = {}
    with Contender(OWN_NAME) as own:
        for size in SIZES:
            texts = [_sized(size, seed) for seed in range(max(1, AT_LEAST // size))]
            reading = own.read(texts)
            found[size] = Reading(reading.seconds / len(texts), reading.megabytes)
    return found


def _sized(characters: int, seed: int) -> str:
    return article(characters // 4, random.Random(seed))[:characters]


def _growth_table(growth: dict[int, Reading]) -> list[str]:
    rows = ["| characters | seconds | ms for 1,000 characters | peak memory |", "|---|---|---|---|"]
    for size, reading in growth.items():
        rows.append(
            f"| {size:,} | {reading.seconds:.2f} | {1e6 * reading.seconds / size:.0f} | {reading.megabytes:.0f} MB |"
        )
    return rows


def _superlinear(growth: dict[int, Reading]) -> bool:
    """Whether a character of a long article costs more than 1.3 times one of the shortest."""
    costs = [reading.seconds / size for size, reading in growth.items()]
    return max(costs) > 1.3 * costs[0]


def _spread(values: Sequence[float]) -> str:
    return f"{statistics.median(values):.2f} ({min(values):.2f} to {max(values):.2f})"


def _print(found: list[str], rows: Sequence[str]) -> None:
    print("\n".join(rows), flush=True)
    found += rows


def _keep(duel: Duel, growth: dict[int, Reading], rows: list[str]) -> None:
    """Writes all tables and the plot to ``docs/``, and the short one to the README."""
    told = kept.told("make bench")
    (ROOT / "docs/speed.md").write_text("\n".join([f"# Speed\n\n{told}.\n", *rows, "", "![](speed.svg)", ""]), "utf8")
    drawing.plot(duel, growth, ROOT / "docs/speed.svg")
    kept.put("speed", [*duel.table(), "", f"{len(duel.ratios)} rounds over {duel.words} words. {told}."])


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=5, help="of both contenders")
    parser.add_argument("--seconds", type=float, default=25, help="for each number of clients")
    parser.add_argument("--parts", nargs="+", default=["duel", "growth", "served"], help="duel, growth, served")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
