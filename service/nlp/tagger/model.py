"""The attribution tagger's network: a small BERT encoder, one BIO head and two pointer heads.

Labels follow PolNeAR (Newell et al., LREC 2018), where the spans of a text never overlap: one tag a word says source,
cue or content.  Two bilinear pointers link each content to its cue and each cue to its source; position 0 ([CLS])
stands for none.  The network that is served has a third, from pronouns to their antecedents (antecedents.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from service.nlp.tagger.words import CASES, MARKS, STARTS

TAGS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
POINTER = 128
# The layers whose states other taggers read.
READ = (3, 5)


@dataclass(frozen=True)
class Shape:
    """Sizes of the encoder; the defaults are MiniLM-L6-H384's."""

    vocabulary: int = 30522
    hidden: int = 384
    layers: int = 6
    heads: int = 12
    feedforward: int = 1536
    positions: int = 512


class Layer(nn.Module):
    """One transformer block with post-normalisation, as in BERT."""

    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        self.heads = shape.heads
        self.qkv = nn.Linear(shape.hidden, 3 * shape.hidden)
        self.out = nn.Linear(shape.hidden, shape.hidden)
        self.norm_attention = nn.LayerNorm(shape.hidden, eps=1e-12)
        self.up = nn.Linear(shape.hidden, shape.feedforward)
        self.down = nn.Linear(shape.feedforward, shape.hidden)
        self.norm_output = nn.LayerNorm(shape.hidden, eps=1e-12)
        self.drop = nn.Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """`x` is batch x pieces x hidden; `bias` is added to the attention scores (0 or -inf for padding)."""
        batch, length, hidden = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, self.heads, hidden // self.heads).permute(2, 0, 3, 1, 4)
        weights = torch.softmax(q @ k.transpose(-1, -2) * (hidden // self.heads) ** -0.5 + bias, -1)
        mixed = (self.drop(weights) @ v).transpose(1, 2).reshape(batch, length, hidden)
        x = self.norm_attention(x + self.drop(self.out(mixed)))
        wide = nn.functional.gelu(self.up(x))
        normed: Tensor = self.norm_output(x + self.drop(self.down(wide)))
        return normed


class AttributionModel(nn.Module):
    """Word pieces and features in; tag scores and two pointer score matrices out."""

    def __init__(self, shape: Shape, dropout: float = 0.1) -> None:
        super().__init__()
        self.shape = shape
        self.words = nn.Embedding(shape.vocabulary, shape.hidden)
        self.places = nn.Embedding(shape.positions, shape.hidden)
        self.cases = nn.Embedding(CASES, shape.hidden)
        self.marks = nn.Embedding(MARKS, shape.hidden)
        self.starts = nn.Embedding(STARTS, shape.hidden)
        self.norm = nn.LayerNorm(shape.hidden, eps=1e-12)
        self.layers = nn.ModuleList(Layer(shape, dropout) for _ in range(shape.layers))
        self.drop = nn.Dropout(dropout)
        self.tags = nn.Linear(shape.hidden, len(TAGS))
        self.asks = nn.Linear(shape.hidden, 2 * POINTER)
        self.answers = nn.Linear(shape.hidden, 2 * POINTER)
        for table in (self.cases, self.marks, self.starts):
            nn.init.normal_(table.weight, std=0.02)

    def encode(self, pieces: Tensor, features: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """The encoder's last states (batch x length x hidden) and the score bias that hides padding.

        `pieces` batch x length; `features` batch x length x 3 (case, mark, start); `mask` true where a piece is.
        """
        layers, bias = self.layered(pieces, features, mask)
        return layers[-1], bias

    def layered(self, pieces: Tensor, features: Tensor, mask: Tensor) -> tuple[list[Tensor], Tensor]:
        """The states after each layer, and the score bias; arguments are those of `encode`."""
        x = self.words(pieces) + self.places.weight[: pieces.shape[1]]
        x = x + self.cases(features[..., 0]) + self.marks(features[..., 1]) + self.starts(features[..., 2])
        x = self.drop(self.norm(x))
        bias = torch.zeros_like(mask, dtype=x.dtype).masked_fill(~mask, -1e9)[:, None, None, :]
        states = []
        for layer in self.layers:
            x = layer(x, bias)
            states.append(x)
        return [*states[:-1], self.drop(x)], bias

    def forward(self, pieces: Tensor, features: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Tags (batch x length x 7), content-to-cue and cue-to-source pointers (batch x length x length)."""
        return self.heads(*self.encode(pieces, features, mask))

    def read(self, layers: Sequence[Tensor]) -> Tensor:
        """What heads that read two layers are given, from the states after each layer."""
        return torch.cat([layers[k] for k in READ], -1)

    def heads(self, x: Tensor, bias: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """What `forward` gives, from the encoder's states."""
        ask = self.asks(x).view(*x.shape[:2], 2, POINTER)
        answer = self.answers(x).view(*x.shape[:2], 2, POINTER)
        pointers = torch.einsum("bipd,bjpd->pbij", ask, answer) * POINTER**-0.5 + bias[:, 0]
        return self.tags(x), pointers[0], pointers[1]


class ServedModel(AttributionModel):
    """The network with a pointer from third-person pronouns to words of their antecedents."""

    def __init__(self, shape: Shape, dropout: float = 0.1) -> None:
        super().__init__(shape, dropout)
        self.before = nn.Linear(shape.hidden * len(READ), 2 * POINTER)
