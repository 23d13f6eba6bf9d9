"""Stanza 1.15.0's tagger, lemmatizer, parser and entity tagger, read with the same weights by a shorter path.

Stanza makes objects, lists and tensors of each word once for each model, and reads every occurrence of a word anew.
Here the sentences of a slice are one batch, what depends on a word's form alone is computed once a form, and what is
found is written straight to the words.  The trees, tags and names are Stanza's, but for the rounding of products.
A model of another kind than the shipped ones is left to Stanza.
"""

from __future__ import annotations

from typing import Any

from service.nlp.products import halves
from service.nlp.reading import entities, lemmas, parsing, tagging


def install(pipeline: Any, halved: bool | None = None) -> None:
    """Puts the readers into the processors of a pipeline; a second call changes nothing.

    `halved` says whether large products are taken in halves of floats (see products.py), by default where the processor
    is made for it.
    """
    half = halves() if halved is None else halved
    for name, reader in (("pos", tagging), ("lemma", lemmas), ("depparse", parsing), ("ner", entities)):
        processor = pipeline.processors.get(name)
        if processor and not hasattr(processor, "_variant") and "bulk_process" not in vars(processor):
            reader.install(processor, half)
