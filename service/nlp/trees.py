"""The parser's tree search, without the search where it has nothing to decide.

Most sentences' best heads, word by word, are a tree already, and no tree can score more.  Stanza 1.15.0 runs
Chu-Liu-Edmonds in Python over every sentence all the same: the largest part of a parse.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from stanza.models.depparse import model as stanza_parser

Search = Callable[[NDArray[np.floating]], NDArray[np.integer]]


def best_heads(scores: NDArray[np.floating]) -> NDArray[np.integer] | None:
    """Each word's best head, where these are a tree with one root; else None.

    ``scores[word][head]`` are costs as the parser gives them, word 0 standing for the root, whose own head is 0.
    """
    heads: NDArray[np.integer]
    free = scores.copy()
    np.fill_diagonal(free, -np.inf)
    heads = free.argmax(axis=1)
    heads[0] = 0
    if np.count_nonzero(heads[1:] == 0) != 1:
        return None
    above, steps = heads, 1
    while steps < len(heads):  # doubles: after k rounds each entry is the word's 2**k-th ancestor
        above, steps = above[above], 2 * steps
    return heads if not above.any() else None


def shortcut(search: Search) -> Search:
    """`search`, asked only where the best heads are no tree."""

    def heads(scores: NDArray[np.floating]) -> NDArray[np.integer]:
        found = best_heads(scores)
        return search(scores) if found is None else found

    heads.__dict__["searched"] = search
    return heads


def install() -> None:
    """Puts the shortcut into Stanza's parser; a second call changes nothing."""
    search = stanza_parser.chuliu_edmonds_one_root
    if not hasattr(search, "searched"):
        stanza_parser.chuliu_edmonds_one_root = shortcut(search)
