"""Mentions read from a treebank's notes, and pronouns as rankings of their candidates."""

from __future__ import annotations

from models.evaluation.coreference import Mention, mentions, rankings
from models.training import conllu
from tests.attribution.articles import parsed


def row(number, form, note):
    return [str(number), form, form.lower(), "NOUN", "NN", "_", "0", "root", "_", note]


def test_mentions_may_nest_and_have_one_word():
    rows = [
        row(1, "Marta", "Entity=(4-person-new(2-person-new"),
        row(2, "Lindqvist", "Entity=2)|SpaceAfter=No"),
        row(3, "'s", "_"),
        row(4, "aide", "Entity=4)"),
        row(5, "she", "Entity=(2-person-giv)"),
        row(6, "left", "Discourse=joint:1->0"),
    ]
    places = [(0, 5), (6, 15), (15, 17), (18, 22), (23, 26), (27, 31)]
    found = mentions([conllu.Sentence([], rows)], places)
    assert sorted(found, key=lambda m: (m.start, m.end)) == [
        Mention(0, 15, "2"),
        Mention(0, 22, "4"),
        Mention(23, 26, "2"),
    ]


def test_a_candidate_is_right_where_it_is_the_pronouns_entity():
    text = "Marta Lindqvist met Anna Falk. She was late."
    article = parsed(text, {"Marta Lindqvist": "PERSON", "Anna Falk": "PERSON"})
    known = [Mention(0, 15, "1"), Mention(20, 29, "2"), Mention(31, 34, "1")]
    (ranking,) = rankings(article, known, ("he", "she"))
    assert ranking.kind == "she"
    assert sorted(ranking.right) == [False, True]
    assert ranking.right[[("rank 1" in f) for f in ranking.features].index(True)]
