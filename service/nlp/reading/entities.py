"""Stanza's entity tagger (``ner``): the tags of all tokens of some documents at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from stanza.models.common.vocab import PAD_ID, UNK_ID, VOCAB_PREFIX_SIZE
from stanza.models.ner.model import NERTagger
from stanza.models.ner.trainer import fix_singleton_tags
from torch import Tensor, nn

from service.nlp.bio import best_paths
from service.nlp.products import product
from service.nlp.reading.forms import Letters, distinct, remembered
from service.nlp.reading.putting import put
from service.nlp.reading.recurrent import Layer, Order


def install(processor: Any, halved: bool) -> None:
    """Gives the processor the reader, `halved` (see products.py) or not, if it has one model that the reader knows."""
    if len(processor.trainers) != 1 or not known(processor.trainers[0].model):
        return
    reader = Reader(processor.trainers[0].model, halved)

    def bulk_process(documents: list[Any]) -> list[Any]:
        sentences = [s for d in documents for s in d.sentences]
        if sentences:
            found = reader.tags([[t.text for t in s.tokens] for s in sentences])
            for sentence, tags in zip(sentences, found, strict=True):
                for token, tag in zip(sentence.tokens, tags, strict=True):
                    token.ner = tag
                    token.multi_ner = (tag,)
        for document in documents:
            document.build_ents()
        return documents

    put(processor, bulk_process, processor.trainers[0].model, ("taggerlstm", "charmodel"))


def known(model: Any) -> bool:
    """Whether a model is of the kind and has the parts of the shipped one."""
    args = model.args
    return bool(
        type(model) is NERTagger
        and args.get("word_emb_dim")
        and "word" in model.vocab
        and args.get("char")
        and not args.get("charlm")
        and not args.get("bert_model")
        and args["char_num_layers"] == args["num_layers"] == 1
        and args.get("lowercase", True)
        and model.num_output_layers == 1
        and type(model.taggerlstm.lstm) is type(model.charmodel.charlstm.lstm) is nn.LSTM
    )


class Reader:
    """A loaded entity tagger, for reading alone."""

    def __init__(self, model: NERTagger, halved: bool) -> None:
        vocab = model.vocab
        self._ids = remembered(Known(model), vocab["word"], vocab["char"], lowered=True)
        self._vectors, self._letters = model.word_emb.weight.detach(), Letters(model.charmodel)
        delta = model.delta_emb
        self._delta = delta.weight.detach() if delta is not None else None
        self._mix = model.input_transform
        self._lstm = Layer(model.taggerlstm.lstm, model.taggerlstm_h_init, model.taggerlstm_c_init, halved)
        self._read = product(self._lstm.weight, self._lstm.bias, halved)
        self._tags, self._steps = model.tag_clfs[0], model.crits[0]._transitions.detach().numpy()
        self._names = [_name(vocab["tag"], i) for i in range(self._tags.out_features)]

    @torch.inference_mode()
    def tags(self, sentences: Sequence[Sequence[str]]) -> list[list[str]]:
        """The tag of each token, sentence by sentence."""
        forms, of = distinct(form for sentence in sentences for form in sentence)
        surface = self._surface(forms)
        if self._mix is not None:
            surface = self._mix(surface)
        made = self._read(surface)
        lengths = [len(s) for s in sentences]
        scores = self._tags(self._lstm.read(made, Order(lengths), of)).numpy()
        paths = best_paths(np.split(scores, np.cumsum(lengths)[:-1]), self._steps)
        return [fix_singleton_tags([self._names[tag] for tag in path]) for path in paths]

    def _surface(self, forms: Sequence[str]) -> Tensor:
        deltas, vectors, characters = zip(*map(self._ids, forms), strict=True)
        words = self._vectors[list(vectors)]
        if self._delta is not None:
            # A word that is only unknown here is one that training left as it was.
            pairs = zip(deltas, vectors, strict=True)
            words = words + self._delta[[PAD_ID if d == UNK_ID != v else d for d, v in pairs]]
        return torch.cat([words, self._letters.of(characters)], 1)


def _name(vocabulary: Any, number: int) -> str:
    """A tag's name; Stanza takes what is none of them for the first one, O."""
    unit = vocabulary.id2unit((max(number, VOCAB_PREFIX_SIZE),))
    return str(unit[0] if isinstance(unit, list) else unit)


class Known:
    """The words that training changed the vectors of."""

    def __init__(self, model: NERTagger) -> None:
        self._words = model.vocab["delta"] if model.delta_emb is not None else None

    def unit2id(self, form: str) -> int:
        """The word's row among the changes."""
        return int(self._words.unit2id(form.lower())) if self._words is not None else PAD_ID
