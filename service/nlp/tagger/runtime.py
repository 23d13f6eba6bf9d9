"""Runs the attribution tagger over a text."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

import numpy as np
import torch
from safetensors import safe_open
from tokenizers import Tokenizer

from service.domain.document import Name, NameKind, TaggedAttribution
from service.domain.errors import ModelError
from service.domain.spans import Span
from service.nlp.tagger.decode import Floats, Found, Piece, assemble, named, spans, viterbi
from service.nlp.tagger.model import ENTITIES, AttributionModel, Shape
from service.nlp.tagger.words import CLS, SEP, Word, load_tokenizer, split

WINDOW, LONGEST = 158, 250
ENDS = frozenset(".!?…”\"")


@dataclass(frozen=True, slots=True)
class Reading:
    """What the tagger found, in text order."""

    attributions: tuple[TaggedAttribution, ...]
    names: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class Scores:
    """Log-probabilities of tags and names, and both pointers' probabilities, per word."""

    tags: Floats
    to_cue: Floats
    to_source: Floats
    names: Floats


class AttributionTagger:
    """The trained tagger; `read` may be called from one thread at a time."""

    def __init__(self, model: AttributionModel, tokenizer: Tokenizer, detach: float, drop: float) -> None:
        """`detach` and `drop` are the thresholds chosen on held-out articles (see models/README.md)."""
        self._model, self._tokenizer = model.eval(), tokenizer
        self._detach, self._drop = detach, drop

    @classmethod
    def load(cls, folder: Path) -> AttributionTagger:
        """Reads ``tagger.safetensors``, ``tokenizer.json`` and ``tagger.json`` from `folder`.

        Raises ModelError naming the file that is missing or damaged.
        """
        path = folder / "tagger.json"
        try:
            settings = json.loads(path.read_text(encoding="utf8"))
            detach, drop = settings["detach"], settings["drop"]
        except Exception as error:
            raise ModelError(f"cannot load {path}: {error}") from error
        return cls.of(folder / "tagger.safetensors", folder / "tokenizer.json", detach, drop)

    @classmethod
    def of(cls, weights: Path, pieces: Path, detach: float = 0.8, drop: float = 0.5) -> AttributionTagger:
        """Reads the weights and the encoder's word pieces; raises ModelError as `load` does."""
        path = weights
        try:
            with safe_open(path, framework="pt") as file:
                shape = Shape(**json.loads(file.metadata()["shape"]))
                state = {name: file.get_tensor(name).float() for name in file.keys()}  # noqa: SIM118
            model = AttributionModel(shape, dropout=0.0)
            model.load_state_dict(state)
            path = pieces
            return cls(model, load_tokenizer(path), detach, drop)
        except Exception as error:
            raise ModelError(f"cannot load {path}: {error}") from error

    def read(self, text: str, stretches: list[tuple[int, int]]) -> Reading:
        """The attributions and names in the given stretches of `text` (paragraphs, or parts of long ones).

        Offsets are half-open code points in `text`; no attribution crosses a stretch.
        """
        attributions: list[TaggedAttribution] = []
        names: list[Name] = []
        for window in self._windows(text, stretches):
            scores = self._scores(window)
            attributions += self._attributions(text, window, scores)
            names += self._names(text, window, scores)
        return Reading(tuple(sorted(attributions, key=lambda a: a.content[0].start)), tuple(names))

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
            for words in self._cut(text, split(text, start, end, self._tokenizer)):
                length = sum(len(w.pieces) for w in words)
                if run and size + length > WINDOW:
                    yield run
                    run, size = [], 0
                run = run + words
                size += length
        if run:
            yield run

    @staticmethod
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

    def _scores(self, words: list[Word]) -> Scores:
        pieces, features, first = [CLS], [(0, 0, 0)], []
        for word in words:
            first.append(len(pieces))
            pieces += word.pieces
            features += [(word.case, word.mark, word.starts)] * len(word.pieces)
        pieces.append(SEP)
        features.append((0, 0, 0))
        with torch.inference_mode():
            given = torch.tensor([pieces]), torch.tensor([features]), torch.ones(1, len(pieces), dtype=torch.bool)
            tags, to_cue, to_source, names = self._model(*given)
            log_tags, log_names = (torch.log_softmax(scores[0, first], -1).numpy() for scores in (tags, names))
            pointers = [torch.softmax(p[0, first], -1).numpy() for p in (to_cue, to_source)]
        edges = [0, *first]  # the last word's sum takes [SEP] along
        by_word = [np.add.reduceat(p, edges, axis=1) for p in pointers]
        return Scores(log_tags, by_word[0], by_word[1], log_names)

    def _attributions(self, text: str, words: list[Word], scores: Scores) -> list[TaggedAttribution]:
        pieces = spans(viterbi(scores.tags), np.exp(scores.tags))
        paragraph = list(accumulate(w.starts for w in words))
        assembled = assemble(pieces, scores.to_cue, scores.to_source, self._detach, paragraph)
        found = [self._finish(text, words, f) for f in assembled]
        return [attribution for attribution in found if attribution.certainty >= self._drop]

    @staticmethod
    def _names(text: str, words: list[Word], scores: Scores) -> list[Name]:
        return [
            Name(Span.of(text, words[begin].start, words[end - 1].end), NameKind(kind))
            for kind, begin, end in named(viterbi(scores.names, ENTITIES))
        ]

    @staticmethod
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
