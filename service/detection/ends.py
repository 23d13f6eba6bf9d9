"""Contents that break off: “Trump by” goes on to “name”, “and” to the verb behind it.

Where the last word of a content belongs to one right behind it, PolNeAR's annotators go on to the end of that one's
phrase (in 57 of 119 cases of the training part; in 38 they stop before the loose word); where it opens a clause that is
further off, they rather stop before it.
"""

from __future__ import annotations

from bisect import bisect_left

from service.detection.clauses import Tree, trimmed
from service.domain.document import Sentence
from service.domain.spans import Span

_LEADING_ON = {"CCONJ", "SCONJ", "ADP", "DET"}
_NEAR = 2
# What is left of so little was cut off at the wrong place.
_LEAST_KEPT = 0.6


def loose_end(text: str, sentence: Sentence, content: Span) -> int:
    """Where a content rather ends whose last words lead on to a word outside; its own end where none does.

    `sentence` is the one that the content ends in.
    """
    tokens = sentence.tokens
    last = bisect_left(tokens, content.end, key=lambda token: token.start) - 1
    if last <= 0 or tokens[last].upos not in _LEADING_ON or not last < tokens[last].head < len(tokens):
        return content.end
    head = tokens[last].head
    if head - last <= _NEAR or tokens[last].upos != "SCONJ":
        grown = trimmed(text, content.start, tokens[Tree(text, sentence).last[head]].end)
        return content.end if grown is None else max(content.end, grown.end)
    kept = last - 1
    while kept > 0 and tokens[kept].upos in _LEADING_ON and tokens[kept].head > last:
        kept -= 1
    cut = trimmed(text, content.start, tokens[kept].end) if tokens[kept].start >= content.start else None
    return content.end if cut is None or len(cut.text) < _LEAST_KEPT * len(content.text) else cut.end
