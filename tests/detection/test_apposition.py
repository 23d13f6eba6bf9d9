"""Appositions that belong to a source."""

from __future__ import annotations

import pytest

from service.detection.apposition import with_apposition
from service.detection.candidates import Candidate
from service.detection.clauses import Tree
from tests.detection.parses import parse, span

HEAD_OF = """
    The the DET 2 det
    head head NOUN 9 nsubj
    of of ADP 5 case
    the the DET 5 det
    watch watch NOUN 2 nmod
    _, , PUNCT 7 punct
    Ana Ana PROPN 2 appos
    _, , PUNCT 7 punct
    urged urge VERB 0 root VerbForm=Fin
    calm calm NOUN 9 obj
"""
ACCORDING = """
    According accord VERB 4 case
    to to ADP 1 fixed
    a a DET 4 det
    report report NOUN 14 obl
    by by ADP 6 case
    Orrin Orrin PROPN 4 nmod
    _, , PUNCT 10 punct
    a a DET 10 det
    think think NOUN 10 compound
    tank tank NOUN 6 appos
    _, , PUNCT 4 punct
    the the DET 13 det
    dam dam NOUN 14 nsubj
    leaks leak VERB 0 root VerbForm=Fin
"""


@pytest.mark.parametrize(
    ("table", "source", "cue", "content", "whole", "left"),
    [
        (HEAD_OF, "The head of the watch,", "urged", "calm", "The head of the watch, Ana", "calm"),
        (HEAD_OF, "The head of the watch", "urged", "calm", "The head of the watch, Ana", "calm"),
        (HEAD_OF, "The head of the watch, Ana,", "urged", "calm", "The head of the watch, Ana,", "calm"),
        (ACCORDING, "a report by Orrin", "According to", "a think tank, the dam leaks",
         "a report by Orrin, a think tank", "the dam leaks"),
        (ACCORDING, "a report", "According to", "the dam leaks", "a report", "the dam leaks"),
        # What is all that was said is not taken away.
        (ACCORDING, "a report by Orrin", "According to", "a think tank", "a report by Orrin", "a think tank"),
    ],
)  # fmt: skip
def test_a_source_takes_its_apposition(table, source, cue, content, whole, left):
    parsed = parse(table)
    given = Candidate((span(parsed, content),), span(parsed, cue), span(parsed, source), False, 0.9, "tagger")
    found = with_apposition(given, Tree(parsed.text, parsed.sentences[0]))
    assert found.source == span(parsed, whole)
    assert found.content == (span(parsed, left),)
