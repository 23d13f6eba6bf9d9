"""Names completed from the parse."""

from __future__ import annotations

import pytest

from service.domain.document import Name, NameKind
from service.domain.spans import Span
from service.nlp.names import completed
from tests.detection.parses import parse

DIRECTOR = """
    Its its PRON 2 nmod:poss
    director director NOUN 8 nsubj
    _, , PUNCT 5 punct
    Per per ADP 5 case
    Arne Arne PROPN 2 appos
    Lund Lund PROPN 5 flat
    _, , PUNCT 5 punct
    left leave VERB 0 root
    with with ADP 11 case
    the the DET 11 det
    guard guard NOUN 8 obl
"""
HEADLINE = """
    Ministers minister NOUN 2 nsubj
    Meet meet VERB 0 root
    At at ADP 5 case
    The the DET 5 det
    Dam dam NOUN 2 obl
    With with ADP 8 case
    Arne Arne PROPN 8 compound
    Lund Lund PROPN 2 obl
"""


OFFICE = """
    The the DET 2 det
    Office Office PROPN 7 nsubj
    for for ADP 5 case
    Tidal tidal ADJ 5 amod
    Affairs Affairs PROPN 2 nmod
    and and CCONJ 9 cc
    Safety Safety PROPN 5 conj
    left leave VERB 0 root
    on on ADP 10 case
    Monday Monday PROPN 8 obl
"""
ON_MONDAY = """
    The the DET 2 det
    Court Court PROPN 3 nsubj
    sat sit VERB 0 root
    on on ADP 5 case
    Monday Monday PROPN 3 obl
"""


@pytest.mark.parametrize(
    ("table", "found", "whole"),
    [(OFFICE, "Office", "Office for Tidal Affairs and Safety"), (ON_MONDAY, "Court", "Court"),
     (ON_MONDAY.replace("sat sit VERB 0 root", "Adj adj ADJ 2 amod"), "Court", "Court")],
)  # fmt: skip
def test_a_body_is_named_with_what_it_is_for(table, found, whole):
    parsed = parse(table)
    start = parsed.text.index(found)
    name = Name(Span.of(parsed.text, start, start + len(found)), NameKind.ORG)
    assert [n.span.text for n in completed([name], parsed.sentences, parsed.text)] == [whole]


LAGO = """
    Arne Arne PROPN 5 nsubj
    Lund Lund PROPN 1 flat
    do do AUX 5 aux
    Lago Lago PROPN 5 nsubj
    left leave VERB 0 root
"""


@pytest.mark.parametrize(
    ("table", "whole"), [(DIRECTOR, "Per Arne Lund"), (HEADLINE, "Arne Lund"), (LAGO, "Arne Lund do Lago")]
)
def test_a_first_name_that_is_spelt_like_a_small_word(table, whole):
    parsed = parse(table)
    start = parsed.text.index("Arne Lund")
    name = Name(Span.of(parsed.text, start, start + 9), NameKind.PERSON)
    assert [n.span.text for n in completed([name], parsed.sentences, parsed.text)] == [whole]



TITLED = """
    Councilor councilor PROPN 4 nsubj
    Ana Ana PROPN 1 flat
    Ruiz Ruiz PROPN 1 flat
    left leave VERB 0 root
"""


@pytest.mark.parametrize(("found", "whole"), [("Councilor Ana Ruiz", "Ana Ruiz"), ("Ana Ruiz", "Ana Ruiz")])
def test_a_title_is_no_part_of_a_name(found, whole):
    parsed = parse(TITLED)
    start = parsed.text.index(found)
    name = Name(Span.of(parsed.text, start, start + len(found)), NameKind.PERSON)
    assert [n.span.text for n in completed([name], parsed.sentences, parsed.text)] == [whole]
