"""How the ranking of those whom he and she mean is learned."""

from __future__ import annotations

import math

import pytest

from models.evaluation import ranking
from models.evaluation.ranking import BLIND, Case, check, learn, unpointed
from service.attribution.ranking import NOBODY, POINTED, signs


def case(number: int, pointed: tuple[float, float], right: int) -> Case:
    """Two candidates of whom the first is a subject; `right` is whom the pronoun means, 2 nobody."""
    each = signs([["subject", "pointed 0.9"], ["oblique"]], list(pointed))
    return Case("news", f"article {number}", False, each, [i == right for i in range(3)])


FOUND = [case(n, (0.9, 0.05) if n % 3 else (0.05, 0.9), 0 if n % 3 else 1) for n in range(60)]


def test_what_tells_is_learned(monkeypatch):
    monkeypatch.setattr(ranking, "UPDATES", 60)
    learned = learn(FOUND)
    for one in FOUND[:3]:
        chances = learned.chances(one.signs)
        assert one.right[chances.index(max(chances))]


def test_the_same_cases_give_the_same_ranking(monkeypatch):
    monkeypatch.setattr(ranking, "UPDATES", 5)
    assert learn(FOUND).weights == learn(FOUND).weights


def test_without_a_pointer_nothing_is_left_of_it():
    blind = unpointed(FOUND[0])
    assert blind.part == BLIND
    assert blind.signs == [{"subject": 1.0, "not pointed": 1.0}, {"oblique": 1.0, "not pointed": 1.0}, {NOBODY: 1.0}]
    assert POINTED in FOUND[0].signs[0]
    assert blind.right == FOUND[0].right


def test_articles_are_checked_by_what_others_taught(monkeypatch):
    learned_from: list[set[str]] = []
    monkeypatch.setattr(ranking, "UPDATES", 30)
    learn_ = ranking.learn
    monkeypatch.setattr(ranking, "learn", lambda c: learned_from.append({x.article for x in c}) or learn_(c))
    first, *steps = check(FOUND)
    assert first.startswith("news: 60 pronouns")
    assert len(learned_from) == ranking.FOLDS
    assert set.intersection(*learned_from) == set()
    counted = [line.rsplit(" of ", 1)[1] for line in steps if " of " in line]
    assert sum(map(int, counted)) == 60


@pytest.mark.parametrize(("share", "wanted"), [(0, 0.25), (25, 0.75), (100, 0.75)])
def test_how_many_are_right_before_so_many_are_wrong(share, wanted):
    rows = [(0.9, True), (0.8, False), (0.7, True), (0.6, True)]
    assert math.isclose(ranking._right_at(rows, share), wanted)
