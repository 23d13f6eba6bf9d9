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
_MARKS = frozenset("“”‘’\"'«»„`")


def within(text: str, words: Sequence[Word], cues: Collection[str]) -> list[Word]:
    """The words of a content as they are read once more, none where none of them is a form that may be a cue.

    `words` are those of one of its spans in `text`; marks around them are left out.
    """
    first, last = 0, len(words)
    while first < last and text[words[first].start] in _MARKS:
        first += 1
    while first < last and text[words[last - 1].start] in _MARKS:
        last -= 1
    kept = words[first:last]
    forms = [text[w.start : w.end] for w in kept]
    if len(kept) < LEAST or not any(form.lower() in cues for form in forms):
        return []
    marks = quotation_states(forms)
    return [replace(w, mark=mark, starts=int(i == 0)) for i, (w, mark) in enumerate(zip(kept, marks, strict=True))]
