"""How likely a detected quote is right (content, cue and source), learned on held-out training articles."""

from __future__ import annotations

from bisect import bisect_right

from service.detection.candidates import Candidate
from service.detection.settling import TAGGER
from service.domain.quotes import QuoteType

# The tagger's certainty to the share of right attributions at that certainty, as models/evaluation/certainty.py learns
# it (no share above 0.99); between two points the line is followed.
POINTS = {
    QuoteType.DIRECT: ((0.763, 0.714), (0.936, 0.762), (0.973, 0.937), (0.984, 0.955), (0.988, 0.976), (0.992, 0.988)),
    QuoteType.MIXED: ((0.637, 0.538), (0.766, 0.692), (0.86, 0.846), (0.937, 0.925), (0.975, 0.99)),
    QuoteType.INDIRECT: (
        (0.546, 0.456), (0.61, 0.58), (0.658, 0.638), (0.716, 0.667), (0.773, 0.706), (0.82, 0.841),
        (0.887, 0.864), (0.944, 0.899), (0.961, 0.942), (0.978, 0.957),
    ),
}  # fmt: skip
# The same for the source alone: its tags and the pointer to it.
SOURCE_POINTS = (
    (0.512, 0.852), (0.723, 0.898), (0.852, 0.949), (0.907, 0.955), (0.924, 0.966), (0.941, 0.977), (0.967, 0.99),
)  # fmt: skip


def probability(candidate: Candidate, kind: QuoteType) -> float:
    """P(content, cue and source right), from 0 to 1; rules carry their own in `score`."""
    return candidate.score if candidate.rule != TAGGER else _between(POINTS[kind], candidate.score)


def source_probability(candidate: Candidate) -> float:
    """P(source right, given the content), from 0 to 1; the rules' sources are taken for right."""
    return 1.0 if candidate.rule != TAGGER else _between(SOURCE_POINTS, candidate.source_score)


def _between(points: tuple[tuple[float, float], ...], score: float) -> float:
    at = min(max(1, bisect_right([x for x, _ in points], score)), len(points) - 1)
    (x0, y0), (x1, y1) = points[at - 1], points[at]
    share = min(1.0, max(0.0, (score - x0) / (x1 - x0)))
    return y0 + share * (y1 - y0)
