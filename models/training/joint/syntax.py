"""The heads for words while they learn: a batch's sentences at once, arcs scored against the gold trees."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from models.training.joint import soft
from models.training.joint.rows import Trees
from service.nlp.joint.model import RELATION, JointModel, Vocabulary
from service.nlp.tagger.model import Shape


class Student(JointModel):
    """The network with what only training needs: `match` makes a teacher's states of its own."""

    def __init__(self, shape: Shape, vocabulary: Vocabulary, dropout: float = 0.1) -> None:
        super().__init__(shape, vocabulary, dropout)
        self.match = nn.Linear(shape.hidden, soft.COMPONENTS)
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
    of = torch.repeat_interleave(torch.arange(len(counts), device=states.device), counts)
    first = torch.repeat_interleave(counts.cumsum(0) - counts - begins, counts)
    rows = torch.arange(len(of), device=states.device) - first
    sums = states.new_zeros(len(counts), states.shape[1], dtype=torch.float).index_add(0, of, states[rows].float())
    return sums / counts[:, None]


def scores(model: Student, states: Tensor, trees: Trees) -> dict[str, Tensor]:
    """Scores of what each word is by name: its tags, its features, its head and, below the gold head, its relation.

    `states` are rows of what JointModel.read gives, one for each of the batch's pieces.  Heads are the words of the
    longest sentence, counted from 1, and 0 for the root.
    """
    given = trees.columns
    words = means(states, given["begins"], given["ends"]) + model.parts(given["parts"])
    hidden = model.hidden(model.morph, words)
    size, count, lengths = max(trees.lengths) + 1, len(trees.lengths), torch.tensor(trees.lengths)
    first = torch.arange(count) * size
    roots = torch.repeat_interleave(first, lengths).to(words.device)
    numbers = torch.cat([torch.arange(1, length + 1) for length in trees.lengths])
    place = roots + numbers.to(words.device)
    table = words.new_zeros(count * size, words.shape[1]).index_copy(0, place, words)
    table = table.index_copy(0, first.to(words.device), model.root.expand(count, -1))
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
    return found.float().masked_fill(past[:, None].to(found.device), -1e9)


def _relations(model: Student, table: Tensor, words: Tensor, heads: Tensor) -> Tensor:
    """Words x relations; words and heads are rows of the table."""
    below, above = model.hidden(model.rel, table).chunk(2, -1)
    below, above = (nn.functional.pad(side, (0, 1), value=1.0) for side in (below[words], above[heads]))
    mixed = (below @ model.rel_weight).view(len(words), RELATION + 1, -1)
    return torch.bmm(above[:, None], mixed.to(above.dtype))[:, 0]
