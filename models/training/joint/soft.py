"""What the teachers say of every paragraph: the student learns from their mean, and from one's states.

Soft labels (Hinton et al. 2015) say more than the annotators' own, and they are there for the corpora that have no
attributions or names too.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor

from models.training.device import DEVICE, halves
from models.training.examples import Row, collate, length, pack, row, windows
from models.training.joint.paragraphs import Paragraph, Pointers, Soft, edged
from models.training.large import Large, names_of
from service.nlp.tagger.decode import LABELS
from service.nlp.tagger.words import Word

# A pointer is asked for where its span's tags have so much of the probability.
ASKED = 0.15
# Pieces of a window, and of those that are read together.
MOST, PIECES = 220, 5000
# Of so many groups of windows the states' principal components are taken; so many of these are kept.
SAMPLE, COMPONENTS = 60, 128
POINTERS, COLUMNS = ("to_cue", "to_source"), ("tags", "names", "states")
Window = tuple[Row, list[Paragraph]]


@dataclass(frozen=True)
class Teachers:
    """Those that find attributions, those that find names, and the components of the first one's states."""

    attributions: Sequence[Large]
    names: Sequence[Large]
    components: Components


@dataclass(frozen=True, slots=True, eq=False)
class Components:
    """Takes states to their first principal components, each with mean 0 and deviation 1."""

    mean: Tensor
    directions: Tensor

    def of(self, states: Tensor) -> Tensor:
        """States' last dimension is hidden in, COMPONENTS out."""
        return (states - self.mean) @ self.directions


@torch.inference_mode()
def components(teacher: Large, documents: Sequence[list[Paragraph]], count: int = COMPONENTS) -> Components:
    """Those of what the teacher makes of some of the documents' words."""
    found = []
    for group in islice(_groups(documents), SAMPLE):
        pieces, features, mask, *_ = (part.to(DEVICE) for part in collate([given for given, _ in group]))
        with halves():
            found.append(teacher.encode(pieces, features, mask)[0].float()[mask])
    states = torch.cat(found)
    mean = states.mean(0)
    _, directions = torch.linalg.eigh(torch.cov((states - mean).T.double()))
    kept = directions[:, -count:].float()
    return Components(mean, kept / ((states - mean) @ kept).std(0))


def teach(teachers: Teachers, documents: Sequence[list[Paragraph]]) -> None:
    """Gives every paragraph its soft labels."""
    spread(documents, partial(_chances, teachers))


def spread(
    documents: Sequence[list[Paragraph]],
    asked: Callable[[Sequence[Row]], dict[str, Tensor]],
    most: int = MOST,
    pieces: int = PIECES,
) -> None:
    """Gives every paragraph as soft labels what is `asked` of windows: probabilities by name, a row each window.

    A window has up to `most` pieces, and windows of up to so many `pieces` are asked together.
    """
    for group in _groups(documents, most, pieces):
        chances = asked([given for given, _ in group])
        for i, (_, window) in enumerate(group):
            mine = {name: values[i] for name, values in chances.items()}
            for paragraph, found in edged(window):
                paragraph.soft = _soft(mine, paragraph.example.words, found)


def _groups(
    documents: Iterable[list[Paragraph]], most: int = MOST, pieces: int = PIECES
) -> Iterator[list[Window]]:
    rng = random.Random(0)
    found = (w for d in documents for w in windows(d, rng, most, most))
    return pack([(row([p.example for p in w]), w) for w in found], lambda one: length(one[0]), rng, pieces)


@torch.inference_mode()
def _chances(teachers: Teachers, rows: Sequence[Row]) -> dict[str, Tensor]:
    """The mean of the teachers' probabilities, and the first one's states."""
    pieces, features, mask, *_ = (part.to(DEVICE) for part in collate(list(rows)))
    each, seen = [], []
    with halves():
        for model in teachers.attributions:
            states, bias = model.encode(pieces, features, mask)
            found = zip(("tags", *POINTERS), model.heads(states, bias), strict=True)
            each.append({name: scores.float().softmax(-1) for name, scores in found})
            seen.append(states)
    out = {name: torch.stack([said[name] for said in each]).mean(0) for name in each[0]}
    out["names"] = names_of(teachers.names, pieces, features, mask)
    out["states"] = teachers.components.of(seen[0].float())
    return {name: value.cpu() for name, value in out.items()}


def _soft(chances: dict[str, Tensor], words: list[Word], edge: list[int]) -> Soft:
    *first, end = edge
    owners = torch.tensor([i for i, w in enumerate(words[: len(first)]) for _ in w.pieces], dtype=torch.long)
    mine = {name: chances[name][first] for name in COLUMNS if name in chances}

    def pointers(name: str, label: str) -> Pointers:
        asking = torch.nonzero(mine["tags"][:, list(LABELS[label])].sum(1) > ASKED)[:, 0]
        pointed = chances[name][first][asking, edge[0] : end]
        over = torch.zeros(len(asking), len(first)).index_add_(1, owners, pointed)
        none = (1 - over.sum(1, keepdim=True)).clamp(0, 1)
        return Pointers(asking, torch.cat([none, over], 1).half())

    shorter = {name: values.half() for name, values in mine.items()}
    return Soft(to_cue=pointers("to_cue", "content"), to_source=pointers("to_source", "cue"), **shorter)


def save(path: Path, given: Sequence[Soft]) -> None:
    """Writes soft labels to a file (safetensors), all paragraphs' after each other."""
    counts = [[s.count, len(s.to_cue.words), len(s.to_source.words)] for s in given]
    columns = {"counts": torch.tensor(counts)}
    for name in COLUMNS:
        if all(getattr(s, name) is not None for s in given):
            columns[name] = torch.cat([getattr(s, name) for s in given])
    for name in POINTERS:
        pointers: list[Pointers] = [getattr(s, name) for s in given]
        columns[f"{name}.words"] = torch.cat([p.words for p in pointers])
        columns[f"{name}.chances"] = torch.cat([p.chances.flatten() for p in pointers])
    save_file(columns, path)


def load(path: Path) -> Iterator[Soft]:
    """Reads them back in order."""
    columns = load_file(path)
    words, asking, citing = columns["counts"].T

    def pointers(name: str, counts: Tensor) -> Iterator[Pointers]:
        flat = columns[f"{name}.chances"].split((counts * (words + 1)).tolist())
        places = columns[f"{name}.words"].split(counts.tolist())
        for each, chances, size in zip(places, flat, words.tolist(), strict=True):
            yield Pointers(each, chances.view(-1, size + 1))

    given = {name: columns[name].split(words.tolist()) for name in COLUMNS if name in columns}
    both = zip(pointers("to_cue", asking), pointers("to_source", citing), strict=True)
    for i, (to_cue, to_source) in enumerate(both):
        yield Soft(to_cue=to_cue, to_source=to_source, **{name: values[i] for name, values in given.items()})
