"""Stanza's graph parser (``depparse``): the trees of all sentences of some documents at once."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from stanza.models.common.vocab import ROOT_ID, CompositeVocab
from stanza.models.depparse.model import GraphParser
from torch import Tensor
from torch.nn import functional

from service.nlp.products import MANY, Product, product
from service.nlp.reading.forms import Letters, distinct, remembered, simplified
from service.nlp.reading.putting import put
from service.nlp.reading.recurrent import Highway, Order
from service.nlp.reading.tagging import known
from service.nlp.shortcuts.labels import Relations, Scorer, decode

Word = tuple[str, str, str, str]  # form, UPOS, XPOS, lemma
COLUMNS = ((1, "upos"), (2, "xpos"), (3, "lemma"))
ROOT = ("\n",) * 4  # no word has a line break in it
ROOT_IDS = (ROOT_ID, ROOT_ID, (ROOT_ID,))


def install(processor: Any, halved: bool) -> None:
    """Gives the processor the reader, `halved` (see products.py) or not, if its model is one that the reader knows."""
    model = processor.trainer.model
    args = model.args
    wanted = args.get("linearization") and args.get("distance") and not args.get("use_ufeats", True)
    if not known(model, GraphParser) or not wanted or args.get("reversed") or args.get("use_arc_embedding"):
        return
    if (
        isinstance(model.vocab["xpos"], CompositeVocab)
        or not args.get("use_upos", True)
        or not args.get("use_xpos", True)
    ):
        return
    resolve = bool(processor.config.get("resolve_head_constraints", True))
    reader = Reader(model, processor.pretrain.vocab, resolve, halved)

    def bulk_process(documents: list[Any]) -> list[Any]:
        sentences = [s for d in documents for s in d.sentences]
        if sentences:
            read = [[(w.text, w.upos or "_", w.xpos or "_", w.lemma or "_") for w in s.words] for s in sentences]
            for sentence, tree in zip(sentences, reader.trees(read), strict=True):
                for word, (head, relation) in zip(sentence.words, tree, strict=True):
                    word.head, word.deprel = head, relation
        return documents

    put(processor, bulk_process, model, ("parserlstm", "charmodel", "unlabeled", "linearization", "distance"))


class Reader:
    """A loaded parser, for reading alone."""

    def __init__(self, model: GraphParser, vectors: Any, resolve: bool, halved: bool) -> None:
        """`resolve` is Stanza's option: whether a head is to have one subject and one object."""
        self._vocab = model.vocab
        self._ids = remembered(model.vocab["word"], vectors, model.vocab["char"], lowered=True)
        self._words, self._vectors = model.word_emb.weight.detach(), model.pretrained_emb.weight.detach()
        self._letters = Letters(model.charmodel)
        self._narrow = [part.weight.detach().T for part in (model.trans_pretrained, model.trans_char)]
        self._lemmas = model.lemma_emb.weight.detach()
        self._upos, self._xpos = (table.weight.detach() for table in (model.upos_emb, model.xpos_emb))
        self._lstm = Highway(model.parserlstm, model.parserlstm_h_init, model.parserlstm_c_init, halved)
        self._arcs = Arcs(model, resolve, halved)

    @torch.inference_mode()
    def trees(self, sentences: Sequence[Sequence[Word]]) -> list[list[list[Any]]]:
        """The head (0 for the root) and relation of each word, sentence by sentence."""
        words, of = distinct(word for sentence in sentences for word in (ROOT, *sentence))
        lengths = [len(s) + 1 for s in sentences]
        return self._arcs.best(self._lstm(self._embedded(words), Order(lengths), of), lengths, self._vocab["deprel"])

    def _embedded(self, words: Sequence[Word]) -> Tensor:
        forms, of = distinct(simplified(word[0]) for word in words)
        found = [self._ids(form) if form != ROOT[0] else ROOT_IDS for form in forms]
        plain, vectors, characters = zip(*found, strict=True)
        vector, letters = self._narrow
        table, kinds = self._vectors[list(vectors)] @ vector, self._words[list(plain)]
        upos, xpos, lemmas = ([self._id(c, word[k]) for word in words] for k, c in COLUMNS)
        tags = self._upos[upos] + self._xpos[xpos]
        spelled = self._letters.of(characters) @ letters
        return torch.cat([table[of], kinds[of], self._lemmas[lemmas], tags, spelled[of]], 1)

    def _id(self, column: str, unit: str) -> int:
        return ROOT_ID if unit == ROOT[0] else int(self._vocab[column].unit2id(unit))


class Arcs:
    """The parser's scorers of arcs: whether there is one, and what its direction and length say."""

    def __init__(self, model: GraphParser, resolve: bool, halved: bool) -> None:
        self._resolve = resolve
        relations = model.deprel.scorer if isinstance(model.deprel, Scorer) else model.deprel
        scorers = [model.unlabeled, model.linearization, model.distance]
        every = [*scorers, relations]
        self._size = model.args["deep_biaff_hidden_dim"]
        weight = torch.cat([part.weight.detach() for s in every for part in (s.W1, s.W2)])
        bias = torch.cat([part.bias.detach() for s in every for part in (s.W1, s.W2)])
        self._hidden = product(weight, bias, halved)
        bilinear = [s.scorer.W_bilin for s in scorers]
        self._pairs = torch.stack([b.weight.detach()[:, :, 0] for b in bilinear])
        self._offsets = [float(b.bias.detach()) for b in bilinear]
        self._relations = relations
        every_pair = relations.scorer.W_bilin.weight.detach()
        self._mixed = product(every_pair.reshape(len(every_pair), -1).T, None, halved)

    def best(self, states: Tensor, lengths: Sequence[int], vocabulary: Any) -> list[list[list[Any]]]:
        """The head and relation of each word; `states` are rows of all sentences, the root's first in each."""
        hidden = self._hidden(states).float().relu_().view(len(states), -1, 2, self._size)
        asked = functional.pad(hidden[:, :3, 0], (0, 1), value=1.0).transpose(0, 1)
        given = functional.pad(hidden[:, :3, 1], (0, 1), value=1.0).transpose(0, 1)
        asked = torch.bmm(asked, self._pairs)
        scores, begin = [], 0
        for length in lengths:
            part = slice(begin, begin + length)
            scores.append(self._scores(asked[:, part], given[:, part]))
            begin += length
        named = Flat(self._relations, self._mixed, hidden[:, 3], lengths)
        return decode(vocabulary, len(lengths), [scores, named], lengths, self._resolve)

    def _scores(self, asked: Tensor, given: Tensor) -> NDArray[np.floating]:
        found, direction, length = torch.bmm(asked, given.transpose(1, 2))
        places = torch.arange(len(found), dtype=torch.float32)
        offset = places[None] - places[:, None]
        found += self._offsets[0] + functional.logsigmoid((direction + self._offsets[1]) * offset.sign())
        guess = 1 + functional.softplus(length + self._offsets[2])
        found -= torch.log((offset.abs() - guess).square_().div_(2).add_(1))
        found.fill_diagonal_(-torch.inf)
        scores: NDArray[np.floating] = functional.log_softmax(found, 1).numpy()
        return scores


class Flat(Relations):
    """Relations of sentences whose rows lie one after the other."""

    step = MANY

    def __init__(self, scorer: Any, times: Product, hidden: Tensor, lengths: Sequence[int]) -> None:
        """`hidden` are the rows as dependents and as heads, `times` multiplies by the bilinear weights."""
        self._scorer, self._times = scorer, times
        self._dependents, self._heads = hidden.unbind(1)
        self._first = list(accumulate(lengths, initial=0))

    def _mixed(self, dependents: Tensor) -> Tensor:
        return self._times(dependents)

    def _at(self, sentences: Sequence[int], words: Sequence[int]) -> tuple[Sequence[int], ...]:
        return ([self._first[s] + w for s, w in zip(sentences, words, strict=True)],)
