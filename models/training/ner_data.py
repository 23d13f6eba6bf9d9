"""Named-entity training sentences from gold corpora and GUM's entity layer, with labels PERSON, ORG, LOC.

Labels that have no counterpart among the three (nationalities, products, weapons, money …) become O.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from models.training import conllu

LABELS = {
    "PER": "PERSON", "PERSON": "PERSON", "Person": "PERSON", "person": "PERSON",
    "ORG": "ORG", "ORGANIZATION": "ORG", "Organisation": "ORG", "organization": "ORG", "corporation": "ORG",
    "group": "ORG", "LOC": "LOC", "LOCATION": "LOC", "Location": "LOC", "location": "LOC", "place": "LOC",
}
DETERMINERS = set("the a an this that these those we our i he she they their it us".split())
TITLES = set(
    "president minister secretary general dr mr mrs ms sir lord lady king queen prince ambassador representative "
    "spokesman spokeswoman spokesperson commander colonel col lt gen captain capt major maj sergeant sgt chancellor "
    "deputy chief envoy leader director sheikh ayatollah professor prof senator sen congressman governor gov mayor "
    "judge pope chairman chairwoman coordinator adviser commissioner emir sultan brigadier admiral".split()
)
Tagged = list[tuple[str, str]]


def from_columns(path: Path, text: int = 0, tag: int = 1) -> Iterator[Tagged]:
    """Sentences of a CoNLL-like file with the word in column `text` and an IO or BIO tag in column `tag`."""
    sentence: Tagged = []
    for line in [*path.read_text(encoding="utf8").split("\n"), ""]:
        columns = line.split("\t") if "\t" in line else line.split(" ")
        if not line.strip() or line.startswith("# "):
            if sentence:
                yield as_bio(sentence)
            sentence = []
        elif len(columns) > tag:
            sentence.append((columns[text], columns[tag]))


def as_bio(sentence: Tagged) -> Tagged:
    """Maps labels and repairs IO to BIO."""
    out: Tagged = []
    last = "O"
    for word, tag in sentence:
        prefix, _, label = tag.partition("-")
        label = LABELS.get(label, "")
        if not label:
            out.append((word, "O"))
        else:
            out.append((word, ("I-" if prefix != "B" and last == label else "B-") + label))
        last = label
    return out


def spans(tags: Iterable[str]) -> list[tuple[int, int, str]]:
    """The entities of a sentence's BIO or BIOES tags: half-open word indices and kind."""
    out: list[tuple[int, int, str]] = []
    for i, tag in enumerate(tags):
        prefix, _, kind = tag.partition("-")
        if not kind:
            continue
        if prefix in "IE" and out and out[-1][1:] == (i, kind):
            out[-1] = (out[-1][0], i + 1, kind)
        else:
            out.append((i, i + 1, kind))
    return out


def named_only(sentence: Tagged) -> Tagged:
    """Drops spans without a proper name (re3d marks pronouns and descriptions too), determiners and titles before one.

    The other corpora leave “President” and the like out of a person's name, and so must the tagger.
    """
    out = list(sentence)
    begin = 0
    while begin < len(out):
        end = begin + 1
        if out[begin][1] != "O":
            while end < len(out) and out[end][1].startswith("I-"):
                end += 1
            titled = range(begin, end) if out[begin][1].endswith("PERSON") else range(0)
            name = begin + (out[begin][0].lower() in DETERMINERS)
            name = max([name, *(i + 1 for i in titled if out[i][0].lower().rstrip(".") in TITLES)])
            named = any(w[:1].isupper() and w.lower() not in DETERMINERS for w, _ in out[name:end])
            for i in range(begin, end):
                label = out[i][1][2:]
                out[i] = (out[i][0], f"{'B' if i == name else 'I'}-{label}" if named and i >= name else "O")
        begin = end
    return out


def held_out(ewt: list[Tagged]) -> tuple[list[Tagged], list[Tagged]]:
    """EWT's sentences to learn from, and runs of twenty, a tenth of all, that are kept for choosing."""
    kept = [i // 20 % 10 == 3 for i in range(len(ewt))]
    return [s for s, k in zip(ewt, kept, strict=True) if not k], [s for s, k in zip(ewt, kept, strict=True) if k]


def from_gum(path: Path) -> Iterator[Tagged]:
    """Proper names inside GUM's person, organization and place mentions; the innermost mention wins."""
    open_mentions: list[tuple[str, int, str]] = []
    for sentence in conllu.read(path):
        words = sentence.words
        spans: list[tuple[int, int, str]] = []
        for at, row in enumerate(words):
            match = re.search(r"Entity=([^|]*)", row[conllu.MISC])
            for part in re.findall(r"\([^()]+|\d+\)|\)", match.group(1) if match else ""):
                if part.startswith("("):
                    group, kind = part[1:].split("-")[:2]
                    open_mentions.append((group, at, kind))
                    continue
                group = part.rstrip(")")
                for k in range(len(open_mentions) - 1, -1, -1):
                    if not group or open_mentions[k][0] == group:
                        _, begin, kind = open_mentions.pop(k)
                        spans.append((begin, at + 1, kind))
                        break
        open_mentions = []
        yield _proper_names(words, spans)


def _proper_names(words: list[list[str]], spans: list[tuple[int, int, str]]) -> Tagged:
    tags = ["O"] * len(words)
    for begin, end, kind in sorted(spans, key=lambda s: s[0] - s[1]):
        label = LABELS.get(kind)
        run = [i for i in range(begin, end) if words[i][conllu.UPOS] == "PROPN"]
        head = next((i for i in range(begin, end) if not begin < int(words[i][6]) <= end), None)
        if not run or head not in run:
            continue
        first = last = head
        while first - 1 in run:
            first -= 1
        while last + 1 in run:
            last += 1
        for i in range(first, last + 1):
            tags[i] = f"{'B' if i == first else 'I'}-{label}" if label else "O"
    return [(w[conllu.FORM], t) for w, t in zip(words, tags, strict=True)]


def typographic(sentence: Tagged, rng: random.Random) -> Tagged:
    """Half of the sentences with curly marks, as newsrooms write them."""
    if rng.random() < 0.5:
        return sentence
    inside = False
    out = []
    for word, tag in sentence:
        if word in {'"', "``", "''"}:
            inside = not inside
            word = "“" if inside else "”"
        out.append((word.replace("'", "’"), tag))
    return out


def as_stanza(sentences: Iterable[Tagged], seed: int = 0) -> list[list[dict[str, object]]]:
    """The sentences in the form ``stanza.models.common.doc.Document`` takes."""
    rng = random.Random(seed)
    return [
        [{"id": i, "text": word, "ner": tag} for i, (word, tag) in enumerate(typographic(s, rng), 1)]
        for s in sentences
        if s
    ]
