"""The tagger's finds, repaired at marks and reconciled with the layout."""

from __future__ import annotations

import itertools

from service.detection.candidates import Candidate
from service.detection.settling import TAGGER, beside_layout, repaired
from service.domain.document import ParsedText, TaggedAttribution
from service.domain.spans import Span
from service.text.marks import scan
from service.text.paragraphs import paragraphs


def parsed(text: str, *found: tuple[list[str], str, str, float]) -> ParsedText:
    """The text with attributions given as (contents, cue, source, score), each by its words."""

    def span(words: str) -> Span | None:
        return Span.of(text, text.index(words), text.index(words) + len(words)) if words else None

    attributions = tuple(
        TaggedAttribution(tuple(filter(None, map(span, contents))), span(cue), span(source), score, 1.0)
        for contents, cue, source, score in found
    )
    return ParsedText(text, paragraphs(text), (), (), attributions)


def texts(document: ParsedText) -> list[list[str]]:
    return [[s.text for s in c.content] for c in repaired(document, scan(document.text, document.paragraphs))]


def test_a_clipped_quotation_is_grown_to_its_marks():
    document = parsed("“We open at nine on Monday,” Ruiz said.", (["We open at nine on"], "said", "Ruiz", 0.9))
    assert texts(document) == [["“We open at nine on Monday,”"]]


def test_indirect_speech_is_left_as_it_is():
    document = parsed("Ruiz said that the hall opens at nine.", (["that the hall opens at nine"], "said", "Ruiz", 0.9))
    assert texts(document) == [["that the hall opens at nine"]]


def test_no_content_grows_onto_another():
    text = "“We open at nine. We close at six,” Ruiz said."
    document = parsed(text, (["We open at nine"], "", "", 0.7), (["We close at six"], "said", "Ruiz", 0.9))
    found = repaired(document, scan(text, document.paragraphs))
    spans = sorted(s for c in found for s in c.content)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))


def test_the_surest_of_two_contents_on_one_stretch_is_kept():
    text = "Ruiz said the hall opens at nine."
    document = parsed(text, (["the hall opens"], "", "", 0.6), (["the hall opens at nine"], "said", "Ruiz", 0.9))
    assert texts(document) == [["the hall opens at nine"]]


def test_a_quotation_over_paragraphs_is_one_with_the_cue_of_its_beginning():
    text = "Ruiz said: “We open at nine.\n\n“We close at six and I told the guards so.”"
    document = parsed(
        text,
        (["We open at nine"], "said", "Ruiz", 0.9),
        (["“We close at six and I told the guards so.”"], "", "", 0.7),
    )
    assert texts(document) == [["“We open at nine.", "“We close at six and I told the guards so.”"]]


def test_a_quote_within_a_quotation_is_no_rival_of_it():
    text = "“The guards told me that it leaks. I left,” Ruiz said."
    document = parsed(
        text,
        (["The guards told me that it leaks"], "said", "Ruiz", 0.9),
        (["that it leaks"], "told", "The guards", 0.8),
    )
    assert texts(document) == [["“The guards told me that it leaks. I left,”"], ["that it leaks"]]


def candidate(text: str, content: str, cue: str | None, rule: str) -> Candidate:
    def span(words: str) -> Span:
        return Span.of(text, text.index(words), text.index(words) + len(words))

    return Candidate((span(content),), span(cue) if cue else None, None, False, 0.9, rule)


def test_the_layout_wins_over_the_tagger_on_the_same_words():
    text = "RUIZ: The hall opens at nine."
    turn = candidate(text, "The hall opens at nine.", ":", "transcript")
    assert beside_layout([candidate(text, "The hall opens at nine", None, TAGGER)], [turn]) == []


def test_a_quote_inside_a_turn_stays():
    text = "RUIZ: The mayor told me that the bridge is safe, and I believed him then, as everybody did."
    turn = candidate(text, text[6:], ":", "transcript")
    inner = candidate(text, "that the bridge is safe", "told", TAGGER)
    assert beside_layout([inner], [turn]) == [inner]

def test_what_is_told_within_a_quotation_that_nobody_leads_does_not_break_it():
    text = "“I go there. They ask me where it leaks.\n\n“I tell them.”"
    document = parsed(
        text,
        (["“I go there"], "", "", 0.7),
        (["where it leaks"], "ask", "They", 0.9),
        (["“I tell them.”"], "", "", 0.7),
    )
    assert texts(document) == [["“I go there. They ask me where it leaks.", "“I tell them.”"], ["where it leaks"]]


def test_a_piece_at_the_head_of_a_quotation_that_somebody_leads_is_part_of_it():
    document = parsed(
        "“We open at nine.\n\n“We close at six and I told the guards so,” Ruiz said.",
        (["“We open at nine."], "", "", 0.9),
        (["We close at six and I told the guards so"], "said", "Ruiz", 0.8),
    )
    assert texts(document) == [["“We open at nine.", "“We close at six and I told the guards so,”"]]


def test_a_piece_further_on_does_not_lead_a_quotation():
    document = parsed(
        "“I go there. They ask me where it leaks.\n\n“I tell them.”",
        (["where it leaks"], "ask", "They", 0.9),
        (["I tell them"], "", "", 0.7),
    )
    assert texts(document) == [["where it leaks"], ["I tell them"]]


def test_a_quote_at_the_head_of_a_quotation_does_not_lead_the_rest():
    text = "“It leaks, they told me. I left.”"
    document = parsed(text, (["“It leaks"], "told", "they", 0.9), (["I left."], "", "", 0.7))
    assert texts(document) == [["“It leaks"], ["I left."]]


def test_a_piece_of_a_led_quotation_that_does_not_grow_is_not_lost():
    text = "“We open at nine. We close at six,” Ruiz said."
    document = parsed(text, (["We open at nine."], "", "", 0.9), (["We close at six,"], "said", "Ruiz", 0.9))
    assert texts(document) == [["We open at nine."], ["We close at six,"]]
