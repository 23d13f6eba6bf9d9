"""How likely a detected quote is right (content, cue and source), learned on held-out training articles."""

from __future__ import annotations

from bisect import bisect_right

from service.detection.candidates import Candidate
from service.detection.settling import TAGGER
from service.domain.quotes import QuoteType

# The tagger's certainty to the share of right attributions at that certainty, as models/evaluation/certainty.py learns
# it (no share above 0.99); between two points the line is followed.
POINTS = {
    QuoteType.DIRECT: ((0.734, 0.571), (0.945, 0.881), (0.975, 0.93), (0.986, 0.969), (0.992, 0.988)),
    QuoteType.MIXED: ((0.572, 0.462), (0.71, 0.615), (0.842, 0.756), (0.913, 0.923), (0.944, 0.963), (0.973, 0.99)),
    QuoteType.INDIRECT: (
        (0.541, 0.5), (0.601, 0.515), (0.663, 0.591), (0.715, 0.636), (0.771, 0.727), (0.818, 0.758),
        (0.861, 0.818), (0.891, 0.864), (0.916, 0.909), (0.951, 0.917), (0.977, 0.97),
    ),
}  # fmt: skip
# The same for the source alone: its tags and the pointer to it.
SOURCE_POINTS = (
    (0.525, 0.824), (0.727, 0.872), (0.817, 0.906), (0.868, 0.942), (0.9, 0.953), (0.928, 0.965), (0.96, 0.99),
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
