"""The recurrent layers give what torch's and Stanza's give."""

from __future__ import annotations

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from stanza.models.common.hlstm import HighwayLSTM
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence, pad_sequence

from service.nlp.reading.recurrent import Highway, Layer, Order

LENGTHS = st.lists(st.integers(1, 9), min_size=1, max_size=7)
SIZE, HIDDEN = 5, 4


@given(LENGTHS)
def test_every_row_is_read_once_in_each_direction(lengths):
    order = Order(lengths)
    assert sum(order.sizes) == sum(lengths)
    for way, rows in zip(order.ways, order.rows, strict=True):
        assert sorted(way.tolist()) == list(range(sum(lengths)))
        assert way[rows].tolist() == list(range(sum(lengths)))


def rows(lengths: list[int], seed: int) -> torch.Tensor:
    return torch.randn(sum(lengths), SIZE, generator=torch.Generator().manual_seed(seed))


def packed(x: torch.Tensor, lengths: list[int]):
    return pack_padded_sequence(
        pad_sequence(list(x.split(lengths)), batch_first=True), torch.tensor(lengths), True, enforce_sorted=False
    )


@pytest.mark.parametrize("both", [False, True])
@given(lengths=LENGTHS, seed=st.integers(0, 99))
@torch.inference_mode()
def test_the_states_of_torch(both, lengths, seed):
    torch.manual_seed(seed)
    lstm = nn.LSTM(SIZE, HIDDEN, batch_first=True, bidirectional=both)
    start, cells = (torch.randn(1 + both, 1, HIDDEN) for _ in range(2))
    x, order = rows(lengths, seed), Order(lengths)
    begin = tuple(part.expand(-1, len(lengths), -1).contiguous() for part in (start, cells))
    right, (last, _) = lstm(packed(x, lengths), begin)
    right = torch.cat([row[:n] for row, n in zip(pad_packed_sequence(right, True)[0], lengths, strict=True)])
    layer = Layer(lstm, start, cells)
    made = torch.addmm(layer.bias, x, layer.weight.T)
    torch.testing.assert_close(layer.read(made, order), right)
    torch.testing.assert_close(layer.last(made, order), last.transpose(0, 1).flatten(1))


@given(lengths=LENGTHS, seed=st.integers(0, 99))
@torch.inference_mode()
def test_the_states_of_the_highway(lengths, seed):
    torch.manual_seed(seed)
    theirs = HighwayLSTM(SIZE, HIDDEN, num_layers=2, batch_first=True, bidirectional=True, highway_func=torch.tanh)
    start, cells = (torch.randn(4, 1, HIDDEN) for _ in range(2))
    kinds = torch.randn(3, SIZE)
    of = torch.arange(sum(lengths)) % 3
    given_rows = packed(kinds[of], lengths)
    # Stanza wants the longest first; only then are its rows in the order in which they are packed.
    sorted_lengths = given_rows.sorted_indices
    begin = tuple(part.expand(-1, len(lengths), -1).contiguous() for part in (start, cells))
    right, _ = theirs(given_rows, sorted_lengths, begin)
    right = torch.cat([row[:n] for row, n in zip(pad_packed_sequence(right, True)[0], lengths, strict=True)])
    ours = Highway(theirs, start, cells)
    torch.testing.assert_close(ours(kinds, Order(lengths), of), right)
    torch.testing.assert_close(ours(kinds[of], Order(lengths)), right)
    halved = Highway(theirs, start, cells, halved=True)
    torch.testing.assert_close(halved(kinds, Order(lengths), of), right, rtol=0, atol=0.1)
