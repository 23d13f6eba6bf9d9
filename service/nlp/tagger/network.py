"""The attribution tagger's network as the service reads with it, and how it is read from its files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from service.domain.errors import ModelError
from service.nlp import weights
from service.nlp.bio import Floats
from service.nlp.tagger.antecedents import Antecedents
from service.nlp.tagger.decode import Piece
from service.nlp.tagger.encoder import Encoder
from service.nlp.tagger.model import POINTER, AttributionModel, ServedModel, Shape
from service.nlp.tagger.words import Word

NETWORK, TABLE = "network.safetensors", "words.safetensors"
Model = TypeVar("Model", bound=AttributionModel)


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """A window that has been read: its words, the rows of their first pieces, all states, and the tags' probabilities.

    States are rows x hidden, tags words x tags.
    """

    words: list[Word]
    first: list[int]
    states: Tensor
    tags: Floats


@dataclass(frozen=True, slots=True)
class Network:
    """A trained network for reading: its encoder and its heads."""

    encoder: Encoder
    tags: nn.Linear
    asks: nn.Linear
    answers: nn.Linear
    antecedents: Antecedents

    @classmethod
    def of(cls, model: ServedModel, halved: bool) -> Network:
        """From the network as it was trained."""
        return cls(Encoder(model, halved), model.tags, model.asks, model.answers, Antecedents(model.before))

    def seen(self, words: list[Word], states: Tensor) -> Seen:
        """The window's words and states with their tags' probabilities."""
        first = list(accumulate((len(w.pieces) for w in words), initial=1))[:-1]
        tags = np.maximum(torch.softmax(self.tags(states[first]), -1).numpy(), 1e-12)
        return Seen(words, first, states, tags)

    def pointed(self, seen: Seen, asking: Sequence[Piece], kind: int) -> Floats:
        """Probabilities, words x (1 + words), of what a word points to: 0 content to cue, 1 cue to source.

        Only those of words in the spans that are `asking` are computed: nobody asks the others.
        """
        out = np.zeros((len(seen.first), 1 + len(seen.first)), dtype=np.float32)
        words = [i for span in asking for i in range(span.begin, span.end)]
        if words:
            each = self.pointers(seen.states, [seen.first[i] for i in words], kind)
            # The last word's sum takes [SEP] along.
            out[words] = np.add.reduceat(each.numpy(), [0, *seen.first], axis=1)
        return out

    def pointers(self, states: Tensor, rows: Sequence[int], kind: int) -> Tensor:
        """Probabilities, rows x pieces, of what the pieces in `rows` point to: 0 content to cue, 1 cue to source."""
        part = slice(kind * POINTER, (kind + 1) * POINTER)
        ask = functional.linear(states[rows], self.asks.weight[part], self.asks.bias[part])
        answer = functional.linear(states, self.answers.weight[part], self.answers.bias[part])
        return torch.softmax(ask @ answer.T * POINTER**-0.5, -1)


def read_network(folder: Path, make: Callable[[Shape, dict[str, Any]], Model]) -> Model:
    """The network in the folder, made by `make` of its shape and vocabulary; what it has no place for is left out.

    Raises ModelError naming the file that is missing or damaged.
    """
    path = folder / TABLE
    try:
        table = load_file(path)["words.weight"]
        path = folder / NETWORK
        shape, vocabulary, found = weights.read(path)
        with torch.device("meta"):
            model = make(Shape(**shape), vocabulary)
        found = {name: found[name] for name in model.state_dict() if name != "words.weight"}
        model.load_state_dict({**found, "words.weight": table}, assign=True)
        return model.eval()
    except Exception as error:
        raise ModelError(f"cannot load {path}: {error}") from error
