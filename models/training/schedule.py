"""Training loop shared by the recurrent models: warm-up and cosine decay, checkpoints that a second call resumes."""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

log = logging.getLogger("training")


@dataclass(frozen=True)
class Schedule:
    """`steps` updates; the learning rate rises for `warmup` of them to `lr`, then falls to `floor` times `lr`."""

    steps: int
    lr: float
    warmup: int = 100
    floor: float = 0.02
    checkpoint_every: int = 200
    evaluate_every: int = 600

    def rate(self, step: int) -> float:
        """The learning rate of update `step`, counted from 0."""
        if step < self.warmup:
            return self.lr * (step + 1) / self.warmup
        done = (step - self.warmup) / max(1, self.steps - self.warmup)
        return self.lr * (self.floor + (1 - self.floor) * 0.5 * (1 + math.cos(math.pi * done)))


def forever(make: Callable[[], Iterator[Any]]) -> Iterator[Any]:
    """Batches without end; `make` gives one shuffled pass."""
    while True:
        yield from make()


def updates_done(checkpoint: Path) -> int:
    """How many updates the checkpoint has behind it, 0 without one."""
    return int(torch.load(checkpoint, weights_only=True)["step"]) if checkpoint.exists() else 0


def run(
    model: torch.nn.Module,
    optimizer: torch.optim.Optimizer,
    batches: Iterator[Any],
    update: Callable[[Any], float],
    schedule: Schedule,
    checkpoint: Path,
    evaluate: Callable[[], str] | None = None,
) -> None:
    """Trains to the end of the schedule; where `checkpoint` exists, goes on from it."""
    start, began = 0, time.time()
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=True)
        model.load_state_dict(state["model"], strict=False)
        optimizer.load_state_dict(state["optimizer"])
        start = state["step"]
        log.info("resuming %s at step %d", checkpoint.name, start)
    total = 0.0
    for step in range(start, schedule.steps):
        for group in optimizer.param_groups:
            group["lr"] = schedule.rate(step)
        total += update(next(batches))
        done = step + 1
        if done % 100 == 0:
            log.info("step %d/%d loss %.4f, %.0f s", done, schedule.steps, total / 100, time.time() - began)
            total = 0.0
        if done % schedule.checkpoint_every == 0:
            kept = {k: v for k, v in model.state_dict().items() if not k.startswith("pretrained_emb")}
            torch.save({"model": kept, "optimizer": optimizer.state_dict(), "step": done}, checkpoint)
        if evaluate and (done % schedule.evaluate_every == 0 or done == schedule.steps):
            log.info("step %d: %s", done, evaluate())
