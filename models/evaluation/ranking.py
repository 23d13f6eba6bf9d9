"""Learns whom he and she mean: ``python -m models.evaluation.ranking --data FOLDER --tool evaluate.py``.

Writes service/attribution/ranking.json from the pronouns that are sources in PolNeAR's train articles with known
speakers and in the articles of other kinds that are read, each with the candidates that the resolver has and the signs
that hold of them.  ``--check`` learns from four fifths of the articles five times and tells how the rest does: how many
are right, most certain first, until so many in a hundred are wrong, and how often each step of the score is right.
"""

from __future__ import annotations

import argparse
import json
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
import torch

from models.evaluation import speakers
from models.evaluation.resolver_fit import EDGES
from models.evaluation.tool import load
from service.attribution import pronouns, references
from service.attribution.discourse import Discourse
from service.attribution.linking import Linker
from service.attribution.ranking import FILE, NOBODY, POINTED, Ranking, Signs, signs
from service.attribution.salience import Candidate, Context
from service.attribution.weights import POINTED as COUNTS
from service.attribution.weights import WEIGHTS
from service.nlp.parser import Parser

READ = ("learned", "more", "further")
BLIND, POINTS = "without a pointer", ("pointed", POINTED)
TIMES = {"news": 2.0, "further": 2.0, BLIND: 0.2}
"""How often a pronoun counts: news beside the rest, and the articles that the network has not learned from."""
UNITS, DROPOUT, DECAY, STRENGTH, RATE, UPDATES = 16, 0.5, 1.0, 4.0, 0.02, 250
FOLDS = 5
WRONG = (1, 2, 4, 6)


@dataclass(frozen=True)
class Case:
    """One pronoun: its article, the signs of each candidate and of nobody, who is right (nobody where none is)."""

    part: str
    article: str
    within: bool
    signs: list[Signs]
    right: list[bool]


def cases(part: str, case: speakers.Case, tool: Any) -> Iterator[Case]:
    """The pronouns of an article that are sources and mean one person, whose speaker is sure."""
    met: list[tuple[int, list[Candidate], list[Signs]]] = []
    meant = pronouns.meant

    def spy(discourse: Discourse, context: Context, found: list[Candidate]) -> list[tuple[float, Candidate]]:
        kind = pronouns.class_of(context.pronoun)
        if kind in ("he", "she") and found:
            named = pronouns.features(discourse, context, kind, found)
            met.append((context.offset, found, signs(named, [c.pointed for c in found])))
        return meant(discourse, context, found)

    with patch.object(references, "meant", spy):
        linker = Linker(case.parsed, case.quotes)
        for index in sorted(range(len(case.quotes)), key=linker.order):
            met.clear()
            linker.answer(index)
            gold, quote = case.gold[index], case.quotes[index]
            if gold is None or not gold["sure"] or gold["form"] != "pronoun" or not quote.source:
                continue
            here = [m for m in met if quote.source[0].start <= m[0] < quote.source[-1].end]
            if here and gold["kind"] in ("person", "unnamed"):
                _, found, each = here[0]
                right = [bool(tool.speaker_right(gold, linker.register.records[c.record].name)) for c in found]
                yield Case(part, case.name, quote.parent is not None, each, [*right, not any(right)])


def unpointed(case: Case) -> Case:
    """The same where nothing points, as with models that have no pointer."""
    each = [{s: v for s, v in one.items() if not s.startswith(POINTS)} for one in case.signs]
    return replace(case, part=BLIND, signs=[one if NOBODY in one else one | {"not pointed": 1.0} for one in each])


@dataclass(frozen=True)
class Batch:
    """Cases as arrays: pronouns x candidates x signs, which candidates there are, which are right, what each counts."""

    signs: torch.Tensor
    there: torch.Tensor
    right: torch.Tensor
    counts: torch.Tensor


def batch(chosen: Sequence[Case], at: dict[str, int]) -> Batch:
    """The cases, with a column for each sign, as `at` has them."""
    most = max(len(c.signs) for c in chosen)
    values = np.zeros((len(chosen), most, len(at)), np.float32)
    there = np.zeros((len(chosen), most), bool)
    right = np.zeros((len(chosen), most), bool)
    for row, case in enumerate(chosen):
        there[row, : len(case.signs)] = True
        right[row, : len(case.right)] = case.right
        for column, each in enumerate(case.signs):
            for sign, value in each.items():
                values[row, column, at[sign]] = value
    counts = torch.tensor([TIMES.get(c.part, 1.0) for c in chosen])
    return Batch(torch.tensor(values), torch.tensor(there), torch.tensor(right), counts)


class Network(torch.nn.Module):
    """What ranking.py reads, for training."""

    def __init__(self, inputs: int) -> None:
        super().__init__()
        self.linear = torch.nn.Parameter(torch.zeros(inputs))
        self.hidden = torch.nn.Linear(inputs, UNITS)
        self.out = torch.nn.Parameter(torch.zeros(UNITS))

    def forward(self, values: torch.Tensor) -> torch.Tensor:
        """The score of each candidate."""
        units = torch.nn.functional.dropout(torch.relu(self.hidden(values)), DROPOUT, self.training)
        score: torch.Tensor = values @ self.linear + units @ self.out
        return score


def learn(chosen: Sequence[Case]) -> Ranking:
    """The ranking that gives the right candidates the highest likelihood, all of them in one batch.

    It goes out from the weights of descriptions, learned from the news and GUM with what the literature says.
    """
    torch.manual_seed(0)
    chosen = [*chosen, *map(unpointed, chosen)]
    names = sorted({sign for case in chosen for each in case.signs for sign in each})
    data, network = batch(chosen, {name: i for i, name in enumerate(names)}), Network(len(names))
    known = {**WEIGHTS["person"], POINTED: COUNTS["person"]}
    start = torch.tensor([known.get(name, 0.0) for name in names])
    with torch.no_grad():
        network.linear.copy_(start)
    units = [*network.hidden.parameters(), network.out]
    optimiser = torch.optim.AdamW(
        [{"params": [network.linear], "weight_decay": 0.0}, {"params": units, "lr": RATE / 4}],
        lr=RATE, weight_decay=DECAY,
    )  # fmt: skip
    for _ in range(UPDATES):
        optimiser.zero_grad()
        likely = torch.log_softmax(network(data.signs).masked_fill(~data.there, -1e9), -1)
        each = torch.logsumexp(likely.masked_fill(~data.right, -1e9), -1)
        near = STRENGTH / 2 * ((network.linear - start) ** 2).sum()
        ((near - (each * data.counts).sum()) / data.counts.sum()).backward()
        optimiser.step()
    return _as_ranking(names, network)


def _as_ranking(names: Sequence[str], network: Network) -> Ranking:
    linear, out = network.linear.tolist(), [round(w, 3) for w in network.out.tolist()]
    hidden = network.hidden.weight.T.tolist()
    rows = {n: [round(w, 3) for w in (linear[i], *hidden[i])] for i, n in enumerate(names)}
    return Ranking(rows, [round(w, 3) for w in network.hidden.bias.tolist()], out)


def check(found: Sequence[Case]) -> Iterator[str]:
    """How those articles do that were not learned from, a fifth at a time."""
    told = []
    for fold in range(FOLDS):
        apart = [c for c in found if zlib.crc32(c.article.encode()) % FOLDS == fold]
        ranking = learn([c for c in found if zlib.crc32(c.article.encode()) % FOLDS != fold])
        told += [(c, *_best(ranking, c)) for c in apart]
    for part in sorted({c.part for c in found}):
        rows = sorted(((s, ok) for c, s, ok in told if c.part == part), key=lambda x: -x[0])
        yield f"{part}: {len(rows)} pronouns, right at so many wrong of a hundred: " + ", ".join(
            f"{100 * _right_at(rows, share):.1f} ({share})" for share in WRONG
        )
    for way, within in (("person pronoun", False), ("person pronoun within", True)):
        edges = (0.0, *EDGES[way], 1.01)
        for low, high in pairwise(edges):
            rows = [(c.part, ok) for c, s, ok in told if c.within is within and low <= s < high]
            parts = {p: [ok for q, ok in rows if q == p] for p in sorted({q for q, _ in rows})}
            yield f"{way} from {low}: " + ", ".join(f"{p} {sum(oks)} of {len(oks)}" for p, oks in parts.items())


def _best(ranking: Ranking, case: Case) -> tuple[float, bool]:
    each = ranking.chances(case.signs)[:-1]
    best = max(range(len(each)), key=each.__getitem__)
    return each[best], case.right[best]


def _right_at(rows: Sequence[tuple[float, bool]], share: float) -> float:
    """The share that is right, most certain first, before one more would be wrong than `share` of a hundred."""
    right = wrong = best = 0
    for _, ok in rows:
        right, wrong = right + ok, wrong + (not ok)
        best = right if wrong <= share * len(rows) / 100 else best
    return best / max(1, len(rows))


def main() -> None:
    """Learns the ranking and writes it, or tells how it does."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--data", type=Path, required=True)
    arguments.add_argument("--tool", type=Path, required=True, help="evaluate.py, for its rules on names")
    arguments.add_argument("--models", type=Path, default=speakers.MODELS)
    arguments.add_argument("--check", action="store_true")
    given = arguments.parse_args()
    tool, parser = load(given.tool), Parser.load(given.models)
    other = ((part, case) for part in READ for case in speakers.written_cases(parser, part))
    every = chain((("news", case) for case in speakers.cases(given.data, parser)), other)
    found = [one for part, case in every for one in cases(part, case, tool)]
    if given.check:
        print("\n".join(check(found)))
        return
    ranking = learn(found)
    lines = ",\n".join(f"  {json.dumps(name)}: {json.dumps(row)}" for name, row in ranking.weights.items())
    ends = f'"bias": {json.dumps(list(ranking.bias))},\n "out": {json.dumps(list(ranking.out))}'
    FILE.write_text(f'{{"weights": {{\n{lines}\n }},\n {ends}\n}}\n', encoding="utf8")


if __name__ == "__main__":
    main()
