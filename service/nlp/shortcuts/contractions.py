"""Contractions are taken apart where there are any; Stanza 1.15.0 makes every word of the text anew for that.

Nearly all end in one of few ways; the model, which reads letter by letter, is asked only for a text with others.
"""

from __future__ import annotations

import re
from typing import Any

from stanza.models.common.doc import Document, multi_word_token_misc

ENDING = re.compile(r"([^\W\d_]{2,})(['’]s|n['’]t)\Z")


def install(processor: Any) -> None:
    """Puts the shortcut into the processor (``mwt``); a second call changes nothing."""
    if "bulk_process" in vars(processor):
        return

    plain = bool(processor.config.get("ensemble_dict"))

    def bulk_process(documents: list[Any]) -> list[Any]:
        some = Document([])
        some.sentences = [s for d in documents for s in d.sentences if any(map(_open, s.tokens))]
        if some.sentences:
            words = some.get_mwt_expansions(evaluation=True)
            parted = [" ".join(match.groups()) for match in map(ENDING.match, words) if match]
            if plain and len(parted) == len(words):
                some.set_mwt_expansions(processor.trainer.ensemble(words, parted), process_manual_expanded=False)
            else:
                processor.process(some)
        for document in documents:
            document._count_words()
        return documents

    processor.bulk_process = bulk_process


def _open(token: Any) -> bool:
    """Whether Stanza would do something to the token."""
    marked = token.misc is not None and multi_word_token_misc.match(token.misc)
    return bool(marked or len(token.id) > 1 or token.manual_expansion)
