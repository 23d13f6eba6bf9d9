"""Names in texts that have no gold ones (PolNeAR's articles, EWT's training part): those that the teachers find."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Sequence
from pathlib import Path

import torch

from models.training.device import DEVICE
from models.training.examples import Row, collate, length, pack, row, windows
from models.training.joint.paragraphs import Text, edged
from models.training.large import Large, names_of
from service.nlp.bio import best_paths, legal
from service.nlp.joint.names import NAMES
from service.nlp.tagger.words import Word

Name = tuple[int, int, str]
MOST, PIECES, LEAST = 220, 4000, 1e-7
STEPS = legal(NAMES)


def names(teachers: Sequence[Large], texts: Sequence[Text]) -> list[list[Name]]:
    """What the teachers' mean finds in each text: offsets, half-open code points, and kinds."""
    rng = random.Random(0)
    packed = [(i, w) for i, text in enumerate(texts) for w in windows(text.paragraphs, rng, MOST, MOST)]
    read = [(row([p.example for p in window]), i, window) for i, window in packed]
    found: list[list[Name]] = [[] for _ in texts]
    for group in pack(read, lambda one: length(one[0]), rng, PIECES):
        rows: list[Row] = [one for one, *_ in group]
        pieces, features, mask, *_ = (part.to(DEVICE) for part in collate(rows))
        with torch.inference_mode():
            scores = names_of(teachers, pieces, features, mask).clamp_min(LEAST).log().cpu()
        for mine, (_, i, window) in zip(scores, group, strict=True):
            for paragraph, (*first, _) in edged(window):
                (path,) = best_paths([mine[first].numpy()], STEPS, STEPS[0])
                found[i] += _spans(paragraph.example.words[: len(first)], path)
    return [sorted(each) for each in found]


def _spans(words: Sequence[Word], path: Sequence[int]) -> list[Name]:
    out: list[Name] = []
    for word, tag in zip(words, (NAMES[i] for i in path), strict=True):
        if tag.startswith("B-"):
            out.append((word.start, word.end, tag[2:]))
        elif tag.startswith("I-"):
            out[-1] = (out[-1][0], word.end, tag[2:])
    return out


def label(given: Text, found: Sequence[Name]) -> None:
    """Labels the names in the text's paragraphs, and all other words as none."""
    for paragraph in given.paragraphs:
        example = paragraph.example
        example.entities = [0] * len(example.words)
        for start, end, kind in found:
            if example.words[0].start <= start < example.words[-1].end:
                example.name(start, end, kind)


def kept(path: Path, teachers: Callable[[], Sequence[Large]], texts: Sequence[Text]) -> list[list[Name]]:
    """The texts' names, which are kept in the file; where it is not there, the teachers find them."""
    if not path.exists():
        path.write_text("".join(json.dumps(each) + "\n" for each in names(teachers(), texts)), encoding="utf8")
    with path.open(encoding="utf8") as lines:
        return [[(start, end, kind) for start, end, kind in json.loads(line)] for line in lines]
