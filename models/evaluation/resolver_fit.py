"""Fits the resolver's pronoun weights and its confidence table to annotated speakers."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from service.attribution.pronouns import chances
from service.attribution.weights import NOBODY

Weights = dict[str, float]
Table = dict[str, tuple[tuple[float, ...], tuple[float, ...]]]

# Judged by hand from the literature (recency, role, repetition); the fit moves them as far as the articles bear out.
PRIOR: Weights = {
    "rank 0": 0.8, "rank 1": 0.0, "rank 2": -0.6, "rank 3": -1.0, "distance 0": 0.6, "distance 1": 0.6,
    "distance 2": 0.0, "distance 3": -0.5, "distance 5": -1.0, "subject": 0.5, "near subject": 0.6, "possessive": -0.6,
    "oblique": -0.7, "source": 0.6, "in quoted speech": -1.0, "gender known": 0.8, "unnamed": -0.5, "bare name": -0.7,
    "last speaker": 0.9, "same pronoun before": 0.7, "speaker of the enclosing report": 1.0, "same paragraph": 0.4,
    "first of its sentence": 0.6, "most named": 0.4, "often near": 0.3,
    "named in own words": -2.0, "alone": 1.0,
    "as for": 2.0, "role fits": 1.5, "words of a role": 1.0, "another office": -1.5,
}  # fmt: skip
NOBODY_PRIOR = {"person": 0.0, "it": 1.0, "they": 1.0}
BESIDE_NEWS = {"person": 4, "it": 1, "they": 4}
"""How often a pronoun of the articles counts where those of other texts are learned from too."""
STRENGTH = {"person": 16.0, "it": 8.0, "they": 8.0}
CLASSES = {"he": "person", "she": "person", "person": "person", "it": "it", "they": "they"}

EDGES = {
    "person pronoun": (0.4, 0.6, 0.75, 0.82, 0.9, 0.95, 0.99),
    "person pronoun within": (0.75, 0.95, 0.99),
    "other pronoun": (0.4, 0.8),
    "topic": (0.7, 0.95),
    "described organisation": (0.75,),
}
"""Where the score of a way of resolution is cut into bins of their own; the other ways have one."""
POINTING = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0, 1.3, 1.6, 2.0)
PER_ARTICLE = 6
"""For how many quotes one article counts at most in one bin, so that no long interview decides it."""
OVERALL, OVERALL_WEIGHT, BIN_WEIGHT, HIGHEST = 0.8, 4.0, 8.0, 0.99


@dataclass(frozen=True)
class Ranking:
    """Candidates for one pronoun by their features, which of them are right, and where the network points."""

    kind: str
    features: list[tuple[str, ...]]
    right: list[bool]
    pointed: list[float | None] = field(default_factory=list)


def fit(rankings: Iterable[Ranking], group: str, steps: int = 800) -> Weights:
    """A conditional logit with a Gaussian prior around the hand-set weights (Adam; no randomness)."""
    prior = {**PRIOR, NOBODY: NOBODY_PRIOR[group]}
    chosen = [r for r in rankings if CLASSES[r.kind] == group and r.features]
    names = sorted(set(prior) | {f for r in chosen for c in r.features for f in c})
    at = {name: i for i, name in enumerate(names)}
    cases = []
    for ranking in chosen:
        rows = np.zeros((len(ranking.features) + 1, len(names)))
        for row, features in enumerate(ranking.features):
            rows[row, [at[f] for f in features]] = 1
        rows[-1, at[NOBODY]] = 1
        right = [i for i, holds in enumerate(ranking.right) if holds] or [len(ranking.features)]
        cases.append((rows, right))
    centre = np.array([prior.get(name, 0.0) for name in names])
    weights, mean, spread = centre.copy(), np.zeros(len(names)), np.zeros(len(names))
    for step in range(1, steps + 1):
        slope = STRENGTH[group] * (weights - centre)
        for rows, right in cases:
            scores = np.exp(rows @ weights - (rows @ weights).max())
            scores /= scores.sum()
            target = np.zeros_like(scores)
            target[right] = scores[right] / scores[right].sum()
            slope = slope + rows.T @ (scores - target)
        mean, spread = 0.9 * mean + 0.1 * slope, 0.999 * spread + 0.001 * slope * slope
        weights = weights - 0.05 * (mean / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.999**step)) + 1e-9)
    return {name: round(float(weights[at[name]]), 2) for name in names}


def pointing(rankings: Iterable[Ranking], group: str) -> Weights:
    """The mean likelihood of the right candidates by what the network's pointer counts for, the other weights fixed.

    The rankings must be of articles that the network has not learned from.
    """
    chosen = [
        r for r in rankings if CLASSES[r.kind] == group and r.pointed and None not in r.pointed and any(r.right)
    ]
    found: Weights = {}
    for weight in POINTING if chosen else ():
        logs = [math.log(_right(r, group, weight)) for r in chosen]
        found[str(weight)] = round(math.exp(sum(logs) / len(logs)), 3)
    return found


def _right(ranking: Ranking, group: str, weight: float) -> float:
    """The probability of the right candidates."""
    each = chances(group, ranking.features, ranking.pointed, weight)
    return sum(chance for chance, right in zip(each, ranking.right, strict=True) if right)


def accuracy(weights: Weights, rankings: Iterable[Ranking], group: str) -> tuple[int, int]:
    """How often the highest candidate is right, and of how many rankings."""
    right = total = 0
    for ranking in rankings:
        if CLASSES[ranking.kind] == group and ranking.features:
            scores = [sum(weights.get(f, 0.0) for f in c) for c in ranking.features]
            total += 1
            right += ranking.right[scores.index(max(scores))]
    return right, total


def table(results: Sequence[tuple[str, str, float, bool]]) -> Table:
    """The confidence table from (article, way of resolution, score, right), smoothed, rising with the score."""
    found: Table = {}
    for how in sorted({how for _, how, _, _ in results if how}):
        rows = [(article, score, right) for article, way, score, right in results if way == how]
        seen = Counter(article for article, _, _ in rows)
        weighted = [(score, right, min(1.0, PER_ARTICLE / seen[article])) for article, score, right in rows]
        edges = EDGES.get(how, ())
        mean = (sum(w for _, right, w in weighted if right) + OVERALL * OVERALL_WEIGHT) / (
            sum(w for _, _, w in weighted) + OVERALL_WEIGHT
        )
        values: list[float] = []
        for number in range(len(edges) + 1):
            inside = [(right, w) for score, right, w in weighted if bisect_right(edges, score) == number]
            expected = ((0.0, *edges)[number] + (*edges, 1.0)[number]) / 2 if edges else mean
            value = (sum(w for right, w in inside if right) + BIN_WEIGHT * expected) / (
                sum(w for _, w in inside) + BIN_WEIGHT
            )
            values.append(max([min(HIGHEST, value), *values]))
        found[how] = (tuple(edges), tuple(round(v, 2) for v in values))
    return found


def calibration_error(fitted: Table, results: Sequence[tuple[str, str, float, bool]]) -> float:
    """The expected calibration error in ten bins."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    for _, how, score, right in results:
        if how in fitted:
            edges, values = fitted[how]
            p = values[bisect_right(edges, score)]
            bins.setdefault(min(9, int(p * 10)), []).append((p, right))
    total = sum(map(len, bins.values()))
    return sum(abs(sum(p for p, _ in b) - sum(r for _, r in b)) for b in bins.values()) / max(1, total)
