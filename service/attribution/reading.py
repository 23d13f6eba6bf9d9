"""An indexed view of one article: its words, whose speech each place stands in, and quick look-ups by offset."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from service.attribution.lexicon import ABBREVIATED, ARTICLES, LEADERS, POSSESSIVES, PRONOUNS, QUANTIFIERS
from service.domain.document import ParsedText
from service.domain.quotes import Detected
from service.domain.spans import Span

_TOKEN = re.compile(r"\w+(?:[-.’']\w+)*|[^\w\s]")
_MARK = re.compile("''|``|[“”«»„\"\n]")
_TURN = re.compile(r"\s*([AQ])\s?[:.]\s")
_OPENING, _CLOSING = ("“", "«", "„", "``"), ("”", "»")


@dataclass(frozen=True, slots=True)
class Word:
    """One syntactic word; offsets are code points of the article, `head` an index into the article's words or -1."""

    index: int
    start: int
    end: int
    text: str
    lower: str
    lemma: str
    upos: str
    sentence: int
    head: int
    deprel: str
    plural: bool

    @property
    def capital(self) -> bool:
        """Whether the word begins with a capital letter."""
        return self.text[:1].isupper()

    @property
    def noun(self) -> bool:
        """Whether the tagger calls it a common or proper noun."""
        return self.upos in ("NOUN", "PROPN")


class Reading:
    """The article's words in text order, with sentence, paragraph and speech look-ups in logarithmic time."""

    def __init__(self, parsed: ParsedText, detected: Sequence[Detected]) -> None:
        self.text = parsed.text
        self.words = _words(parsed) or _plain_words(parsed.text)
        self._starts = [w.start for w in self.words]
        self._paragraphs = sorted(p.start for p in parsed.paragraphs)
        self._verbatim = _layers((s, i) for i, d in enumerate(detected) for s in d.verbatim)
        self._content = _layers((s, i) for i, d in enumerate(detected) for s in d.content)
        self._marks = _marked(parsed.text)
        self.pointed = {p.start: p for p in parsed.pointed}

    def at(self, start: int, end: int) -> range:
        """The indices of the words that overlap ``start:end``."""
        first = bisect_left(self._starts, start)
        while first > 0 and self.words[first - 1].end > start:
            first -= 1
        return range(first, max(first, bisect_left(self._starts, end)))

    def sentence(self, offset: int) -> int:
        """The number of the sentence at or before an offset."""
        index = bisect_right(self._starts, offset) - 1
        return self.words[index].sentence if index >= 0 else 0

    def paragraph(self, offset: int) -> int:
        """The number of the paragraph at an offset."""
        return bisect_right(self._paragraphs, offset)

    def turn(self, offset: int) -> str:
        """The letter that labels the paragraph's turn in questions and answers ("A: …"), empty elsewhere."""
        index = self.paragraph(offset) - 1
        if index < 0:
            return ""
        match = _TURN.match(self.text, self._paragraphs[index])
        return match[1] if match else ""

    def speech(self, offset: int) -> int | None:
        """The innermost detected quote whose verbatim words stand at the offset."""
        return _innermost(self._verbatim, offset)

    def reported(self, offset: int) -> int | None:
        """The innermost detected quote whose content covers the offset."""
        return _innermost(self._content, offset)

    def marked(self, offset: int) -> bool:
        """Whether the offset stands between quotation marks, detected as a quote or not."""
        index = bisect_right(self._marks, offset)
        return index % 2 == 1

    def span(self, start: int, end: int) -> Span:
        """The span of the article at these offsets."""
        return Span.of(self.text, start, end)


def _words(parsed: ParsedText) -> list[Word]:
    """All syntactic words; those that share their characters (contractions) get their own part where it can be told."""
    size = len(parsed.text)
    found: list[tuple[int, int, str, str, str, int, int, str, bool]] = []
    for number, sentence in enumerate(parsed.sentences):
        base = len(found)
        used: dict[tuple[int, int], int] = {}
        for token in sentence.tokens:
            start, end = token.start, token.end
            if not 0 <= start < end <= size:
                start, end = max(0, min(start, size - 1)), max(1, min(end, size))
            key = (start, end)
            if parsed.text[start:end] != token.text:
                inside = parsed.text.find(token.text, used.get(key, start), end) if token.text else -1
                if inside >= 0:
                    start, end = inside, inside + len(token.text)
                    used[key] = end
            head = base + token.head if 0 <= token.head < len(sentence.tokens) else -1
            text = parsed.text[start:end]
            plural = token.feat("Number") == "Plur" or token.xpos in ("NNS", "NNPS")
            found.append((start, end, text, token.lemma.lower(), token.upos, number, head, token.deprel, plural))
    if any(a[0] > b[0] for a, b in pairwise(found)):
        found = [(*row[:6], -1, *row[7:]) for row in sorted(found, key=lambda row: row[0])]
    numbers = _sentence_numbers([(row[2], row[5]) for row in found])
    return [
        Word(i, start, end, text, text.lower().replace("’", "'"), lemma, upos, numbers[i], head, deprel, plural)
        for i, (start, end, text, lemma, upos, _, head, deprel, plural) in enumerate(found)
    ]


def _sentence_numbers(words: list[tuple[str, int]]) -> list[int]:
    """Sentence numbers of words, a sentence that breaks off after a title's full stop ("Ms.") joined to the next."""
    numbers: list[int] = []
    joined = 0
    for i, (_, sentence) in enumerate(words):
        if i and sentence != words[i - 1][1] and _abbreviation(words, i - 1):
            joined += sentence - joined - numbers[-1]
        numbers.append(sentence - joined)
    return numbers


def _abbreviation(words: list[tuple[str, int]], i: int) -> bool:
    """Whether a title's or an initial's full stop stands at word `i`."""
    text = words[i][0]
    stem = words[i - 1][0] if text == "." and i else text[:-1] if text.endswith(".") else ""
    return stem.lower() in ABBREVIATED or (len(stem) == 1 and stem.isupper())


def _plain_words(text: str) -> list[Word]:
    """Words of a text that came without analysis: parts of speech by form alone, a sentence a line."""
    found, sentence, last = [], 0, 0
    for i, match in enumerate(_TOKEN.finditer(text)):
        if "\n" in text[last : match.start()]:
            sentence += 1
        last, form = match.end(), match.group()
        lower = form.lower().replace("’", "'")
        found.append(
            Word(i, match.start(), last, form, lower, lower, guess_pos(form, lower), sentence, -1, "dep", False)
        )
    return found


def guess_pos(form: str, lower: str) -> str:
    """A universal part of speech by the form of a word alone."""
    if not form[:1].isalnum():
        return "PUNCT"
    if lower in ARTICLES:
        return "DET"
    if lower in PRONOUNS | POSSESSIVES | QUANTIFIERS:
        return "PRON"
    if lower in LEADERS:
        return "ADP"
    return "PROPN" if form[:1].isupper() else "NOUN"


Layer = tuple[list[int], list[int | None]]


def _layers(items: Iterable[tuple[Span, int]]) -> Layer:
    """Break points and the innermost (last opened) item from each to the next."""
    events: list[tuple[int, int, int, int]] = []
    for order, (span, owner) in enumerate(items):
        events += [(span.start, 1, order, owner), (span.end, 0, order, owner)]
    events.sort(key=lambda e: (e[0], e[1], e[2]))
    points: list[int] = []
    owners: list[int | None] = []
    stack: list[tuple[int, int]] = []
    closed: set[int] = set()
    for offset, opening, order, owner in events:
        if opening:
            stack.append((order, owner))
        else:
            closed.add(order)
        while stack and stack[-1][0] in closed:
            stack.pop()
        points.append(offset)
        owners.append(stack[-1][1] if stack else None)
    return points, owners


def _innermost(layer: Layer, offset: int) -> int | None:
    index = bisect_right(layer[0], offset) - 1
    return layer[1][index] if index >= 0 else None


def _marked(text: str) -> list[int]:
    """Offsets where quoted stretches begin and end by turns; a paragraph's end closes what it left open."""
    found: list[int] = []
    for match in _MARK.finditer(text):
        inside, mark = len(found) % 2 == 1, match.group()
        closes = mark in _CLOSING or mark in ("\n", "''")
        if mark == '"' or (closes and inside) or (mark == "''" and not inside) or (mark in _OPENING and not inside):
            found.append(match.start())
    return found
