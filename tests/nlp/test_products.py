"""Products with trained matrices."""

from __future__ import annotations

import pytest
import torch
from torch.nn import functional

from service.nlp.products import SIZES, product

NUMBERS = [1, *SIZES, *(size + 1 for size in SIZES), 3 * SIZES[-1] + 5]


@pytest.mark.parametrize("gelu", [False, True])
@pytest.mark.parametrize("biased", [False, True])
@pytest.mark.parametrize("rows", NUMBERS)
def test_halves_are_near_the_whole(rows, biased, gelu):
    torch.manual_seed(rows)
    weight, x = torch.randn(7, 12), torch.randn(rows, 12)
    bias = torch.randn(7) if biased else None
    right = functional.linear(x, weight, bias)
    right = functional.gelu(right) if gelu else right
    whole, half = (product(weight, bias, halved, gelu)(x) for halved in (False, True))
    assert torch.equal(whole, right)
    assert half.shape == right.shape
    assert half.dtype == torch.bfloat16
    torch.testing.assert_close(half.float(), right, rtol=0.02, atol=0.1)


def test_a_later_change_of_the_matrix_changes_nothing():
    weight, x = torch.ones(2, 3), torch.ones(1, 3)
    made = [product(weight, weight[:, 0], halved) for halved in (False, True)]
    before = [times(x).float() for times in made]
    weight.zero_()
    for times, found in zip(made, before, strict=True):
        assert torch.equal(times(x).float(), found)


@pytest.mark.parametrize("rows", NUMBERS)
def test_a_row_is_the_same_whatever_stands_below_it(rows):
    torch.manual_seed(1)
    times = product(torch.randn(24, 32), torch.randn(24), halved=True)
    x = torch.randn(max(NUMBERS), 32)
    assert torch.equal(times(x[:rows]), times(x)[:rows])
