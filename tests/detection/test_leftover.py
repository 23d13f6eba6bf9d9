"""Quotations that no other finder took."""

from __future__ import annotations

from dataclasses import replace

import pytest

from service.detection.leftover import leftover
from service.detection.nested import inner_quotations
from service.domain.document import ParsedText
from service.domain.spans import Span
from service.text.marks import scan
from service.text.paragraphs import paragraphs
from tests.detection.parses import parse

CALLED = """
    The the DET 2 det
    operator operator NOUN 3 nsubj
    called call VERB 0 root
    it it PRON 3 obj
    “ “ PUNCT 8 punct
    _pure pure ADJ 8 amod
    and and CCONJ 8 cc
    idle idle ADJ 3 xcomp
    talk talk NOUN 8 obl
    of of ADP 11 case
    fools fool NOUN 9 nmod
    _” ” PUNCT 8 punct
    _. . PUNCT 3 punct
"""


def found(parsed: ParsedText, *taken: str) -> list[tuple[str, str, str]]:
    spans = [Span.of(parsed.text, parsed.text.index(t), parsed.text.index(t) + len(t)) for t in taken]
    each = leftover(parsed, scan(parsed.text, parsed.paragraphs), spans)
    return [(c.content[0].text, c.cue.text if c.cue else "", c.source.text if c.source else "") for c in each]


def plain(text: str) -> ParsedText:
    return ParsedText(text, paragraphs(text), (), (), ())


def test_a_quotation_of_nobody_is_listed():
    text = "‘It could have been any of us’: village mourns"
    assert found(plain(text)) == [("‘It could have been any of us’", "", "")]


def test_what_is_taken_is_not_listed_again():
    text = "“It could have been any of us,” she said."
    assert found(plain(text), "“It could have been any of us,”") == []


@pytest.mark.parametrize(
    "text",
    [
        "They saw the film “The Sea Gives and Takes Away” twice.",
        "He called them “old boats” again.",
        "“It opens at nine,” she said.\n\n‘A really hard decision.’\n\nIt rained.",
    ],
)
def test_terms_titles_and_subheadings_quote_nobody(text):
    assert found(plain(text), *(["“It opens at nine,”"] if "nine" in text else [])) == []


INNER = """
    “ “ PUNCT 3 punct
    _He he PRON 3 nsubj
    called call VERB 0 root
    and and CCONJ 5 cc
    said say VERB 3 conj
    _, , PUNCT 8 punct
    ‘ ‘ PUNCT 8 punct
    _Come come VERB 5 ccomp
    home home ADV 8 advmod
    _, , PUNCT 8 punct
    _’ ’ PUNCT 8 punct
    _” ” PUNCT 3 punct
    she she PRON 14 nsubj
    recalled recall VERB 3 parataxis
    _. . PUNCT 3 punct
"""


def test_a_quotation_within_a_quotation_with_a_cue_before_it():
    parsed = parse(INNER)
    marks = scan(parsed.text, parsed.paragraphs)
    assert [q.depth for q in marks.quotations] == [0, 1]
    outer = marks.quotations[0].parts[0]
    (found,) = inner_quotations(parsed, marks, [outer])
    assert (found.content[0].text, found.cue.text, found.source.text) == ("‘Come home,’", "said", "He")
    assert not list(inner_quotations(parsed, marks, [outer, marks.quotations[1].inner[0]]))
    silent = parse(INNER.replace("said say VERB", "came come VERB"))
    assert not list(inner_quotations(silent, scan(silent.text, silent.paragraphs), [outer]))


def test_a_verb_that_governs_it_gives_its_source():
    parsed = parse(CALLED)
    assert found(parsed) == [("“pure and idle talk of fools”", "called", "The operator")]
    thing = replace(parsed, sentences=parse(CALLED.replace("operator", "pavement")).sentences)
    assert found(thing) == [("“pure and idle talk of fools”", "", "")]
