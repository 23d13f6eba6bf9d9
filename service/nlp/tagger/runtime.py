"""Runs the attribution tagger over a text."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor

from service.domain.document import TaggedAttribution
from service.domain.errors import ModelError
from service.domain.spans import Span
from service.nlp import weights
from service.nlp.bio import Floats, viterbi
from service.nlp.tagger.decode import STEPS, Found, Piece, assemble, spans
from service.nlp.tagger.model import AttributionModel, Shape
from service.nlp.tagger.states import States
from service.nlp.tagger.words import CLS, SEP, Word, load_tokenizer, split

WINDOW, LONGEST = 158, 250
ENDS = frozenset('.!?…”"')
# Networks trained in different ways err in different places: the mean of their probabilities is better than either.
NETWORKS = ("tagger-a.safetensors", "tagger-b.safetensors")
TABLE = "words.safetensors"
# What other taggers may read: the states in the middle of each network, and its last ones.
KEPT = (2, 5)


Scores = tuple[Floats, Floats, Floats]


class AttributionTagger:
    """The trained tagger; `tag` may be called from one thread at a time."""

    def __init__(self, models: Sequence[AttributionModel], tokenizer: Tokenizer, detach: float, drop: float) -> None:
        """`detach` and `drop` are the thresholds chosen on held-out articles (see models/README.md)."""
        self._models, self._tokenizer = [model.eval() for model in models], tokenizer
        self._detach, self._drop = detach, drop

    @classmethod
    def load(cls, folder: Path) -> AttributionTagger:
        """Reads the networks, the table of word pieces that they share, ``tokenizer.json`` and ``tagger.json``.

        Raises ModelError naming the file that is missing or damaged.
        """
        path = folder / TABLE
        try:
            table = load_file(path)["words.weight"].float()
            models = []
            for path in [folder / name for name in NETWORKS]:
                models.append(_network(path, table))
            path = folder / "tokenizer.json"
            tokenizer = load_tokenizer(path)
            path = folder / "tagger.json"
            settings = json.loads(path.read_text(encoding="utf8"))
            return cls(models, tokenizer, settings["detach"], settings["drop"])
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
        for window in self._windows(text, stretches):
            scores, states = self._scores(window)
            found += self._attributions(text, window, scores)
            seen.append((window, states))
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

    def _scores(self, words: list[Word]) -> tuple[Scores, Tensor]:
        """The mean over the networks of tag log-probabilities and both pointers' probabilities, per word; the states.

        States are words x (networks x kept layers x hidden), each the mean over the word's pieces.
        """
        pieces, features, first = [CLS], [(0, 0, 0)], []
        for word in words:
            first.append(len(pieces))
            pieces += word.pieces
            features += [(word.case, word.mark, word.starts)] * len(word.pieces)
        pieces.append(SEP)
        features.append((0, 0, 0))
        with torch.inference_mode():
            given = torch.tensor([pieces]), torch.tensor([features]), torch.ones(1, len(pieces), dtype=torch.bool)
            outputs, kept = [], []
            for model in self._models:
                layers, bias = model.layered(*given)
                outputs.append([torch.softmax(scores[0, first], -1) for scores in model.heads(layers[-1], bias)])
                kept += [layers[k][0, 1:-1] for k in KEPT]
            tags, *pointers = (torch.stack(each).mean(0).numpy() for each in zip(*outputs, strict=True))
            sizes = torch.tensor([len(w.pieces) for w in words])
            states = torch.segment_reduce(torch.cat(kept, -1), "mean", lengths=sizes, axis=0)
        edges = [0, *first]  # the last word's sum takes [SEP] along
        by_word = [np.add.reduceat(p, edges, axis=1) for p in pointers]
        return (np.log(np.maximum(tags, 1e-12)), by_word[0], by_word[1]), states

    def _attributions(self, text: str, words: list[Word], scores: Scores) -> list[TaggedAttribution]:
        log_tags, to_cue, to_source = scores
        pieces = spans(viterbi(log_tags, STEPS), np.exp(log_tags))
        paragraph = list(accumulate(w.starts for w in words))
        found = [_finish(text, words, f) for f in assemble(pieces, to_cue, to_source, self._detach, paragraph)]
        return [attribution for attribution in found if attribution.certainty >= self._drop]


def _network(path: Path, table: torch.Tensor) -> AttributionModel:
    shape, found = weights.read(path)
    model = AttributionModel(Shape(**shape), dropout=0.0)
    model.load_state_dict({**found, "words.weight": table})
    model.words.weight = torch.nn.Parameter(table, requires_grad=False)  # one copy for all
    return model


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
