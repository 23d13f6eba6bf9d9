"""The finders together: what nobody leads and what a run goes on with."""

from __future__ import annotations

from service.detection.detector import detect
from service.domain.document import ParsedText, TaggedAttribution
from service.domain.spans import Span
from service.text.paragraphs import paragraphs


def at(text: str, words: str) -> Span:
    """The first place of `words`."""
    return Span.of(text, text.index(words), text.index(words) + len(words))


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


OVER = "Rain fell.\n\n“I saw it. It leaks.\n\n“Nobody came.”\n\nRain fell again."


def test_pieces_of_a_quotation_over_paragraphs_are_one_quote():
    whole = [(["“I saw it. It leaks.", "“Nobody came.”"], None)]
    assert found(OVER, ("I saw it. It leaks.", "", ""), ("“Nobody came.”", "", "")) == whole
    assert found(OVER, ("It leaks.", "", ""), ("Nobody came", "", "")) == whole


def test_pieces_of_a_quotation_in_one_paragraph_and_words_outside_marks_stay_as_they_are():
    text = "Rain fell. The note read “I saw it leak. Nobody came” in ink."
    assert found(text, ("saw it", "", ""), ("Nobody", "", "")) == [(["saw it"], None), (["Nobody"], None)]
    assert found("Rain fell, it leaks.", ("it leaks", "", "")) == [(["it leaks"], None)]


def test_a_quotation_in_pieces_is_as_sure_as_the_surest():
    def score(*certainties: float) -> float:
        spans = [Span.of(OVER, OVER.index(w), OVER.index(w) + len(w)) for w in ("It leaks.", "Nobody came")]
        pieces = [TaggedAttribution((s,), None, None, c, 1.0) for s, c in zip(spans, certainties, strict=True)]
        (quote,), _ = detect(ParsedText(OVER, paragraphs(OVER), (), (), tuple(pieces)))
        return quote.score

    assert score(0.5, 0.5) < score(0.5, 0.9) == score(0.9, 0.5) == score(0.9, 0.9)


def test_what_is_reported_within_somebody_elses_quotation_is_not_word_for_word_his():
    text = "“He told me that the ferry leaks,” said Ana Ruiz. “It was late, he added, for that.”"
    tagged = (
        ("“He told me that the ferry leaks,”", "said", "Ana Ruiz"),
        ("that the ferry leaks", "told", "He"),
        ("“It was late", "added", "he"),
    )
    attributions = tuple(TaggedAttribution((at(text, c),), at(text, q), at(text, s), 0.9, 1.0) for c, q, s in tagged)
    quotes, _ = detect(ParsedText(text, paragraphs(text), (), (), attributions))
    assert [(q.content[0].text, q.type, [v.text for v in q.verbatim], q.parent) for q in quotes] == [
        ("“He told me that the ferry leaks,”", "direct", ["He told me that the ferry leaks,"], None),
        ("that the ferry leaks", "indirect", [], 0),
        # nobody's quote is around this one: two marks are missing
        ("“It was late", "direct", ["It was late"], None),
    ]
