"""Names completed: a named-entity tagger that never saw a name often finds only a part of it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from service.domain.document import Name, NameKind, Sentence, Token
from service.domain.spans import Span

# Capitalised before a name, and no part of it.
_TITLES = frozenset(
    """president vice minister prime premier chancellor secretary governor gov senator sen representative rep
    congressman congresswoman mayor councillor councilor councilman councilwoman alderman commissioner judge justice
    general gen colonel col captain capt major maj lieutenant lt sergeant sgt admiral commander officer detective
    inspector sheriff chief director chairman chairwoman chair ceo professor prof doctor dr mr mrs ms miss sir dame lord
    lady king queen prince princess pope bishop archbishop cardinal rabbi imam reverend rev father sister brother coach
    manager analyst spokesman spokeswoman spokesperson ambassador envoy leader deputy attorney lawyer author writer
    actor singer former late then new aunt uncle nurse midwife pastor treasurer coroner banker economist striker
    goalkeeper defender midfielder""".split()
)

# Heads of a body's name that what it is for, or of, belongs to.
_BODIES = frozenset(
    """academy administration agency alliance assembly association authority bank board bureau campaign center centre
    chamber church club coalition college commission committee confederation conference congress convention cooperation
    council court department directorate federation forum foundation fund group house institute institution league
    library ministry movement museum network office organisation organization parliament party school secretariat
    senate service society system trust union university""".split()
)
# Small words inside surnames.
_PARTICLES = frozenset("de del da das do dos di van von der den la le el al bin ibn ben abu".split())
_LINKS = frozenset({"of", "for", "on"})
_DAYS = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december twitter facebook x instagram telegram tuesdays""".split()
)
_SMALL = frozenset("ADP AUX SCONJ CCONJ PART DET ADV PRON".split())


def completed(names: Sequence[Name], sentences: Sequence[Sentence], text: str) -> tuple[Name, ...]:
    """The names, each grown over the proper nouns that stand beside it and belong to it in the parse.

    Titles, and words of another name of another kind, stay outside.  Names of one kind that come to touch are one.
    """
    starts = [s.start for s in sentences]
    grown: list[Name] = []
    for name in sorted(names, key=lambda n: n.span):
        place = bisect_right(starts, name.span.start) - 1
        whole = _grown(name, sentences[place].tokens, names, text) if place >= 0 else name
        if grown and grown[-1].kind is whole.kind and whole.span.start <= grown[-1].span.end:
            last = grown.pop()
            end = max(last.span.end, whole.span.end)
            whole = Name(Span.of(text, last.span.start, end), last.kind)
        grown.append(whole)
    return tuple(grown)


def _grown(name: Name, tokens: Sequence[Token], names: Sequence[Name], text: str) -> Name:
    inside = [i for i, t in enumerate(tokens) if t.start < name.span.end and name.span.start < t.end]
    if not inside or name.kind is NameKind.LOC:
        return name
    while name.kind is NameKind.PERSON and len(inside) > 1 and tokens[inside[0]].text.lower().rstrip(".") in _TITLES:
        inside = inside[1:]
    others = [n.span for n in names if n.kind is not name.kind]
    first, last = inside[0], inside[-1]
    while first > 0 and _belongs(tokens, first - 1, first, text, others):
        first -= 1
    if first > 0 and name.kind is NameKind.PERSON and _is_first_name(tokens, first - 1, text):
        first -= 1
    while last + 1 < len(tokens) and _belongs(tokens, last + 1, last, text, others):
        last += 1
    if name.kind is NameKind.PERSON and last + 2 < len(tokens) and tokens[last + 1].text in _PARTICLES:
        surname = tokens[last + 2]
        joined = tokens[last + 1].text == "do" or _below(tokens, last + 2, first, last)  # taken for the verb
        if surname.upos == "PROPN" and surname.text.lower() not in _DAYS and joined:
            last += 2
    if name.kind is NameKind.ORG:
        last = _whole_body(tokens, first, last, [n.span for n in names if n.kind is NameKind.PERSON])
    return Name(Span.of(text, tokens[first].start, max(name.span.end, tokens[last].end)), name.kind)


def _whole_body(tokens: Sequence[Token], first: int, last: int, people: Sequence[Span]) -> int:
    """The last word of a body's name with what it is for: Office for National Statistics, Bank of England."""
    if tokens[last].text.lower() not in _BODIES or last + 2 >= len(tokens):
        return last
    at = last + 1
    if tokens[at].text.lower() not in _LINKS:
        return last
    at += tokens[at + 1].text == "the" and at + 2 < len(tokens)
    end = last
    for i in range(at + 1, len(tokens)):
        joint = tokens[i].text in {"and", "&"} and end > last and i + 1 < len(tokens)
        if joint and _capital(tokens[i + 1]) and _below(tokens, i + 1, first, last):
            continue
        if not _capital(tokens[i]) or tokens[i].text.lower() in _DAYS or not _below(tokens, i, first, last):
            break
        end = i
    return last if any(s.start < tokens[end].end and tokens[last].end < s.end for s in people) else end


def _capital(token: Token) -> bool:
    return token.text[:1].isupper() and token.upos in {"PROPN", "NOUN", "ADJ"}


def _below(tokens: Sequence[Token], index: int, first: int, last: int) -> bool:
    """Whether a word hangs, at whatever distance, on one of the words `first` to `last`."""
    for _ in range(8):
        if first <= index <= last:
            return True
        index = tokens[index].head
        if index < 0:
            return False
    return False


def _is_first_name(tokens: Sequence[Token], index: int, text: str) -> bool:
    """Whether a word before a person's name is the first name itself, though it is spelt like a small word: Per, Will.

    Only in running text do capitals tell that.
    """
    token, after = tokens[index], tokens[index + 1]
    if token.upos not in _SMALL or not token.text.istitle() or token.text in {"The", "A"} or index == 0:
        return False
    before = tokens[index - 1].text
    if text[token.end : after.start] != " " or not (before[-1:].isalnum() or before == ","):
        return False
    words = [t.text for t in tokens if t.text[:1].isalpha() and t.upos in _SMALL]
    return sum(w[0].isupper() for w in words) <= max(2, len(words) // 4)


def _belongs(tokens: Sequence[Token], index: int, beside: int, text: str, others: Sequence[Span]) -> bool:
    """Whether a proper noun next to a name is part of it: one space between, one phrase, no title."""
    token, near = tokens[index], tokens[beside]
    gap = text[min(token.end, near.end) : max(token.start, near.start)]
    if gap != " " or token.upos != "PROPN" or not token.text[:1].isupper():
        return False
    if token.text.lower().rstrip(".") in _TITLES or any(s.start < token.end and token.start < s.end for s in others):
        return False
    joined = token.head == beside or near.head in (index, token.head)
    relations = {token.deprel.split(":")[0], near.deprel.split(":")[0]}
    return joined and not relations.isdisjoint({"flat", "compound", "name"})
