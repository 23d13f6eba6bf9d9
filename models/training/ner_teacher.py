"""A stronger entity tagger on the small sentence encoder: it labels raw text for the recurrent one to learn from.

The gold corpora are small and of mixed kinds; the teacher carries over to the treebank's and the news texts, which have
no entity labels of their own.  It is not shipped.
"""

from __future__ import annotations

import json
import logging
import random
from collections.abc import Iterator
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from models.training import conllu, ner, ner_data
from models.training.attribution import initialise
from models.training.examples import ENTITIES, NONE
from models.training.finetune import Tuning, run
from models.training.ner_data import Tagged
from service.nlp.tagger.model import AttributionModel, Shape
from service.nlp.tagger.words import CLS, MAX_WORD_PIECES, SEP, UNKNOWN, case_of, load_tokenizer, quotation_states

log = logging.getLogger("training")


class Teacher(AttributionModel):
    """The attribution tagger's encoder with an entity head."""

    def __init__(self) -> None:
        super().__init__(Shape())
        self.entities = nn.Linear(self.shape.hidden, len(ENTITIES))

    def forward(self, pieces: Tensor, features: Tensor, mask: Tensor) -> Tensor:  # type: ignore[override]
        """Entity scores, batch x length x labels."""
        scores: Tensor = self.entities(self.encode(pieces, features, mask)[0])
        return scores


Row = tuple[list[int], list[list[int]], list[int], list[int]]
Batch = tuple[list[int], Tensor, Tensor, Tensor, Tensor]


def rows(sentences: list[Tagged], tokenizer: Tokenizer) -> list[Row]:
    """Pieces, features, first-piece labels and first-piece positions of each sentence."""
    out = []
    for sentence in sentences:
        forms = [w for w, _ in sentence][:120]
        states = quotation_states(forms)
        pieces, features, labels, first = [CLS], [[0, 0, 0]], [NONE], []
        for i, encoded in enumerate(tokenizer.encode_batch(forms, add_special_tokens=False)):
            ids = encoded.ids[:MAX_WORD_PIECES] or [UNKNOWN]
            first.append(len(pieces))
            pieces += ids
            features += [[case_of(forms[i]), states[i], int(i == 0)]] * len(ids)
            labels += [ENTITIES.index(sentence[i][1]), *[NONE] * (len(ids) - 1)]
        out.append(([*pieces, SEP], [*features, [0, 0, 0]], [*labels, NONE], first))
    return out


def batches(data: list[Row], rng: random.Random | None, pieces: int = 2560) -> Iterator[Batch]:
    """(indices, pieces, features, mask, labels), grouped by length; shuffled where `rng` is given."""
    order = sorted(range(len(data)), key=lambda i: len(data[i][0]) + (rng.random() * 3 if rng else 0))
    groups: list[list[int]] = [[]]
    for i in order:
        if groups[-1] and (len(groups[-1]) + 1) * len(data[i][0]) > pieces:
            groups.append([])
        groups[-1].append(i)
    if rng:
        rng.shuffle(groups)
    for group in groups:
        size = max(len(data[i][0]) for i in group)
        ids, labels = torch.zeros(len(group), size, dtype=torch.long), torch.full((len(group), size), NONE)
        features = torch.zeros(len(group), size, 3, dtype=torch.long)
        mask = torch.zeros(len(group), size, dtype=torch.bool)
        for k, i in enumerate(group):
            n = len(data[i][0])
            ids[k, :n], labels[k, :n] = torch.tensor(data[i][0]), torch.tensor(data[i][2])
            features[k, :n], mask[k, :n] = torch.tensor(data[i][1]), True
        yield group, ids, features, mask, labels


def train(data: Path, encoder: Path, passes: float = 1.6, seed: int = 1) -> tuple[Teacher, Tokenizer]:
    """Trains the teacher on the gold corpora."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    tokenizer = load_tokenizer(encoder / "tokenizer.json")
    gold, tune = ner.gold(data)
    learning = rows([ner_data.typographic(s, rng) for s in gold], tokenizer)
    model = Teacher()
    initialise(model, encoder)
    updates = int(passes * sum(1 for _ in batches(learning, random.Random(0))))
    tuning = Tuning(rate=2e-4, new=("cases", "marks", "starts", "entities"), updates=updates)

    def loss_of(batch: Batch) -> Tensor:
        _, ids, features, mask, labels = batch
        scores = model(ids, features, mask)
        return nn.functional.cross_entropy(scores.flatten(0, 1), labels.flatten(), ignore_index=NONE)

    run(model, lambda step: batches(learning, random.Random(seed + step)), loss_of, tuning)
    log.info("teacher on tuning sentences: %s", agreement(tune, label(model, tokenizer, tune)))
    return model, tokenizer


@torch.inference_mode()
def label(model: Teacher, tokenizer: Tokenizer, sentences: list[Tagged]) -> list[Tagged]:
    """The sentences with the teacher's labels in BIO."""
    model.eval()
    data = rows(sentences, tokenizer)
    out: list[Tagged] = [[] for _ in sentences]
    for group, ids, features, mask, _ in batches(data, None, 4000):
        best = model(ids, features, mask).argmax(-1)
        for k, i in enumerate(group):
            tags = [ENTITIES[best[k, f]] for f in data[i][3]]
            out[i] = ner_data.as_bio([(w, t) for (w, _), t in zip(sentences[i], tags, strict=False)])
    return out


def agreement(gold: list[Tagged], guess: list[Tagged]) -> str:
    """Token-level F1 of entity tags, as a line to log."""
    pairs = [(g[1], p[1]) for gs, ps in zip(gold, guess, strict=True) for g, p in zip(gs, ps, strict=False)]
    right = sum(g == p != "O" for g, p in pairs)
    found, truth = sum(p != "O" for _, p in pairs), sum(g != "O" for g, _ in pairs)
    return f"token F1 {200 * right / max(1, found + truth):.1f}"


def main(data: Path, encoder: Path, target: Path, news: int = 6000) -> None:
    """Trains the teacher and writes its labels for the treebank's and news sentences to `target` (JSON lines)."""
    model, tokenizer = train(data, encoder)
    treebank = [[(w[conllu.FORM], "O") for w in s.words] for s in conllu.read(data / "ud/en_ewt-ud-train.conllu")]
    silver = list(ner_data.from_silver(data / "polnear/corenlp/train.jsonl", data / "polnear/train/text"))
    random.Random(3).shuffle(silver)
    with target.open("w", encoding="utf8") as out:
        for sentence in label(model, tokenizer, treebank + silver[:news]):
            out.write(json.dumps(sentence) + "\n")
