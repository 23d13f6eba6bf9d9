"""Small repairs at the edges of what the tagger found."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from service.detection.addressee import without_addressee
from service.detection.apposition import with_apposition
from service.detection.candidates import Candidate
from service.detection.clauses import Tree, trimmed
from service.detection.ends import loose_end
from service.detection.subjects import lends, quoted_by, speaker_of
from service.detection.verbs import SPEECH
from service.domain.document import ParsedText, Sentence, Token
from service.domain.spans import Span
from service.text.marks import Marks

# “SELBY (AP) — ” before the first sentence of an agency's report says where it was filed.
_DATELINE = re.compile(r"[A-Z][A-Z.,’' -]{2,40}(?:, [A-Z][a-z]+\.?)?(?: \([A-Za-z ]+\))? ?[—–-]{1,2} ")
_LEADING = re.compile(r"[\s,;:.)\]]+")
_TRAILING = re.compile(r"[\s,;:(\[–—-]+\Z")
# What follows a closing mark and opens the next clause.
_NEXT_CLAUSE = re.compile(r"(?<=[”»\"])[\s,]+(?:which|who|and|but|while|as|that)\Z")
# The same where no mark closes: “…, but”.
_NEXT_HALF = re.compile(r"[,;]\s+(?:and|but|or|while|though|even (?:as|though|if))\Z")
_WORD = re.compile(r"\w+")
# Words that, alone, are nothing anybody said.
_EMPTY = frozenset("a an the that this these those it what which who whom whether if to of as for and but so".split())
_GAP = 30
# How sure a source is that the parser alone sees.
_PARSED = 0.76
# The same for who is quoted, where a cue of quoting says so.
_QUOTED = 0.95


class Tidier:
    """Repairs candidates against the parse of one article; `candidates` are all of them."""

    def __init__(self, parsed: ParsedText, marks: Marks, candidates: Sequence[Candidate] = ()) -> None:
        self._parsed, self._marks = parsed, marks
        parts = (s for c in candidates for s in (*c.content, c.cue, c.source) if s is not None)
        self._taken = sorted(s.start for s in parts)
        self._starts = [s.start for s in parsed.sentences]

    def tidy(self, candidate: Candidate) -> Candidate | None:
        """The candidate with its edges repaired; None where nothing is left of its content."""
        candidate = self._with_subject(self._with_quoted(self._quoted_cue(candidate)))
        candidate = self._without_addressee(self._with_apposition(candidate))
        content = tuple(s for s in map(self._edges, self._within_reach(candidate)) if s)
        if not content or all(w.lower() in _EMPTY for s in content for w in _WORD.findall(s.text)):
            return None
        taken = [s.start for s in (*content, *([candidate.cue] if candidate.cue else []))]
        content = (*content[:-1], self._whole_end(content[-1]))
        return replace(candidate, content=content, source=self._whole_source(candidate.source, taken))

    def _within_reach(self, candidate: Candidate) -> list[Span]:
        """The content without what stands outside marks in a later sentence than its cue, which governs its own."""
        if candidate.cue is None or self._parsed.text[candidate.cue.end - 1] == ":":
            return list(candidate.content)
        place = bisect_right(self._starts, candidate.cue.start)
        end = self._starts[place] if place < len(self._starts) else len(self._parsed.text)
        kept = [self._cut(s, end) for s in candidate.content if s.start < end or self._marked(s)]
        return kept if any(s.start < end for s in kept) else list(candidate.content)

    def _cut(self, span: Span, end: int) -> Span:
        """What of a span without marks stands before `end`."""
        if not span.start < end < span.end or self._marked(span):
            return span
        return trimmed(self._parsed.text, span.start, end) or span

    def _marked(self, span: Span) -> bool:
        return bool(self._marks.touching(span.start, span.end))

    def _with_quoted(self, candidate: Candidate) -> Candidate:
        """Who is quoted said it, not who quotes: “…,” the agency quoted [the minister] as saying."""
        cue = candidate.cue
        sentence = self._sentence(cue) if cue else None
        if cue is None or sentence is None or not lends(sentence.tokens, cue):
            return candidate
        tree = Tree(self._parsed.text, sentence)
        verb = quoted_by(tree, cue)
        name = None if verb is None else speaker_of(tree, verb)
        if verb is None or name is None:
            return candidate
        end = tree.tokens[verb].end  # the content ends in what names the one quoted, or does not reach there
        kept = tuple(s for s in candidate.content if not (s.covers(name) and s.end == end))
        if not kept or cue.overlaps(name) or any(s.overlaps(name) or s.start < end <= s.end for s in kept):
            return candidate
        return replace(candidate, content=kept, source=name, source_score=max(candidate.source_score, _QUOTED))

    def _with_subject(self, candidate: Candidate) -> Candidate:
        """A verb of speech without a source takes the subject that the parser sees: “…,” added [the letter]."""
        cue = candidate.cue
        sentence = self._sentence(cue) if cue else None
        if candidate.source is not None or cue is None or sentence is None:
            return candidate
        tree = Tree(self._parsed.text, sentence)
        for verb, token in enumerate(tree.tokens):
            if cue.start <= token.start < cue.end and token.upos == "VERB" and tree.lemma(verb) in SPEECH:
                name = speaker_of(tree, verb)
                if name and not any(name.overlaps(part) for part in (*candidate.content, cue)):
                    return replace(candidate, source=name, source_score=_PARSED)
        return candidate

    def _sentence(self, span: Span) -> Sentence | None:
        """The sentence that a span begins in, or the last one before it."""
        place = bisect_right(self._starts, span.start) - 1
        return self._parsed.sentences[place] if place >= 0 else None

    def _with_apposition(self, candidate: Candidate) -> Candidate:
        source = candidate.source
        sentence = self._sentence(source) if source else None
        if source is None or sentence is None or "," not in self._parsed.text[source.end - 1 : source.end + 2]:
            return candidate
        return with_apposition(candidate, Tree(self._parsed.text, sentence))

    def _without_addressee(self, candidate: Candidate) -> Candidate:
        sentence = self._sentence(candidate.cue) if candidate.cue else None
        return candidate if sentence is None else without_addressee(candidate, self._parsed.text, sentence)

    def _edges(self, span: Span) -> Span | None:
        """Without a dateline, separators outside quotation marks and a conjunction behind the closing mark."""
        start, end = span.start, span.end
        if dateline := _DATELINE.match(span.text):
            start += dateline.end()
        if leading := _LEADING.match(self._parsed.text, start, end):
            start = leading.end()
        text = self._parsed.text[start:end]
        for pattern in (_TRAILING, _NEXT_CLAUSE, _NEXT_HALF, _TRAILING):
            if found := pattern.search(text):
                text = text[: found.start()]
        return Span.of(self._parsed.text, start, start + len(text)) if text else None

    def _whole_end(self, span: Span) -> Span:
        """A content whose last words lead on to a word outside, with that word's phrase; see loose_end.

        It must not reach what any candidate has as its own.
        """
        place = bisect_left(self._starts, span.end) - 1
        if place < 0 or self._marked(Span.of(self._parsed.text, span.end - 1, span.end)):
            return span
        end = loose_end(self._parsed.text, self._parsed.sentences[place], span)
        following = bisect_left(self._taken, span.end)
        free = following == len(self._taken) or self._taken[following] >= end
        return Span.of(self._parsed.text, span.start, end) if free else span

    def _whole_source(self, source: Span | None, taken: list[int]) -> Span | None:
        """A source cut short is grown: a determiner alone to its noun, a preposition at its end over its phrase.

        `taken` are the starts of the cue and the content, which it must not reach.
        """
        sentence = self._sentence(source) if source else None
        if source is None or sentence is None:
            return source
        tokens = sentence.tokens
        inside = [i for i, t in enumerate(tokens) if t.start < source.end and source.start < t.end]
        if not inside:
            return source
        last = inside[-1]
        if tokens[last].upos == "ADP" and len(inside) > 1:
            end = _phrase_end(tokens, last)
        elif all(tokens[i].upos in {"DET", "ADJ", "PRON"} and not _stands_alone(tokens[i]) for i in inside):
            head = tokens[last].head
            end = head if last < head <= last + 4 and tokens[head].upos in {"NOUN", "PROPN"} else last
        else:
            return source
        crossed = any(source.end <= start < tokens[end].end for start in taken)
        return source if crossed or end == last else Span.of(self._parsed.text, source.start, tokens[end].end)

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


def _phrase_end(tokens: tuple[Token, ...], preposition: int) -> int:
    """The last word of the nominal that a preposition leads, with what hangs on it; the preposition where none is."""
    head = tokens[preposition].head
    if not preposition < head <= preposition + 6 or tokens[head].upos not in {"NOUN", "PROPN", "PRON", "NUM"}:
        return preposition
    end = head
    for i in range(head + 1, len(tokens)):
        if head not in islice(_ancestors(tokens, i), len(tokens)):
            break
        end = i if tokens[i].upos != "PUNCT" else end
    return end


def _ancestors(tokens: tuple[Token, ...], index: int) -> Iterator[int]:
    while (index := tokens[index].head) >= 0:
        yield index
