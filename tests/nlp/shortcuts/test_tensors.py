"""One tensor in one go is the tensor that Stanza makes row by row."""

from __future__ import annotations

import torch
from hypothesis import given
from hypothesis import strategies as st

from service.nlp.shortcuts.tensors import install, long_tensor
from tests.nlp.shortcuts import untouched

row_by_row = untouched.copy("stanza.models.common.data").get_long_tensor
IDS = st.integers(0, 10**6)
WORDS = st.lists(st.lists(IDS, min_size=1, max_size=6), min_size=1, max_size=6)
# The ids of one word's features are always as many.
FEATURES = st.integers(1, 4).flatmap(
    lambda width: st.lists(
        st.lists(st.lists(IDS, min_size=width, max_size=width), min_size=1, max_size=5), min_size=1, max_size=5
    )
)


@given(WORDS | FEATURES, st.integers(0, 3))
def test_the_same_tensor(rows, pad):
    made = long_tensor(rows, len(rows), pad)
    assert made.dtype == torch.int64
    assert torch.equal(made, row_by_row(rows, len(rows), pad))


def test_installing_reaches_every_reader():
    from stanza.models.depparse import data as depparse
    from stanza.models.pos import data as pos

    install()
    assert depparse.get_long_tensor is pos.get_long_tensor is long_tensor
