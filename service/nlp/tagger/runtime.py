"""Runs the attribution tagger over a text."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

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
from service.nlp.tagger.model import POINTER, AttributionModel, Shape
from service.nlp.tagger.states import States
from service.nlp.tagger.words import CLS, SEP, Word, load_tokenizer, split

WINDOW, LONGEST, ROWS = 158, 250, 320
ENDS = frozenset('.!?…”"')
# Networks trained in different ways err in different places: the mean of their probabilities is better than either.
NETWORKS = ("tagger-a.safetensors", "tagger-b.safetensors")
TABLE = "words.safetensors"
# What other taggers may read: the states in the middle of each network, and its last ones.
KEPT = (2, 5)


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

    def __init__(self, networks: Sequence[Network], tokenizer: Tokenizer, detach: float, drop: float) -> None:
        """`detach` and `drop` are the thresholds chosen on held-out articles (see models/README.md)."""
        self._networks, self._tokenizer = networks, tokenizer
        self._detach, self._drop = detach, drop

    @classmethod
    def load(cls, folder: Path, halved: bool | None = None) -> AttributionTagger:
        """Reads the networks, the table of word pieces that they share, ``tokenizer.json`` and ``tagger.json``.

        `halved` says whether the encoders multiply halves of floats, by default where the processor is made for it
        (see products.py).  Raises ModelError naming the file that is missing or damaged.
        """
        path = folder / TABLE
        small = halves() if halved is None else halved
        try:
            table = load_file(path)["words.weight"]
            networks = []
            for path in [folder / name for name in NETWORKS]:
                networks.append(Network.of(_network(path, table), small))
            path = folder / "tokenizer.json"
            tokenizer = load_tokenizer(path)
            path = folder / "tagger.json"
            settings = json.loads(path.read_text(encoding="utf8"))
            return cls(networks, tokenizer, settings["detach"], settings["drop"])
        except Exception as error:
            raise ModelError(f"cannot load {path}: {error}") from error

    def tag(self, text: str, stretches: list[tuple[int, int]]) -> list[TaggedAttribution]:
        """The attributions found in the given stretches of `text` (paragraphs, or parts of long ones).

        Offsets are half-open code points in `text`; no attribution crosses a stretch.
        """
        return self.read(text, stretches)[0]

    def read(self, text: str, stretches: list[tuple[int, int]]) -> tuple[list[TaggedAttribution], States]:
        """What `tag` finds, and the encoders' states of every word of the stretches."""
        found: list[TaggedAttribution] = []
        seen: list[tuple[list[Word], Tensor]] = []
        with torch.inference_mode():
            for windows in _together(self._windows(text, stretches)):
                each = [network.encoder.layered([_pieces(w) for w in windows]) for network in self._networks]
                for window, *read in zip(windows, *each, strict=True):
                    found += self._attributions(text, window, read)
                    seen.append((window, _by_word(window, read)))
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

    def _attributions(self, text: str, words: list[Word], read: list[list[Tensor]]) -> list[TaggedAttribution]:
        first = list(accumulate((len(w.pieces) for w in words), initial=1))[:-1]
        last = [states[-1] for states in read]
        tags = [torch.softmax(net.tags(x[first]), -1) for net, x in zip(self._networks, last, strict=True)]
        mean = np.maximum(torch.stack(tags).mean(0).numpy(), 1e-12)
        pieces = spans(viterbi(np.log(mean), STEPS), mean)
        paragraph = list(accumulate(w.starts for w in words))
        to_cue, to_source = (
            self._pointers(pieces, label, first, last, kind) for kind, label in enumerate(("content", "cue"))
        )
        found = [_finish(text, words, f) for f in assemble(pieces, to_cue, to_source, self._detach, paragraph)]
        return [attribution for attribution in found if attribution.certainty >= self._drop]

    def _pointers(
        self, found: Sequence[Piece], label: str, first: Sequence[int], last: Sequence[Tensor], kind: int
    ) -> Floats:
        """The networks' mean probabilities, words x (1 + words), of what a word points to.

        Only those of words in spans with the label are computed: nobody asks the others.
        """
        out = np.zeros((len(first), 1 + len(first)), dtype=np.float32)
        words = [i for span in found if span.label == label for i in range(span.begin, span.end)]
        if words:
            rows = [first[i] for i in words]
            each = [net.pointers(x, rows, kind) for net, x in zip(self._networks, last, strict=True)]
            # The last word's sum takes [SEP] along.
            out[words] = np.add.reduceat(torch.stack(each).mean(0).numpy(), [0, *first], axis=1)
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


def _by_word(words: list[Word], read: Sequence[Sequence[Tensor]]) -> Tensor:
    """The states of a window that other taggers read, words x (networks x kept layers x hidden): means over pieces."""
    kept = torch.cat([states[k][1:-1] for states in read for k in KEPT], -1)
    if len(kept) == len(words):
        return kept
    return torch.segment_reduce(kept, "mean", lengths=torch.tensor([len(w.pieces) for w in words]), axis=0)


def _network(path: Path, table: torch.Tensor) -> AttributionModel:
    shape, found = weights.read(path)
    with torch.device("meta"):
        model = AttributionModel(Shape(**shape), dropout=0.0)
    model.load_state_dict({**found, "words.weight": table}, assign=True)  # one copy of the table for all
    return model.eval()


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
