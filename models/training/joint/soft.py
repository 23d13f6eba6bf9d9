"""What the teachers, three attribution networks, say of every paragraph: the student learns from their mean.

Soft labels (Hinton et al. 2015) say more than the annotators' own, and they are there for the corpora that have no
attributions too.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor

from models.training.examples import MOST, collate, edges, length, pack, row, windows
from models.training.joint.paragraphs import Paragraph, Pointers, Soft
from service.nlp import weights
from service.nlp.tagger.decode import LABELS
from service.nlp.tagger.model import AttributionModel, Shape
from service.nlp.tagger.words import Word

# A pointer is asked for where its span's tags have so much of the probability.
ASKED = 0.15
PIECES = 5000


def teacher(path: Path, table: Tensor) -> AttributionModel:
    """The network that attribution.py has written, with its table of word pieces."""
    shape, _, found = weights.read(path)
    model = AttributionModel(Shape(**shape))
    model.load_state_dict({**found, "words.weight": table})
    return model.eval()


def teach(teachers: Sequence[AttributionModel], documents: Sequence[list[Paragraph]]) -> None:
    """Gives every paragraph its soft labels, read once in windows of MOST pieces."""
    read = [(row([p.example for p in w]), w) for d in documents for w in windows(d, random.Random(0), MOST)]
    for group in pack(read, lambda one: length(one[0]), random.Random(0), PIECES):
        pieces, features, mask, *_ = collate([given for given, _ in group])
        with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
            each = [[scores.float().softmax(-1) for scores in model(pieces, features, mask)] for model in teachers]
        tags, to_cue, to_source = (torch.stack(chances).mean(0) for chances in zip(*each, strict=True))
        for i, (_, window) in enumerate(group):
            at = 1
            for paragraph in window:
                first = edges(paragraph.example.words, at)
                paragraph.soft = _soft(tags[i], to_cue[i], to_source[i], paragraph.example.words, first)
                at = first[-1]


def _soft(tags: Tensor, to_cue: Tensor, to_source: Tensor, words: list[Word], edge: list[int]) -> Soft:
    *first, end = edge
    owners = torch.tensor([i for i, w in enumerate(words[: len(first)]) for _ in w.pieces], dtype=torch.long)
    mine = tags[first]

    def pointers(scores: Tensor, label: str) -> Pointers:
        asking = torch.nonzero(mine[:, list(LABELS[label])].sum(1) > ASKED)[:, 0]
        pointed = scores[first][asking, edge[0] : end]
        chances = torch.zeros(len(asking), len(first)).index_add_(1, owners, pointed)
        none = (1 - chances.sum(1, keepdim=True)).clamp(0, 1)
        return Pointers(asking, torch.cat([none, chances], 1).half())

    return Soft(mine.half(), pointers(to_cue, "content"), pointers(to_source, "cue"))


def save(path: Path, given: Sequence[Soft]) -> None:
    """Writes soft labels to a file (safetensors), all paragraphs' after each other."""
    counts = [[len(s.tags), len(s.to_cue.words), len(s.to_source.words)] for s in given]
    columns = {"counts": torch.tensor(counts), "tags": torch.cat([s.tags for s in given])}
    for name in ("to_cue", "to_source"):
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

    tags = columns["tags"].split(words.tolist())
    for parts in zip(tags, pointers("to_cue", asking), pointers("to_source", citing), strict=True):
        yield Soft(*parts)
