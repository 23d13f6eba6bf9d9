"""Stanza's tagger (``pos``): universal and treebank tags and features of all words of some documents at once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import torch
from stanza.models.common.vocab import CompositeVocab
from stanza.models.pos.model import Tagger
from torch import Tensor, nn

from service.nlp.reading.forms import KEPT, Letters, distinct, remembered, simplified
from service.nlp.reading.putting import put
from service.nlp.reading.recurrent import Highway, Order


def install(processor: Any, halved: bool) -> None:
    """Gives the processor the reader, `halved` (see products.py) or not, if its model is one that the reader knows."""
    model = processor.trainer.model
    if not known(model, Tagger) or not model.share_hid or model.tag_names != ["upos", "xpos", "feats"]:
        return
    reader = Reader(model, processor.pretrain.vocab, halved)

    def bulk_process(documents: list[Any]) -> list[Any]:
        sentences = [s for d in documents for s in d.sentences]
        if sentences:
            found = iter(reader.tags([[w.text for w in s.words] for s in sentences]))
            for sentence in sentences:
                for word in sentence.words:
                    word.upos, word.xpos, word.feats = next(found)
        return documents

    put(processor, bulk_process, model, ("taggerlstm", "charmodel"))


def known(model: Any, kind: Any) -> bool:
    """Whether a model is of the kind and has the parts of the shipped ones."""
    args = model.args
    wanted = args.get("pretrain") and args.get("char") and args.get("word_emb_dim")
    return bool(
        type(model) is kind
        and wanted
        and not args.get("charlm")
        and not args.get("bert_model")
        and args["char_num_layers"] == 1
        and type(model.charmodel.charlstm.lstm) is nn.LSTM
    )


class Reader:
    """A loaded tagger, for reading alone."""

    def __init__(self, model: Tagger, vectors: Any, halved: bool) -> None:
        vocab = model.vocab
        self._ids = remembered(vocab["word"], vectors, vocab["char"], lowered=True)
        self._words, self._vectors = model.word_emb.weight.detach(), model.pretrained_emb.weight.detach()
        self._letters = Letters(model.charmodel)
        self._lstm = Highway(model.taggerlstm, model.taggerlstm_h_init, model.taggerlstm_c_init, halved)
        self._narrow = [part.weight.detach().T for part in (model.trans_pretrained, model.trans_char)]
        self._hidden = model.upos_hid
        heads = [model.upos_clf, model.tag_clf["xpos"], *_features(model.tag_clf["feats"])]
        self._weight = torch.cat([h.weight.detach() for h in heads])
        self._bias = torch.cat([h.bias.detach() for h in heads])
        self._widths = [h.out_features for h in heads]
        self._upos, self._xpos = (vocab[name]._id2unit for name in ("upos", "xpos"))
        composite = isinstance(vocab["feats"], CompositeVocab)
        self._feats = lru_cache(KEPT)(lambda ids: vocab["feats"].id2unit(list(ids) if composite else ids[0]))

    @torch.inference_mode()
    def tags(self, sentences: Sequence[Sequence[str]]) -> list[tuple[str, str, str]]:
        """UPOS, XPOS and features of each word, sentence after sentence."""
        forms, of = distinct(simplified(form) for sentence in sentences for form in sentence)
        states = self._lstm(self._surface(forms), Order([len(s) for s in sentences]), of)
        hidden = self._hidden(states).relu_()
        scores = torch.addmm(self._bias, hidden, self._weight.T)
        best = torch.stack([part.argmax(1) for part in torch.split(scores, self._widths, 1)], 1).tolist()
        return [(self._upos[u], self._xpos[x], self._feats(tuple(rest))) for u, x, *rest in best]

    def _surface(self, forms: Sequence[str]) -> Tensor:
        words, vectors, characters = zip(*map(self._ids, forms), strict=True)
        vector, letters = self._narrow
        return torch.cat(
            [self._words[list(words)], self._vectors[list(vectors)] @ vector, self._letters.of(characters) @ letters], 1
        )


def _features(head: Any) -> list[Any]:
    return list(head) if isinstance(head, nn.ModuleList) else [head]
