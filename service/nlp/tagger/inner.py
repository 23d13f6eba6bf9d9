"""Attributions within attributions: what is said is read once more, as if it were a text of its own.

The corpora have one layer of attributions, and so has what the tagger finds in a text; in “I told them it was late” it
finds the next one, where these words are a quotation and what surrounds them is left out.  Only what has a word in it
that may be a cue is read again.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from service.nlp.tagger.words import Word, quotation_states

LEAST = 3
"""The fewest words that are read again."""
_PAIRS = {"“": "”", "‘": "’", "«": "»", "„": "“", '"': '"', "'": "'"}


def within(text: str, words: Sequence[Word], cues: Collection[str]) -> list[Word]:
    """The words of a content as they are read once more, none where none of them is a form that may be a cue.

    `words` are those of one of its spans in `text`; the marks around all of them are left out.
    """
    kept = words[slice(*_unmarked(text, words))]
    forms = [text[w.start : w.end] for w in kept]
    if len(kept) < LEAST or not any(form.lower() in cues for form in forms):
        return []
    marks = quotation_states(forms)
    return [
        replace(word, mark=mark, starts=int(word.starts or not i))
        for i, (word, mark) in enumerate(zip(kept, marks, strict=True))
    ]


def _unmarked(text: str, words: Sequence[Word]) -> tuple[int, int]:
    """The words without a mark at the beginning whose partner is the last one or not among them, and that partner.

    A closing mark whose partner is not among them is left out too, but for what may be an apostrophe.
    """
    signs = [text[w.start] for w in words]
    opening = signs[0] if signs else ""
    closing = _PAIRS.get(opening, "")
    depth = 0
    for i, sign in enumerate(signs):
        depth += (sign == opening and opening != closing) - (sign == closing and not _joins(text, words[i]))
        if closing and i and depth <= 0 and sign == closing:
            return (1, i) if i == len(signs) - 1 else (0, len(signs))
    if closing:
        return 1, len(signs)
    lone = signs[-1:] in (["”"], ["»"]) and not {"“", "„", "«"}.intersection(signs)
    return 0, len(signs) - lone


def _joins(text: str, word: Word) -> bool:
    """Whether a mark is an apostrophe between letters."""
    return text[word.start - 1 : word.start].isalnum() and text[word.end : word.end + 1].isalnum()
