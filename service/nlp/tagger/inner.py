"""Attributions within attributions: what is said is read once more, as if it were a text of its own.

The corpora have one layer of attributions, and so has what the tagger finds in a text; in “I told them it was late” it
finds the next one, where these words are a quotation and what surrounds them is left out.  Only what has a word in it
that may be a cue is read again.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from service.domain.spans import Span
from service.nlp.tagger.words import Word, quotation_states
from service.text.marks import scan

LEAST = 3
"""The fewest words that are read again."""


def within(text: str, words: Sequence[Word], cues: Collection[str]) -> list[Word]:
    """The words of a content as they are read once more, none where none of them is a form that may be a cue.

    `words` are those of one of its spans in `text`; the marks around all of them are left out.
    """
    if not any(text[w.start : w.end].lower() in cues for w in words):
        return []
    inside = _unmarked(text, Span.of(text, words[0].start, words[-1].end))
    kept = [word for word in words if inside.start <= word.start and word.end <= inside.end]
    if len(kept) < LEAST:
        return []
    marks = quotation_states(text[w.start : w.end] for w in kept)
    return [
        replace(word, mark=mark, starts=int(word.starts or not i))
        for i, (word, mark) in enumerate(zip(kept, marks, strict=True))
    ]


def _unmarked(text: str, span: Span) -> Span:
    """The span without the quotation marks around all of it, or without one at its edge that has no partner there."""
    marks = scan(text, [span])
    if marks.quotations and marks.quotations[0].parts == (span,):
        return marks.quotations[0].inner[0]
    start = max((stray.end for stray in marks.strays if stray.start == span.start), default=span.start)
    end = min((stray.start for stray in marks.strays if stray.end == span.end), default=span.end)
    return Span(start, end, text[start:end])
