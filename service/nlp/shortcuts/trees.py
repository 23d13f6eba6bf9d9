"""The parser's tree search, without the search where it has nothing to decide.

Most sentences' best heads, word by word, are a tree already, and no tree can score more.  Stanza 1.15.0 runs
Chu-Liu-Edmonds in Python over every sentence all the same: the largest part of a parse.  Where there is something to
decide it looks for cycles by Tarjan's algorithm for any graph; in this one every word has one head.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from stanza.models.common import chuliu_edmonds
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
    return heads if reach_the_root(heads) else None


def reach_the_root(heads: NDArray[np.integer]) -> NDArray[np.bool_] | np.bool_:
    """Whether all words of a sentence, or of each of several in the rows, come to word 0 from head to head."""
    above, steps = heads, 1
    while steps < heads.shape[-1]:  # doubles: after k rounds each entry is the word's 2**k-th ancestor
        above, steps = np.take_along_axis(above, above, -1), 2 * steps
    return np.logical_not(above.any(-1))


def shortcut(search: Search) -> Search:
    """`search`, asked only where the best heads are no tree."""

    def heads(scores: NDArray[np.floating]) -> NDArray[np.integer]:
        found = best_heads(scores)
        return search(scores) if found is None else found

    heads.__dict__["searched"] = search
    return heads


def cycles(heads: NDArray[np.integer]) -> list[NDArray[np.bool_]]:
    """The cycles of a graph in which each word has one head, each as a mask of its words; one of one word is none."""
    found = []
    seen = [0] * len(heads)  # the walk that came by, counted from 1
    above = heads.tolist()
    for start in range(len(above)):
        word = start
        while not seen[word]:
            seen[word] = start + 1
            word = above[word]
        if seen[word] == start + 1 and above[word] != word:
            mask = np.zeros(len(above), dtype=bool)
            while not mask[word]:
                mask[word] = True
                word = above[word]
            found.append(mask)
    return found


def install() -> None:
    """Puts the shortcuts into Stanza's parser; a second call changes nothing."""
    chuliu_edmonds.tarjan = cycles
    search = stanza_parser.chuliu_edmonds_one_root
    if not hasattr(search, "searched"):
        stanza_parser.chuliu_edmonds_one_root = shortcut(search)
