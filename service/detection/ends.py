"""Contents that break off: “the ferries by” goes on to “night”, “and” to the verb behind it.

Where the last word of a content belongs to one right behind it, PolNeAR's annotators go on to the end of that one's
phrase more often than they stop before the loose word (57 and 38 times of 119 in the training part); what belongs to no
word of the content is not theirs.
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
    governor = tokens[head].head
    own = 0 <= governor <= last and tokens[governor].start >= content.start
    # "… by night" may belong to the cue's verb; what "and" adds to that verb is the narrator's.
    if (own or tokens[last].upos in {"ADP", "DET"}) and (head - last <= _NEAR or tokens[last].upos != "SCONJ"):
        grown = trimmed(text, content.start, tokens[Tree(text, sentence).last[head]].end)
        return content.end if grown is None else max(content.end, grown.end)
    kept = last - 1
    while kept > 0 and tokens[kept].upos in _LEADING_ON and tokens[kept].head > last:
        kept -= 1
    cut = trimmed(text, content.start, tokens[kept].end) if tokens[kept].start >= content.start else None
    return content.end if cut is None or len(cut.text) < _LEAST_KEPT * len(content.text) else cut.end
