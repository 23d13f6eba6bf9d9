import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.detection.cues import describe_cue
from service.domain.document import ParsedText, Sentence, Token
from service.domain.quotes import Cue, CueClass
from service.domain.spans import Span
from tests.detection.parses import parse, span


def bare(words: str) -> Cue:
    text = words or " "
    return describe_cue(ParsedText(text, (), (), (), ()), (Span(0, len(text), text),))


@pytest.mark.parametrize(
    ("words", "lemma", "cue_class"),
    [
        ("said", "say", "statement"),
        ("has said", "say", "statement"),
        ("told reporters", "tell", "statement"),
        ("according to", "according to", "statement"),
        ("in the words of", "in the words of", "statement"),
        ("said in a statement", "say", "statement"),
        ("pointed out", "point", "statement"),
        ("noted", "note", "statement"),
        (":", ":", "statement"),
        ("’s claim", "claim", "claim"),
        ("suggested", "suggest", "claim"),
        ("denies", "deny", "denial"),
        ("ruled out", "rule", "denial"),
        ("admitted", "admit", "admission"),
        ("accuses", "accuse", "accusation"),
        ("alleged", "allege", "accusation"),
        ("called", "call", "opinion"),
        ("criticised", "criticise", "opinion"),
        ("thinks", "think", "opinion"),
        ("wondered aloud", "wonder", "question"),
        ("called for", "call", "directive"),
        ("called on", "call", "directive"),
        ("urging", "urge", "directive"),
        ("a call", "call", "directive"),
        ("vowed", "vow", "commitment"),
        ("agreed to", "agree", "commitment"),
        ("made a promise", "promise", "commitment"),
        ("threatened", "threaten", "commitment"),
        ("found", "find", "finding"),
        ("estimates", "estimate", "finding"),
        ("fears", "fear", "feeling"),
        ("expressed concern", "concern", "feeling"),
        ("juggled", "juggled", "other"),
    ],
)
def test_words_alone(words: str, lemma: str, cue_class: str) -> None:
    cue = bare(words)
    assert (cue.lemma, cue.cue_class.value, cue.negated, cue.hedged) == (lemma, cue_class, False, False)


@pytest.mark.parametrize(
    "words",
    [
        "did not say",
        "didn't say",
        "didn’t say",
        "declined to specify",
        "refused to",
        "never said",
        "without saying",
        "made no mention of",
        "would not comment",
    ],
)
def test_negated_by_its_own_words(words: str) -> None:
    assert bare(words).negated


@pytest.mark.parametrize("words", ["denied", "noted", "not only said", "ruled out", "said in no uncertain terms"])
def test_not_negated(words: str) -> None:
    assert not bare(words).negated


@pytest.mark.parametrize(
    "words",
    ["reportedly said", "allegedly", "is said to", "are believed to", "may have said", "seemed to suggest",
     "an alleged claim"],
)  # fmt: skip
def test_hedged_by_its_own_words(words: str) -> None:
    assert bare(words).hedged


@pytest.mark.parametrize("words", ["suggested", "alleged", "has alleged", "said to", "is saying"])
def test_not_hedged(words: str) -> None:
    assert not bare(words).hedged


def test_declined_to_specify_is_headed_by_what_was_not_said() -> None:
    assert bare("declined to specify").lemma == "specify"


def test_a_negation_outside_the_cue() -> None:
    parsed = parse("""
        Okoro Okoro PROPN 4 nsubj
        did do AUX 4 aux VerbForm=Fin
        not not PART 4 advmod
        say say VERB 0 root
        why why ADV 4 ccomp
    """)
    assert describe_cue(parsed, (span(parsed, "say"),)).negated


def test_a_refusal_outside_the_cue() -> None:
    parsed = parse("""
        Okoro Okoro PROPN 2 nsubj
        declined decline VERB 0 root VerbForm=Fin
        to to PART 4 mark
        say say VERB 2 xcomp
        why why ADV 4 ccomp
    """)
    cue = describe_cue(parsed, (span(parsed, "say"),))
    assert (cue.lemma, cue.negated) == ("say", True)


def test_another_verbs_negation_is_not_the_cues() -> None:
    parsed = parse("""
        Okoro Okoro PROPN 2 nsubj
        said say VERB 0 root
        he he PRON 6 nsubj
        did do AUX 6 aux
        not not PART 6 advmod
        know know VERB 2 ccomp
    """)
    assert not describe_cue(parsed, (span(parsed, "said"),)).negated


@pytest.mark.parametrize(("agent", "hedged"), [(False, True), (True, False)])
def test_a_passive_hides_its_source_unless_an_agent_is_named(agent: bool, hedged: bool) -> None:
    by = "by by ADP 5 case\n doctors doctor NOUN 3 obl\n" if agent else ""
    parsed = parse(f"""
        Okoro Okoro PROPN 3 nsubj:pass
        is be AUX 3 aux:pass
        believed believe VERB 0 root
        {by}
    """)
    assert describe_cue(parsed, (span(parsed, "believed"),)).hedged is hedged


def test_a_noun_is_told_from_a_verb_by_its_tag() -> None:
    parsed = parse("""
        Okoro Okoro PROPN 3 nmod:poss
        _'s 's PART 1 case
        call call NOUN 0 root
    """)
    assert describe_cue(parsed, (span(parsed, "call"),)).cue_class is CueClass.DIRECTIVE


WORDS = st.sampled_from(["said", "not", "n't", "no", "’", "“", "seem", "to", "\u200b", "\ud800", "claim", "x" * 50])
TAGS = st.sampled_from(["VERB", "AUX", "NOUN", "PUNCT", "ADV"])
RELATIONS = st.sampled_from(["xcomp", "advmod", "aux:pass", "root", "nsubj", "obl"])
TOKENS = st.lists(st.tuples(WORDS, st.integers(-3, 9), TAGS, RELATIONS), max_size=8)


@given(TOKENS, st.integers(0, 300), st.integers(0, 300))
def test_never_raises(words: list[tuple[str, int, str, str]], start: int, end: int) -> None:
    text, tokens = "", []
    for form, head, upos, deprel in words:
        tokens.append(Token(len(text), len(text) + len(form), form, form, upos, "", (), head, deprel))
        text += form + " "
    parsed = ParsedText(text, (), (Sentence(0, len(text), tuple(tokens)),), (), ())
    cue = describe_cue(parsed, (Span(start, end, text[start:end]),))
    assert isinstance(cue.lemma, str)
