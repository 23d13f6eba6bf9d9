"""Clauses about a noun whose subject is a name behind it: in “the woman Holm accused” it is not Holm who speaks."""

from __future__ import annotations

import dataclasses

import pytest

from service.attribution.resolver import resolve
from service.domain.quotes import Cue, CueClass
from service.domain.spans import Span
from tests.attribution.articles import detected, name_of, parsed, retagged

NAMES = {"Odd Berg": "PERSON", "Berg": "PERSON"}
CLAUSE = {"upos": "VERB", "deprel": "acl:relcl"}


@pytest.mark.parametrize(
    ("source", "noun", "verb", "name"),
    [
        ("The woman Odd Berg accused", "woman", "accused", "woman Odd Berg accused"),
        ("The bank Berg robbed in May", "bank", "robbed", "bank Berg robbed in May"),
        ("A lawyer Odd Berg hired", "lawyer", "hired", "lawyer Odd Berg hired"),
    ],
)
def test_a_clause_without_a_pronoun_is_about_the_noun(source, noun, verb, name):
    text = f"{source} said the piers are old."
    article = retagged(parsed(text, NAMES), 0, **{verb: CLAUSE | {"head": noun}})
    assert name_of(resolve(article, detected(text, [(source, "the piers are old")]))) == name


@pytest.mark.parametrize(
    "source",
    [
        "The lawyer Odd Berg, hired in May,",
        "The lawyer Odd Berg hired by the council",
        "The lawyer Odd Berg speaking in Oslo",
        "The lawyer Odd Berg",
    ],
)
def test_what_is_said_of_the_name_leaves_the_name(source):
    text = f"{source} said the piers are old."
    head = "Odd" if "," in source else "lawyer"
    tags = {w: CLAUSE | {"head": head} for w in ("hired", "speaking") if w in source}
    article = retagged(parsed(text, NAMES), 0, **tags)
    assert name_of(resolve(article, detected(text, [(source, "the piers are old")]))) == "Odd Berg"


def test_a_verb_within_a_source_tells_where_the_tree_does_not():
    text = "The minister Odd Berg replaced said the piers are old."
    article = retagged(parsed(text, NAMES), 0, replaced={"upos": "VERB", "deprel": "reparandum", "head": "said"})
    answer = resolve(article, detected(text, [("The minister Odd Berg replaced", "the piers are old")]))
    assert name_of(answer) == "minister Odd Berg replaced"


def said(text: str, source: str, cue: str, **tags: dict[str, object]) -> str | None:
    """Who says that the piers are old, by a cue that is known."""
    [quote] = detected(text, [(source, "the piers are old")])
    span = Span.of(text, text.index(cue), text.index(cue) + len(cue))
    quote = dataclasses.replace(quote, cue=Cue((span,), "say", CueClass.STATEMENT, False, False))
    return name_of(resolve(retagged(parsed(text, NAMES), 0, **tags), [quote]))


@pytest.mark.parametrize("cue", ["said", "had helped said", "helped said"])
def test_a_source_cut_before_its_clause_ends_before_the_cue(cue):
    text = "A teacher Odd Berg had helped said the piers are old."
    tags = {"had": {"upos": "AUX", "head": "helped"}, "helped": {"upos": "VERB"}, "said": {"lemma": "say"}}
    assert said(text, "A teacher Odd Berg", cue, **tags) == "teacher Odd Berg had helped"


@pytest.mark.parametrize(
    ("told", "cue"),
    [
        ("smiled and said", "said"),
        ("also said", "said"),
        ("has said", "has said"),
        ("sounded convinced", "sounded convinced"),
        ("kept saying", "saying"),
        ("rose, then said", "said"),
    ],
)
def test_verbs_of_the_speaker_s_own_are_no_clause(told, cue):
    text = f"A teacher Odd Berg {told} the piers are old."
    verbs = {w: {"upos": "VERB"} for w in ("smiled", "sounded", "convinced", "kept", "saying", "rose") if w in told}
    tags = verbs | ({"has": {"upos": "AUX", "head": "said"}} if "has" in told else {})
    tags |= {w: {"upos": "ADV", "head": "said"} for w in ("also", "then") if w in told}
    assert said(text, "A teacher Odd Berg", cue, **tags) == "Odd Berg"


def test_whom_a_clause_is_about_is_meant_by_the_noun_alone():
    text = "Odd Berg lost. The lawyer Berg hired said the sea is rough. The lawyer said the piers are old."
    article = retagged(parsed(text, NAMES), 1, hired=CLAUSE | {"head": "lawyer"})
    quotes = [("The lawyer Berg hired", "the sea is rough"), ("The lawyer", "the piers are old")]
    assert name_of(resolve(article, detected(text, quotes))) == "lawyer"


def test_the_subject_of_another_verb_does_not_end_a_source():
    text = "The judge Odd Berg appointed said the piers are old."
    heads = {"judge": {"deprel": "nsubj", "head": "appointed"}, "Odd": {"deprel": "nsubj", "head": "appointed"}}
    tags = heads | {"appointed": {"upos": "VERB"}, "said": {"lemma": "say"}}
    assert said(text, "The judge", "said", **tags) == "judge"
    heads = {"judge": {"deprel": "nsubj", "head": "said"}, "Odd": {"deprel": "nsubj", "head": "said"}}
    assert said(text.replace(" appointed", ""), "The judge", "said", **heads) == "Odd Berg"


@pytest.mark.parametrize(("verb", "name"), [("said", "officer"), ("write", "Odd Berg")])
def test_two_verbs_in_a_row_are_two_clauses(verb, name):
    text = f"Odd Berg left. The officer Berg helped {verb} the piers are old."
    tags = {"helped": {"upos": "VERB"}, verb: {"upos": "VERB", "lemma": "say" if verb == "said" else verb}}
    article = retagged(parsed(text, NAMES), 1, **tags)
    assert name_of(resolve(article, detected(text, [("The officer Berg", "the piers are old")]))) == name


@pytest.mark.parametrize("verb", ["said", "warned"])
def test_what_is_reported_is_no_second_verb(verb):
    text = f"Odd Berg left. The officer Berg {verb} reported losses are old."
    tags = {verb: {"upos": "VERB", "lemma": "say"}, "reported": {"upos": "VERB", "lemma": "report"}}
    for changes in ({"deprel": "amod"}, {}):
        article = retagged(parsed(text, NAMES), 1, **(tags | {"reported": tags["reported"] | changes}))
        answer = resolve(article, detected(text, [("The officer Berg", "losses are old")]))
        assert name_of(answer) == "Odd Berg"
