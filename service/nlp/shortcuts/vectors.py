"""One copy of the word vectors; Stanza 1.15.0's entity tagger makes its own of those that tagger and parser share."""

from __future__ import annotations

from typing import Any

import torch
from torch import nn


def install(model: Any, pretrain: Any) -> None:
    """Gives the entity tagger's model the vectors of `pretrain`, if they are the same."""
    table = torch.as_tensor(pretrain.emb)
    own = getattr(model, "word_emb", None)
    if own is not None and own.weight.dtype == table.dtype and torch.equal(own.weight.detach(), table):
        own.weight = nn.Parameter(table, requires_grad=False)
