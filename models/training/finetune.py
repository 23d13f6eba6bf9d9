"""Fine-tuning of an encoder: two learning rates, warm-up and linear decay, a checkpoint to go on from."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from models.training.device import DEVICE, placed
from models.training.lstm import pool_dropout

log = logging.getLogger("training")
NEW_RATE = 1e-3


@dataclass(frozen=True)
class Tuning:
    """`rate` for what comes from the encoder; layers whose names start with one of `new` learn at `new_rate`."""

    rate: float
    new: tuple[str, ...]
    updates: int
    new_rate: float = NEW_RATE
    warmup: float = 0.05
    checkpoint: Path | None = None
    checkpoint_every: int = 100


def optimiser(model: nn.Module, tuning: Tuning) -> torch.optim.AdamW:
    """AdamW over everything but the word and position embeddings, which stay as they are."""
    for name, parameter in model.named_parameters():
        if name in {"words.weight", "places.weight"}:
            parameter.requires_grad_(False)
    named = [(n, p) for n, p in model.named_parameters() if p.requires_grad]
    groups = [
        {"params": [p for n, p in named if not n.startswith(tuning.new)], "scale": tuning.rate},
        {"params": [p for n, p in named if n.startswith(tuning.new)], "scale": tuning.new_rate},
    ]
    return torch.optim.AdamW(groups, lr=tuning.rate, weight_decay=0.01)


def run(
    model: nn.Module, passes: Callable[[int], Iterator[Any]], loss_of: Callable[[Any], Tensor], tuning: Tuning
) -> None:
    """Trains to the end of the schedule; where the checkpoint exists, goes on from it.

    `passes` gives the batches of one pass; its argument, the updates done so far, seeds the shuffling.  The model is on
    the processor again when all is done.
    """
    if DEVICE.type == "cpu":
        pool_dropout(model)
    model.to(DEVICE)
    optimizer = optimiser(model, tuning)
    step, running, began = _resume(model, optimizer, tuning.checkpoint), 0.0, time.time()
    model.train()
    log.info("%d updates, from %d", tuning.updates, step)
    while step < tuning.updates:
        for batch in passes(step):
            _set_rates(optimizer, tuning, step / tuning.updates)
            loss = loss_of(placed(batch))
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            step, running = step + 1, running + loss.item()
            if step % 50 == 0:
                log.info("step %d/%d loss %.4f, %.0f s", step, tuning.updates, running / 50, time.time() - began)
                running = 0.0
            if tuning.checkpoint and step % tuning.checkpoint_every == 0:
                state = {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "step": step}
                torch.save(state, tuning.checkpoint)
            if step >= tuning.updates:
                break
    model.cpu()


def _set_rates(optimizer: torch.optim.Optimizer, tuning: Tuning, done: float) -> None:
    """Rates rise over the warm-up, then fall in a straight line; `done` is the share of the updates."""
    for group in optimizer.param_groups:
        group["lr"] = group["scale"] * max(min(done / tuning.warmup, (1 - done) / (1 - tuning.warmup)), 1e-3)


def _resume(model: nn.Module, optimizer: torch.optim.Optimizer, checkpoint: Path | None) -> int:
    if checkpoint is None or not checkpoint.exists():
        return 0
    state = torch.load(checkpoint, weights_only=True, map_location=DEVICE)
    model.load_state_dict(state["model"])
    optimizer.load_state_dict(state["optimizer"])
    return int(state["step"])
