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


@pytest.mark.parametrize(("table", "whole"), [(DIRECTOR, "Per Arne Lund"), (HEADLINE, "Arne Lund")])
def test_a_first_name_that_is_spelt_like_a_small_word(table, whole):
    parsed = parse(table)
    start = parsed.text.index("Arne Lund")
    name = Name(Span.of(parsed.text, start, start + 9), NameKind.PERSON)
    assert [n.span.text for n in completed([name], parsed.sentences, parsed.text)] == [whole]
