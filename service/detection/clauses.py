"""Reporting clauses that rules find in the parse, and the trees they are read from."""

from __future__ import annotations

from dataclasses import dataclass

from service.domain.document import Sentence, Token
from service.domain.spans import Span

_OUTER = " \t\r\n\u00a0,;:.-–—"
_OPENING = "“‘«\"'`(["
_CLOSING = "”’»\"'`)]"
_PAIRS = {"“": "”", "‘": "’", "«": "»", '"': '"', "'": "'", "`": "'", "(": ")", "[": "]"}
_BACK = {"”": "“", "’": "‘", "»": "«", '"': '"', "'": "'", "`": "`", ")": "(", "]": "["}


@dataclass(frozen=True, slots=True)
class Clause:
    """A candidate attribution: `score` is how often its `rule` was right on GUM's training part."""

    content: tuple[Span, ...]
    cue: Span
    source: Span | None
    score: float
    rule: str


class Tree:
    """A sentence's dependencies with, for every word, the stretch of words below it; built in linear time.

    Heads that lie outside the sentence or form a cycle are treated as absent.
    """

    def __init__(self, text: str, sentence: Sentence) -> None:
        self.text = text
        self.tokens = sentence.tokens
        count = len(self.tokens)
        self.children: list[list[int]] = [[] for _ in range(count)]
        self._by_relation: list[dict[str, int]] = [{} for _ in range(count)]
        self._finite: dict[int, bool] = {}
        for index, token in enumerate(self.tokens):
            if 0 <= token.head < count and token.head != index:
                self.children[token.head].append(index)
                for relation in (token.deprel, token.deprel.split(":")[0]):
                    self._by_relation[token.head].setdefault(relation, index)
        self.first = list(range(count))
        self.last = list(range(count))
        self._spread()

    def _spread(self) -> None:
        """Hands every word's stretch up to its head, leaves first; words on a cycle are never reached."""
        waiting = [len(c) for c in self.children]
        ready = [index for index, open_ in enumerate(waiting) if not open_]
        while ready:
            index = ready.pop()
            head = self.tokens[index].head
            if not 0 <= head < len(self.tokens) or head == index:
                continue
            self.first[head] = min(self.first[head], self.first[index])
            self.last[head] = max(self.last[head], self.last[index])
            waiting[head] -= 1
            if not waiting[head]:
                ready.append(head)

    def head(self, index: int) -> int | None:
        """The governor of a word."""
        head = self.tokens[index].head
        return head if 0 <= head < len(self.tokens) and head != index else None

    def child(self, index: int, *relations: str) -> int | None:
        """The first dependent with one of these relations, a subtype counting as its relation."""
        found = [child for r in relations if (child := self._by_relation[index].get(r)) is not None]
        return min(found, default=None)

    def lemma(self, index: int) -> str:
        """The dictionary form of a word, in lower case."""
        token = self.tokens[index]
        return (token.lemma or token.text).lower()

    def span(self, first: int, last: int) -> Span | None:
        """The text from one word to another, without the punctuation around it; None where nothing is left."""
        if not 0 <= first <= last < len(self.tokens):
            return None
        return trimmed(self.text, self.tokens[first].start, self.tokens[last].end)

    def finite(self, index: int) -> bool:
        """Whether a clause's predicate, or its auxiliary or copula, is finite."""
        if index not in self._finite:  # asked again for every phrase of a clause
            words = [index, *(c for c in self.children[index] if _is_helper(self.tokens[c]))]
            self._finite[index] = any(self.tokens[w].feat("VerbForm") == "Fin" for w in words)
        return self._finite[index]


def _is_helper(token: Token) -> bool:
    return token.deprel.split(":")[0] in {"aux", "cop"}


def trimmed(text: str, start: int, end: int) -> Span | None:
    """The span without commas, dashes and stops at its edges, and without a mark that has no partner inside."""
    start, end = max(0, start), min(end, len(text))
    lonely: set[str] = set()  # a mark once found without partner is not searched for again: linear in all
    while start < end:
        if text[start] in _OUTER:
            start += 1
        elif text[end - 1] in _OUTER and not _abbreviation(text, start, end):
            end -= 1
        elif text[start] in _OPENING and (text[start] in lonely or not _closes(text, start, end)):
            lonely.add(text[start])
            start += 1
        elif text[end - 1] in _CLOSING and (text[end - 1] in lonely or not _opens(text, start, end)):
            lonely.add(text[end - 1])
            end -= 1
        else:
            return Span(start, end, text[start:end])
    return None


def _abbreviation(text: str, start: int, end: int) -> bool:
    """Whether a final stop belongs to its word: "Inc.", "a.m.", an initial."""
    if text[end - 1] != ".":
        return False
    words = text[max(start, end - 12) : end - 1].split()
    word = words[-1].lower() if words else ""
    return "." in word or (len(word) == 1 and word.isalpha()) or word in {"inc", "corp", "co", "ltd", "jr", "sr"}


def _closes(text: str, start: int, end: int) -> bool:
    """Whether an opening mark has its partner in the span."""
    return text.find(_PAIRS[text[start]], start + 1, end) >= 0


def _opens(text: str, start: int, end: int) -> bool:
    """Whether a closing mark has its partner in the span; an apostrophe after a letter needs none ("drivers’")."""
    mark = text[end - 1]
    if mark in "’'" and end - start > 1 and text[end - 2].isalpha():
        return True
    return text.rfind(_BACK[mark], start, end - 1) >= 0
