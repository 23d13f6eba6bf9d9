"""Words, surface features and word pieces: what the attribution tagger reads.

The tagger works on the article's own characters, apart from Stanza's tokens, so that a tokenisation error elsewhere
costs it nothing and every label maps back to exact offsets.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from tokenizers import Tokenizer

WORD = re.compile(r"\w+|[^\w\s]")
MAX_WORD_PIECES = 8
LONGEST, KEPT = 100, 1 << 14
UNKNOWN, CLS, SEP = 100, 101, 102  # in BERT's vocabulary
CASES, MARKS, STARTS = 6, 4, 2
OPENING, CLOSING = frozenset("“„«"), frozenset("”»")


@dataclass(frozen=True, slots=True)
class Word:
    """A run of word characters or one other sign: offsets in the article, word-piece ids and feature ids.

    `places` says where each piece begins, in code points from the word's start.
    """

    start: int
    end: int
    pieces: tuple[int, ...]
    case: int
    mark: int
    starts: int
    places: tuple[int, ...] = (0,)


def load_tokenizer(path: Path) -> Tokenizer:
    """The encoder's word pieces, without padding or truncation."""
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def case_of(form: str) -> int:
    """0 no letter, 1 lower, 2 capitalised, 3 one capital, 4 all capitals, 5 mixed."""
    if not any(c.isalpha() for c in form):
        return 0
    if form.islower():
        return 1
    if form.isupper():
        return 3 if len(form) == 1 else 4
    return 2 if form[0].isupper() and form[1:].islower() else 5


def quotation_states(forms: Iterable[str]) -> list[int]:
    """Per word of one paragraph: 0 outside marks, 1 inside, 2 an opening mark, 3 a closing mark.

    Deliberately simple (double marks, one level, reset at each paragraph): a feature to learn from, no analysis.
    """
    states, inside, last = [], False, ""
    for form in forms:
        if form in OPENING or (form == '"' and not inside):
            inside = True
            states.append(2)
        elif form in CLOSING or form == '"':
            inside = False
            states.append(3)
        elif form in "`'" and form == last:  # the second half of `` or ''
            inside = form == "`"
            states.append(2 if inside else 3)
        else:
            states.append(int(inside))
        last = form
    return states


def split(text: str, start: int, end: int, tokenizer: Tokenizer) -> list[Word]:
    """The words of the paragraph ``text[start:end]``; offsets are half-open code points in `text`."""
    spans = [(m.start(), m.end()) for m in WORD.finditer(text, start, end)]
    forms = [text[a:b] for a, b in spans]
    states = quotation_states(forms)
    surfaces = [_surface(tokenizer, form[:LONGEST]) for form in forms]
    return [
        Word(a, b, pieces, case, state, int(i == 0), places)
        for i, ((a, b), (pieces, case, places), state) in enumerate(zip(spans, surfaces, states, strict=True))
    ]


@lru_cache(KEPT)
def _surface(tokenizer: Tokenizer, form: str) -> tuple[tuple[int, ...], int, tuple[int, ...]]:
    """The form's word pieces, its case, and where the pieces begin: an article has few forms, most of them often."""
    found = tokenizer.encode(form, add_special_tokens=False)
    pieces = tuple(found.ids[:MAX_WORD_PIECES])
    places = tuple(begin for begin, _ in found.offsets[:MAX_WORD_PIECES])
    return pieces or (UNKNOWN,), case_of(form), places or (0,)
