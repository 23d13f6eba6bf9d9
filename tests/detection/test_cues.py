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
        ("looked to", "look", "commitment"),
        ("'s suggesting", "suggest", "claim"),
        ("was scared", "scared", "feeling"),
        ("went after", "go", "opinion"),
        ("the chatter about", "chatter", "statement"),
        ("took some shots at", "take", "opinion"),
        ("sought to convey", "convey", "statement"),
        ("made no secret of", "make", "admission"),
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
        "has yet to say",
        "hardly clarified",
        "said nothing",
        "was unable to say",
        "no longer believes",
        "stopped short of saying",
        "has no plans to endorse",
        "had no intention of saying",
        "has no data to suggest",
    ],
)
def test_negated_by_its_own_words(words: str) -> None:
    assert bare(words).negated


@pytest.mark.parametrize("words", ["denied", "noted", "not only said", "ruled out", "said in no uncertain terms",
                                   "has nothing but praise for", "promised that he would not",
                                   "said that he no longer believes", "stopped to say", "makes no secret of hating",
                                   "made no apologies for accusing", "claiming without any evidence"])  # fmt: skip
def test_not_negated(words: str) -> None:
    assert not bare(words).negated


@pytest.mark.parametrize(
    "words",
    ["reportedly said", "allegedly", "is said to", "are believed to", "may have said", "seemed to suggest",
     "an alleged claim", "is seen as", "Reportedly", "probably said"],
)  # fmt: skip
def test_hedged_by_its_own_words(words: str) -> None:
    assert bare(words).hedged


@pytest.mark.parametrize("words", ["suggested", "alleged", "has alleged", "said to", "is saying", "is seen by some as"])
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


@pytest.mark.parametrize(("next_word", "cue_class"), [("to", "commitment"), ("with", "opinion"), (".", "opinion")])
def test_the_word_after_a_cue_tells_its_class(next_word: str, cue_class: str) -> None:
    parsed = parse(f"""
        Okoro Okoro PROPN 2 nsubj
        agreed agree VERB 0 root
        {next_word} {next_word} {"PUNCT" if next_word == "." else "ADP"} 4 case
        it it PRON 2 obl
    """)
    assert describe_cue(parsed, (span(parsed, "agreed"),)).cue_class == cue_class


@pytest.mark.parametrize(("mark", "cue_class"), [("to", "directive"), ("whether to", "question")])
def test_asking_somebody_to_act_is_a_directive(mark: str, cue_class: str) -> None:
    marks = "\n".join(f"{word} {word} PART {4 + len(mark.split())} mark" for word in mark.split())
    parsed = parse(f"""
        Okoro Okoro PROPN 2 nsubj
        asked ask VERB 0 root
        her she PRON 2 obj
        {marks}
        leave leave VERB 2 xcomp
    """)
    assert describe_cue(parsed, (span(parsed, "asked"),)).cue_class == cue_class


@pytest.mark.parametrize(("subject", "negated"), [("nobody", True), ("none", True), ("somebody", False)])
def test_nobody_for_a_subject_negates(subject: str, negated: bool) -> None:
    parsed = parse(f"""
        {subject} {subject} PRON 2 nsubj
        said say VERB 0 root
        why why ADV 2 ccomp
    """)
    assert describe_cue(parsed, (span(parsed, "said"),)).negated is negated


@pytest.mark.parametrize(
    ("before", "negated"),
    [("no no DET 2 det", True), ("neither neither DET 2 det", True), ("one one NUM 2 nummod", False)],
)
def test_a_subject_that_is_no_one_negates(before: str, negated: bool) -> None:
    parsed = parse(f"""
        {before}
        minister minister NOUN 3 nsubj
        said say VERB 0 root
        why why ADV 3 ccomp
    """)
    assert describe_cue(parsed, (span(parsed, "said"),)).negated is negated


def test_not_one_negates() -> None:
    parsed = parse("""
        not not PART 2 advmod
        one one NUM 3 nummod
        minister minister NOUN 4 nsubj
        said say VERB 0 root
    """)
    assert describe_cue(parsed, (span(parsed, "said"),)).negated


@pytest.mark.parametrize(("order", "negated"), [("did do AUX 6 aux", True), (", , PUNCT 6 punct", False)])
def test_at_no_time_negates_where_the_verbs_auxiliary_comes_first(order: str, negated: bool) -> None:
    parsed = parse(f"""
        at at ADP 3 case
        no no DET 3 det
        time time NOUN 6 obl
        {order}
        Okoro Okoro PROPN 6 nsubj
        say say VERB 0 root
        why why ADV 6 ccomp
    """)
    assert describe_cue(parsed, (span(parsed, "say"),)).negated is negated


def test_what_is_done_to_nothing_is_done() -> None:
    parsed = parse("""
        Okoro Okoro PROPN 2 nsubj
        expects expect VERB 0 root
        no no DET 4 det
        change change NOUN 2 obj
    """)
    assert not describe_cue(parsed, (span(parsed, "expects"),)).negated


@pytest.mark.parametrize(
    ("second", "negated"), [("than than SCONJ 1 fixed", True), ("loudly loudly ADV 3 advmod", False)]
)
def test_rather_than_negates(second: str, negated: bool) -> None:
    parsed = parse(f"""
        rather rather ADV 3 mark
        {second}
        say say VERB 0 root
        why why ADV 3 ccomp
    """)
    assert describe_cue(parsed, (span(parsed, "say"),)).negated is negated


@pytest.mark.parametrize("adverb", ["not", "probably"])
def test_a_word_within_quotation_marks_is_not_the_cues(adverb: str) -> None:
    parsed = parse(f"""
        “ “ PUNCT 2 punct
        {adverb} {adverb} ADV 6 advmod
        ” ” PUNCT 2 punct
        , , PUNCT 6 punct
        Okoro Okoro PROPN 6 nsubj
        said say VERB 0 root
    """)
    cue = describe_cue(parsed, (span(parsed, "said"),))
    assert not cue.negated
    assert not cue.hedged


@pytest.mark.parametrize(("verb", "hedged"), [("seems", True), ("pleases", False)])
def test_what_it_seems_somebody_said_is_hedged(verb: str, hedged: bool) -> None:
    parsed = parse(f"""
        it it PRON 2 nsubj
        {verb} {verb.removesuffix("s")} VERB 0 root
        Okoro Okoro PROPN 4 nsubj
        said say VERB 2 ccomp
        so so ADV 4 advmod
    """)
    assert describe_cue(parsed, (span(parsed, "said"),)).hedged is hedged


@pytest.mark.parametrize(("tag", "relation", "hedged"), [("VERB", "amod", True), ("VERB", "root", False)])
def test_an_alleged_claim_is_hedged_whatever_its_tag(tag: str, relation: str, hedged: bool) -> None:
    head = 2 if relation == "amod" else 0
    parsed = parse(f"""
        alleged allege {tag} {head} {relation}
        claim claim NOUN {0 if head else 1} {"root" if head else "obj"}
    """)
    spans = (Span.of(parsed.text, 0, len("alleged claim")),)
    assert describe_cue(parsed, spans).hedged is hedged


@pytest.mark.parametrize(("auxiliary", "hedged"), [("is", True), ("'s", False)])
def test_a_short_s_before_said_is_has(auxiliary: str, hedged: bool) -> None:
    parsed = parse(f"""
        Okoro Okoro PROPN 3 nsubj:pass
        {auxiliary} be AUX 3 aux:pass
        said say VERB 0 root
    """)
    assert describe_cue(parsed, (span(parsed, "said"),)).hedged is hedged


@pytest.mark.parametrize(("after", "hedged"), [("as", True), ("shaking", False)])
def test_seen_as_hides_who_sees_it_so_and_seen_does_not(after: str, hedged: bool) -> None:
    parsed = parse(f"""
        they they PRON 3 nsubj:pass
        are be AUX 3 aux:pass
        seen see VERB 0 root
        {after} {after} ADP 5 case
        hands hand NOUN 3 obl
    """)
    assert describe_cue(parsed, (span(parsed, "seen"),)).hedged is hedged


def test_a_headlines_verb_taken_for_a_noun_keeps_its_class() -> None:
    parsed = parse("""
        Okoro Okoro PROPN 2 nmod
        Urges urge NOUN 0 root
        Calm calm NOUN 2 nmod
    """)
    assert describe_cue(parsed, (span(parsed, "Urges"),)).cue_class is CueClass.DIRECTIVE


def test_a_dash_states_whatever_its_tag() -> None:
    parsed = parse("""
        ― ― NOUN 2 dep
        Okoro Okoro PROPN 0 root
    """)
    assert describe_cue(parsed, (span(parsed, "―"),)).cue_class is CueClass.STATEMENT


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
