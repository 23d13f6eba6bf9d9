"""Attribution beyond politics: the service's quotes against GUM's attribution relations.

GUM (its genres here are no news) marks who a statement is attributed to in its RST trees: the relation's unit holds
source and cue, `sem-atsrc-N` names the source's words and the nucleus is the content (see models/training/gum.py).  A
relation is found where a quote has its cue in the relation's unit and shares a word of its content with the nucleus, or
has more than half of its content in common with it; its source is right where the quote's source shares a word with the
relation's.  Every relation counts, those that name an author at a text's head or a picture's credit too.  The interval
is a bootstrap over documents.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from models.evaluation.bootstrap import interval
from models.evaluation.figures import Table
from models.training import conllu, gum
from models.training.joint import layout
from service.domain.extraction import Extraction
from service.domain.quotes import Quote
from service.domain.spans import Span


@dataclass(frozen=True)
class Counts:
    """One document's relations: how many, how many found, how many of those name a source, and have it right."""

    relations: int
    found: int
    sourced: int
    right: int


def paragraphs(document: list[conllu.Sentence]) -> tuple[str, list[tuple[int, int]]]:
    """The document's text and each word's place in it."""
    text, places = "", []
    for sentence in document:
        if text and sentence.starts("newpar"):
            text = text.rstrip() + "\n\n"
        at = len(text)
        text += conllu.surface(sentence.rows)
        for begin, stop, rows in layout.tokens_of(text, at, sentence):
            places += [(node.start, node.end) for node in layout.nodes_of(text, begin, stop, rows)]
            at = stop
    return text, places


def score(document: list[conllu.Sentence], extract: Callable[[str], Extraction]) -> Counts:
    """How the extraction of one document's text fares."""
    text, places = paragraphs(document)
    quotes = extract(text).quotes
    relations = list(gum.relations(document))
    found = [(r, _match(r, quotes, places)) for r in relations]
    hits = [(r, q) for r, q in found if q is not None]
    sourced = [(r, q) for r, q in hits if r.source]
    right = [q for r, q in sourced if _touches(q.source, [places[i] for i in r.source])]
    return Counts(len(relations), len(hits), len(sourced), len(right))


def _touches(spans: tuple[Span, ...], places: list[tuple[int, int]]) -> bool:
    return any(s.start < b and a < s.end for s in spans for a, b in places)


def _match(relation: gum.Relation, quotes: tuple[Quote, ...], places: list[tuple[int, int]]) -> Quote | None:
    unit, nucleus = [places[i] for i in relation.unit], [places[i] for i in relation.nucleus]
    for quote in quotes:
        if quote.cue and _touches(quote.cue.spans, unit) and _touches(quote.content, nucleus):
            return quote
    content = {i for a, b in nucleus for i in range(a, b)}
    for quote in quotes:
        mine = {i for s in quote.content for i in range(s.start, s.end)}
        if 2 * len(mine & content) > len(mine | content):
            return quote
    return None


def table(path: Path, extract: Callable[[str], Extraction]) -> Table:
    """The figures of one treebank file, each in per cent and with its interval."""
    counts = [score(d, extract) for d in conllu.documents(conllu.read(path))]
    out: Table = {}
    for name, share in (("found", _found), ("source right, of those found", _right)):
        low, high = interval(counts, share)
        out[name] = {"%": share(counts), "low": low, "high": high}
    return out | {"of": {"relations": sum(c.relations for c in counts), "documents": len(counts)}}


def _found(counts: Sequence[Counts]) -> float:
    return 100 * sum(c.found for c in counts) / max(1, sum(c.relations for c in counts))


def _right(counts: Sequence[Counts]) -> float:
    return 100 * sum(c.right for c in counts) / max(1, sum(c.sourced for c in counts))
