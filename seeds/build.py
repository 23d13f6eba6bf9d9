"""Computes the gold answers of the sample articles: NN-name.txt and NN-name.gold give NN-name.json.

usage: python -m seeds.build [--check] [--show] [NAME ...]

A .gold file holds blocks of ``key: value`` lines with a blank line between blocks; README.md describes the keys.
Spans are given as the article's own words; ``~~`` stands for words left out, ``#2`` at the end for the second
occurrence, ``|`` separates the parts of a cue or source.  Offsets, verbatim spans, ids and order are computed, and
every name and label is checked.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from pathlib import Path

from seeds.snippets import GoldError, Json, Range, joined, locate, quoted, span, type_of

HERE = Path(__file__).resolve().parent
CLASSES = {
    *("statement", "claim", "denial", "admission", "accusation", "opinion"),
    *("question", "directive", "commitment", "finding", "feeling", "other"),
}
KINDS = {"person", "organization", "group", "document", "unnamed", "other"}

Block = dict[str, list[str]]


def blocks(gold: str) -> list[Block]:
    """The blocks of a .gold file; lines that start with ``;`` are comments."""
    found: list[Block] = []
    for part in re.split(r"\n\s*\n", gold):
        block: Block = {}
        for line in part.splitlines():
            if line.strip() and not line.startswith(";"):
                key, colon, value = line.partition(":")
                if not colon:
                    raise GoldError(f"no key in {line!r}")
                block.setdefault(key.strip(), []).append(value.strip())
        if block:
            found.append(block)
    return found


def spans_of(text: str, values: list[str], near: list[Range], avoid: list[Range]) -> list[Range]:
    """The places of the ``|``-separated parts of a cue or source."""
    return [locate(text, part.strip(), near, avoid) for value in values for part in value.split("|")]


def cue_of(text: str, value: str, content: list[Range], avoid: list[Range]) -> tuple[Json, list[Range]]:
    """``words = lemma, class[, negated][, hedged]`` as a cue, with its places."""
    words, _, marks = value.rpartition(" = ")
    lemma, kind, *flags = (m.strip() for m in marks.split(","))
    if kind not in CLASSES or set(flags) - {"negated", "hedged"}:
        raise GoldError(f"cue {value!r}")
    places = spans_of(text, [words], content, avoid)
    cue = {"text": joined(text, places), "lemma": lemma, "spans": [span(text, p) for p in places], "class": kind}
    return cue | {"negated": "negated" in flags, "hedged": "hedged" in flags}, places


def names(block: Block, key: str) -> list[str]:
    """The ``;``-separated names under a key."""
    return [name.strip() for value in block.get(key, []) for name in value.split(";")]


def verbatim_of(text: str, block: Block, content: list[Range]) -> list[Range]:
    """The verbatim spans: given, the whole content of an unmarked transcript line, or what stands in marks."""
    if "verbatim" in block:
        return [locate(text, words, content) for words in block["verbatim"]]
    return content if "unmarked" in block else [v for place in content for v in quoted(text, place)]


def quote_of(text: str, block: Block) -> Json:
    """One quote in the answer's form, its speaker and parent still by name and label."""
    content = [locate(text, words, []) for words in block["content"]]
    verbatim = verbatim_of(text, block, content)
    marked = type_of(text, content, verbatim)
    if block["quote"][0] != marked:
        raise GoldError(f"{block['quote'][0]}, but its marks say {marked}: {joined(text, content)}")
    cue, places = cue_of(text, block["cue"][0], content, verbatim) if "cue" in block else (None, content)
    source = spans_of(text, block["source"], places, verbatim) if "source" in block else []
    quote: Json = {"type": block["quote"][0]}
    quote["content"] = {"text": joined(text, content), "spans": [span(text, p) for p in content]}
    quote["verbatim"] = [span(text, p) for p in verbatim]
    quote["cue"] = cue
    quote["source"] = {"text": joined(text, source), "spans": [span(text, p) for p in source]} if source else None
    quote["speaker"] = block.get("speaker", [None])[0]
    quote["nested_in"] = block.get("in", [None])[0]
    types = names(block, "types") + (["indirect"] if "unmarked" in block else [])
    extras = {"optional": "optional" in block, "accept": names(block, "accept"), "accept_types": types}
    return quote | {key: value for key, value in extras.items() if value}


def order(quote: Json) -> tuple[int, int, int]:
    """By first content offset, then the longer content, then the cue's offset."""
    spans = quote["content"]["spans"]
    cue = quote["cue"]["spans"][0]["start"] if quote["cue"] else -1
    return spans[0]["start"], -sum(s["end"] - s["start"] for s in spans), cue


def number_quotes(pairs: list[tuple[Json, str | None]]) -> list[Json]:
    """Gives ids in order and turns labels of parents into ids."""
    pairs = sorted(pairs, key=lambda pair: order(pair[0]))
    ids = {label: f"q{i}" for i, (_, label) in enumerate(pairs, 1) if label}
    out = []
    for i, (quote, _) in enumerate(pairs, 1):
        parent = quote["nested_in"]
        out.append({"id": f"q{i}", **quote, "nested_in": ids[parent] if parent else None})
    return out


def number_speakers(quotes: list[Json], declared: dict[str, Block]) -> list[Json]:
    """The speakers in order of first quote, the members of a group right after it; sets the quotes' speaker ids."""
    heard = [q["speaker"] for q in quotes if q["speaker"]]
    found = dict.fromkeys(name for speaker in heard for name in (speaker, *names(declared[speaker], "members")))
    unused = set(declared) - set(found)
    if unused:
        raise GoldError(f"speakers without quotes: {sorted(unused)}")
    ids = {name: f"s{i}" for i, name in enumerate(found, 1)}
    speakers = [speaker_of(name, declared[name], ids, quotes) for name in ids]
    for quote in quotes:
        quote["speaker"] = ids[quote["speaker"]] if quote["speaker"] else None
    return speakers


def speaker_of(name: str, block: Block, ids: dict[str, str], quotes: list[Json]) -> Json:
    """One speaker in the answer's form."""
    if block["kind"][0] not in KINDS:
        raise GoldError(f"kind {block['kind'][0]!r} of {name}")
    speaker: Json = {"id": ids[name], "name": name, "aliases": names(block, "aliases"), "kind": block["kind"][0]}
    speaker["description"] = block.get("description", [None])[0]
    speaker["members"] = [ids[m] for m in names(block, "members")]
    return speaker | {"quotes": [q["id"] for q in quotes if q["speaker"] == name]}


def build(text: str, gold: str, bare: bool = False) -> Json:
    """The gold answer for an article; where `bare`, a cue may be its words alone.  Raises GoldError."""
    parts = blocks(gold)
    for block in (b for b in parts if bare and "cue" in b):
        block["cue"] = [v if " = " in v else f"{v} = {v}, other" for v in block["cue"]]
    labelled = [(quote_of(text, b), b["label"][0] if "label" in b else None) for b in parts if "quote" in b]
    declared = {b["speaker"][0]: b for b in parts if "kind" in b}
    unquoted = [span(text, locate(text, words, [])) for b in parts for words in b.get("not", [])]
    try:
        quotes = number_quotes(labelled)
        return {"quotes": quotes, "speakers": number_speakers(quotes, declared), "not_quotes": unquoted}
    except KeyError as error:
        raise GoldError(f"neither declared nor labelled: {error}") from error


def show(answer: Json) -> str:
    """A readable list for review."""
    speakers = {s["id"]: s["name"] for s in answer["speakers"]}
    lines = []
    for q in answer["quotes"]:
        cue, source = (q[k] and f"{q[k]['text']} @{q[k]['spans'][0]['start']}" for k in ("cue", "source"))
        where = f"@{q['content']['spans'][0]['start']}"
        extras = " ".join(f"{k}={q[k]}" for k in ("nested_in", "optional", "accept", "accept_types") if q.get(k))
        lines.append(f"{q['id']:4} {q['type']:8} {speakers.get(q['speaker'])} [{source}] [{cue}] {where} {extras}")
        lines += [f"        {q['content']['text']}", f"        = {[v['text'] for v in q['verbatim']]}"]
    return "\n".join(lines)


def main() -> int:
    """Writes the .json files, or with --check says which are out of date."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--check", action="store_true", help="write nothing; fail where a file is out of date")
    parser.add_argument("--show", action="store_true", help="print the quotes for review")
    parser.add_argument("names", nargs="*", help="only the articles whose name starts so")
    args = parser.parse_args()
    bad = 0
    for path in sorted(HERE.glob("*.gold")):
        if args.names and not path.stem.startswith(tuple(args.names)):
            continue
        target = path.with_suffix(".json")
        try:
            answer = build(path.with_suffix(".txt").read_text("utf-8"), path.read_text("utf-8"))
        except (GoldError, LookupError) as error:
            print(f"{path.name}: {error!r}", file=sys.stderr)
            bad += 1
            continue
        new = json.dumps(answer, ensure_ascii=False, indent=1) + "\n"
        if args.show:
            print(f"== {path.stem}\n{show(answer)}\n")
        if args.check:
            bad += not target.exists() or target.read_text("utf-8") != new
        else:
            target.write_text(new, "utf-8")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
