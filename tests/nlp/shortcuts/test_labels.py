"""Relations scored for the tree's arcs alone are those that Stanza finds among all pairs'."""

from __future__ import annotations

from copy import deepcopy

import pytest
import stanza
import torch
from stanza.models.common.biaffine import DeepBiaffineScorer
from stanza.models.common.vocab import VOCAB_PREFIX_SIZE
from stanza.models.depparse.head_constraints import DEPREL_TO_GROUP
from stanza.models.depparse.model import GraphParser

from service.nlp.loading import BUNDLED
from service.nlp.shortcuts.labels import Relations, Scorer, decode, install

NAMES = ["root", *sorted(DEPREL_TO_GROUP), "obl", "det"]
SIZE = 6


class Vocabulary:
    """The part of Stanza's that the search for a tree asks."""

    def unmap(self, ids):
        return [NAMES[i - VOCAB_PREFIX_SIZE] for i in ids]


def scorer(seed: int) -> DeepBiaffineScorer:
    torch.manual_seed(seed)
    made = DeepBiaffineScorer(SIZE, SIZE, 5, len(NAMES), pairwise=True).eval()
    bilinear = made.scorer.W_bilin
    torch.nn.init.normal_(bilinear.weight)
    torch.nn.init.normal_(bilinear.bias)
    return made


@pytest.mark.filterwarnings("ignore:resolve_head_constraint")
@pytest.mark.parametrize("resolve", [False, True])
@pytest.mark.parametrize("seed", range(25))
@torch.inference_mode()
def test_the_same_trees_and_relations(seed, resolve):
    made, lengths = scorer(seed), [8, 5, 2]
    states = torch.randn(len(lengths), max(lengths), SIZE)
    arcs = torch.log_softmax(torch.randn(len(lengths), max(lengths), max(lengths)), 2).numpy()
    scores = made(states, states)
    theirs = [arcs, scores.max(3)[1].numpy() + VOCAB_PREFIX_SIZE, torch.log_softmax(scores, 3).numpy()]
    # The search itself is the same for both.
    right = GraphParser.decode_graph_predictions(Vocabulary(), 3, deepcopy(theirs), lengths, resolve)
    ours = decode(Vocabulary(), 3, [arcs, Relations(made, states, states)], lengths, resolve)
    assert ours == [[[int(head), name] for head, name in sentence] for sentence in right]


def test_the_scorer_still_trains():
    made = Scorer(scorer(1))
    states = torch.randn(1, 3, SIZE)
    assert made.train()(states, states).shape == (1, 3, 3, len(NAMES))
    assert isinstance(made.eval()(states, states), Relations)


def test_another_kind_of_parser_is_left_as_it_is():
    install(object())


@pytest.mark.models
def test_installing_twice_changes_nothing():
    processors = "tokenize,mwt,pos,lemma,depparse"
    plain = stanza.Pipeline(
        "en", dir=str(BUNDLED), download_method=None, processors=processors, use_gpu=False, verbose=False
    )
    model = plain.processors["depparse"].trainer.model
    install(model)
    once = model.deprel, model.forward
    install(model)
    assert (model.deprel, model.forward) == once
    assert isinstance(model.deprel, Scorer)
