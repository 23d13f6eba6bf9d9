"""The large teachers: MPNet base (Song et al., NeurIPS 2020) with the tagger's heads, eight times MiniLM's size.

They read MiniLM's word pieces, so that what they say of them can be learned from piece by piece.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from models.training.attribution import Taught
from models.training.device import DEVICE, halves
from models.training.examples import LONGEST
from service.nlp import weights
from service.nlp.tagger.model import Layer, Shape
from service.nlp.tagger.words import CLS, SEP

# Four pieces of its own come before MiniLM's 30,522, and one after them; two positions are none.
SHAPE = Shape(vocabulary=30527, hidden=768, layers=12, heads=12, feedforward=3072, positions=514)
BEFORE, FIRST, PADDING, LAST, PLACES = 4, 0, 1, 2, 2
# Distances between pieces fall into so many classes, half of them for each direction.
CLASSES, FAR = 32, 128
EPSILON = 1e-5


def classes(length: int) -> Tensor:
    """The class of the distance between any two pieces: small ones each have their own (T5; Raffel et al. 2020)."""
    places, half, near = torch.arange(length), CLASSES // 2, CLASSES // 4
    distance = places[:, None] - places[None]
    size = distance.abs()
    steps = torch.log(size.clamp_min(1) / near) / math.log(FAR / near) * (half - near)
    return (distance < 0) * half + torch.where(size < near, size, (near + steps.long()).clamp_max(half - 1))


class Large(Taught):
    """MPNet with the heads of Taught; arguments and results of its methods are those of AttributionModel."""

    def __init__(self, shape: Shape = SHAPE) -> None:
        super().__init__(shape)
        self.distances = nn.Embedding(CLASSES, shape.heads)
        self.classes: Tensor
        self.register_buffer("classes", classes(LONGEST + 2), persistent=False)
        for part in self.modules():
            if isinstance(part, nn.LayerNorm):
                part.eps = EPSILON

    def layered(self, pieces: Tensor, features: Tensor, mask: Tensor) -> tuple[list[Tensor], Tensor]:
        """The states after each layer, and the score bias that hides padding."""
        length = pieces.shape[1]
        own = (pieces + BEFORE).masked_fill(pieces == CLS, FIRST).masked_fill(pieces == SEP, LAST)
        x = self.words(own.masked_fill(~mask, PADDING)) + self.places.weight[PLACES : PLACES + length]
        x = x + self.cases(features[..., 0]) + self.marks(features[..., 1]) + self.starts(features[..., 2])
        x = self.drop(self.norm(x))
        hidden = torch.zeros_like(mask, dtype=x.dtype).masked_fill(~mask, -1e9)[:, None, None, :]
        bias = self.distances(self.classes[:length, :length]).permute(2, 0, 1) + hidden
        states = []
        for layer in self.layers:
            x = layer(x, bias)
            states.append(x)
        return [*states[:-1], self.drop(x)], hidden


def begun(encoder: Path) -> Large:
    """The network with the weights of MPNet, a HuggingFace folder."""
    model, given = Large(), load_file(encoder / "model.safetensors")
    state = model.state_dict()
    state["words.weight"] = given["embeddings.word_embeddings.weight"]
    state["places.weight"] = given["embeddings.position_embeddings.weight"]
    state["distances.weight"] = given["encoder.relative_attention_bias.weight"]
    names = {"out": "attention.attn.o", "norm_attention": "attention.LayerNorm", "up": "intermediate.dense",
             "down": "output.dense", "norm_output": "output.LayerNorm"}
    for part in ("weight", "bias"):
        state[f"norm.{part}"] = given[f"embeddings.LayerNorm.{part}"]
        for i, layer in enumerate(model.layers):
            if isinstance(layer, Layer):
                thirds = [given[f"encoder.layer.{i}.attention.attn.{name}.{part}"] for name in "qkv"]
                state[f"layers.{i}.qkv.{part}"] = torch.cat(thirds)
                for ours, theirs in names.items():
                    state[f"layers.{i}.{ours}.{part}"] = given[f"encoder.layer.{i}.{theirs}.{part}"]
    model.load_state_dict(state)
    return model


def load(path: Path) -> Large:
    """The network that attribution.train has written."""
    shape, _, found = weights.read(path)
    model = Large(Shape(**shape))
    model.load_state_dict(found)
    return model.eval()


def loaded(work: Path, files: str) -> list[Large]:
    """The networks in the files of `work` that the pattern names, placed where networks are trained.

    Raises FileNotFoundError where there are none.
    """
    found = sorted(work.glob(files))
    if not found:
        raise FileNotFoundError(f"no {files} in {work}: run the step teachers first")
    return [load(path).to(DEVICE) for path in found]


def names_of(teachers: Sequence[Large], pieces: Tensor, features: Tensor, mask: Tensor) -> Tensor:
    """The mean of the teachers' probabilities of names, batch x length x NAMES."""
    with halves():
        each = [t.entities(t.encode(pieces, features, mask)[0]).float().softmax(-1) for t in teachers]
    return torch.stack(each).mean(0)
