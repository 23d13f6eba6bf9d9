"""Trains the tagger of names over the states that the trained network leaves; the network itself stays as it is."""

from __future__ import annotations

import logging
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import torch
from safetensors.torch import save_file
from torch import Tensor, nn
from torch.nn import functional
from torch.nn.utils.rnn import pad_sequence

from models.training import ner_data, vectors
from models.training.examples import NONE, padded
from models.training.joint.named import Named, reader, sentences
from models.training.schedule import Schedule, forever, run
from service.nlp.joint.names import FILE, NAMES, STEPS, NamesModel, NamesTagger, Vectors, spelled
from service.nlp.parser import Parser
from service.nlp.tagger.runtime import AttributionTagger
from service.nlp.tagger.words import case_of

log = logging.getLogger("training")
TOGETHER, SHARE = 40, 0.001


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """Sentences' words after each other, a row each, and the sentences' lengths.

    The tags alone are sentences x words, NONE beyond a sentence's end.
    """

    states: Tensor
    vectors: Tensor
    characters: Tensor
    cases: Tensor
    lengths: list[int]
    tags: Tensor


class Student(NamesModel):
    """The tagger's network while it learns, and beside it the running mean of its weights, from an update on.

    The mean finds more than the last weights do (Polyak & Juditsky, SIAM J. Control Optim. 1992).
    """

    done: Tensor

    def __init__(self, averaged_from: int = 0) -> None:
        super().__init__()
        self.states_drop, self.drop = nn.Dropout(0.15), nn.Dropout(0.3)
        self.mean = NamesModel().requires_grad_(False)
        self.averaged_from = averaged_from
        self.register_buffer("done", torch.tensor(0))

    @torch.no_grad()
    def follow(self) -> None:
        """Takes the weights of one more update into the mean."""
        self.done += 1
        share = 1.0 if self.done <= self.averaged_from + 1 else SHARE
        mine = dict(self.named_parameters())
        for name, value in self.mean.named_parameters():
            value.lerp_(mine[name], share)

    def forward(self, batch: Batch) -> Tensor:
        """The tags' scores, sentences x words x tags; what is beyond a sentence's end is not to be looked at."""
        read = torch.tanh(self.project(self.states_drop(batch.states)))
        surface = self.surface(batch.vectors, batch.characters, batch.cases)
        words = torch.cat([self.drop(read), self.drop(surface)], 1)
        x = pad_sequence(list(words.split(batch.lengths)), batch_first=True).transpose(1, 2)
        inside = (batch.tags != NONE)[:, None]
        once = functional.gelu(self.c1(x)) * inside
        twice = once + functional.gelu(self.c2(self.drop(once)))
        scores: Tensor = self.tags(self.drop(twice.transpose(1, 2)))
        return scores


def crf(scores: Tensor, transitions: Tensor, tags: Tensor) -> Tensor:
    """The mean over sentences of minus the logarithm of their tags' probability among all legal sequences of tags.

    `scores` are sentences x words x tags, `tags` sentences x words, NONE beyond a sentence's end.
    """
    inside, steps = tags != NONE, torch.from_numpy(STEPS)
    tags = tags.clamp_min(0)
    given = (scores.gather(2, tags[..., None])[..., 0] * inside).sum(1)
    given = given + (transitions[tags[:, :-1], tags[:, 1:]] * inside[:, 1:]).sum(1)
    total = scores[:, 0] + steps[0]
    for i in range(1, scores.shape[1]):
        further = torch.logsumexp(total[:, :, None] + transitions + steps, 1) + scores[:, i]
        total = torch.where(inside[:, i, None], further, total)
    return (torch.logsumexp(total, 1) - given).mean()


def collate(some: Sequence[Named], known: Vectors) -> Batch:
    """The sentences as a batch."""
    forms = [form for each in some for form in each.forms]
    return Batch(
        torch.cat([each.states for each in some]).float(),
        known.of(forms),
        torch.tensor([spelled(form) for form in forms]),
        torch.tensor([case_of(form) for form in forms]),
        [len(each.forms) for each in some],
        padded([each.tags for each in some]),
    )


def batches(given: Sequence[Named], known: Vectors, rng: random.Random) -> Iterator[Batch]:
    """One pass: sentences of about the same length together, in random order."""
    order = sorted(given, key=lambda each: len(each.forms) + 3 * rng.random())
    groups = [order[begin : begin + TOGETHER] for begin in range(0, len(order), TOGETHER)]
    rng.shuffle(groups)
    for group in groups:
        yield collate(group, known)


def update(student: Student, optimizer: torch.optim.Optimizer, batch: Batch) -> float:
    """One step; returns the loss."""
    student.train()
    loss = crf(student(batch), student.transitions, batch.tags)
    optimizer.zero_grad()
    loss.backward()  # type: ignore[no-untyped-call]
    nn.utils.clip_grad_norm_(student.parameters(), 5.0)
    optimizer.step()
    student.follow()
    return loss.item()


@torch.inference_mode()
def f1(model: NamesModel, known: Vectors, kept: Sequence[Named]) -> str:
    """Precision, recall and F1 of names as the service would read them, as a line to log."""
    tagger = NamesTagger(model, known, halved=False)
    right = found = wanted = 0
    for each in kept:
        (tags,) = tagger.tags(each.forms, each.states.float(), [len(each.forms)])
        ours, gold = set(ner_data.spans(tags)), set(ner_data.spans(NAMES[tag] for tag in each.tags))
        right, found, wanted = right + len(ours & gold), found + len(ours), wanted + len(gold)
    shares = right / max(found, 1), right / max(wanted, 1), 2 * right / max(found + wanted, 1)
    return "names P {:.1f} R {:.1f} F1 {:.1f}".format(*(100 * share for share in shares))


class Falling(Schedule):
    """A rate that falls in a straight line from the start."""

    def rate(self, step: int) -> float:
        """The learning rate of update `step`, counted from 0."""
        return self.lr * max(1 - step / self.steps, 1e-3)


def train(data: Path, work: Path, models: Path, passes: float = 3, seed: int = 1) -> None:
    """Writes ``names.safetensors`` and the word vectors' files to `work`, where ``glove.pt`` is.

    The folder `models` has the packaged network, and the tagger so far.  Goes on from its checkpoint if it is there.
    """
    vectors.pack(work / "glove.pt", work)
    known, target = Vectors.load(work), work / FILE
    read = reader(AttributionTagger.load(models / "en/attribution"))
    given, kept = sentences(data, Parser.load(models), models, read)
    log.info("%d sentences, %d kept for choosing", len(given), len(kept))
    schedule = Falling(int(passes * -(-len(given) // TOGETHER)), 1.5e-3)
    torch.manual_seed(seed)
    student, rng = Student(schedule.steps // 2), random.Random(seed)
    optimizer = torch.optim.Adam(p for p in student.parameters() if p.requires_grad)
    run(student, optimizer, forever(lambda: batches(given, known, rng)), partial(update, student, optimizer),
        schedule, target.with_suffix(".checkpoint"), lambda: f1(student.mean, known, kept))
    state = {k: v.half().contiguous() for k, v in student.mean.state_dict().items()}
    save_file(state, target, metadata={"format": "pt"})
