"""A word's features are taken apart and put together once: an article has few combinations, each many times."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from stanza.models.common.vocab import CompositeVocab

KEPT = 4096


def install(vocabularies: Any) -> None:
    """Gives a memory to each composite vocabulary of a model's; a second call changes nothing."""
    for name in vocabularies.keys():  # noqa: SIM118 — Stanza's is no mapping and does not iterate
        vocabulary = vocabularies[name]
        if isinstance(vocabulary, CompositeVocab) and "unit2id" not in vars(vocabulary):
            _remember(vocabulary)


def _remember(vocabulary: Any) -> None:
    to_ids = lru_cache(KEPT)(vocabulary.unit2id)
    to_unit = lru_cache(KEPT)(vocabulary.id2unit)
    vocabulary.unit2id = lambda unit: to_ids(unit).copy()
    # A vocabulary of one column may give an id as it is.
    vocabulary.id2unit = lambda ids: to_unit(tuple(ids) if isinstance(ids, list) else ids)
