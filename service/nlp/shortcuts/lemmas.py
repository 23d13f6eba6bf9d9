"""Stanza's lemmatizer (``lemma``): each form and tag once, and letter by letter only what is neither known nor copied.

Stanza looks the words up in a dictionary, and spells the lemma of each one that is not there.  Most of these are names,
which a classifier says to copy as they are or in lower case: what was spelled for them is thrown away.  Of
capitalised proper nouns, common nouns and adjectives but those in -s, and what has no letter it says so whenever it is
asked (2,746 of 2,746 unknown ones of the dev sets and 150 articles): it is not asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from stanza.models.lemma.data import DataLoader
from stanza.models.lemma.edit import EDIT_TO_ID, edit_word

Pair = tuple[str, str | None]  # form, UPOS


def install(processor: Any) -> None:
    """Puts the shortcut into the processor, if its model is one that it knows; a second call changes nothing."""
    if "bulk_process" in vars(processor):
        return
    args = {} if processor.use_identity else processor.config
    if not (args.get("ensemble_dict") and args.get("edit")) or args.get("dict_only") or processor.store_results:
        return
    if args.get("caseless") or processor.trainer.has_contextual_lemmatizers():
        return
    reader = Reader(processor.trainer, processor.config, processor.vocab)

    def bulk_process(documents: list[Any]) -> list[Any]:
        words = [word for d in documents for s in d.sentences for word in s.words]
        found = reader.lemmas(dict.fromkeys((word.text, word.upos) for word in words))
        for word in words:
            word.lemma = found[word.text, word.upos]
        return documents

    processor.bulk_process = bulk_process
    processor.process = lambda document: bulk_process([document])[0]


class Reader:
    """A loaded lemmatizer, for reading alone."""

    def __init__(self, trainer: Any, config: dict[str, Any], vocab: Any) -> None:
        self._trainer, self._config, self._vocab = trainer, config, vocab

    @torch.inference_mode()
    def lemmas(self, pairs: Sequence[Pair] | dict[Pair, None]) -> dict[Pair, str]:
        """The lemma of each pair, all different."""
        found, unknown = self._known(pairs)
        found |= zip(unknown, self._spelled(unknown), strict=True)
        return {pair: lemma or "_" for pair, lemma in found.items()}

    @torch.inference_mode()
    def spelled(self, pairs: Sequence[Pair]) -> dict[Pair, str]:
        """The lemmas of those that are neither known nor copied."""
        _, unknown = self._known(pairs)
        return dict(zip(unknown, self._spelled(unknown), strict=True))

    def _known(self, pairs: Sequence[Pair] | dict[Pair, None]) -> tuple[dict[Pair, Any], list[Pair]]:
        """The lemma of each pair, None where it is to be spelled, and the pairs where it is."""
        found: dict[Pair, Any] = {pair: self._trainer._lookup(*pair) for pair in pairs}
        found |= {pair: pair[0] for pair, lemma in found.items() if lemma is None and _copied(*pair)}
        unknown = [pair for pair, lemma in found.items() if lemma is None]
        for pair, edit in zip(unknown, self._edits(unknown), strict=True):
            found[pair] = None if edit == EDIT_TO_ID["none"] else edit_word(pair[0], "", edit)
        return found, [pair for pair in unknown if found[pair] is None]

    def _edits(self, pairs: Sequence[Pair]) -> list[int]:
        """What the classifier says is to be done with each: copied, lowered, or neither."""
        model, out = self._trainer.model.eval(), []
        for source, mask, _, _, pos, _, order, text in self._batches(pairs):
            read, _, lengths, _ = model.embed(source, mask, pos, text)
            _, (last, _) = model.encode(read, lengths)
            best = model.edit_clf(last).argmax(1).tolist()
            out += [edit for _, edit in sorted(zip(order, best, strict=True))]
        return out

    def _spelled(self, pairs: Sequence[Pair]) -> list[str]:
        batches = self._batches(pairs)
        found = []
        for batch in batches:
            found += self._trainer.predict(batch, self._config["beam_size"], batches.vocab)[0]
        none = [EDIT_TO_ID["none"]] * len(pairs)
        lemmas: list[str] = self._trainer.postprocess([form for form, _ in pairs], found, edits=none)
        return lemmas

    def _batches(self, pairs: Sequence[Pair]) -> Any:
        return DataLoader(
            Words(pairs), self._config["batch_size"], self._config, self._vocab, evaluation=True, expand_unk_vocab=True
        )


def _copied(form: str, upos: str | None) -> bool:
    """Whether an unknown word is surely its own lemma: no verb, nor what ends as a plural does."""
    name = upos == "PROPN" and form[:1].isupper() and form[1:].islower()
    common = upos in ("NOUN", "ADJ", "ADV") and form.islower() and form.isalpha()
    return ((name or common) and not form.endswith("s")) or not any(c.isalpha() for c in form)


class Words:
    """Stands for a document of these words, which have no lemma yet."""

    def __init__(self, pairs: Sequence[Pair]) -> None:
        self._pairs = pairs

    def get(self, fields: Sequence[str]) -> list[list[Any]]:
        """Form, tag and lemma: what the lemmatizer asks for."""
        return [[*pair, None] for pair in self._pairs]
