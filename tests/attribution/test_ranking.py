"""The learned ranking of those whom he and she may mean."""

from __future__ import annotations

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.attribution.ranking import FILE, FLOOR, NOBODY, PEOPLE, POINTED, Ranking, read, signs

NAMES = sorted(PEOPLE.weights)
CANDIDATES = st.lists(st.lists(st.sampled_from(NAMES), max_size=8), min_size=1, max_size=5)


def test_scores_are_those_of_one_hidden_layer_beside_a_linear_one():
    ranking = Ranking({"a": [1.0, 2.0, -3.0], NOBODY: [0.5, 0.0, 0.0]}, [0.5, 1.0], [1.0, 4.0])
    first, nobody = ranking.chances([{"a": 1.0}, {NOBODY: 1.0}])
    # a: 1 + 1 x max(0, 0.5 + 2) + 4 x max(0, 1 - 3); nobody: 0.5 + 1 x 0.5 + 4 x 1
    assert first / nobody == pytest.approx(math.exp(3.5 - 5.0))
    assert first + nobody == pytest.approx(1.0)


def test_a_sign_that_was_not_learned_counts_nothing():
    known = PEOPLE.chances([{"subject": 1.0}, {NOBODY: 1.0}])
    assert PEOPLE.chances([{"subject": 1.0, "never seen": 1.0}, {NOBODY: 1.0}]) == known


def test_nobody_has_what_the_network_points_to_none_of_them_with():
    made = signs([["rivals 2", "subject"], ["rivals 2"]], [0.5, 0.3])
    assert made[0] == {"rivals 2": 1.0, "subject": 1.0, POINTED: math.log(0.5 + FLOOR)}
    assert made[2][POINTED] == pytest.approx(math.log(0.2 + FLOOR))
    assert set(made[2]) == {NOBODY, POINTED, "rivals 2"}
    assert signs([["subject"]], [None]) == [{"subject": 1.0}, {NOBODY: 1.0}]


@given(CANDIDATES, st.floats(0, 1) | st.none())
def test_chances_are_probabilities_whatever_holds(found, pointed):
    each = PEOPLE.chances(signs(found, [pointed] * len(found)))
    assert len(each) == len(found) + 1
    assert all(0 <= p <= 1 for p in each)
    assert sum(each) == pytest.approx(1)


@given(CANDIDATES)
def test_the_order_of_the_candidates_does_not_matter(found):
    there = PEOPLE.chances(signs(found, [None] * len(found)))
    back = PEOPLE.chances(signs(found[::-1], [None] * len(found)))
    rivals = [f for c in (found[0], found[-1]) for f in c if f.startswith("rivals ")]
    assert rivals or there[:-1] == pytest.approx(back[:-1][::-1])


def test_the_file_is_whole():
    content = json.loads(FILE.read_text(encoding="utf8"))
    units = len(content["bias"])
    assert len(content["out"]) == units
    assert {len(row) for row in content["weights"].values()} == {1 + units}
    assert {NOBODY, POINTED, "gender known", "pointed at most"} <= set(content["weights"])
    assert read().weights == PEOPLE.weights
