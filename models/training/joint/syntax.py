"""The heads for words while they learn: a batch's sentences at once, arcs scored against the gold trees."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from models.training import large
from models.training.joint.rows import Trees
from service.nlp.joint.model import RELATION, JointModel, Vocabulary
from service.nlp.tagger.model import Shape


class Student(JointModel):
    """The network with what only training needs: `match` makes the large teacher's states of its own."""

    def __init__(self, shape: Shape, vocabulary: Vocabulary, states: int = large.SHAPE.hidden) -> None:
        super().__init__(shape, vocabulary)
        self.match = nn.Linear(shape.hidden, states)
        self.read_drop = nn.Dropout(0.2)
        self.hidden_drop = nn.Dropout(0.25)
        self.start()

    def hidden(self, layer: nn.Linear, states: Tensor) -> Tensor:
        """What a layer below other heads makes of the states."""
        made: Tensor = self.hidden_drop(nn.functional.gelu(layer(states)))
        return made


def means(states: Tensor, begins: Tensor, ends: Tensor) -> Tensor:
    """The mean of the states' rows from each of `begins` to before the one of `ends` beside it."""
    counts = ends - begins
    of = torch.repeat_interleave(torch.arange(len(counts)), counts)
    rows = torch.arange(len(of)) - torch.repeat_interleave(counts.cumsum(0) - counts - begins, counts)
    sums = torch.zeros(len(counts), states.shape[1]).index_add(0, of, states[rows].float())
    return sums / counts[:, None]


def scores(model: Student, states: Tensor, trees: Trees) -> dict[str, Tensor]:
    """Scores of what each word is by name: its tags, its features, its head and, below the gold head, its relation.

    `states` are rows of what JointModel.read gives, one for each of the batch's pieces.  Heads are the words of the
    longest sentence, counted from 1, and 0 for the root.
    """
    given = trees.columns
    words = means(states, given["begins"], given["ends"]) + model.parts(given["parts"])
    hidden = model.hidden(model.morph, words)
    size = max(trees.lengths) + 1
    roots = torch.repeat_interleave(torch.arange(len(trees.lengths)) * size, torch.tensor(trees.lengths))
    place = roots + torch.tensor([number for length in trees.lengths for number in range(1, length + 1)])
    table = words.new_zeros(len(trees.lengths) * size, words.shape[1]).index_copy(0, place, words)
    table = table.index_copy(0, torch.arange(0, len(table), size), model.root.expand(len(trees.lengths), -1))
    return {
        "upos": model.upos(hidden),
        "xpos": model.xpos(hidden),
        "feats": model.feats(hidden),
        "heads": _heads(model, table.view(-1, size, table.shape[1]), trees.lengths).flatten(0, 1)[place],
        "relations": _relations(model, table, place, roots + given["heads"]),
    }


def _heads(model: Student, table: Tensor, lengths: list[int]) -> Tensor:
    """Sentences x words x heads, the root being the first of both; what is past a sentence's end is no head."""
    asks, answers = model.hidden(model.arc, table).chunk(2, -1)
    found = (nn.functional.pad(asks, (0, 1), value=1.0) @ model.arc_weight) @ answers.transpose(1, 2)
    past = torch.arange(table.shape[1]) > torch.tensor(lengths)[:, None]
    return found.float().masked_fill(past[:, None], -1e9)


def _relations(model: Student, table: Tensor, words: Tensor, heads: Tensor) -> Tensor:
    """Words x relations; words and heads are rows of the table."""
    below, above = model.hidden(model.rel, table).chunk(2, -1)
    below, above = (nn.functional.pad(side, (0, 1), value=1.0) for side in (below[words], above[heads]))
    mixed = (below @ model.rel_weight).view(len(words), RELATION + 1, -1)
    return torch.bmm(above[:, None], mixed.to(above.dtype))[:, 0]
