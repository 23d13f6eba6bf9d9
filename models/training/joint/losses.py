"""What the network pays for: the teachers' labels most of all, the corpora's own beside them."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from models.training.device import halves
from models.training.examples import NONE
from models.training.joint.rows import SET_APART, Batch, Meant
from models.training.joint.syntax import Student, scores
from service.nlp.tagger.model import POINTER

# Each is a mean over what is labelled for it; those of the first row are the teachers'.
WEIGHTS = {
    "soft tags": 2.0, "soft cue": 1.0, "soft source": 1.0, "soft names": 0.7, "states": 0.2,
    "tags": 0.4, "cue": 0.2, "source": 0.2, "names": 0.5, "cuts": 0.5,
    "upos": 0.5, "xpos": 0.3, "feats": 0.3, "heads": 1.0, "relations": 0.7,
    "antecedents": 0.4,
    "apart tags": 1.4, "apart cue": 0.7, "apart source": 0.7,
}


def losses(model: Student, batch: Batch) -> dict[str, Tensor]:
    """The loss of each head that the batch has labels for, by the names in WEIGHTS."""
    layers, bias = model.layered(batch.pieces, batch.features, batch.mask)
    tags, cue, source = (each.flatten(0, 1) for each in model.heads(layers[-1], bias))
    read = model.read_drop(model.read(layers)).flatten(0, 1)
    pointed = {"tags": tags, "cue": cue, "source": source}
    last, out = layers[-1].flatten(0, 1), {}
    for name, (at, wanted) in batch.soft.items():
        if name == "states":
            # What leads a large network to its answers says more than these (FitNets; Romero et al., ICLR 2015).
            out[name] = functional.mse_loss(model.match(last[at]).float(), wanted)
        elif len(at):
            given = model.entities(read[at]) if name == "names" else pointed[name][at]
            out[f"soft {name}"] = divergence(given, wanted)
    for name, labels in batch.hard.items():
        at = torch.nonzero(labels.flatten() != NONE)[:, 0]
        if len(at):
            head = {"names": model.entities, "cuts": model.cuts}.get(name)
            given = head(read[at]) if head else pointed[name.removeprefix(SET_APART)][at]
            out[name] = functional.cross_entropy(given.float(), labels.flatten()[at])
    if batch.meant:
        out["antecedents"] = antecedents(model, read, batch.meant)
    if batch.trees:
        for name, given in scores(model, read, batch.trees).items():
            out[name] = functional.cross_entropy(given.float(), batch.trees.columns[name])
    return out


def antecedents(model: Student, states: Tensor, meant: Meant) -> Tensor:
    """The mean negative logarithm of all that the pieces of the antecedents get, of what comes before the pronoun."""
    asks, answers = model.before(states).chunk(2, -1)
    width = meant.before.shape[1]
    answers = answers.view(-1, width, POINTER)[meant.rows // width]
    scores = torch.bmm(answers, asks[meant.rows][:, :, None])[:, :, 0].float() * POINTER**-0.5
    scores = scores.masked_fill(~meant.before, -1e9)
    return (scores.logsumexp(-1) - scores.masked_fill(~meant.right, -1e9).logsumexp(-1)).mean()


def divergence(given: Tensor, wanted: Tensor) -> Tensor:
    """The mean Kullback-Leibler divergence of scores from the probabilities that are wanted."""
    each = wanted * (wanted.clamp_min(1e-6).log() - torch.log_softmax(given.float(), -1))
    return each.sum(-1).mean()


def loss_of(model: Student, batch: Batch) -> Tensor:
    """All losses, weighted."""
    with halves():
        return torch.stack([WEIGHTS[name] * loss for name, loss in losses(model, batch).items()]).sum()
