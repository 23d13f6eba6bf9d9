"""Quoted grounds of a body's own act."""

from __future__ import annotations

from service.detection.candidates import Candidate
from service.detection.grounds import RULE, grounds, without_grounds
from service.text.marks import scan
from tests.detection.parses import parse, span

ARREST = """
Police police NOUN 2 nsubj
arrested arrest VERB 0 root VerbForm=Fin
a a DET 4 det
man man NOUN 2 obj
for for SCONJ 8 mark
allegedly allegedly ADV 8 advmod
“ “ PUNCT 8 punct
_plotting plot VERB 2 advcl
to to PART 10 mark
burn burn VERB 8 xcomp
the the DET 12 det
mill mill NOUN 10 obj
_. . PUNCT 2 punct
_” ” PUNCT 8 punct
"""


def test_the_words_are_the_doers_and_the_adverb_is_the_cue():
    parsed = parse(ARREST)
    (found,) = grounds(parsed, scan(parsed.text, parsed.paragraphs))
    assert [s.text for s in found.content] == ["“plotting to burn the mill.”"]
    assert found.cue == span(parsed, "allegedly")
    assert found.source == span(parsed, "Police")
    assert found.rule == RULE


def test_an_act_taken_for_speech_gives_way():
    parsed = parse(ARREST)
    acts = grounds(parsed, scan(parsed.text, parsed.paragraphs))
    content = span(parsed, "a man for allegedly “plotting to burn the mill.”")
    mistaken = Candidate((content,), span(parsed, "arrested"), span(parsed, "Police"), False, 0.9, "tagger")
    assert without_grounds([mistaken], acts) == []


def test_speech_is_no_act():
    parsed = parse(ARREST.replace("arrested arrest", "praised praise"))
    assert grounds(parsed, scan(parsed.text, parsed.paragraphs)) == []
