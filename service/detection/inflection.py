"""Dictionary forms of cue words, for spans that no parse covers."""

from __future__ import annotations

import re
from collections.abc import Container

_IRREGULAR = {
    form: lemma
    for lemma, forms in {
        "be": "am is are was were been being 's 're ’s ’re",
        "have": "has had having 've ’ve",
        "do": "does did done doing",
        "say": "said says", "tell": "told", "write": "wrote written", "think": "thought", "find": "found",
        "speak": "spoke spoken", "make": "made", "give": "gave given", "go": "went gone goes", "know": "knew known",
        "feel": "felt", "mean": "meant", "see": "saw seen", "hear": "heard", "swear": "swore sworn", "read": "read",
        "show": "shown", "put": "putting", "let": "letting", "set": "setting", "foresee": "foresaw foreseen",
        "forecast": "forecast", "broadcast": "broadcast", "bid": "bade bidden", "forbid": "forbade forbidden",
        "hold": "held", "seek": "sought", "sing": "sang sung", "plead": "pled", "understand": "understood",
        "bet": "bet betting", "deem": "deemed", "take": "took taken", "bring": "brought", "come": "came",
        "send": "sent", "choose": "chose chosen", "withdraw": "withdrew withdrawn", "overstate": "overstated",
        "lead": "led", "leave": "left", "rebut": "rebutted", "quip": "quipped", "admit": "admitted",
        "dream": "dreamt", "fight": "fought", "get": "got gotten", "lay": "laid", "rise": "rose risen",
        "break": "broke broken", "draw": "drew drawn", "shoot": "shot", "strike": "struck", "undertake": "undertook",
        "refute": "refuted", "spell": "spelt", "foretell": "foretold", "misspeak": "misspoke", "retell": "retold",
        "medium": "media", "can": "ca", "will": "wo 'll ’ll", "would": "'d ’d", "not": "n't n’t",
    }.items()
    for form in forms.split()
}  # fmt: skip
_DOUBLED = re.compile(r"([bdglmnprt])\1$")
_SUFFIXES = (("ies", "y"), ("ied", "y"), ("es", ""), ("es", "e"), ("s", ""), ("ed", ""), ("ed", "e"), ("ing", ""),
             ("ing", "e"), ("ying", "ie"))  # fmt: skip


def lemma_of(word: str, known: Container[str]) -> str:
    """The dictionary form of an English word; among the regular candidates the first one that is `known`.

    A word without a known candidate is returned in lower case as it stands.
    """
    lower = word.lower().replace("’", "'")
    if lower in _IRREGULAR:
        return _IRREGULAR[lower]
    if lower in known:
        return lower
    for suffix, ending in _SUFFIXES:
        stem = lower.removesuffix(suffix)
        if len(stem) < 2 or stem == lower:
            continue
        for candidate in (stem + ending, _DOUBLED.sub(r"\1", stem) + ending):
            if candidate in known:
                return candidate
    return lower


def american(lemma: str) -> str:
    """The -ize spelling of a verb in -ise ("criticise" is listed as "criticize")."""
    return lemma[:-3] + "ize" if lemma.endswith("ise") and len(lemma) > 5 else lemma
