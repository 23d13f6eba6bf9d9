"""Whom he or she stands for, by a small network over signs: a mention-ranking model (Durrett & Klein, EMNLP 2013).

One hidden layer beside a linear one over which signs hold of a candidate, softmax over the candidates and nobody.
ranking.json is learned by ``python -m models.evaluation.ranking``, jointly with what the encoder's pointer counts for.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from pathlib import Path

from service.attribution.weights import FLOOR, NOBODY

FILE = Path(__file__).with_name("ranking.json")
POINTED = "log pointed"
Signs = dict[str, float]


class Ranking:
    """The learned weights: what each sign adds to the score and to the hidden units, and what these start and add."""

    def __init__(self, weights: dict[str, list[float]], bias: Sequence[float], out: Sequence[float]) -> None:
        """`weights` has for each sign what it adds to the score, and behind that what to each unit."""
        self.weights = weights
        self.bias = bias
        self.out = out

    def chances(self, found: Sequence[Signs]) -> list[float]:
        """The probability of each candidate, the last of which is nobody; they add up to one."""
        scores = [self._score(signs) for signs in found]
        highest = max(scores)
        each = [math.exp(s - highest) for s in scores]
        total = sum(each)
        return [e / total for e in each]

    def _score(self, signs: Signs) -> float:
        score, units = 0.0, list(self.bias)
        for sign, value in signs.items():
            row = self.weights.get(sign)
            if row is not None:
                score += value * row[0]
                units = [u + value * w for u, w in zip(units, row[1:], strict=True)]
        return score + sum(o * u for o, u in zip(self.out, units, strict=True) if u > 0)


def signs(features: Sequence[Sequence[str]], pointed: Sequence[float | None]) -> list[Signs]:
    """The signs of each candidate by its features and where the network points, and behind them those of nobody."""
    made: list[Signs] = []
    for each, chance in zip(features, pointed, strict=True):
        known = {} if chance is None else {POINTED: math.log(chance + FLOOR)}
        made.append(dict.fromkeys(each, 1.0) | known)
    given = [p for p in pointed if p is not None]
    none = {POINTED: math.log(max(0.0, 1 - sum(given)) + FLOOR)} if given else {}
    rivals = [f for f in (features[0] if features else ()) if f.startswith("rivals ")]
    return [*made, {NOBODY: 1.0} | none | dict.fromkeys(rivals, 1.0)]


def read(file: Path = FILE) -> Ranking:
    """The ranking in a file."""
    content = json.loads(file.read_text(encoding="utf8"))
    return Ranking(content["weights"], content["bias"], content["out"])


PEOPLE = read()
