"""Free-standing quotations in the run of one speaker."""

from service.detection.runs import free_standing
from service.domain.spans import Span
from service.text.marks import scan
from service.text.paragraphs import paragraphs


def free(text: str, *taken: str) -> list[tuple[str, str, bool]]:
    places = paragraphs(text)
    spans = [Span.of(text, text.index(t), text.index(t) + len(t)) for t in taken]
    found = free_standing(text, places, scan(text, places), spans)
    return [(c.content[0].text, c.rule, c.follows_previous) for c in found]


def test_a_paragraph_goes_on_with_the_one_before() -> None:
    text = "“We sell,” Morn said.\n\n“We have no choice.”\n\n“None at all.”\n\nIt rained.\n\n“Nobody’s words.”"
    assert free(text, "“We sell,”") == [("“We have no choice.”", "run", True), ("“None at all.”", "run", True)]


def test_a_sentence_in_the_same_paragraph() -> None:
    text = "“We sell,” Morn said. She shrugged. “We have no choice.” It rained."
    assert free(text, "“We sell,”") == [("“We have no choice.”", "run", True)]


def test_behind_words_of_its_own_paragraph_a_quotation_goes_on_with_nobody() -> None:
    text = "“We sell,” Morn said.\n\nHer niece read a poem. It ended: “The sea gives.”"
    assert free(text, "“We sell,”") == [("“The sea gives.”", "introduced", False)]
    assert free(text.replace(":", " with"), "“We sell,”") == []


def test_after_indirect_speech() -> None:
    text = "Morn said that the council would sell.\n\n“We have no choice.”"
    assert free(text, "that the council would sell") == [("“We have no choice.”", "run", True)]


def test_several_paragraphs_are_one_candidate() -> None:
    text = "Morn said it would sell.\n\n“We began small.\n\n“Now we sell.”"
    places = paragraphs(text)
    found = free_standing(text, places, scan(text, places), [Span.of(text, 10, 23)])
    assert [[s.text for s in c.content] for c in found] == [["“We began small.", "“Now we sell.”"]]


def test_a_colon_introduces() -> None:
    assert free("In a letter Morn put it plainly:\n\n“We sell.”") == [("“We sell.”", "introduced", False)]


def test_a_colon_introduces_what_a_capital_follows() -> None:
    assert free("Bray wanted an answer: “Who knew?” The council left.") == [("“Who knew?”", "introduced", False)]


def test_not_free() -> None:
    first = "“We sell,” Morn said.\n\n"
    for second in (
        "“We have no choice,” Bray replied.",
        "“Why not?” Bray asked.",
        "“Why not?” he asked.",
        "He likes the “old boats.”",
        "“Old boats” are cheap.",
        "“the old boats.”",
    ):
        assert free(first + second, "“We sell,”") == []


def test_a_line_in_single_marks_is_a_heading_where_quotes_are_double() -> None:
    assert free("“We sell,” Morn said.\n\n‘A hard choice.’\n\nIt rained.", "“We sell,”") == []
    assert free("‘We sell,’ Morn said.\n\n‘A hard choice.’", "‘We sell,’") == [("‘A hard choice.’", "run", True)]


def test_nobody_speaks_before() -> None:
    assert free("It rained.\n\n“We sell.”") == []
