"""Scores an answer against the gold of a sample article, and checks the rules every answer obeys.

Gold and answers are in the form of ``POST /v1/quotes``; a gold quote may add ``optional`` (a system may miss it),
``accept`` (other right names of the speaker) and ``accept_types``, and a gold answer ``not_quotes`` (words in marks
that nobody is quoted for).  README.md in seeds/ has the details.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from service.domain.extraction import Extraction
from service.domain.quotes import Cue, CueClass, Quote, QuoteType
from service.domain.spans import Span, joined
from service.domain.speakers import SpeakerKind

Json = dict[str, Any]

TITLES = {
    *("the", "a", "an", "his", "her", "its", "their", "my", "our"),
    *("mr", "mrs", "ms", "dr", "sir", "dame", "lord", "lady", "prof", "professor"),
}
SAME = 0.5


@dataclass(frozen=True, slots=True)
class Score:
    """What an answer made of the gold quotes; all ids but those of `extra` and `unwanted` are the gold's.

    `found`: gold id → answer id, by content; `right`: type and speaker right too; `wrong`: a person named who did not
    say it, or anybody where nobody is identified; `missed`: required and not found; `extra`: answer quotes beyond the
    gold; `unwanted`: answer quotes that are nothing but a title, nickname or scare-quoted word.
    """

    found: dict[str, str]
    right: tuple[str, ...]
    wrong: tuple[str, ...]
    missed: tuple[str, ...]
    extra: tuple[str, ...]
    unwanted: tuple[str, ...]
    required: tuple[str, ...]

    @property
    def recall(self) -> float:
        """The part of the required quotes that is right; 1 where none is required."""
        return len(set(self.required) & set(self.right)) / len(self.required) if self.required else 1.0


def score(gold: Json, answer: Json) -> Score:
    """Matches an answer with the gold one to one, the largest overlap of contents first."""
    given = {q["id"]: q for q in answer["quotes"]}
    wanted = {q["id"]: q for q in gold["quotes"]}
    who = _speakers(answer)
    found = _match(gold, answer)
    required = tuple(i for i, q in wanted.items() if not q.get("optional"))
    extra = tuple(i for i in given if i not in found.values())
    bare = [_words([s]) for s in gold.get("not_quotes", ())]
    return Score(
        found=found,
        right=tuple(i for i, j in found.items() if _right(gold, wanted[i], given[j], who)),
        wrong=tuple(i for i, j in found.items() if _misnamed(gold, wanted[i], who.get(given[j]["speaker"]))),
        missed=tuple(i for i in required if i not in found),
        extra=extra,
        unwanted=tuple(i for i in extra if _words(given[i]["content"]["spans"]) in bare),
        required=required,
    )


def _speakers(answer: Json) -> dict[str | None, Json]:
    return {s["id"]: s for s in answer["speakers"]}


def _words(spans: Iterable[Json]) -> frozenset[int]:
    """The offsets of the word tokens in the spans."""
    return frozenset(m.start() + s["start"] for s in spans for m in re.finditer(r"\w+", s["text"]))


def _match(gold: Json, answer: Json) -> dict[str, str]:
    who, pairs = _speakers(answer), []
    given = [(p, _words(p["content"]["spans"])) for p in answer["quotes"]]
    for g in gold["quotes"]:
        a = _words(g["content"]["spans"])
        for p, b in given:
            overlap = len(a & b) / len(a | b) if a | b else 0.0
            if overlap >= SAME:
                pairs.append((-overlap, not _right(gold, g, p, who), g["id"], p["id"]))
    found: dict[str, str] = {}
    for _, _, i, j in sorted(pairs):
        if i not in found and j not in found.values():
            found[i] = j
    return dict(sorted(found.items(), key=lambda pair: int(pair[0][1:])))


def plain(name: str) -> str:
    """A name for comparison: no case, marks, determiners or titles."""
    words = re.findall(r"\w+", re.sub(r"['’]s?\b", "", name.casefold()))
    return " ".join(w for w in words if w not in TITLES)


def _named(gold: Json, quote: Json, speaker: Json | None) -> bool:
    """Whether the speaker's name is right for a gold quote; nobody must be nobody."""
    real = next((s["name"] for s in gold["speakers"] if s["id"] == quote["speaker"]), None)
    if speaker is None:
        return real is None
    names = [*([real] if real else []), *quote.get("accept", ())]
    return plain(speaker["name"]) in {plain(name) for name in names}


def _right(gold: Json, quote: Json, found: Json, who: dict[str | None, Json]) -> bool:
    types = {quote["type"], *quote.get("accept_types", ())}
    return found["type"] in types and _named(gold, quote, who.get(found["speaker"]))


def _misnamed(gold: Json, quote: Json, speaker: Json | None) -> bool:
    """Whether a person is named who did not say it, or anybody at all where the text identifies nobody."""
    if speaker is None or _named(gold, quote, speaker):
        return False
    return quote["speaker"] is None or speaker["kind"] == SpeakerKind.PERSON


def problems(text: str, answer: Json) -> list[str]:
    """What is wrong with an answer (offsets in code points) whatever its article says; empty where nothing is."""
    ids = [q["id"] for q in answer["quotes"]]
    out = [] if ids == [f"q{i}" for i in range(1, len(ids) + 1)] else [f"ids {ids}"]
    out += [] if answer["quotes"] == sorted(answer["quotes"], key=_order) else ["quotes are out of order"]
    for quote in answer["quotes"]:
        out += [f"{quote['id']}: {p}" for p in _quote_problems(text, quote, ids)]
    return out + [f"speakers: {p}" for p in _speaker_problems(answer)]


def _order(quote: Json) -> tuple[int, int, int]:
    spans, cue = quote["content"]["spans"], quote["cue"]
    return spans[0]["start"], -sum(s["end"] - s["start"] for s in spans), cue["spans"][0]["start"] if cue else -1


def _quote_problems(text: str, quote: Json, ids: list[str]) -> Iterator[str]:
    content = quote["content"]["spans"]
    parts = {k: quote[k]["spans"] for k in ("content", "cue", "source") if quote[k]}
    for name, spans in {**parts, "verbatim": quote["verbatim"]}.items():
        yield from (f"{name} {s}" for s in spans if not _exact(text, s))
        if any(a["end"] > b["start"] for a, b in pairwise(spans)):
            yield f"{name} spans out of order"
        if name in parts and not (spans and quote[name]["text"] == " […] ".join(s["text"] for s in spans)):
            yield f"{name} text"
    for v in quote["verbatim"]:
        if not any(c["start"] <= v["start"] and v["end"] <= c["end"] for c in content):
            yield f"verbatim outside content: {v}"
    if quote["type"] not in set(QuoteType) or (quote["type"] == "mixed" and not quote["verbatim"]):
        yield f"type {quote['type']}"
    if quote["type"] == "indirect" and quote["verbatim"]:
        yield "indirect with verbatim words"
    if quote["cue"] and quote["cue"]["class"] not in set(CueClass):
        yield f"cue class {quote['cue']['class']}"
    if quote["nested_in"] is not None and (quote["nested_in"] == quote["id"] or quote["nested_in"] not in ids):
        yield f"nested in {quote['nested_in']}"


def _exact(text: str, span: Json) -> bool:
    start, end = span["start"], span["end"]
    return 0 <= start < end <= len(text) and bool(text[start:end] == span["text"])


def _speaker_problems(answer: Json) -> Iterator[str]:
    who = _speakers(answer)
    if len(who) != len(answer["speakers"]):
        yield "an id twice"
    members = {m for s in answer["speakers"] for m in s["members"]}
    yield from (f"member {m} unknown" for m in members if m not in who)
    for quote in answer["quotes"]:
        if quote["speaker"] is not None and quote["speaker"] not in who:
            yield f"{quote['id']} by unknown {quote['speaker']}"
    for s in answer["speakers"]:
        if s["quotes"] != [q["id"] for q in answer["quotes"] if q["speaker"] == s["id"]]:
            yield f"{s['id']} lists {s['quotes']}"
        if not s["quotes"] and s["id"] not in members:
            yield f"{s['id']} has no quotes"
        if s["kind"] not in set(SpeakerKind):
            yield f"kind {s['kind']}"


def as_answer(extraction: Extraction) -> Json:
    """An extraction as far as scoring needs it, in the answer's form."""
    keys = ("id", "name", "aliases", "description", "members", "quotes")
    speakers = [
        {"kind": s.kind.value} | {k: list(v) if isinstance(v := getattr(s, k), tuple) else v for k in keys}
        for s in extraction.speakers
    ]
    return {"quotes": [_quote(q) for q in extraction.quotes], "speakers": speakers}


def _spans(spans: Sequence[Span]) -> list[Json]:
    return [{"start": s.start, "end": s.end, "text": s.text} for s in spans]


def _part(spans: Sequence[Span]) -> Json:
    return {"text": joined(spans), "spans": _spans(spans)}


def _cue(cue: Cue) -> Json:
    flags = {"class": cue.cue_class.value, "negated": cue.negated, "hedged": cue.hedged}
    return _part(cue.spans) | {"lemma": cue.lemma} | flags


def _quote(quote: Quote) -> Json:
    return {
        "id": quote.id,
        "type": quote.type.value,
        "content": _part(quote.content),
        "verbatim": _spans(quote.verbatim),
        "cue": _cue(quote.cue) if quote.cue else None,
        "source": _part(quote.source) if quote.source else None,
        "speaker": quote.speaker,
        "resolution": _spans(quote.resolution),
        "nested_in": quote.parent,
    }
