"""The service's entity tagger: a BiLSTM-CRF over the attribution tagger's states.

It learns from the gold corpora and from what the teachers (ner_teacher.py) make of raw text: their tags, and how sure
they are of each (Hinton et al. 2015).  Those of the gold corpora that are nearest to what is read have the last word.
"""

from __future__ import annotations

import json
import logging
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from stanza.models.common.crf import CRFLoss
from stanza.models.common.pretrain import Pretrain
from torch import Tensor, nn

from models.training import corpora, ner_data
from models.training.lstm import accelerate
from models.training.ner_data import Tagged
from models.training.schedule import Schedule, forever, run, updates_done
from service.nlp.ner.model import TAGS, Batch, EntityModel, Shape
from service.nlp.ner.runtime import EntityTagger, Vectors, collate
from service.nlp.tagger.runtime import AttributionTagger

log = logging.getLogger("training")


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """A sentence's words, BIO tags, states (words x size, half precision) and, if taught, the teachers' probabilities.

    These are words x tags.
    """

    words: list[str]
    tags: list[str]
    states: Tensor
    taught: Tensor | None = None


BATCH_WORDS = 1200
COPIES = 3
UNKNOWN_SHARE = 0.03
MIXED_SHARE = 0.85


def read(sentences: Sequence[Tagged], tagger: AttributionTagger, rng: random.Random) -> list[Row]:
    """The sentences with their states, read as the service reads them: in paragraphs, and those in windows."""
    out: list[Row] = []
    for begin in range(0, len(sentences), 200):
        text, stretches, placed = "", [], []
        for tagged in sentences[begin : begin + 200]:
            line, spans = corpora.surface(tagged, glue=rng.random() < 0.7)
            goes_on = stretches and len(text) - stretches[-1][0] < 600 and rng.random() < 0.6
            text += (" " if goes_on else "\n") + line
            at = len(text) - len(line)
            stretches = [*stretches[:-1], (stretches[-1][0], len(text))] if goes_on else [*stretches, (at, len(text))]
            placed.append((tagged, [(at + a, at + b) for a, b in spans]))
        _, states = tagger.read(text, stretches)
        out += [Row([w for w, _ in t], [x for _, x in t], states.over(spans).half()) for t, spans in placed]
    return out


def gold(data: Path, tagger: AttributionTagger, rng: random.Random) -> tuple[list[Row], list[Row], list[Row]]:
    """Rows of the kinds of text that matter (EWT in two readings, re3d), of the other corpora, and held-out ones.

    Half of what is learned from has curly marks.
    """
    ewt, kept = ner_data.held_out(list(ner_data.from_columns(data / "ner/uner_ewt-dev.iob2", 1, 2)))
    re3d = [ner_data.named_only(s) for s in ner_data.from_columns(data / "ner/re3d-train.conll")]

    def rows(sentences: Iterable[Tagged]) -> list[Row]:
        return read([ner_data.typographic(s, rng) for s in sentences if s], tagger, rng)

    others = rows(ner_data.from_columns(data / "ner/wikigold.conll"))
    others += rows(ner_data.from_gum(data / "ud/en_gum-ccby-train.conllu"))
    others += rows(ner_data.from_columns(data / "ner/wnut17-train.conll"))
    return rows(ewt) + rows(ewt) + rows(re3d), others, read(kept, tagger, rng)


def silver(path: Path, tagger: AttributionTagger, rng: random.Random) -> list[Row]:
    """Rows of what ner_teacher.py wrote."""
    sentences = [[(word, tag) for word, tag in json.loads(line)] for line in path.open(encoding="utf8")]
    taught = load_file(path.with_suffix(".safetensors"))["probabilities"].split([len(s) for s in sentences])
    return [replace(r, taught=t) for r, t in zip(read(sentences, tagger, rng), taught, strict=True)]


def f1(rows: list[Row], tagger: EntityTagger) -> str:
    """Entity F1 on the rows, as a line to log."""
    guess = tagger.tag([(r.words, r.states.float()) for r in rows])
    found = {(i, *e) for i, tags in enumerate(guess) for e in ner_data.spans(tags)}
    truth = {(i, *e) for i, r in enumerate(rows) for e in ner_data.spans(r.tags)}
    return f"F1 {200 * len(found & truth) / max(1, len(found) + len(truth)):.1f} on {len(truth)} entities"


Taught = tuple[Batch, Tensor, Tensor]
"""A batch, its tags' indices (sentences x words), and the teachers' probabilities (x tags), zeros where none are."""


def batches(rows: list[Row], vectors: Vectors, rng: random.Random) -> Iterator[Taught]:
    """One pass: sentences of like length together, some words made unknown."""
    order = sorted(range(len(rows)), key=lambda i: len(rows[i].words) + 4 * rng.random())
    groups: list[list[Row]] = [[]]
    for i in order:
        if groups[-1] and (len(groups[-1]) + 1) * len(rows[i].words) > BATCH_WORDS:
            groups.append([])
        groups[-1].append(rows[i])
    rng.shuffle(groups)
    for group in groups:
        batch = collate([(r.words, r.states.float()) for r in group], vectors)
        unknown = torch.rand(batch.cases.shape) < UNKNOWN_SHARE
        batch = replace(batch, vectors=batch.vectors.masked_fill(unknown[..., None], 0))
        tags = torch.zeros(batch.cases.shape, dtype=torch.long)
        taught = torch.zeros(*batch.cases.shape, len(TAGS))
        for k, r in enumerate(group):
            tags[k, : len(r.tags)] = torch.tensor([TAGS.index(t) for t in r.tags])
            if r.taught is not None:
                taught[k, : len(r.tags)] = r.taught.float()
        yield batch, tags, taught


@dataclass(frozen=True)
class Course:
    """What is learned from: the gold rows that matter most, all rows, and those kept to see how it goes."""

    last: list[Row]
    mixed: list[Row]
    kept: list[Row]

    def passes(self, vectors: Vectors, seed: int, steps: float) -> Iterator[Taught]:
        """Batches without end; after so many steps from the last rows alone."""
        rng = random.Random(seed)
        step = 0
        while step < steps:
            for batch in batches(self.mixed, vectors, rng):
                step += 1
                yield batch
                if step >= steps:
                    break
        yield from forever(lambda: batches(self.last, vectors, rng))


def train(course: Course, vectors: Vectors, schedule: Schedule, target: Path, seed: int) -> EntityModel:
    """One network, written to `target` in half precision; goes on from its checkpoint if that is there."""
    torch.manual_seed(seed)
    model = EntityModel(Shape(), dropout=0.4, state_dropout=0.4)
    accelerate(model)
    model.train()
    criterion = CRFLoss(len(TAGS))
    criterion._transitions = model.transitions
    optimizer = torch.optim.Adam(model.parameters(), lr=schedule.lr, betas=(0.9, 0.98))

    def update(given: Taught) -> float:
        batch, tags, taught = given
        model.train()
        scores = model(batch)
        padding = torch.arange(tags.shape[1])[None] >= batch.lengths[:, None]
        loss = criterion(scores, padding, tags)[0] - (taught * torch.log_softmax(scores, -1)).sum() / len(tags)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 5.0)
        optimizer.step()
        return float(loss.item())

    checkpoint = target.with_suffix(".checkpoint")
    mixed_steps = max(0, MIXED_SHARE * schedule.steps - updates_done(checkpoint))
    run(model, optimizer, course.passes(vectors, seed, mixed_steps), update, schedule, checkpoint,
        lambda: f1(course.kept, EntityTagger(model, vectors)))
    weights = {k: v.detach().half().contiguous() for k, v in model.state_dict().items()}
    save_file(weights, target, metadata={"shape": json.dumps(asdict(model.shape)), "format": "pt"})
    return model.eval()


def main(data: Path, work: Path, models: Path, schedule: Schedule) -> None:
    """Learns with the attribution tagger of the folder `models`; writes ``names.safetensors`` to `work`."""
    tagger = AttributionTagger.load(models / "en/attribution")
    vectors = Vectors(Pretrain(str(models / "en/pretrain/whosaid.pt")))
    rng = random.Random(5)
    last, others, kept = gold(data, tagger, rng)
    taught = silver(work / "silver.jsonl", tagger, rng)
    course = Course(last, last * COPIES + others + taught, kept)
    train(course, vectors, schedule, work / "names.safetensors", seed=1)
