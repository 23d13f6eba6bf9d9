"""From certainties to a line that never falls."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from models.evaluation.certainty import points


def test_shares_of_parts():
    assert points([(0.1, False), (0.3, False), (0.6, True), (0.8, False), (0.9, True), (1.0, True)], 3) == [
        (0.2, 0.0),
        (0.7, 0.5),
        (0.95, 1.0),
    ]


def test_a_surer_part_that_is_right_less_often_is_pooled():
    assert points([(0.2, True), (0.4, False), (0.6, True), (0.8, True)], 4) == [(0.3, 0.5), (0.7, 1.0)]


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=8, max_size=60))
def test_neither_falls(pairs):
    for (x, y), (again, later) in itertools.pairwise(points(pairs)):
        assert x <= again and y <= later
