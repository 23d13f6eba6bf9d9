"""How likely a detected quote is right (content, cue and source), learned on held-out training articles."""

from __future__ import annotations

from bisect import bisect_right

from service.detection.candidates import Candidate
from service.detection.inner import RULE as INNER
from service.detection.settling import TAGGER
from service.domain.quotes import QuoteType

# The tagger's certainty to the share of right attributions at that certainty, as models/evaluation/certainty.py learns
# it (no share above 0.99); between two points the line is followed.
POINTS = {
    QuoteType.DIRECT: ((0.832, 0.571), (0.989, 0.881), (0.995, 0.905), (0.997, 0.984), (0.998, 0.99)),
    QuoteType.MIXED: ((0.692, 0.462), (0.858, 0.667), (0.952, 0.815), (0.985, 0.95), (0.995, 0.99)),
    QuoteType.INDIRECT: (
        (0.612, 0.419), (0.754, 0.586), (0.88, 0.77), (0.938, 0.784), (0.961, 0.865), (0.977, 0.878),
        (0.988, 0.946), (0.995, 0.953),
    ),
}  # fmt: skip
# The same for the source alone: its tags and the pointer to it.
SOURCE_POINTS = (
    (0.619, 0.813), (0.846, 0.891), (0.938, 0.924), (0.967, 0.934), (0.979, 0.935), (0.985, 0.957), (0.989, 0.989),
)  # fmt: skip

# The same for a quote within a quote (`inner`), counted on articles of other kinds: which are listed in their gold.
INNER_POINTS = ((0.7, 0.77), (0.87, 0.8), (0.92, 0.85), (0.97, 0.87), (0.987, 0.91), (0.995, 0.96))


def probability(candidate: Candidate, kind: QuoteType) -> float:
    """P(content, cue and source right), from 0 to 1; rules carry their own in `score`."""
    if candidate.rule == INNER:
        return _between(INNER_POINTS, candidate.score)
    return candidate.score if candidate.rule != TAGGER else _between(POINTS[kind], candidate.score)


def source_probability(candidate: Candidate) -> float:
    """P(source right, given the content), from 0 to 1; the rules' sources are taken for right."""
    return _between(SOURCE_POINTS, candidate.source_score) if candidate.rule in (TAGGER, INNER) else 1.0


def _between(points: tuple[tuple[float, float], ...], score: float) -> float:
    at = min(max(1, bisect_right([x for x, _ in points], score)), len(points) - 1)
    (x0, y0), (x1, y1) = points[at - 1], points[at]
    share = min(1.0, max(0.0, (score - x0) / (x1 - x0)))
    return y0 + share * (y1 - y0)
