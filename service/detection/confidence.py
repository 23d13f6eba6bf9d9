"""How likely a detected quote is right (content, cue and source), learned on held-out training articles."""

from __future__ import annotations

from bisect import bisect_right

from service.detection.candidates import Candidate
from service.detection.settling import TAGGER
from service.domain.quotes import QuoteType

# The tagger's certainty to the share of right attributions at that certainty, as models/evaluation/certainty.py learns
# it (no share above 0.99); between two points the line is followed.
POINTS = {
    QuoteType.DIRECT: ((0.771, 0.571), (0.959, 0.857), (0.994, 0.935), (0.997, 0.952), (0.998, 0.984), (0.999, 0.99)),
    QuoteType.MIXED: ((0.646, 0.333), (0.794, 0.808), (0.915, 0.821), (0.975, 0.974), (0.995, 0.99)),
    QuoteType.INDIRECT: (
        (0.551, 0.455), (0.62, 0.478), (0.706, 0.662), (0.784, 0.687), (0.854, 0.797),
        (0.916, 0.821), (0.944, 0.881), (0.965, 0.924), (0.981, 0.925), (0.992, 0.97),
    ),
}  # fmt: skip
# The same for the source alone: its tags and the pointer to it.
SOURCE_POINTS = (
    (0.571, 0.847), (0.829, 0.906), (0.924, 0.929), (0.953, 0.941), (0.967, 0.965), (0.984, 0.988), (0.993, 0.99),
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
