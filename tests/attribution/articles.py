"""Builds a parsed article and its detected quotes from plain text, without models."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping, Sequence

from service.attribution.lexicon import ARTICLES, POSSESSIVES, PRONOUNS
from service.attribution.resolver import resolve
from service.domain.document import Name, NameKind, ParsedText, Sentence, Token
from service.domain.quotes import Detected, QuoteType
from service.domain.spans import Span
from service.domain.speakers import Entity, Link, Resolved

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]{2,})*|['’]s\b|[^\w\s]|_")
_ABBREVIATION = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Sen|Gov|Rep|Jr)$")
_VERBS = frozenset(
    "said says say told tells added asked warned wrote writes denied admitted opened closed met found finds shows "
    "is was were are has had have will would left visited spoke thanked think thinks believe want praised called "
    "beat joined read released runs argued know sang voted came signed hopes met announced rose".split()
)
_ADPOSITIONS = frozenset("of in on at by from for with to against after before about as under over than".split())
_ADJECTIVES = frozenset("new senior former local many big old young military first Danish Swedish".split())

_PLURALS = ("Democrats", "Liberals", "Rivers")


def _upos(word: str, opens: bool) -> str:
    lower = word.lower()
    if not word[:1].isalnum():
        return "PART" if lower in ("'s", "’s") else "PUNCT"
    if lower in ARTICLES and lower not in ("that",):
        return "DET"
    if lower in PRONOUNS or lower in POSSESSIVES:
        return "PRON"
    for words, tag in ((_VERBS, "VERB"), (_ADPOSITIONS, "ADP"), (_ADJECTIVES, "ADJ"), (("and", "or"), "CCONJ")):
        if lower in words or word in words:
            return tag
    if word[:1].isdigit():
        return "NUM"
    return "PROPN" if word[:1].isupper() and not opens else "NOUN"


def parsed(text: str, names: Mapping[str, str]) -> ParsedText:
    """The text with every occurrence of the given names (text to PERSON, ORG or LOC) tagged."""
    found: list[Name] = []
    for name, kind in sorted(names.items(), key=lambda item: -len(item[0])):
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            span = Span.of(text, *match.span())
            if not any(span.overlaps(other.span) for other in found):
                found.append(Name(span, NameKind(kind)))
    sentences, tokens = [], []
    for match in _WORD.finditer(text):
        word = match.group()
        named = any(n.span.start <= match.start() < n.span.end for n in found)
        tag = "PROPN" if named and word[:1].isupper() else _upos(word, not tokens)
        plural = "NNS" if tag == "NOUN" and word.endswith("s") and not word.endswith("ss") else ""
        plural = "NNPS" if word in _PLURALS else plural
        lemma = word.lower().removesuffix("s") if plural else word.lower()
        tokens.append(Token(*match.span(), word, lemma, tag, plural, (), -1, "dep"))
        ends = word in ".?!" and not _ABBREVIATION.search(text[max(0, match.start() - 5) : match.start()])
        if ends or "\n" in text[match.end() : match.end() + 2]:
            sentences.append(Sentence(tokens[0].start, tokens[-1].end, tuple(tokens)))
            tokens = []
    if tokens:
        sentences.append(Sentence(tokens[0].start, tokens[-1].end, tuple(tokens)))
    paragraphs = tuple(Span.of(text, *m.span()) for m in re.finditer(r"[^\n]+", text))
    return ParsedText(text, paragraphs, tuple(sentences), tuple(sorted(found, key=lambda n: n.span)), ())


def retagged(article: ParsedText, sentence: int, **changes: Mapping[str, object]) -> ParsedText:
    """The article with some tokens of one sentence, by their form, changed; a head is given by its form too."""
    tokens = list(article.sentences[sentence].tokens)
    at = {token.text: i for i, token in enumerate(tokens)}
    for form, change in changes.items():
        given = {k: at[str(v)] if k == "head" else v for k, v in change.items()}
        tokens[at[form]] = dataclasses.replace(tokens[at[form]], **given)
    sentences = list(article.sentences)
    sentences[sentence] = dataclasses.replace(sentences[sentence], tokens=tuple(tokens))
    return dataclasses.replace(article, sentences=tuple(sentences))


Quoted = tuple[str | None, str]
"""A quote as a test writes it: its source's words (None without one) and its content's."""


def detected(text: str, quotes: Sequence[Quoted | int]) -> list[Detected]:
    """The quotes, each sought behind the one before; a number gives a quote without a source that follows that one.

    A source is sought around its content: last before it in the same paragraph, else first behind it.
    """
    made: list[Detected] = []
    at = 0
    for quote in quotes:
        source, content = quote if isinstance(quote, tuple) else (None, f"#{quote}")
        follows = None
        if match := re.match(r"#(\d+) ", content):
            follows, content = int(match[1]), content[match.end() :]
        start = text.index(content, at)
        at = start
        span = Span.of(text, start, start + len(content))
        sources = (_source(text, source, span),) if source else ()
        marked = content[:1] in '“"' and len(content) > 2
        verbatim = (Span.of(text, start + 1, span.end - 1),) if marked else ()
        kind = QuoteType.DIRECT if marked else QuoteType.INDIRECT
        made.append(Detected((span,), verbatim, kind, None, sources, follows, None, 0.9))
    return made


def _source(text: str, source: str, content: Span) -> Span:
    opening = max(text.rfind("\n", 0, content.start), 0)
    before = [
        m for m in re.finditer(rf"(?<!\w){re.escape(source)}(?!\w)", text[: content.start]) if m.start() >= opening
    ]
    inside = re.search(rf"(?<!\w){re.escape(source)}(?!\w)", content.text)
    if before and not (content.text[:1] in '“"' and text[content.end :].lstrip().startswith(source)):
        return Span.of(text, *before[-1].span())
    behind = re.compile(rf"(?<!\w){re.escape(source)}(?!\w)").search(text, content.end)
    if behind is None:
        assert inside is not None, f"no source {source!r}"
        return Span.of(text, content.start + inside.start(), content.start + inside.end())
    return Span.of(text, *behind.span())


def resolved(text: str, names: Mapping[str, str], *quotes: Quoted) -> Resolved:
    """The resolution of an article, its invariants checked."""
    article, found = parsed(text, names), detected(text, quotes)
    answer = resolve(article, found)
    check(text, found, answer)
    return answer


def speaker(answer: Resolved, index: int = -1) -> Entity | None:
    """Who one quote is ascribed to."""
    link = answer.links[index]
    return None if link.entity is None else answer.entities[link.entity]


def name_of(answer: Resolved, index: int = -1) -> str | None:
    """The name of one quote's speaker."""
    entity = speaker(answer, index)
    return None if entity is None else entity.name


def check(text: str, found: Sequence[Detected], answer: Resolved) -> None:
    """What must hold of any answer."""
    assert len(answer.links) == len(found)
    used = {link.entity for link in answer.links} - {None}
    used |= {m for e in answer.entities for m in e.members}
    assert used == set(range(len(answer.entities))), "an entity nobody uses"
    for entity in answer.entities:
        assert entity.name.strip() and entity.mentions
        assert list(entity.mentions) == sorted(set(entity.mentions))
        assert all(0 <= m < len(answer.entities) for m in entity.members)
        assert entity.name not in entity.aliases
        for span in entity.mentions:
            assert text[span.start : span.end] == span.text
    for quote, link in zip(found, answer.links, strict=True):
        check_link(text, quote, link)
        if link.entity is not None:
            assert link.path[-1] in answer.entities[link.entity].mentions


def check_link(text: str, quote: Detected, link: Link) -> None:
    """What must hold of any link."""
    assert (link.form is None) == (not quote.source)
    for span in link.path:
        assert text[span.start : span.end] == span.text
    assert 0 <= link.confidence <= 1
    assert round(link.confidence, 2) == link.confidence
    if link.entity is None:
        assert link.path == ()
        return
    assert link.path
    assert len(set(link.path)) == len(link.path)
    if quote.source:
        assert link.path[0] == quote.source[0]
