"""Runs the attribution tagger over a text."""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from service.domain.document import Pointed, TaggedAttribution
from service.domain.errors import ModelError
from service.domain.spans import Span
from service.nlp.bio import best_paths
from service.nlp.products import halves
from service.nlp.tagger.decode import STEPS, Found, Piece, assemble, spans
from service.nlp.tagger.encoder import Window
from service.nlp.tagger.inner import within
from service.nlp.tagger.model import READ, ServedModel
from service.nlp.tagger.network import Network, Seen, read_network
from service.nlp.tagger.states import States
from service.nlp.tagger.words import CLS, SEP, Word, load_tokenizer, split

# A window is as long as the mean of those that the network learned from, where most is found.
WINDOW, LONGEST, ROWS = 120, 250, 512
ENDS = frozenset('.!?…”"')


@dataclass(frozen=True, slots=True, eq=False)
class Findings:
    """What one reading of a text gives; offsets are half-open code points in it.

    `inner` are the attributions within the contents of the others.
    """

    attributions: list[TaggedAttribution]
    inner: list[TaggedAttribution]
    pointed: list[Pointed]
    states: States


class AttributionTagger:
    """The trained tagger; `tag` may be called from one thread at a time."""

    def __init__(
        self, network: Network, tokenizer: Tokenizer, detach: float, drop: float, cues: Iterable[str] = ()
    ) -> None:
        """`detach` and `drop` are the thresholds chosen on held-out articles (see models/README.md).

        `cues` are the lower-case forms that may be cues: contents with one of them are read again (see inner.py).
        """
        self._network, self._tokenizer = network, tokenizer
        self._detach, self._drop, self._cues = detach, drop, frozenset(cues)

    @classmethod
    def load(cls, folder: Path, halved: bool | None = None) -> AttributionTagger:
        """Reads the network, its table of word pieces, ``tokenizer.json`` and ``tagger.json``.

        `halved` says whether the encoder multiplies halves of floats, by default where the processor is made for it
        (see products.py).  Raises ModelError naming the file that is missing or damaged.
        """
        model = read_network(folder, lambda shape, _: ServedModel(shape, dropout=0.0))
        return cls.of(model, folder, halves() if halved is None else halved)

    @classmethod
    def of(cls, model: ServedModel, folder: Path, halved: bool) -> AttributionTagger:
        """The tagger on a network that has been read from the folder; arguments and errors are those of `load`."""
        path = folder / "tokenizer.json"
        try:
            tokenizer = load_tokenizer(path)
            path = folder / "tagger.json"
            settings = json.loads(path.read_text(encoding="utf8"))
            cues = settings.get("cues", ())
            return cls(Network.of(model, halved), tokenizer, settings["detach"], settings["drop"], cues)
        except Exception as error:
            raise ModelError(f"cannot load {path}: {error}") from error

    def tag(self, text: str, stretches: list[tuple[int, int]]) -> list[TaggedAttribution]:
        """The attributions found in the given stretches of `text` (paragraphs, or parts of long ones).

        Offsets are half-open code points in `text`; no attribution crosses a stretch.
        """
        return self.read(text, stretches).attributions

    def read(self, text: str, stretches: list[tuple[int, int]]) -> Findings:
        """What `tag` finds, whom pronouns mean, and the encoder's states of every word piece of the stretches."""
        seen: list[Seen] = []
        pointed: list[Pointed] = []
        states: list[tuple[list[Word], Tensor]] = []
        with torch.inference_mode():
            for windows in _together(self._windows(text, stretches)):
                each = self._network.encoder.layered([_pieces(w) for w in windows])
                for window, layers in zip(windows, each, strict=True):
                    one = self._network.seen(window, layers[-1])
                    both = torch.cat([layers[k][:-1] for k in READ], -1)
                    pointed += self._network.antecedents.of(text, window, one.first, both)
                    seen.append(one)
                    states.append((window, both[1:]))
            found = self._found(text, seen)
            inner = self._found(text, list(self._once_more(text, seen, found)), cut=True)
        return Findings(_in_order(found), _in_order(inner), pointed, States.of(states))

    def _once_more(
        self, text: str, seen: Sequence[Seen], found: Sequence[Sequence[TaggedAttribution]]
    ) -> Iterator[Seen]:
        """What is made of the contents of each window that may have attributions in them, read by themselves."""
        windows = []
        for one, attributions in zip(seen, found, strict=True):
            starts = [word.start for word in one.words]
            contents = sorted(span for attribution in attributions for span in attribution.content)
            parts = (one.words[bisect_left(starts, s.start) : bisect_left(starts, s.end)] for s in contents)
            windows.append([word for part in parts for word in within(text, part, self._cues)])
        for some in _together(filter(None, windows)):
            for window, layers in zip(some, self._network.encoder.layered([_pieces(w) for w in some]), strict=True):
                yield self._network.seen(window, layers[-1])

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

    def _found(self, text: str, seen: Sequence[Seen], cut: bool = False) -> list[list[TaggedAttribution]]:
        """The attributions of each window; where it is `cut`, no span goes on from one paragraph to the next."""
        starts = [[i for i, w in enumerate(one.words) if w.starts and i] if cut else [] for one in seen]
        parts = [np.split(np.log(one.tags), places) for one, places in zip(seen, starts, strict=True)]
        paths = iter(best_paths([part for each in parts for part in each], STEPS, STEPS[0]))
        joined = [[tag for _ in each for tag in next(paths)] for each in parts]
        return [self._attributions(text, one, path) for one, path in zip(seen, joined, strict=True)]

    def _attributions(self, text: str, seen: Seen, path: list[int]) -> list[TaggedAttribution]:
        pieces = spans(path, seen.tags)
        paragraph = list(accumulate(w.starts for w in seen.words))
        to_cue, to_source = (
            self._network.pointed(seen, [p for p in pieces if p.label == label], kind)
            for kind, label in enumerate(("content", "cue"))
        )
        found = [_finish(text, seen.words, f) for f in assemble(pieces, to_cue, to_source, self._detach, paragraph)]
        return [attribution for attribution in found if attribution.certainty >= self._drop]


def _in_order(found: Iterable[Iterable[TaggedAttribution]]) -> list[TaggedAttribution]:
    return sorted((a for each in found for a in each), key=lambda a: a.content[0].start)


def _together(windows: Iterable[list[Word]]) -> Iterator[list[list[Word]]]:
    """Runs of windows of at most ROWS rows, or of one window: a layer's weights are fetched once for a run."""
    run: list[list[Word]] = []
    size = 0
    for window in windows:
        length = sum(len(w.pieces) for w in window) + 2
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
