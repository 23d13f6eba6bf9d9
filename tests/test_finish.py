"""The last step of the pipeline: what is said of each quote's confidence."""

import pytest

from service.domain.quotes import Detected, QuoteType
from service.domain.spans import Span
from service.domain.speakers import Entity, Link, Resolved, SpeakerKind
from service.pipeline import finish

SPAN = Span(0, 3, "yes")
ANA = Entity("Ana", (), SpeakerKind.PERSON, None, (), (SPAN,))


def confidences(score: float, source_score: float, link: float, known: bool = True) -> tuple[float, float | None]:
    detected = Detected((SPAN,), (), QuoteType.INDIRECT, None, (), None, None, score, source_score)
    resolved = Resolved((ANA,), (Link(0 if known else None, (SPAN,) if known else (), link, None),))
    quote = finish([detected], resolved).quotes[0]
    return quote.confidence, quote.speaker_confidence


@pytest.mark.parametrize(
    ("score", "source_score", "link", "confidence"),
    [
        (0.8, 1.0, 0.9, 0.72),
        (0.72, 0.9, 0.9, 0.72),  # the source counts once: 0.72 / 0.9 × 0.9
        (0.95, 0.9, 0.8, 0.8),  # never more than the speaker's
        (0.8, 0.0, 0.9, 0.72),
    ],
)
def test_confidence_counts_the_source_once(score: float, source_score: float, link: float, confidence: float) -> None:
    assert confidences(score, source_score, link) == (confidence, link)


def test_where_nobody_is_named_there_is_no_speaker_confidence() -> None:
    assert confidences(0.8, 0.9, 0.5, known=False) == (0.4, None)
