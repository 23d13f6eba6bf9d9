"""Articles of other kinds than the news on US politics, with what their gold quotes say of words and pronouns.

Their gold follows the contract where PolNeAR's annotators join or cut otherwise; nothing is learned there, so that the
network does not unlearn what the news says.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from tokenizers import Tokenizer

from models.evaluation.written import LEARNED, articles
from models.training import corpora
from models.training.examples import NONE, Example, Ranges
from models.training.joint.meant import label
from models.training.joint.paragraphs import Mention, Paragraph, Text
from models.training.polnear import Article, Attribution

PRONOUNS = frozenset({"he", "she", "they"})
ONE = frozenset({"person", "unnamed"})
BETWEEN = 80
"""How many characters may lie between "called" and the quotation that tells what somebody is called."""
_BREAK = re.compile(r"[.:\n“”\"]")
Json = dict[str, Any]


@dataclass(frozen=True)
class Said:
    """A source's words, lower-case, where they are, and who is meant: a key and the names that the text may use."""

    words: str
    places: Ranges
    who: str
    names: frozenset[str]


def texts(tokenizer: Tokenizer, parts: Sequence[str] = LEARNED) -> list[Text]:
    """The articles from which is learned, labelled."""
    return [labelled(name, text, gold, tokenizer) for part in parts for name, text, gold in articles(part)]


def labelled(name: str, text: str, gold: Json, tokenizer: Tokenizer) -> Text:
    """One article; of quotes within quotes the outer ones are labelled, of optional ones nothing is learned."""
    outer = [q for q in gold["quotes"] if q["nested_in"] is None]
    wanted = [_attribution(q) for q in outer if not q.get("optional")]
    examples = corpora.attributed(Article(name, text, wanted), tokenizer)
    for quote in outer:
        for example in examples:
            _open(example, text, quote)
    out = Text(text, [Paragraph(example, apart=True) for example in examples])
    mention(out, list(_said(gold)))
    return out


def _attribution(quote: Json) -> Attribution:
    return Attribution(quote["id"], *(_ranges(quote[part]) for part in ("source", "cue", "content")))


def _ranges(part: Json | None) -> Ranges:
    return [(s["start"], s["end"]) for s in part["spans"]] if part else []


def _open(example: Example, text: str, quote: Json) -> None:
    """Leaves open what is optional, whose a quotation without a cue is, and the object of "called it “…”"."""
    content, cue = _ranges(quote["content"]), _ranges(quote["cue"])
    if quote.get("optional"):
        for i in example.inside([*content, *cue, *_ranges(quote["source"])]):
            if example.tags[i] == 0:
                example.tags[i] = example.cue_of[i] = example.source_of[i] = NONE
    elif not cue:
        for i in example.inside(content):
            example.cue_of[i] = NONE
    elif quote["type"] == "direct" and len(content) == 1:
        start, end = cue[-1][1], content[0][0]
        if 0 < end - start < BETWEEN and text[start:end].strip() and not _BREAK.search(text[start:end]):
            for i in example.inside([(start, end)]):
                example.tags[i] = NONE if example.tags[i] == 0 else example.tags[i]


def _said(gold: Json) -> Iterator[Said]:
    who = {s["id"]: s for s in gold["speakers"]}
    for quote in gold["quotes"]:
        speaker = who.get(quote["speaker"])
        if speaker and quote["source"] and speaker["kind"] in ONE:
            named = speaker["kind"] == "person"
            names = frozenset({speaker["name"], *speaker["aliases"]} if named else ())
            yield Said(quote["source"]["text"].lower(), _ranges(quote["source"]), speaker["id"], names)


def mention(text: Text, said: Sequence[Said]) -> None:
    """Labels pronouns among the sources, and where those whom they mean are named or are sources themselves."""
    asks = {s.who for s in said if s.words in PRONOUNS}
    surnames: dict[str, set[str]] = defaultdict(set)
    for one in said:
        for name in one.names:
            surnames[_last(name)].add(one.who)
    names: dict[str, set[str]] = defaultdict(set)
    for one in said:
        if one.who in asks:
            names[one.who] |= one.names | {last for last in map(_last, one.names) if surnames[last] == {one.who}}
            for place in one.places:
                label(text, [place], one.who, one.words in PRONOUNS)
    for who, known in names.items():
        for name in sorted(known, key=lambda n: (-len(n), n)):
            for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text.text) if len(name) > 2 else ():
                label(text, [found.span()], who, False)
    for paragraph in text.paragraphs:
        paragraph.mentions = list(_apart(paragraph.mentions))


def _last(name: str) -> str:
    return name.rsplit(maxsplit=1)[-1]


def _apart(mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Mentions that share no word, pronouns and the longest first."""
    taken: set[int] = set()
    for one in sorted(mentions, key=lambda m: (not m.asks, -len(m.words))):
        if not taken.intersection(one.words):
            taken.update(one.words)
            yield one
