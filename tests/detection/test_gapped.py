"""“Ruiz said that it leaks, and Lind that it does not.”"""

from __future__ import annotations

import pytest

from service.detection.candidates import Candidate
from service.detection.gapped import ungapped
from service.text.marks import scan
from tests.detection.parses import parse, span

TABLE = """
    Ruiz Ruiz PROPN 2 nsubj
    {said} VERB 0 root VerbForm=Fin
    the the DET 4 det
    dam dam NOUN 5 nsubj
    {leaked} VERB 2 ccomp VerbForm=Fin
    {link}
    {who}
    that that {that} 10 mark
    it it PRON 10 nsubj
    held hold VERB 2 conj VerbForm=Fin
    _. . PUNCT 2 punct
"""
AND = "_, , PUNCT 10 punct\n    and and CCONJ 10 cc"
MARA = "mayor mayor NOUN 10 nsubj\n    Mara Mara PROPN 7 appos\n    Lind Lind PROPN 7 flat"


def made(said="said say", leaked="leaked leak", link=AND, who=MARA, that="SCONJ", cue=None):
    table = TABLE.format(said=said, leaked=leaked, link=link, who=who, that=that)
    parsed = parse("\n".join(line for line in table.splitlines() if line.strip()))
    whole = parsed.text[parsed.text.index("the dam") : -1]
    verb = cue or said.split()[0]
    given = Candidate((span(parsed, whole),), span(parsed, verb), span(parsed, "Ruiz"), False, 0.9, "tagger")
    found = list(ungapped(parsed, scan(parsed.text, parsed.paragraphs), [given]))
    assert all(parsed.text[s.start : s.end] == s.text for c in found for s in (*c.content, c.source))
    return [(c.content[0].text, c.cue and c.cue.text, c.source.text) for c in found]


FIRST = ("the dam leaked", "said", "Ruiz")


@pytest.mark.parametrize("link", [AND, "_; ; PUNCT 10 punct"])
def test_each_has_a_quote(link):
    assert made(link=link) == [FIRST, ("that it held", None, "mayor Mara Lind")]


@pytest.mark.parametrize(
    "changed",
    [
        {"who": "the the DET 10 det\n    fact fact NOUN 10 nsubj"},  # "and the fact that it held"
        {"who": ""},  # "and that it held"
        {"link": "_, , PUNCT 10 punct"},  # "he told his wife, Ida, that"
        {"link": "and and CCONJ 10 cc"},
        {"leaked": "told tell"},  # "he had told Lind, and Mara Lind that it held"
        {"that": "PRON"},
        {"said": "wanted want"},
    ],
)
def test_one_quote_stays_one(changed):
    assert len(made(**changed)) == 1


def test_what_stands_in_marks_or_before_its_cue_stays_whole():
    parsed = parse(TABLE.format(said="said say", leaked="leaked leak", link=AND, who=MARA, that="SCONJ"))
    content = (span(parsed, parsed.text[parsed.text.index("the dam") : -1]),)
    marks = scan(parsed.text, parsed.paragraphs)
    for cue in (None, span(parsed, "held")):
        given = Candidate(content, cue, span(parsed, "Ruiz"), False, 0.9, "tagger")
        assert list(ungapped(parsed, marks, [given])) == [given]
    text = parsed.text.replace("the dam", "“the dam").replace("held.", "held”.")
    quoted = scan(text, [type(content[0]).of(text, 0, len(text))])
    given = Candidate(content, span(parsed, "said"), span(parsed, "Ruiz"), False, 0.9, "tagger")
    assert list(ungapped(parsed, quoted, [given])) == [given]
