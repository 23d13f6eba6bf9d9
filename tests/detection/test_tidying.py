"""Small repairs at the edges of tagged spans."""

from __future__ import annotations

import pytest

from service.detection.candidates import Candidate
from service.detection.settling import TAGGER
from service.detection.tidying import Tidier
from service.domain.document import ParsedText, Sentence, Token
from service.domain.spans import Span
from service.text.marks import scan
from service.text.paragraphs import paragraphs
from tests.detection.parses import parse, span


def tidy(text: str, content: str, cue: str | None = None) -> Candidate | None:
    def span(words: str) -> Span:
        return Span.of(text, text.index(words), text.index(words) + len(words))

    parsed = ParsedText(text, paragraphs(text), (), (), ())
    candidate = Candidate((span(content),), span(cue) if cue else None, None, False, 0.9, TAGGER)
    return Tidier(parsed, scan(text, parsed.paragraphs)).tidy(candidate)


@pytest.mark.parametrize(
    ("text", "content", "left"),
    [
        ("SELBY (NP) — The bridge is safe, Ruiz said.", "SELBY (NP) — The bridge is safe,", "The bridge is safe"),
        ("According to Ruiz, the bridge is safe.", ", the bridge is safe", "the bridge is safe"),
        ("She discussed “the bridge,” which Ruiz owns.", "“the bridge,” which", "“the bridge,”"),
        ("“The bridge is safe,” Ruiz said.", "“The bridge is safe,”", "“The bridge is safe,”"),
        ("Ruiz said that it is safe.", "that it is safe", "that it is safe"),
        ("Ruiz said that it is safe, but left.", "that it is safe, but", "that it is safe"),
    ],
)
def test_edges(text, content, left):
    found = tidy(text, content)
    assert found is not None
    assert [s.text for s in found.content] == [left]


def test_nothing_but_separators_is_nothing():
    assert tidy("Ruiz said: so it goes", ": ") is None


def test_a_cue_in_marks_is_content():
    text = "Ruiz “strongly condemned” the attack on the bridge."
    found = tidy(text, "the attack on the bridge", "strongly condemned")
    assert found is not None
    assert found.cue is None
    assert [s.text for s in found.content] == ["“strongly condemned” the attack on the bridge"]


def test_a_cue_that_only_holds_a_quoted_word_stays_a_cue():
    text = "Ruiz said on “The Morning Hour” programme that the bridge is safe."
    found = tidy(text, "that the bridge is safe", "said on “The Morning Hour” programme")
    assert found is not None
    assert found.cue is not None


SURVEY = "Most voters in Alba and Brie back the plan , a poll released Monday shows ."
HEADS = [(1, "ADJ"), (6, "NOUN"), (3, "ADP"), (1, "PROPN"), (5, "CCONJ"), (3, "PROPN"), (-1, "VERB")]


@pytest.mark.parametrize(("given", "whole"), [
    ("Most voters in", "Most voters in Alba and Brie"),
    ("Most", "Most voters"),
    ("Most voters", "Most voters"),
])
def test_a_source_cut_short_is_grown(given, whole):
    tokens, at = [], 0
    for (head, upos), word in zip(HEADS, SURVEY.split(), strict=False):
        at = SURVEY.index(word, at)
        tokens.append(Token(at, at + len(word), word, word.lower(), upos, "", (), head, "dep"))
        at += len(word)
    parsed = ParsedText(SURVEY, paragraphs(SURVEY), (Sentence(0, len(SURVEY), tuple(tokens)),), (), ())
    content = Span.of(SURVEY, SURVEY.index("the plan"), SURVEY.index("the plan") + 8)
    candidate = Candidate((content,), None, Span.of(SURVEY, 0, len(given)), False, 0.9, TAGGER)
    found = Tidier(parsed, scan(SURVEY, parsed.paragraphs)).tidy(candidate)
    assert found is not None and found.source is not None
    assert found.source.text == whole


ADDED = """
    “ “ PUNCT 5 punct
    _We we PRON 3 nsubj
    open open VERB 6 ccomp
    _, , PUNCT 3 punct
    _” ” PUNCT 3 punct
    added add VERB 0 root VerbForm=Fin
    the the DET 8 det
    letter letter NOUN 6 nsubj
    _. . PUNCT 6 punct
"""


@pytest.mark.parametrize(
    ("verb", "noun", "source"),
    [("added add", "letter letter", "the letter"), ("added add", "pavement pavement", None),
     ("seemed seem", "letter letter", None)],
)  # fmt: skip
def test_a_verb_of_speech_without_a_source_takes_its_subject(verb, noun, source):
    document = parse(ADDED.replace("added add", verb).replace("letter letter", noun))
    given = Candidate((span(document, "“We open,”"),), span(document, verb.split()[0]), None, False, 0.9, TAGGER)
    found = Tidier(document, scan(document.text, document.paragraphs)).tidy(given)
    assert found is not None
    assert (found.source.text if found.source else None) == source


TOLD = """
    Ruiz Ruiz PROPN 2 nsubj
    told tell VERB 0 root VerbForm=Fin
    the the DET 4 det
    voters voter NOUN 2 iobj
    that that SCONJ 7 mark
    it it PRON 7 nsubj
    rained rain VERB 2 ccomp VerbForm=Fin
    _. . PUNCT 2 punct
"""


@pytest.mark.parametrize(
    ("change", "content", "left"),
    [
        (("", ""), "the voters that it rained", "that it rained"),
        (("", ""), "that it rained", "that it rained"),
        (("told tell", "showed display"), "the voters that it rained", "the voters that it rained"),
        (("7 mark", "3 mark"), "the voters", "the voters"),
    ],
)
def test_who_is_spoken_to_is_no_part_of_what_is_said(change, content, left):
    document = parse(TOLD.replace(*change) if change[0] else TOLD)
    verb = "told" if "told" in document.text else "showed"
    given = Candidate((span(document, content),), span(document, verb), span(document, "Ruiz"), False, 0.9, TAGGER)
    found = Tidier(document, scan(document.text, document.paragraphs), [given]).tidy(given)
    assert found is not None
    assert [s.text for s in found.content] == [left]


BROKEN = """
    Ruiz Ruiz PROPN 2 nsubj
    attacked attack VERB 0 root VerbForm=Fin
    Berg Berg PROPN 2 obj
    {loose}
    {then} {then} {upos} 2 {relation} VerbForm=Fin
    _. . PUNCT 2 punct
"""


@pytest.mark.parametrize(
    ("loose", "then", "content", "left"),
    [
        ("by by ADP 5 case", ("name", "NOUN", "obl"), "Berg by", "Berg by name"),
        ("and and CCONJ 5 cc", ("fled", "VERB", "conj"), "attacked Berg and", "attacked Berg and fled"),
        ("and and CCONJ 5 cc", ("fled", "VERB", "conj"), "Berg and", "Berg and"),
        ("loudly loudly ADV 2 advmod", ("name", "NOUN", "obl"), "Berg loudly", "Berg loudly"),
    ],
)
def test_a_content_that_breaks_off_goes_on_to_the_end_of_its_phrase(loose, then, content, left):
    word, upos, relation = then
    document = parse(BROKEN.format(loose=loose, then=word, upos=upos, relation=relation))
    given = Candidate((span(document, content),), None, span(document, "Ruiz"), False, 0.9, TAGGER)
    marks = scan(document.text, document.paragraphs)
    found = Tidier(document, marks, [given]).tidy(given)
    assert found is not None
    assert [s.text for s in found.content] == [left]
    other = Candidate((span(document, word),), None, None, False, 0.9, TAGGER)
    beside = Tidier(document, marks, [given, other]).tidy(given)
    assert beside is not None
    assert [s.text for s in beside.content] == [content], "what another quote has is not taken"


def test_a_content_stops_before_a_clause_that_is_not_near():
    document = parse("""
        Ruiz Ruiz PROPN 2 nsubj
        praised praise VERB 0 root VerbForm=Fin
        the the DET 5 det
        harbour harbour NOUN 5 compound
        plan plan NOUN 2 obj
        when when SCONJ 10 mark
        the the DET 8 det
        council council NOUN 10 nsubj
        finally finally ADV 10 advmod
        met meet VERB 2 advcl VerbForm=Fin
    """)
    given = Candidate((span(document, "the harbour plan when"),), span(document, "praised"), None, False, 0.9, TAGGER)
    found = Tidier(document, scan(document.text, document.paragraphs), [given]).tidy(given)
    assert found is not None
    assert [s.text for s in found.content] == ["the harbour plan"]


ACTIVE = """
    “ “ PUNCT 3 punct
    _It it PRON 3 nsubj
    leaked leak VERB 8 ccomp VerbForm=Fin
    _, , PUNCT 3 punct
    _” ” PUNCT 3 punct
    the the DET 7 det
    paper paper NOUN 8 nsubj
    quoted quote VERB 0 root VerbForm=Fin
    Mara Mara PROPN 8 obj
    Lind Lind PROPN 9 flat
    as as SCONJ 12 mark
    saying say VERB 8 advcl VerbForm=Ger
    _. . PUNCT 8 punct
"""
PASSIVE = """
    “ “ PUNCT 3 punct
    _It it PRON 3 nsubj
    leaked leak VERB 11 ccomp VerbForm=Fin
    _, , PUNCT 3 punct
    _” ” PUNCT 3 punct
    Mara Mara PROPN 9 nsubj:pass
    Lind Lind PROPN 6 flat
    was be AUX 9 aux:pass
    quoted quote VERB 0 root VerbForm=Part
    as as SCONJ 11 mark
    saying say VERB 9 advcl VerbForm=Ger
    by by ADP 14 case
    the the DET 14 det
    paper paper NOUN 11 obl
    _. . PUNCT 9 punct
"""


@pytest.mark.parametrize(
    ("table", "content", "cue", "source", "kept", "name"),
    [
        (ACTIVE, ["“It leaked,”"], "quoted", "the paper", ["“It leaked,”"], "Mara Lind"),
        (ACTIVE, ["“It leaked,”", "Mara Lind as saying"], "quoted", "the paper", ["“It leaked,”"], "Mara Lind"),
        (PASSIVE, ["“It leaked,”"], "was quoted as saying", "the paper", ["“It leaked,”"], "Mara Lind"),
        (PASSIVE, ["“It leaked,”"], "was quoted", None, ["“It leaked,”"], "Mara Lind"),
        # what the paper quotes is all of this: the inner quote is found within it
        (ACTIVE, ["Mara Lind as saying"], "quoted", "the paper", ["Mara Lind as saying"], "the paper"),
    ],
)
def test_who_is_quoted_said_it_not_who_quotes(table, content, cue, source, kept, name):
    parsed = parse(table)
    given = tuple(span(parsed, words) for words in content)
    candidate = Candidate(given, span(parsed, cue), span(parsed, source) if source else None, False, 0.9, TAGGER, 0.5)
    found = Tidier(parsed, scan(parsed.text, parsed.paragraphs)).tidy(candidate)
    assert found is not None and found.source is not None
    assert ([s.text for s in found.content], found.source.text) == (kept, name)
    assert found.source_score == (0.95 if name == "Mara Lind" else 0.5)
