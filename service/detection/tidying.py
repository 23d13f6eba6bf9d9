"""Small repairs at the edges of what the tagger found."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace

from service.detection.candidates import Candidate
from service.domain.document import ParsedText, Token
from service.domain.spans import Span
from service.text.marks import Marks

# “SELBY (AP) — ” before the first sentence of an agency's report says where it was filed.
_DATELINE = re.compile(r"[A-Z][A-Z.,’' -]{2,40}(?:, [A-Z][a-z]+\.?)?(?: \([A-Za-z ]+\))? ?[—–-]{1,2} ")
_LEADING = re.compile(r"[\s,;:.)\]]+")
_TRAILING = re.compile(r"[\s,;:(\[–—-]+\Z")
# What follows a closing mark and opens the next clause.
_NEXT_CLAUSE = re.compile(r"(?<=[”»\"])[\s,]+(?:which|who|and|but|while|as|that)\Z")
_WORD = re.compile(r"\w+")
# Words that, alone, are nothing anybody said.
_EMPTY = frozenset("a an the that this these those it what which who whom to of as for and but so".split())
_GAP = 30


class Tidier:
    """Repairs candidates against the parse of one article."""

    def __init__(self, parsed: ParsedText, marks: Marks) -> None:
        self._parsed, self._marks = parsed, marks
        self._starts = [s.start for s in parsed.sentences]

    def tidy(self, candidate: Candidate) -> Candidate | None:
        """The candidate with its edges repaired; None where nothing is left of its content."""
        candidate = self._quoted_cue(candidate)
        content = tuple(s for s in map(self._edges, candidate.content) if s)
        if not content or all(w.lower() in _EMPTY for s in content for w in _WORD.findall(s.text)):
            return None
        return replace(candidate, content=content, source=self._whole_source(candidate.source))

    def _edges(self, span: Span) -> Span | None:
        """Without a dateline, separators outside quotation marks and a conjunction behind the closing mark."""
        start, end = span.start, span.end
        if dateline := _DATELINE.match(span.text):
            start += dateline.end()
        if leading := _LEADING.match(self._parsed.text, start, end):
            start = leading.end()
        text = self._parsed.text[start:end]
        for pattern in (_NEXT_CLAUSE, _TRAILING):
            if found := pattern.search(text):
                text = text[: found.start()]
        return Span.of(self._parsed.text, start, start + len(text)) if text else None

    def _whole_source(self, source: Span | None) -> Span | None:
        """A source that is a determiner or possessive alone is grown to the noun it belongs to."""
        if source is None:
            return None
        place = bisect_right(self._starts, source.start) - 1
        if place < 0:
            return source
        tokens = self._parsed.sentences[place].tokens
        inside = [i for i, t in enumerate(tokens) if t.start < source.end and source.start < t.end]
        if not inside or any(tokens[i].upos not in {"DET", "ADJ", "PRON"} or _stands_alone(tokens[i]) for i in inside):
            return source
        head = tokens[inside[-1]].head
        if not inside[-1] < head <= inside[-1] + 4 or tokens[head].upos not in {"NOUN", "PROPN"}:
            return source
        return Span.of(self._parsed.text, source.start, tokens[head].end)

    def _quoted_cue(self, candidate: Candidate) -> Candidate:
        """A cue in quotation marks is the source's own wording and so content: he “strongly condemned” the attack."""
        cue = candidate.cue
        if cue is None:
            return candidate
        for quotation in self._marks.touching(cue.start, cue.end):
            part = quotation.parts[0]
            inner = quotation.inner[0] if quotation.inner else part
            covered = min(cue.end, inner.end) - max(cue.start, inner.start)
            near = 0 <= candidate.start - part.end <= _GAP
            if len(quotation.parts) == 1 and near and covered >= 0.8 * len(inner.text) and part.start <= cue.start + 1:
                first = Span.of(self._parsed.text, part.start, candidate.content[0].end)
                return replace(candidate, content=(first, *candidate.content[1:]), cue=None)
        return candidate


def _stands_alone(token: Token) -> bool:
    return token.upos == "PRON" and "nsubj" in token.deprel
