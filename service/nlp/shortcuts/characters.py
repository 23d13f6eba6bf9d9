"""The tokenizer's features of a character, looked up: an article has a hundred characters, each of them often.

Stanza 1.15.0 calls four functions for each character of the text, and makes lists of what they say.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from stanza.models.tokenization.data import PER_CHAR_FEAT_FUNCS, TokenizationDataset

POSITIONS = ("end_of_para", "start_of_para")


def install() -> None:
    """Puts the lookup into Stanza's reader of paragraphs; a second call changes nothing."""
    slow = TokenizationDataset.para_to_sentences
    if not hasattr(slow, "slow"):
        TokenizationDataset.para_to_sentences = quick(slow)


def quick(slow: Any) -> Any:
    """`slow`, asked only where features are wanted that are more than a character's own and its place's."""

    def para_to_sentences(dataset: Any, paragraph: list[tuple[str, int]]) -> Any:
        wanted = dataset.args["feat_funcs"]
        own = [name for name in wanted if name in PER_CHAR_FEAT_FUNCS]
        # Stanza puts the characters' own first, then these in this order.
        places = [name for name in POSITIONS if name in wanted]
        simple = dataset.eval and not dataset.args["use_dictionary"] and len(own) + len(places) == len(wanted)
        if not simple or not paragraph:
            return slow(dataset, paragraph)
        units = [unit for unit, _ in paragraph]
        table = {u: (dataset.vocab.unit2id(u), *(PER_CHAR_FEAT_FUNCS[name](u) for name in own)) for u in set(units)}
        rows = np.array([table[unit] for unit in units])
        features = np.zeros((len(units), len(own) + len(places)), dtype=rows.dtype)
        features[:, : len(own)] = rows[:, 1:]
        for column, name in enumerate(places, len(own)):
            features[-1 if name == "end_of_para" else 0, column] = 1
        return [(rows[:, 0].copy(), np.array([label for _, label in paragraph]), features, units)]

    para_to_sentences.__dict__["slow"] = slow
    return para_to_sentences
