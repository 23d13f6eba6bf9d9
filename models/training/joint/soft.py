"""What the teachers say of every paragraph: the student learns from their mean, and from the large one's states.

Soft labels (Hinton et al. 2015) say more than the annotators' own, and they are there for the corpora that have no
attributions too.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor

from models.training.examples import MOST, Row, collate, edges, length, pack, row, windows
from models.training.joint.paragraphs import Paragraph, Pointers, Soft
from models.training.large import Large
from service.nlp import weights
from service.nlp.tagger.decode import LABELS
from service.nlp.tagger.model import AttributionModel, Shape
from service.nlp.tagger.words import Word

# A pointer is asked for where its span's tags have so much of the probability.
ASKED = 0.15
PIECES = 5000
POINTERS, COLUMNS = ("to_cue", "to_source"), ("tags", "states")


@dataclass(frozen=True, slots=True)
class Class:
    """Teachers that read together, windows of `most` pieces; `weight` is their mean's share of the labels."""

    teachers: Sequence[AttributionModel]
    weight: float
    most: int = MOST


def teacher(path: Path, table: Tensor) -> AttributionModel:
    """The network that attribution.py has written, with its table of word pieces."""
    shape, _, found = weights.read(path)
    model = AttributionModel(Shape(**shape))
    model.load_state_dict({**found, "words.weight": table})
    return model.eval()


def teach(classes: Sequence[Class], documents: Sequence[list[Paragraph]]) -> None:
    """Gives every paragraph its soft labels; of several classes, one alone may be with the large teacher."""
    total = 0.0
    for one in classes:
        total += one.weight
        for paragraph, found in _said(one, documents):
            paragraph.soft = found if paragraph.soft is None else mixed(paragraph.soft, found, one.weight / total)
    standardise([p.soft for d in documents for p in d if p.soft])


def _said(given: Class, documents: Sequence[list[Paragraph]]) -> Iterator[tuple[Paragraph, Soft]]:
    rng = random.Random(0)
    found = (w for d in documents for w in windows(d, rng, given.most, given.most))
    read = [(row([p.example for p in window]), window) for window in found]
    for group in pack(read, lambda one: length(one[0]), rng, PIECES):
        chances = _chances(given.teachers, [given for given, _ in group])
        for i, (_, window) in enumerate(group):
            at = 1
            for paragraph in window:
                first = edges(paragraph.example.words, at)
                mine = {name: values[i] for name, values in chances.items()}
                yield paragraph, _soft(mine, paragraph.example.words, first)
                at = first[-1]


@torch.inference_mode()
def _chances(teachers: Sequence[AttributionModel], rows: Sequence[Row]) -> dict[str, Tensor]:
    """The mean of the teachers' probabilities, and the large one's states."""
    pieces, features, mask, *_ = collate(list(rows))
    each = []
    with torch.autocast("cpu", dtype=torch.bfloat16):
        for model in teachers:
            states, bias = model.encode(pieces, features, mask)
            found = zip(("tags", *POINTERS), model.heads(states, bias), strict=True)
            said = {name: scores.float().softmax(-1) for name, scores in found}
            each.append(said | ({"states": states.float()} if isinstance(model, Large) else {}))
    return {name: torch.stack([said[name] for said in each]).mean(0) for name in each[0]}


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

    halves = {name: values.half() for name, values in mine.items()}
    return Soft(to_cue=pointers("to_cue", "content"), to_source=pointers("to_source", "cue"), **halves)


def mixed(one: Soft, other: Soft, weight: float) -> Soft:
    """The labels of both, `weight` being the other's; states are those of the one that has them."""
    count = min(len(one.tags), len(other.tags))
    tags = torch.lerp(one.tags[:count].float(), other.tags[:count].float(), weight).half()
    to_cue, to_source = (_mixed(getattr(one, name), getattr(other, name), weight, count) for name in POINTERS)
    states = other.states if one.states is None else one.states
    return Soft(tags, to_cue, to_source, states if states is None else states[:count])


def _mixed(one: Pointers, other: Pointers, weight: float, count: int) -> Pointers:
    """What both say of a word where both do, else what one says; over the first `count` words."""
    out: dict[int, Tensor] = {}
    for pointers, share in ((one, 1 - weight), (other, weight)):
        for word, chances in zip(pointers.words.tolist(), pointers.chances[:, : count + 1].float(), strict=True):
            if word < count:
                out[word] = out.get(word, torch.zeros(count + 1)) + share * chances
    rows = torch.stack([out[word] for word in sorted(out)]) if out else torch.zeros(0, count + 1)
    return Pointers(torch.tensor(sorted(out), dtype=torch.long), (rows / rows.sum(1, keepdim=True)).half())


def standardise(given: Sequence[Soft]) -> None:
    """Shifts and scales the states, in place, so that each column has mean 0 and deviation 1 over all."""
    states = [s.states for s in given if s.states is not None]
    if states:
        some = torch.cat([each[::7].double() for each in states])
        mean, deviation = some.mean(0).half(), some.std(0).half()
        for each in states:
            each.sub_(mean).div_(deviation)


def save(path: Path, given: Sequence[Soft]) -> None:
    """Writes soft labels to a file (safetensors), all paragraphs' after each other."""
    counts = [[len(s.tags), len(s.to_cue.words), len(s.to_source.words)] for s in given]
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
