"""From paragraphs to batches: windows of word pieces, and where in them the labels lie."""

from __future__ import annotations

import random
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from models.training import examples
from models.training.examples import LONGEST, NONE, pack, padded, windows
from models.training.joint.paragraphs import Mention, Node, Paragraph, Pointers, Soft, edged
from service.nlp.joint.model import PARTS, Vocabulary
from service.nlp.tagger.words import Word

SET_APART = "apart "
"""What begins the name of a label that counts for itself."""
COLUMNS = ("begins", "ends", "parts", "heads", "upos", "xpos", "feats", "relations")


class Ids:
    """The vocabulary's places."""

    def __init__(self, known: Vocabulary) -> None:
        columns = (known.upos, known.xpos, known.feats, known.relations)
        self._places = [{value: i for i, value in enumerate(values)} for values in columns]

    def of(self, node: Node) -> list[int]:
        """The ids of the word's universal tag, treebank tag, features and relation."""
        values = (node.upos, node.xpos, node.feats, node.relation)
        return [places[value] for places, value in zip(self._places, values, strict=True)]


@dataclass
class Row:
    """A window: the columns of examples.row, the pieces' cuts, soft labels and trees.

    With the soft labels come the first pieces of the words they are for; a tree has for each word the values that
    COLUMNS names, `begins` and `ends` being pieces.  `meant` are pieces of pronouns, each with its antecedents'.
    `apart` says that its labels of attributions count for themselves.
    """

    labels: examples.Row
    cuts: list[int]
    soft: list[tuple[list[int], Soft]]
    trees: list[list[list[int]]]
    meant: list[tuple[int, list[int]]]
    apart: bool = False


def row(window: list[Paragraph], ids: Ids) -> Row:
    """Everything of one window, in places of pieces."""
    out = Row(examples.row([p.example for p in window]), [NONE], [], [], [], any(p.apart for p in window))
    known: dict[str, list[int]] = {}
    for paragraph, found in edged(window):
        at, first, end = found[0], found[:-1], found[-1]
        words = paragraph.example.words[: len(first)]
        if paragraph.cuts is None:
            out.cuts += [NONE] * (end - at)
        else:
            out.cuts += [label for labels in paragraph.cuts[: len(first)] for label in labels]
        if paragraph.soft is not None:
            out.soft.append((first, paragraph.soft))
        out.trees += _trees(paragraph.sentences, words, at, ids)
        out.meant += _meant(paragraph.mentions, first, known)
    out.cuts.append(NONE)
    return out


def _meant(mentions: list[Mention], first: list[int], known: dict[str, list[int]]) -> Iterator[tuple[int, list[int]]]:
    """The pronouns and the pieces of all mentions before each, [CLS] where there are none; `known` takes them in."""
    for mention in sorted(mentions, key=lambda m: (m.words[0], not m.asks)):
        pieces = [first[i] for i in mention.words if i < len(first)]
        before = known.setdefault(mention.entity, [])
        if pieces and mention.asks:
            yield pieces[0], sorted({p for p in before if p < pieces[0]}) or [0]
        before += pieces


def _trees(sentences: list[list[Node]], words: list[Word], at: int, ids: Ids) -> Iterator[list[list[int]]]:
    """The sentences that lie whole in these words, whose first piece is at `at`."""
    starts = [w.start + place for w in words for place in w.places]
    ends = [w.start + place for w in words for place in (*w.places[1:], w.end - w.start)]
    for nodes in sentences:
        if not ends or nodes[-1].end > ends[-1]:
            break
        yield [
            [at + bisect_right(ends, n.start), at + bisect_left(starts, n.end), min(n.part, PARTS - 1), n.head,
             *ids.of(n)]
            for n in nodes
        ]


@dataclass(frozen=True, slots=True, eq=False)
class Trees:
    """A batch's words, a column of ids for each name in COLUMNS, sentence after sentence, and the sentences' lengths.

    Pieces are counted over the batch, row after row.
    """

    columns: dict[str, Tensor]
    lengths: list[int]


@dataclass(frozen=True, slots=True, eq=False)
class Meant:
    """A batch's pronouns, by their pieces counted over the batch, and which pieces of its row each may mean.

    `right` and `before` are pronouns x pieces: those of mentions of its antecedent, and all before it.
    """

    rows: Tensor
    right: Tensor
    before: Tensor


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """Rows padded to a batch.

    `hard` has the labels of pieces by name, rows x pieces, NONE where there is nothing to learn; `soft` by name the
    pieces that have a distribution to learn, counted over the batch, and what it is.
    """

    pieces: Tensor
    features: Tensor
    mask: Tensor
    hard: dict[str, Tensor]
    soft: dict[str, tuple[Tensor, Tensor]]
    trees: Trees | None
    meant: Meant | None


def batches(documents: Iterable[list[Paragraph]], ids: Ids, rng: random.Random, pieces: int = 2560) -> Iterator[Batch]:
    """One pass: windows packed anew, batches of windows of about the same length."""
    packed = [window for document in documents for window in windows(document, rng)]
    for group in pack(packed, _size, rng, pieces):
        yield collate([row(window, ids) for window in group])


def _size(window: list[Paragraph]) -> int:
    return min(LONGEST, sum(p.size for p in window))


def collate(rows: Sequence[Row]) -> Batch:
    """Pads a batch."""
    pieces, features, mask, tags, to_cue, to_source, names = examples.collate([r.labels for r in rows])
    width = pieces.shape[1]
    apart = torch.tensor([r.apart for r in rows])[:, None]
    hard = {"names": names, "cuts": padded([r.cuts for r in rows])}
    for name, labels in (("tags", tags), ("cue", to_cue), ("source", to_source)):
        hard[name], hard[SET_APART + name] = labels.masked_fill(apart, NONE), labels.masked_fill(~apart, NONE)
    soft: dict[str, list[tuple[list[int], Tensor]]] = {n: [] for n in ("tags", "cue", "source", "names", "states")}
    sentences: list[list[list[int]]] = []
    for begin, one in zip(range(0, len(rows) * width, width), rows, strict=True):
        for first, labels in one.soft:
            count = min(len(first), labels.count)
            for name in ("tags", "names", "states"):
                given = getattr(labels, name)
                if given is not None:
                    soft[name].append(([begin + at for at in first[:count]], given[:count].float()))
            soft["cue"].append(_pointed(labels.to_cue, first[:count], begin, width))
            soft["source"].append(_pointed(labels.to_source, first[:count], begin, width))
        sentences += [[[begin + word[0], begin + word[1], *word[2:]] for word in tree] for tree in one.trees]
    trees = _joined(sentences) if sentences else None
    meant = [(i, at, right) for i, one in enumerate(rows) for at, right in one.meant]
    learned = {k: _stacked(v) for k, v in soft.items() if v}
    return Batch(pieces, features, mask, hard, learned, trees, _asked(meant, width) if meant else None)


def _asked(given: list[tuple[int, int, list[int]]], width: int) -> Meant:
    """Of (row, piece, pieces of the antecedent) each."""
    right = torch.zeros(len(given), width, dtype=torch.bool)
    for mine, (_, _, pieces) in zip(right, given, strict=True):
        mine[pieces] = True
    places = torch.tensor([at for _, at, _ in given])
    before = torch.arange(width) < places[:, None]
    return Meant(torch.tensor([row for row, _, _ in given]) * width + places, right, before)


def _pointed(pointers: Pointers, first: list[int], begin: int, width: int) -> tuple[list[int], Tensor]:
    """The pieces that point, and their probabilities over the pieces of their row; [CLS] stands for none."""
    inside = pointers.words < len(first)
    asking = pointers.words[inside].tolist()
    chances = torch.zeros(len(asking), width)
    chances[:, [0, *first]] = pointers.chances[inside][:, : len(first) + 1].float()
    return [begin + first[word] for word in asking], chances


def _stacked(parts: list[tuple[list[int], Tensor]]) -> tuple[Tensor, Tensor]:
    places = [place for each, _ in parts for place in each]
    return torch.tensor(places, dtype=torch.long), torch.cat([chances for _, chances in parts])


def _joined(sentences: list[list[list[int]]]) -> Trees:
    values = torch.tensor([word for sentence in sentences for word in sentence])
    return Trees(dict(zip(COLUMNS, values.T, strict=True)), [len(sentence) for sentence in sentences])
