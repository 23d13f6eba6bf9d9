"""How likely a detected quote is right (content, cue and source), learned on held-out training articles."""

from __future__ import annotations

from bisect import bisect_right

from service.detection.candidates import Candidate
from service.detection.settling import TAGGER
from service.domain.quotes import QuoteType

# The tagger's certainty to the share of right attributions at that certainty; between two points the line is followed.
POINTS = {
    QuoteType.DIRECT: ((0.45, 0.62), (0.85, 0.74), (0.98, 0.9), (0.995, 0.94), (0.998, 0.99), (1.0, 0.99)),
    QuoteType.MIXED: ((0.45, 0.4), (0.685, 0.56), (0.835, 0.72), (0.92, 0.83), (0.97, 0.9), (0.986, 0.97), (1.0, 0.98)),
    QuoteType.INDIRECT: (
        (0.4, 0.38), (0.535, 0.45), (0.66, 0.52), (0.76, 0.67), (0.86, 0.83), (0.93, 0.89), (0.98, 0.95), (1.0, 0.97),
    ),
}  # fmt: skip
# The same for the source alone: its tags and the pointer to it.
SOURCE_POINTS = ((0.3, 0.75), (0.54, 0.84), (0.76, 0.91), (0.92, 0.93), (0.95, 0.97), (0.985, 0.985), (1.0, 0.99))


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
