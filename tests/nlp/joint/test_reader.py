"""The heads for reading give what the network's parameters say, sentence by sentence."""

from __future__ import annotations

import pytest
import torch
from torch.nn import functional

from service.nlp.joint.model import ARC, FIRST, FIRST_CONTRACTION, RELATION, JointModel, Vocabulary
from service.nlp.joint.reader import Heads
from service.nlp.tagger.model import READ, Shape

SHAPE = Shape(vocabulary=50, hidden=24, layers=6, heads=4, feedforward=48, positions=200)
KNOWN = Vocabulary(["NOUN", "VERB", "PUNCT"], ["NN", "VBD", "."], ["_", "Number=Sing"], ["nsubj", "root", "punct"])
LENGTHS = [4, 1, 7]
PARTS = [0, 1, 2, 0, 0, 0, 0, 1, 9, 0, 0, 0]


@pytest.fixture(params=[1, 2, 3])
def model(request) -> JointModel:
    torch.manual_seed(request.param)
    made = JointModel(SHAPE, KNOWN).eval()
    made.start()
    for parameter in (made.arc_weight, made.rel_weight):
        torch.nn.init.normal_(parameter)
    return made


def states() -> torch.Tensor:
    return torch.randn(sum(LENGTHS), SHAPE.hidden * len(READ))


def test_reads_two_layers(model):
    assert model.read([torch.full((1, 2), float(i)) for i in range(6)]).tolist() == [[3, 3, 5, 5]]


@torch.inference_mode()
def test_tags(model):
    read = states()
    parts = torch.tensor([min(part, 3) for part in PARTS])
    hidden = functional.gelu(model.morph(read + model.parts(parts)))
    found = Heads(model, KNOWN, halved=False).tags(read, PARTS)
    heads = (model.upos, KNOWN.upos), (model.xpos, KNOWN.xpos), (model.feats, KNOWN.feats)
    for column, (head, names) in enumerate(heads):
        assert [tags[column] for tags in found] == [names[i] for i in head(hidden).argmax(1)]


@torch.inference_mode()
def test_trees_are_trees_and_relations_those_of_their_arcs(model):
    read = states()
    found = Heads(model, KNOWN, halved=False).trees(read, PARTS, LENGTHS)
    assert [len(tree) for tree in found] == LENGTHS
    words = read + model.parts(torch.tensor([min(part, 3) for part in PARTS]))
    begin = 0
    for tree in found:
        here = torch.cat([model.root[None], words[begin : begin + len(tree)]])
        below, above = functional.gelu(model.rel(here)).split(RELATION, 1)
        heads = [head for head, _ in tree]
        assert heads.count(0) == 1
        for word, (head, relation) in enumerate(tree, 1):
            seen, at = set(), word
            while at:
                assert at not in seen
                seen.add(at)
                at = heads[at - 1]
            one = torch.ones(1)
            scores = (torch.cat([below[word], one]) @ model.rel_weight).view(RELATION + 1, -1)
            if not head:
                assert relation == "root"
                continue
            values = torch.cat([above[head], one]) @ scores
            values[KNOWN.relations.index("root")] = -torch.inf
            assert relation == KNOWN.relations[int(values.argmax())]
        begin += len(tree)


@torch.inference_mode()
def test_where_the_best_heads_are_a_tree_they_are_taken(model):
    read = states()[:2]
    ((tree),) = Heads(model, KNOWN, halved=False).trees(read, [0, 0], [2])
    here = functional.gelu(model.arc(torch.cat([model.root[None], read + model.parts(torch.tensor([0, 0]))])))
    asks, answers = here.split(ARC, 1)
    scores = functional.pad(asks, (0, 1), value=1.0) @ model.arc_weight @ answers.T
    totals = {(0, 1): scores[1, 0] + scores[2, 1], (2, 0): scores[1, 2] + scores[2, 0]}
    assert tuple(head for head, _ in tree) == max(totals, key=lambda heads: totals[heads])


@torch.inference_mode()
def test_a_sentence_begins_where_its_labels_together_are_likelier(model):
    heads, read = Heads(model, KNOWN, halved=False), states()
    chances = torch.softmax(model.cuts(read), 1)
    for label, row in zip(heads.cuts(read), chances, strict=True):
        assert (label >= FIRST) == bool(row[FIRST:].sum() > 0.5)
        assert 0 <= label <= FIRST_CONTRACTION
