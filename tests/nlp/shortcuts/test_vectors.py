"""Word vectors that are the same are kept once; others are left alone."""

from __future__ import annotations

from types import SimpleNamespace

import torch
from torch import nn

from service.nlp.shortcuts.vectors import install


def model(table: torch.Tensor) -> SimpleNamespace:
    return SimpleNamespace(word_emb=nn.Embedding.from_pretrained(table.clone()))


def test_the_same_vectors_are_kept_once():
    table = torch.arange(6.0).view(3, 2)
    same, others = model(table), model(table + 1)
    for each in (same, others):
        install(each, SimpleNamespace(emb=table.numpy()))
    assert same.word_emb.weight.data_ptr() == table.data_ptr()
    assert others.word_emb.weight.data_ptr() != table.data_ptr()
    assert torch.equal(same.word_emb(torch.tensor([2])), table[2:])
    install(SimpleNamespace(), SimpleNamespace(emb=table.numpy()))
