"""Trains the attribution tagger on PolNeAR, from a small sentence encoder."""

from __future__ import annotations

import json
import logging
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer
from torch import Tensor, nn

from models.training.finetune import Tuning, run
from models.training.polnear import Article, Attribution, Ranges, articles
from service.nlp.tagger.model import TAGS, AttributionModel, Shape
from service.nlp.tagger.words import CLS, SEP, Word, load_tokenizer, split

log = logging.getLogger("training")
PARAGRAPH = re.compile(r"[^\n]+")
NONE = -100


@dataclass
class Example:
    """One paragraph: its words and, per word, the tag, the word its content points to and the word its cue points to.

    Pointers are word indices in the paragraph, -1 for none and NONE where there is nothing to learn.
    """

    words: list[Word]
    tags: list[int]
    cue_of: list[int]
    source_of: list[int]

    @property
    def size(self) -> int:
        """Word pieces."""
        return sum(len(w.pieces) for w in self.words)


def inside(words: list[Word], ranges: Ranges) -> list[int]:
    """Indices of the words that share a character with the ranges."""
    return [i for i, w in enumerate(words) if any(w.start < b and a < w.end for a, b in ranges)]


def label(words: list[Word], attributions: list[Attribution]) -> Example:
    """The paragraph's labels; a span that leaves the paragraph is labelled where it lies inside it."""
    tags, cue_of, source_of = [0] * len(words), [NONE] * len(words), [NONE] * len(words)

    def mark(ranges: Ranges, name: str) -> list[int]:
        for part in ranges:
            for k, i in enumerate(inside(words, [part])):
                tags[i] = TAGS.index(("I-" if k else "B-") + name)
        return inside(words, ranges)

    for a in attributions:
        source, cue, content = mark(a.source, "source"), mark(a.cue, "cue"), mark(a.content, "content")
        for i in content:
            cue_of[i] = cue[0] if cue else -1
        for i in cue:
            source_of[i] = source[0] if source else -1
    return Example(words, tags, cue_of, source_of)


def examples(article: Article, tokenizer: Tokenizer) -> list[Example]:
    """The article's paragraphs, labelled."""
    out = []
    for match in PARAGRAPH.finditer(article.text):
        words = split(article.text, match.start(), match.end(), tokenizer)
        near = [a for a in article.attributions
                if any(x < match.end() and y > match.start() for x, y in a.source + a.cue + a.content)]
        if words:
            out.append(label(words, near))
    return out


def windows(paragraphs: list[Example], rng: random.Random) -> Iterator[list[Example]]:
    """Runs of whole paragraphs, each packed to a random limit of 80 to 158 pieces; a longer one is cut."""
    run: list[Example] = []
    size, limit = 0, rng.randint(80, 158)
    for p in paragraphs:
        if run and size + p.size > limit:
            yield run
            run, size, limit = [], 0, rng.randint(80, 158)
        run.append(p)
        size += p.size
    if run:
        yield run


Row = tuple[list[int], list[list[int]], list[int], list[int], list[int]]
Tensors = tuple[Tensor, Tensor, Tensor, Tensor, Tensor, Tensor]


def tensors(window: list[Example], longest: int = 250) -> Row:
    """Pieces, features, tags and pointer targets (as piece positions) of a window."""
    pieces, features, tags, to_cue, to_source = [CLS], [[0, 0, 0]], [NONE], [NONE], [NONE]
    for p in window:
        first: dict[int, int] = {-1: 0}
        at = len(pieces)
        for i, w in enumerate(p.words):
            first[i] = at
            at += len(w.pieces)
        for i, w in enumerate(p.words):
            if len(pieces) + len(w.pieces) > longest:
                break
            pieces += w.pieces
            features += [[w.case, w.mark, w.starts]] * len(w.pieces)
            rest = [NONE] * (len(w.pieces) - 1)
            tags += [p.tags[i], *rest]
            for column, target in ((to_cue, p.cue_of[i]), (to_source, p.source_of[i])):
                place = first[target] if target != NONE else NONE
                column += [place if place < longest else 0, *rest]
    for column in (tags, to_cue, to_source):
        column.append(NONE)
    limit = len(pieces)
    return (
        [*pieces, SEP], [*features, [0, 0, 0]], tags,
        [t if t < limit else 0 for t in to_cue], [t if t < limit else 0 for t in to_source],
    )


def batches(paragraphs: list[list[Example]], rng: random.Random, pieces: int = 2560) -> Iterator[Tensors]:
    """One pass: windows packed anew, sorted by length with some noise, batches of at most `pieces` padded pieces."""
    packed = [tensors(w) for article in paragraphs for w in windows(article, rng)]
    packed.sort(key=lambda t: len(t[0]) + rng.random() * 12)
    groups: list[list[int]] = [[]]
    for i, t in enumerate(packed):
        if groups[-1] and (len(groups[-1]) + 1) * len(t[0]) > pieces:
            groups.append([])
        groups[-1].append(i)
    rng.shuffle(groups)
    for group in groups:
        yield collate([packed[i] for i in group])


def collate(rows: list[Row]) -> Tensors:
    """Pads a batch."""
    size = max(len(r[0]) for r in rows)

    def pad(column: int, filler: int) -> Tensor:
        return torch.tensor([list(r[column]) + [filler] * (size - len(r[column])) for r in rows])

    features = torch.zeros(len(rows), size, 3, dtype=torch.long)
    for i, r in enumerate(rows):
        features[i, : len(r[1])] = torch.tensor(r[1])
    mask = torch.zeros(len(rows), size, dtype=torch.bool)
    for i, r in enumerate(rows):
        mask[i, : len(r[0])] = True
    return pad(0, 0), features, mask, pad(2, NONE), pad(3, NONE), pad(4, NONE)


def loss_of(model: AttributionModel, batch: Tensors) -> Tensor:
    """Tags plus half of each pointer's cross-entropy."""
    pieces, features, mask, tags, to_cue, to_source = batch
    scores, cue, source = model(pieces, features, mask)
    entropy = nn.functional.cross_entropy
    loss = entropy(scores.flatten(0, 1), tags.flatten(), ignore_index=NONE)
    for pointer, target in ((cue, to_cue), (source, to_source)):
        if (target != NONE).any():
            loss = loss + 0.5 * entropy(pointer.flatten(0, 1), target.flatten(), ignore_index=NONE)
    return loss


def initialise(model: AttributionModel, encoder: Path) -> None:
    """Copies a HuggingFace BERT's weights into the model; the token type embedding is folded into the positions."""
    given = load_file(encoder / "model.safetensors")
    given = {k.removeprefix("bert."): v.float() for k, v in given.items()}
    state = model.state_dict()
    state["words.weight"] = given["embeddings.word_embeddings.weight"]
    first_type = given["embeddings.token_type_embeddings.weight"][0]
    state["places.weight"] = given["embeddings.position_embeddings.weight"] + first_type
    for part in ("weight", "bias"):
        state[f"norm.{part}"] = given[f"embeddings.LayerNorm.{part}"]
        for i in range(model.shape.layers):
            theirs, ours = f"encoder.layer.{i}", f"layers.{i}"
            attention = f"{theirs}.attention.self"
            thirds = [given[f"{attention}.{n}.{part}"] for n in ("query", "key", "value")]
            state[f"{ours}.qkv.{part}"] = torch.cat(thirds)
            state[f"{ours}.out.{part}"] = given[f"{theirs}.attention.output.dense.{part}"]
            state[f"{ours}.norm_attention.{part}"] = given[f"{theirs}.attention.output.LayerNorm.{part}"]
            state[f"{ours}.up.{part}"] = given[f"{theirs}.intermediate.dense.{part}"]
            state[f"{ours}.down.{part}"] = given[f"{theirs}.output.dense.{part}"]
            state[f"{ours}.norm_output.{part}"] = given[f"{theirs}.output.LayerNorm.{part}"]
    model.load_state_dict(state)


def held_out(data: Path) -> set[str]:
    """Train articles kept for choosing and calibrating: half of those whose speakers are known, and some others."""
    speakers = data / "polnear/speakers_train100.jsonl"
    known = sorted({json.loads(line)["doc"] for line in speakers.open(encoding="utf8")})
    others = sorted(p.stem for p in (data / "polnear/train/text").glob("*.txt"))
    return set(known[::2]) | set([n for n in others if n not in known][::60])


def save(model: AttributionModel, target: Path) -> None:
    """Writes the weights as half precision."""
    weights = {k: v.half().contiguous() for k, v in model.state_dict().items()}
    save_file(weights, target, metadata={"shape": json.dumps(model.shape.as_dict()), "format": "pt"})


def train(data: Path, encoder: Path, target: Path, epochs: float = 3.2, seed: int = 1) -> None:
    """Trains on PolNeAR's train articles but the held-out ones; goes on from ``target.checkpoint`` if it is there."""
    torch.manual_seed(seed)
    tokenizer = load_tokenizer(encoder / "tokenizer.json")
    kept_back = held_out(data)
    chosen = [a for a in articles(data / "polnear/train") if a.name not in kept_back]
    paragraphs = [examples(a, tokenizer) for a in chosen]
    model = AttributionModel(Shape())
    initialise(model, encoder)
    log.info("%d articles", len(chosen))
    tuning = Tuning(
        rate=2.5e-4,
        new=("cases", "marks", "starts", "tags", "asks", "answers"),
        updates=int(epochs * sum(1 for _ in batches(paragraphs, random.Random(0)))),
        checkpoint=target.with_suffix(".checkpoint"),
    )
    run(model, lambda step: batches(paragraphs, random.Random(seed + step)), partial(loss_of, model), tuning)
    save(model, target)
