"""The finders together: what nobody leads and what a run goes on with."""

from __future__ import annotations

from service.detection.detector import detect
from service.domain.document import ParsedText, TaggedAttribution
from service.domain.spans import Span
from service.text.paragraphs import paragraphs


def found(text: str, *tagged: tuple[str, str, str]) -> list[tuple[list[str], int | None]]:
    """The contents of each quote and which it follows; tagged are contents, cues and sources by their words."""

    def span(words: str) -> Span | None:
        return Span.of(text, text.index(words), text.index(words) + len(words)) if words else None

    attributions = tuple(
        TaggedAttribution((content,), span(cue), span(source), 0.9, 1.0)
        for words, cue, source in tagged
        if (content := span(words))
    )
    quotes, _ = detect(ParsedText(text, paragraphs(text), (), (), attributions))
    return [([s.text for s in q.content], q.follows) for q in quotes]


def test_a_quotation_over_paragraphs_that_nobody_leads_is_one_quote():
    text = "Rain fell.\n\n“I saw it. It leaks.\n\n“Nobody came.”\n\nRain fell again."
    assert found(text, ("“I saw it. It leaks.", "", ""), ("“Nobody came.”", "", "")) == [
        (["“I saw it. It leaks.", "“Nobody came.”"], None)
    ]


def test_it_goes_on_with_whoever_spoke_in_the_paragraph_before_though_somebody_speaks_in_it():
    text = "Nine have left, says Ruiz.\n\n“I go there. They ask me where it leaks. I tell them.”"
    tagged = (("Nine have left", "says", "Ruiz"), ("“I go there", "", ""), ("where it leaks", "ask", "They"))
    assert found(text, *tagged) == [
        (["Nine have left"], None),
        (["“I go there. They ask me where it leaks. I tell them.”"], 0),
        (["where it leaks"], None),
    ]
