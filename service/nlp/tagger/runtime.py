"""Runs the attribution tagger over a text."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from service.domain.document import TaggedAttribution
from service.domain.errors import ModelError
from service.domain.spans import Span
from service.nlp import weights
from service.nlp.bio import Floats, viterbi
from service.nlp.products import halves
from service.nlp.tagger.decode import STEPS, Found, Piece, assemble, spans
from service.nlp.tagger.encoder import Encoder, Window
from service.nlp.tagger.model import POINTER, READ, AttributionModel, Shape
from service.nlp.tagger.states import States
from service.nlp.tagger.words import CLS, SEP, Word, load_tokenizer, split

WINDOW, LONGEST, ROWS = 158, 250, 320
Model = TypeVar("Model", bound=AttributionModel)
ENDS = frozenset('.!?…”"')
NETWORK, TABLE = "network.safetensors", "words.safetensors"


@dataclass(frozen=True, slots=True)
class Network:
    """A trained network for reading: its encoder and its heads."""

    encoder: Encoder
    tags: nn.Linear
    asks: nn.Linear
    answers: nn.Linear

    @classmethod
    def of(cls, model: AttributionModel, halved: bool) -> Network:
        """From the network as it was trained."""
        return cls(Encoder(model, halved), model.tags, model.asks, model.answers)

    def pointers(self, states: Tensor, rows: Sequence[int], kind: int) -> Tensor:
        """Probabilities, rows x pieces, of what the pieces in `rows` point to: 0 content to cue, 1 cue to source."""
        part = slice(kind * POINTER, (kind + 1) * POINTER)
        ask = functional.linear(states[rows], self.asks.weight[part], self.asks.bias[part])
        answer = functional.linear(states, self.answers.weight[part], self.answers.bias[part])
        return torch.softmax(ask @ answer.T * POINTER**-0.5, -1)


class AttributionTagger:
    """The trained tagger; `tag` may be called from one thread at a time."""

    def __init__(self, network: Network, tokenizer: Tokenizer, detach: float, drop: float) -> None:
        """`detach` and `drop` are the thresholds chosen on held-out articles (see models/README.md)."""
        self._network, self._tokenizer = network, tokenizer
        self._detach, self._drop = detach, drop

    @classmethod
    def load(cls, folder: Path, halved: bool | None = None) -> AttributionTagger:
        """Reads the network, its table of word pieces, ``tokenizer.json`` and ``tagger.json``.

        `halved` says whether the encoder multiplies halves of floats, by default where the processor is made for it
        (see products.py).  Raises ModelError naming the file that is missing or damaged.
        """
        model = read_network(folder, lambda shape, _: AttributionModel(shape, dropout=0.0))
        return cls.of(model, folder, halves() if halved is None else halved)

    @classmethod
    def of(cls, model: AttributionModel, folder: Path, halved: bool) -> AttributionTagger:
        """The tagger on a network that has been read from the folder; arguments and errors are those of `load`."""
        path = folder / "tokenizer.json"
        try:
            tokenizer = load_tokenizer(path)
            path = folder / "tagger.json"
            settings = json.loads(path.read_text(encoding="utf8"))
            return cls(Network.of(model, halved), tokenizer, settings["detach"], settings["drop"])
        except Exception as error:
            raise ModelError(f"cannot load {path}: {error}") from error

    def tag(self, text: str, stretches: list[tuple[int, int]]) -> list[TaggedAttribution]:
        """The attributions found in the given stretches of `text` (paragraphs, or parts of long ones).

        Offsets are half-open code points in `text`; no attribution crosses a stretch.
        """
        return self.read(text, stretches)[0]

    def read(self, text: str, stretches: list[tuple[int, int]]) -> tuple[list[TaggedAttribution], States]:
        """What `tag` finds, and the encoder's states of every word piece of the stretches."""
        found: list[TaggedAttribution] = []
        seen: list[tuple[list[Word], Tensor]] = []
        with torch.inference_mode():
            for windows in _together(self._windows(text, stretches)):
                each = self._network.encoder.layered([_pieces(w) for w in windows])
                for window, layers in zip(windows, each, strict=True):
                    found += self._attributions(text, window, layers[-1])
                    seen.append((window, torch.cat([layers[k][1:-1] for k in READ], -1)))
            return sorted(found, key=lambda a: a.content[0].start), States.of(seen)

    def parts(self, text: str, stretches: list[tuple[int, int]]) -> list[int]:
        """Indices of the stretches that no window reaches into from the one before, in order.

        Tagging what lies between two of them on its own gives the same as tagging all at once.
        """
        starts = [start for start, _ in stretches]
        inside: set[int] = set()
        for window in self._windows(text, stretches):
            inside.update(range(bisect_right(starts, window[0].start), bisect_right(starts, window[-1].start)))
        return [i for i in range(len(stretches)) if i not in inside]

    def _windows(self, text: str, stretches: list[tuple[int, int]]) -> Iterator[list[Word]]:
        run: list[Word] = []
        size = 0
        for start, end in stretches:
            for words in _cut(text, split(text, start, end, self._tokenizer)):
                length = sum(len(w.pieces) for w in words)
                if run and size + length > WINDOW:
                    yield run
                    run, size = [], 0
                run = run + words
                size += length
        if run:
            yield run

    def _attributions(self, text: str, words: list[Word], states: Tensor) -> list[TaggedAttribution]:
        first = list(accumulate((len(w.pieces) for w in words), initial=1))[:-1]
        tags = np.maximum(torch.softmax(self._network.tags(states[first]), -1).numpy(), 1e-12)
        pieces = spans(viterbi(np.log(tags), STEPS), tags)
        paragraph = list(accumulate(w.starts for w in words))
        to_cue, to_source = (
            self._pointers(pieces, label, first, states, kind) for kind, label in enumerate(("content", "cue"))
        )
        found = [_finish(text, words, f) for f in assemble(pieces, to_cue, to_source, self._detach, paragraph)]
        return [attribution for attribution in found if attribution.certainty >= self._drop]

    def _pointers(self, found: Sequence[Piece], label: str, first: Sequence[int], states: Tensor, kind: int) -> Floats:
        """Probabilities, words x (1 + words), of what a word points to.

        Only those of words in spans with the label are computed: nobody asks the others.
        """
        out = np.zeros((len(first), 1 + len(first)), dtype=np.float32)
        words = [i for span in found if span.label == label for i in range(span.begin, span.end)]
        if words:
            each = self._network.pointers(states, [first[i] for i in words], kind)
            # The last word's sum takes [SEP] along.
            out[words] = np.add.reduceat(each.numpy(), [0, *first], axis=1)
        return out


def _together(windows: Iterable[list[Word]]) -> Iterator[list[list[Word]]]:
    """Runs of windows of at most ROWS word pieces, or of one window: a layer's weights are fetched once for a run."""
    run: list[list[Word]] = []
    size = 0
    for window in windows:
        length = sum(len(w.pieces) for w in window)
        if run and size + length > ROWS:
            yield run
            run, size = [], 0
        run.append(window)
        size += length
    if run:
        yield run


def _pieces(words: list[Word]) -> Window:
    """What the encoder reads: [CLS], the words' pieces, [SEP]."""
    pieces, features = [CLS], [(0, 0, 0)]
    for word in words:
        pieces += word.pieces
        features += [(word.case, word.mark, word.starts)] * len(word.pieces)
    return [*pieces, SEP], [*features, (0, 0, 0)]


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


def _cut(text: str, words: list[Word]) -> Iterator[list[Word]]:
    """A paragraph whole, or in parts where it is longer than the encoder was trained for, at a full stop if any."""
    part: list[Word] = []
    size = stop = 0
    for word in words:
        if size + len(word.pieces) > LONGEST:
            stop = stop or len(part)
            yield part[:stop]
            part, stop = part[stop:], 0
            size = sum(len(w.pieces) for w in part)
        part.append(word)
        size += len(word.pieces)
        if text[word.end - 1] in ENDS and text[word.end : word.end + 1].isspace():
            stop = len(part)
    if part:
        yield part


def _finish(text: str, words: list[Word], found: Found) -> TaggedAttribution:
    def span(piece: Piece) -> Span:
        return Span.of(text, words[piece.begin].start, words[piece.end - 1].end)

    return TaggedAttribution(
        content=tuple(span(c) for c in found.content),
        cue=span(found.cue) if found.cue else None,
        source=span(found.source) if found.source else None,
        score=found.score,
        link=found.link,
        source_score=found.source_score,
    )
