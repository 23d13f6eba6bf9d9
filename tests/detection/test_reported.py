import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.detection.clauses import Clause, trimmed
from service.detection.nested import inner_attributions, nested_parents
from service.detection.reported import reported_clauses
from service.domain.document import ParsedText, Sentence, Token
from service.domain.spans import Span
from tests.detection.parses import parse, span

SAID_THAT = """
    Mara Mara PROPN 3 nsubj
    Lind Lind PROPN 1 flat
    said say VERB 0 root VerbForm=Fin
    that that SCONJ 7 mark
    the the DET 6 det
    dam dam NOUN 7 nsubj
    held hold VERB 3 ccomp VerbForm=Fin
    _. . PUNCT 3 punct
"""
CHAIN = """
    Lind Lind PROPN 2 nsubj
    said say VERB 0 root VerbForm=Fin
    that that SCONJ 6 mark
    two two NUM 5 nummod
    engineers engineer NOUN 6 nsubj
    warned warn VERB 2 ccomp VerbForm=Fin
    the the DET 8 det
    dam dam NOUN 9 nsubj
    leaked leak VERB 6 ccomp VerbForm=Fin
    _. . PUNCT 2 punct
"""


def found(table: str) -> list[tuple[str, str, str]]:
    return [shown(clause) for clause in reported_clauses(parse(table), (), ())]


def shown(clause: Clause) -> tuple[str, str, str]:
    return clause.source.text if clause.source else "", clause.cue.text, " … ".join(s.text for s in clause.content)


CONSTRUCTIONS = {
    "quoted as saying": (
        """
        The the DET 2 det
        agency agency NOUN 3 nsubj
        quoted quote VERB 0 root VerbForm=Fin
        Minister Minister PROPN 3 obj
        Ana Ana PROPN 3 obj
        Ruiz Ruiz PROPN 5 flat
        as as SCONJ 8 mark
        saying say VERB 3 advcl VerbForm=Ger
        that that SCONJ 12 mark
        the the DET 11 det
        dam dam NOUN 12 nsubj
        held hold VERB 8 ccomp VerbForm=Fin
        _. . PUNCT 3 punct
        """,
        ("Minister Ana Ruiz", "saying", "that the dam held"),
    ),
    "was quoted as saying": (
        """
        Ruiz Ruiz PROPN 3 nsubj:pass
        was be AUX 3 aux:pass
        quoted quote VERB 0 root VerbForm=Part
        as as SCONJ 5 mark
        saying say VERB 3 advcl VerbForm=Ger
        the the DET 7 det
        dam dam NOUN 8 nsubj
        held hold VERB 5 ccomp VerbForm=Fin
        _. . PUNCT 3 punct
        """,
        ("Ruiz", "saying", "the dam held"),
    ),
    "told by": (
        """
        She she PRON 3 nsubj:pass
        was be AUX 3 aux:pass
        told tell VERB 0 root VerbForm=Part
        by by ADP 6 case
        an a DET 6 det
        engineer engineer NOUN 3 obl:agent
        that that PRON 9 obj
        Ruiz Ruiz PROPN 9 nsubj
        wants want VERB 6 acl:relcl VerbForm=Fin
        the the DET 11 det
        dam dam NOUN 9 obj
        closed close VERB 9 xcomp
        _. . PUNCT 3 punct
        """,
        ("an engineer", "was told", "that Ruiz wants the dam closed"),
    ),
    "told somebody": (
        """
        Ruiz Ruiz PROPN 2 nsubj
        told tell VERB 0 root VerbForm=Fin
        the the DET 4 det
        leaders leader NOUN 2 iobj
        that that PRON 8 obj
        she she PRON 8 nsubj
        would would AUX 8 aux VerbForm=Fin
        sign sign VERB 4 acl:relcl
        _. . PUNCT 2 punct
        """,
        ("Ruiz", "told", "that she would sign"),
    ),
    "that": (SAID_THAT, ("Mara Lind", "said", "that the dam held")),
    "auxiliaries": (
        """
        Lind Lind PROPN 4 nsubj
        has have AUX 4 aux VerbForm=Fin
        repeatedly repeatedly ADV 4 advmod
        said say VERB 0 root
        dams dam NOUN 6 nsubj
        leak leak VERB 4 ccomp VerbForm=Fin
        """,
        ("Lind", "has repeatedly said", "dams leak"),
    ),
    "complement before its verb": (
        """
        “ “ PUNCT 3 punct
        _Dams dam NOUN 3 nsubj
        leak leak VERB 6 ccomp VerbForm=Fin
        _, , PUNCT 3 punct
        _” ” PUNCT 3 punct
        said say VERB 0 root VerbForm=Fin
        Lind Lind PROPN 6 nsubj
        _. . PUNCT 6 punct
        """,
        ("Lind", "said", "“Dams leak,”"),
    ),
    "comment after": (
        """
        Dams dam NOUN 2 nsubj
        leak leak VERB 0 root VerbForm=Fin
        _, , PUNCT 5 punct
        Lind Lind PROPN 5 nsubj
        said say VERB 2 parataxis VerbForm=Fin
        _. . PUNCT 2 punct
        """,
        ("Lind", "said", "Dams leak"),
    ),
    "comment inside": (
        """
        Dams dam NOUN 6 nsubj
        _, , PUNCT 4 punct
        Lind Lind PROPN 4 nsubj
        said say VERB 6 parataxis VerbForm=Fin
        _, , PUNCT 4 punct
        leak leak VERB 0 root VerbForm=Fin
        """,
        ("Lind", "said", "Dams … leak"),
    ),
    "shared subject": (
        """
        Lind Lind PROPN 2 nsubj
        left leave VERB 0 root VerbForm=Fin
        and and CCONJ 4 cc
        added add VERB 2 conj VerbForm=Fin
        that that SCONJ 7 mark
        dams dam NOUN 7 nsubj
        leak leak VERB 4 ccomp VerbForm=Fin
        """,
        ("Lind", "added", "that dams leak"),
    ),
    "participle": (
        """
        Lind Lind PROPN 2 nsubj
        resigned resign VERB 0 root VerbForm=Fin
        _, , PUNCT 4 punct
        saying say VERB 2 advcl
        dams dam NOUN 6 nsubj
        leak leak VERB 4 ccomp VerbForm=Fin
        """,
        ("Lind", "saying", "dams leak"),
    ),
    "participle of a document": (
        """
        A a DET 2 det
        letter letter NOUN 6 nsubj
        warning warn VERB 2 acl
        dams dam NOUN 5 nsubj
        leak leak VERB 3 ccomp VerbForm=Fin
        arrived arrive VERB 0 root VerbForm=Fin
        """,
        ("A letter", "warning", "dams leak"),
    ),
    "raised": (
        """
        Lind Lind PROPN 2 nsubj
        declined decline VERB 0 root VerbForm=Fin
        to to PART 4 mark
        say say VERB 2 xcomp
        whether whether SCONJ 7 mark
        dams dam NOUN 7 nsubj
        leak leak VERB 4 ccomp VerbForm=Fin
        """,
        ("Lind", "say", "whether dams leak"),
    ),
    "agent": (
        """
        He he PRON 3 nsubj:pass
        was be AUX 3 aux:pass
        told tell VERB 0 root
        by by ADP 6 case
        the the DET 6 det
        engineer engineer NOUN 3 obl:agent
        that that SCONJ 9 mark
        dams dam NOUN 9 nsubj
        leak leak VERB 3 ccomp VerbForm=Fin
        """,
        ("the engineer", "was told", "that dams leak"),
    ),
    "study": (
        """
        The the DET 2 det
        survey survey NOUN 3 nsubj
        found find VERB 0 root VerbForm=Fin
        dams dam NOUN 5 nsubj
        leak leak VERB 3 ccomp VerbForm=Fin
        """,
        ("The survey", "found", "dams leak"),
    ),
    "according to": (
        """
        According accord VERB 4 case
        to to ADP 1 fixed
        Mara Mara PROPN 4 compound
        Lind Lind PROPN 7 obl
        _, , PUNCT 4 punct
        dams dam NOUN 7 nsubj
        leak leak VERB 0 root VerbForm=Fin
        _. . PUNCT 7 punct
        """,
        ("Mara Lind", "According to", "dams leak"),
    ),
    "in the words of": (
        """
        Dams dam NOUN 13 nsubj
        are be AUX 13 cop VerbForm=Fin
        _, , PUNCT 6 punct
        in in ADP 6 case
        the the DET 6 det
        words word NOUN 13 obl
        of of ADP 8 case
        Lind Lind PROPN 6 nmod
        _, , PUNCT 6 punct
        “ “ PUNCT 13 punct
        _a a DET 13 det
        leaky leaky ADJ 13 amod
        lot lot NOUN 0 root
        _” ” PUNCT 13 punct
        """,
        ("Lind", "in the words of", "“a leaky lot”"),
    ),
    "noun": (
        """
        Lind Lind PROPN 3 nmod:poss
        _’s 's PART 1 case
        claim claim NOUN 7 nsubj
        that that SCONJ 6 mark
        dams dam NOUN 6 nsubj
        leak leak VERB 3 acl VerbForm=Fin
        spread spread VERB 0 root VerbForm=Fin
        """,
        ("Lind", "claim", "that dams leak"),
    ),
    "as": (
        """
        As as SCONJ 3 mark
        Lind Lind PROPN 3 nsubj
        noted note VERB 6 advcl VerbForm=Fin
        _, , PUNCT 3 punct
        dams dam NOUN 6 nsubj
        leak leak VERB 0 root VerbForm=Fin
        """,
        ("Lind", "noted", "dams leak"),
    ),
}


@pytest.mark.parametrize("name", CONSTRUCTIONS)
def test_a_construction_reports(name: str) -> None:
    table, expected = CONSTRUCTIONS[name]
    assert found(table) == [expected]


SILENT = {
    "writer": """
        I I PRON 2 nsubj Person=1
        said say VERB 0 root
        dams dam NOUN 4 nsubj
        leak leak VERB 2 ccomp VerbForm=Fin
    """,
    "condition": """
        If if SCONJ 3 mark
        Lind Lind PROPN 3 nsubj
        says say VERB 6 advcl VerbForm=Fin
        dams dam NOUN 5 nsubj
        leak leak VERB 3 ccomp VerbForm=Fin
        act act VERB 0 root
    """,
    "possibility": """
        Lind Lind PROPN 3 nsubj
        might might AUX 3 aux
        say say VERB 0 root
        dams dam NOUN 5 nsubj
        leak leak VERB 3 ccomp VerbForm=Fin
    """,
    "impersonal": """
        It it PRON 3 expl
        was be AUX 3 aux:pass
        said say VERB 0 root
        dams dam NOUN 5 nsubj
        leak leak VERB 3 ccomp VerbForm=Fin
    """,
    "fact": """
        The the DET 2 det
        crack crack NOUN 3 nsubj
        shows show VERB 0 root VerbForm=Fin
        dams dam NOUN 5 nsubj
        leak leak VERB 3 ccomp VerbForm=Fin
    """,
    "manner": """
        They they PRON 2 nsubj
        build build VERB 0 root VerbForm=Fin
        according accord VERB 5 case
        to to ADP 3 fixed
        plan plan NOUN 2 obl
    """,
    "relative": """
        plans plan NOUN 0 root
        which which PRON 5 nsubj PronType=Rel
        he he PRON 4 nsubj Person=1
        said say VERB 5 parataxis VerbForm=Fin
        failed fail VERB 1 acl:relcl VerbForm=Fin
    """,
    "infinitive": """
        Lind Lind PROPN 2 nsubj
        told tell VERB 0 root VerbForm=Fin
        us we PRON 2 obj
        to to PART 5 mark
        leave leave VERB 2 ccomp VerbForm=Inf
    """,
}


@pytest.mark.parametrize("name", SILENT)
def test_silence_is_preferred_to_a_guess(name: str) -> None:
    assert found(SILENT[name]) == []


def test_nothing_is_said_twice() -> None:
    parsed = parse(SAID_THAT)
    content, cue = span(parsed, "that the dam held"), span(parsed, "said")
    assert reported_clauses(parsed, [[content]], [None]) == ()
    assert reported_clauses(parsed, [[span(parsed, "held")]], [cue]) == ()
    assert reported_clauses(parsed, [[span(parsed, "Mara Lind said that the dam held")]], [None]) == ()
    assert len(reported_clauses(parsed, [[span(parsed, "held")]], [None])) == 1


def test_a_chain_gives_both_links_outside_quotes_and_the_inner_one_inside() -> None:
    parsed = parse(CHAIN)
    outer, inner = reported_clauses(parsed, (), ())
    assert shown(inner) == ("two engineers", "warned", "the dam leaked")
    assert nested_parents([outer.content, inner.content], [outer.cue, inner.cue]) == (None, 0)
    (nested,) = inner_attributions(parsed, [outer.content], [outer.cue])
    assert (nested.clause, nested.parent) == (inner, 0)
    assert inner_attributions(parsed, [outer.content, inner.content], [outer.cue, inner.cue]) == ()


def test_a_quotation_inside_a_quotation_with_its_own_cue() -> None:
    parsed = parse("""
        “ “ PUNCT 3 punct
        _Lind Lind PROPN 3 nsubj
        told tell VERB 0 root VerbForm=Fin
        me I PRON 3 iobj Person=1
        _, , PUNCT 7 punct
        ‘ ‘ PUNCT 7 punct
        _Sign sign VERB 3 ccomp Mood=Imp
        nothing nothing PRON 7 obj
        _, , PUNCT 7 punct
        _’ ’ PUNCT 7 punct
        _” ” PUNCT 3 punct
        he he PRON 13 nsubj
        said say VERB 3 parataxis VerbForm=Fin
    """)
    (nested,) = inner_attributions(parsed, [[span(parsed, "“Lind told me, ‘Sign nothing,’”")]], [span(parsed, "said")])
    assert shown(nested.clause) == ("Lind", "told", "‘Sign nothing,’")


def test_the_innermost_content_is_the_parent() -> None:
    parsed = parse(CHAIN)
    whole, part = span(parsed, parsed.text), span(parsed, "that two engineers warned the dam leaked")
    (nested,) = [n for n in inner_attributions(parsed, [[whole], [part]]) if n.clause.cue.text == "warned"]
    assert nested.parent == 1


def test_a_speakers_own_i_said_is_no_inner_quote() -> None:
    parsed = parse(
        """
        I I PRON 2 nsubj Person=1
        said say VERB 0 root
        dams dam NOUN 4 nsubj
        leak leak VERB 2 ccomp VerbForm=Fin
    """
    )
    assert inner_attributions(parsed, [[span(parsed, parsed.text)]]) == ()


def test_a_content_that_swallowed_its_own_cue_has_no_inner_quote() -> None:
    parsed = parse(CONSTRUCTIONS["comment after"][0])
    assert inner_attributions(parsed, [[span(parsed, parsed.text)]]) == ()


def test_equal_contents_are_not_each_others_parents() -> None:
    text = "dams leak"
    one = [Span.of(text, 0, 9)]
    assert nested_parents([one, one, [Span.of(text, 5, 9)], []]) == (None, None, 0, None)


def test_a_content_whose_cue_lies_outside_is_not_nested() -> None:
    text = "dams leak badly, she said"
    outer, inner, cue = Span.of(text, 0, 15), Span.of(text, 0, 9), Span.of(text, 21, 25)
    assert nested_parents([[outer], [inner]], [None, cue]) == (None, None)


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        (" dams leak.", "dams leak"),
        ("“dams leak,”", "“dams leak,”"),
        ("“dams leak, ", "dams leak"),
        ("dams leak,” ", "dams leak"),
        ("Weir Inc.", "Weir Inc."),
        ("at 5 a.m.", "at 5 a.m."),
        ("the drivers’", "the drivers’"),
        ("(dams) leak)", "(dams) leak)"),
        ("—", None),
        ("", None),
    ],
)
def test_trimmed(text: str, inside: str | None) -> None:
    result = trimmed(text, 0, len(text))
    assert (result.text if result else None) == inside


WORDS = st.sampled_from(["said", "that", "“", "”", "according", "to", "Lind", "\ud800", ".", "words", "claim"])
LEMMAS = st.sampled_from(["say", "claim", "lind", "that", "show", ""])
RELATIONS = st.sampled_from(["ccomp", "nsubj", "parataxis", "advcl", "acl", "conj", "xcomp", "case", "obl", "mark",
                             "nmod:poss", "root", "nsubj:pass", "obl:agent"])  # fmt: skip
ROWS = st.tuples(WORDS, LEMMAS, st.sampled_from(["VERB", "NOUN", "PRON", "PUNCT"]), st.integers(-2, 12), RELATIONS)


@given(st.lists(ROWS, max_size=10), st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80)), max_size=4))
def test_any_parse_gives_exact_spans_that_do_not_overlap(rows: list[tuple[str, str, str, int, str]], cuts) -> None:
    text, tokens = "", []
    for form, lemma, upos, head, deprel in rows:
        feats = (("VerbForm", "Fin"),)
        tokens.append(Token(len(text), len(text) + len(form), form, lemma, upos, "", feats, head, deprel))
        text += form + " "
    parsed = ParsedText(text, (), (Sentence(0, len(text), tuple(tokens)),), (), ())
    contents = [[Span(a, b, text[a:b])] for a, b in cuts if a < b <= len(text)]
    clauses = [*reported_clauses(parsed, contents, []), *(i.clause for i in inner_attributions(parsed, contents))]
    nested_parents(contents)
    for clause in clauses:
        parts = [*clause.content, clause.cue, *([clause.source] if clause.source else [])]
        assert all(text[p.start : p.end] == p.text for p in parts)
        assert not any(a.overlaps(b) for i, a in enumerate(parts) for b in parts[i + 1 :])


def test_a_long_chain_in_one_sentence_takes_linear_time() -> None:
    count, text, tokens = 8000, "", []
    for place in range(count):
        for form, lemma, upos, head, deprel in (
            ("she", "she", "PRON", 2 * place + 1, "nsubj"),
            ("said", "say", "VERB", 2 * place - 1, "ccomp"),
        ):
            tokens.append(
                Token(len(text), len(text) + len(form), form, lemma, upos, "", (("VerbForm", "Fin"),), head, deprel)
            )
            text += form + " "
    parsed = ParsedText(text, (), (Sentence(0, len(text), tuple(tokens)),), (), ())
    start = time.perf_counter()
    clauses = reported_clauses(parsed, (), ())
    inner_attributions(parsed, [c.content for c in clauses])
    assert time.perf_counter() - start < 5


def quoted(cue: str, relation: str, mark: bool) -> ParsedText:
    """“Mara Lind was CUE as saying that it leaked”, or “… telling friends …” without a mark."""
    said = ("saying", "say") if mark else ("telling", "tell")
    return parse(f"""
        Mara Mara PROPN 4 nsubj:pass
        Lind Lind PROPN 1 flat
        was be AUX 4 aux:pass
        {cue} {LEMMAS[cue]} VERB 0 root VerbForm=Part
        {"as as SCONJ 6 mark" if mark else "_, , PUNCT 6 punct"}
        {said[0]} {said[1]} VERB 4 {relation} VerbForm=Ger
        that that SCONJ 9 mark
        it it PRON 9 nsubj
        leaked leak VERB 6 ccomp VerbForm=Fin
    """)


LEMMAS = {"quoted": "quote", "reported": "report", "overheard": "overhear", "filmed": "film", "praised": "praise"}


@pytest.mark.parametrize(
    ("cue", "relation", "mark", "source"),
    [
        ("quoted", "advcl", True, "Mara Lind"),
        ("reported", "advcl", True, "Mara Lind"),
        ("overheard", "xcomp", False, "Mara Lind"),
        ("filmed", "advcl", False, "Mara Lind"),
        ("praised", "advcl", False, None),  # she need not have said it herself
    ],
)
def test_who_is_quoted_or_overheard_said_it(cue: str, relation: str, mark: bool, source: str | None) -> None:
    parsed = quoted(cue, relation, mark)
    content = [span(parsed, "Mara Lind"), span(parsed, parsed.text[parsed.text.index(cue) + len(cue) + 1 :])]
    found = inner_attributions(parsed, [content], [span(parsed, f"was {cue}")])
    assert [shown(n.clause)[0] for n in found] == ([source] if source else [])
    assert all(n.parent == 0 for n in found)
    elsewhere = [[span(parsed, "Mara Lind")], content[1:]]
    assert inner_attributions(parsed, elsewhere, [span(parsed, f"was {cue}")]) == ()
