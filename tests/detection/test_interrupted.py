"""A quotation interrupted by its cue is one quote."""

import pytest

from service.detection.candidates import Candidate
from service.detection.interrupted import join_interrupted
from service.domain.spans import Span
from service.text.marks import scan
from service.text.paragraphs import paragraphs


def candidate(text: str, content: str, cue: str | None = None, source: str | None = None) -> Candidate:
    def span(part: str) -> Span:
        return Span.of(text, text.index(part), text.index(part) + len(part))

    return Candidate(
        (span(content),), span(cue) if cue else None, span(source) if source else None, cue is None, 0.9, "test"
    )


def joined(text: str, *candidates: Candidate) -> list[list[str]]:
    places = paragraphs(text)
    return [[s.text for s in c.content] for c in join_interrupted(candidates, places, scan(text, places), text)]


@pytest.mark.parametrize(
    "text",
    [
        "“We sell,” Morn said, “all of it.”",
        "“We sell,” Morn said. “all of it.”",
        "“We sell,” Morn, who chairs the council, said last week in the harbour, “all of it.”",
        "“We sell,” Morn said. “all of it.” Bray shrugged.",
        "“We sell” — Morn said it twice — “all of it.”",
        "“We sell,” Morn said of the talks with Mr. Bray. “all of it.”",
    ],
)
@pytest.mark.parametrize("claimed", [False, True])
def test_joined(text: str, claimed: bool) -> None:
    candidates = [candidate(text, text[: text.index("”") + 1], "said", "Morn")]
    if claimed:
        candidates.append(candidate(text, "“all of it.”"))
    assert joined(text, *candidates) == [[text[: text.index("”") + 1], "“all of it.”"]]


@pytest.mark.parametrize(
    "text",
    [
        "“We sell,” Morn said. It rained. “all of it.”",
        "“We sell,” Morn said.\n\n“all of it.”",
        "“We sell,” Morn said, adding, “all of it.”",
        "“We sell,” Morn said of “all of it.”",
        "“We sell,” Morn said. “all of it,” Bray replied.",
        "“We sell,” Morn said.",
    ],
)
def test_apart(text: str) -> None:
    assert joined(text, candidate(text, "“We sell,”", "said", "Morn")) == [["“We sell,”"]]


def test_what_another_cue_claims_stays_apart() -> None:
    text = "“We sell,” Morn said. “Never!” Bray shouted."
    first, second = candidate(text, "“We sell,”", "said", "Morn"), candidate(text, "“Never!”", "shouted", "Bray")
    assert joined(text, first, second) == [["“We sell,”"], ["“Never!”"]]


def test_a_quotation_before_the_clause_is_joined_to_the_one_behind_it():
    text = "“Mostly badly,” she laughed. “We know one song.”"
    behind, she = Span.of(text, text.index("“We"), len(text)), Span.of(text, 16, 19)
    second = Candidate((behind,), Span.of(text, 20, 27), she, False, 0.9, "tagger")
    places = paragraphs(text)
    (found,) = join_interrupted([second], places, scan(text, places), text)
    assert [s.text for s in found.content] == ["“Mostly badly,”", "“We know one song.”"]
    ended = text.replace("badly,", "badly.")
    (alone,) = join_interrupted([second], paragraphs(ended), scan(ended, paragraphs(ended)), ended)
    assert alone.content == second.content
