"""The tables of the model card, from the figures kept."""

from __future__ import annotations

import re
from collections.abc import Sequence

from models.evaluation import changes
from models.evaluation.figures import Release, Row

SYNTAX = ("Words", "Sentences", "UPOS", "Lemmas", "UAS", "LAS")
SPANS = ("content exact", "content overlap", "source exact", "cue exact", "attributed")
BY_MARKS = {"attributed, with marks": "attributed, with quotation marks", "attributed, no marks": "attributed, without"}
# Column of the table of releases → set, label, column.
RELEASES = {
    "attributed": ("polnear-dev", "attributed", "F1"),
    "with marks": ("polnear-dev", "attributed, with marks", "F1"),
    "without": ("polnear-dev", "attributed, no marks", "F1"),
    "content exact": ("polnear-dev", "content exact", "F1"),
    "content overlap": ("polnear-dev", "content overlap", "F1"),
    "source exact": ("polnear-dev", "source exact", "F1"),
    "cue exact": ("polnear-dev", "cue exact", "F1"),
    "speaker right": ("speakers-dev", "speakers", "right"),
    "wrong person": ("speakers-dev", "speakers", "wrong person"),
    "surest 80 %": ("speakers-dev", "speakers", "surest 80 %"),
    "UD EWT LAS": ("ud", "raw text, network", "LAS"),
    "GUM LAS": ("gum", "raw text, network", "LAS"),
    "Universal NER": ("ner", "uner_ewt-test, names", "F1"),
    "re3d": ("ner", "re3d-test, named mentions, names", "F1"),
    "GUM relations": ("relations", "found", "%"),
    "their sources": ("relations", "source right, of those found", "%"),
}
FIELDS, THRESHOLDS = ("confidence", "speaker_confidence"), ("publishable", "review")
Kept = dict[str, Release]


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Markdown."""
    cells = ["| " + " | ".join(line) + " |" for line in (head, *rows)]
    cells = [re.sub(r"\|  (?=\|)", "| ", line) for line in cells]
    return "\n".join([cells[0], "|" + "---|" * len(head), *cells[1:]])


def syntax(kept: Kept) -> str:
    """Words, sentences, tags and trees, Stanza's own in brackets."""
    rows = []
    for title, name in (("UD EWT dev", "ud"), ("GUM dev (free genres)", "gum")):
        found = latest(kept)[name]
        for text in ("raw text", "gold words"):
            ours, plain = found[f"{text}, network"], found[f"{text}, Stanza"]
            cells = [f"{ours[c]:.2f} ({plain[c]:.2f})" for c in SYNTAX]
            rows.append([f"{title}, {text}", *(cells if text == "raw text" else ["", "", *cells[2:]])])
    return table(["", "words", "sentences", "UPOS", "lemmas", "UAS", "LAS"], rows)


def entities(kept: Kept) -> str:
    """Names, and Stanza's own tagger's."""
    found = latest(kept)["ner"]
    titles = {
        "uner_ewt-test, names": "Universal NER EWT test, PERSON ORG LOC",
        "uner_ewt-test, Stanza": "the same, Stanza's `ner`",
        "re3d-test, named mentions, names": "re3d test, persons and organisations, named mentions",
        "re3d-test, named mentions, Stanza": "the same, Stanza's `ner`",
        "re3d-test, all mentions, names": "re3d test, all mentions (pronouns and descriptions count as missed)",
    }
    return table(["entities", "P", "R", "F1"], [[title, *prf(found[label])] for label, title in titles.items()])


def relations(kept: Kept) -> str:
    """GUM's attribution relations."""
    found = latest(kept)["relations"]
    of = found["of"]
    head = f"GUM dev, {of['relations']:.0f} relations in {of['documents']:.0f} documents"
    names = ("found", "source right, of those found")
    return table([head, "%", "95 % interval"], [[n, f"{found[n]['%']:.1f}", interval(found[n])] for n in names])


def cues(kept: Kept) -> str:
    """Classes, negation and hedges of the labelled cues."""
    dev, train = latest(kept)["cues"], latest(kept)["cues-train"]
    rows = []
    for label in dev:
        both = (dev[label], train[label])
        title = f"{label} ({both[0]['cues']:.0f}; {both[1]['cues']:.0f} cues)"
        if "P" in both[0]:
            title = title.replace(" (", " P, R, F1 (", 1)
        rows.append([title, *(f"{_values(row)} ({interval(row)})" for row in both)])
    return table(["", "dev", "train"], rows)


def _values(row: Row) -> str:
    return ", ".join(prf(row)) if "P" in row else f"{row['%']:.1f}"


def served(kept: Kept) -> str:
    """Attributions through the running service."""
    found = latest(kept)["polnear-dev"]
    names = {**{name: name for name in SPANS}, **BY_MARKS}
    return table(["", "P", "R", "F1"], [[title, *prf(found[label])] for label, title in names.items()])


def speakers(kept: Kept) -> str:
    """Speakers of found attributions, and the two real articles."""
    found, seeds = latest(kept)["speakers-dev"]["speakers"], latest(kept)["seeds"]["seeds"]
    rows = [
        ["speaker right, of found attributions", f"{found['right']:.1f} %"],
        ["found and right, of all", f"{found['of all']:.1f} %"],
        ["a wrong person named", f"{found['wrong person']:.1f} %"],
        ["name incomplete", f"{found['incomplete']:.1f} %"],
        ["right among the 80 % most confident", f"{found['surest 80 %']:.1f} %"],
        ["expected calibration error of `speaker_confidence`", f"{found['ECE']:.3f}"],
        ["two real articles from outside US politics", f"{seeds['right']:.0f} of {seeds['required']:.0f} right"],
    ]
    return table(["speakers-dev, seeds", ""], rows)


def calibration(kept: Kept) -> str:
    """Both confidences and both thresholds, on dev and on the held-out articles."""
    sets = [latest(kept)[name] for name in ("confidence", "confidence-held-out")]
    rows = [[f"calibration error of `{f}`", *(f"{s[f'{f} all']['ECE']:.3f}" for s in sets)] for f in FIELDS]
    for name in THRESHOLDS:
        title = f"right from {sets[0][name]['from']:.2f} on ({name})"
        rows.append([title, *(f"{s[name]['right']:.1f} %" for s in sets)])
    return table(["", "dev", "50 held-out train articles"], rows)


def kinds(kept: Kept) -> str:
    """Articles of other kinds than PolNeAR's: those whose faults were read, further ones, and those kept back."""
    rows = []
    for title, name in (
        ("learned from", "articles"), ("learned from, hard ones", "articles-more"),
        ("read for faults", "articles-further"), ("kept back", "articles-kept"),
    ):  # fmt: skip
        found = latest(kept)[name]
        quotes, wrong, inner = found["required quotes"], found["wrong person"], found["within quotes"]
        cells = [f"{quotes['of']:.0f} in {found['articles']['number']:.0f}", f"{quotes['found']:.1f} %"]
        rows.append([title, *cells, f"{quotes['right']:.1f} %", f"{wrong['%']:.1f} %"])
        rows[-1].append(f"{inner['found']:.1f} % of {inner['of']:.0f}")
    head = ["quotes", "found", "type and speaker right", "a wrong person named", "within other quotes found"]
    return table(["articles of other kinds", *head], rows)


def releases(kept: Kept) -> str:
    """Each release's figures beside those of the ones before; a blank was not measured, or not kept."""

    def value(release: Release, path: tuple[str, str, str]) -> str:
        found = release.get(path[0], {}).get(path[1], {}).get(path[2])
        return "" if found is None else f"{found:.1f}"

    rows = [[name, *(value(release, path) for release in kept.values())] for name, path in RELEASES.items()]
    return table(["", *kept], rows)


def tried(kept: Kept) -> str:
    """What was tried, on the held-out train articles; the row of what is shipped is measured anew."""
    return table(changes.HEAD, changes.rows(latest(kept)["held-out"]))


def latest(kept: Kept) -> Release:
    """The last release's figures."""
    return kept[max(kept, key=lambda version: [int(part) for part in version.split(".")])]


def prf(row: Row) -> list[str]:
    """Precision, recall and F1 as cells."""
    return [f"{row[c]:.1f}" for c in ("P", "R", "F1")]


def interval(row: Row) -> str:
    """An interval as a cell."""
    return f"{row['low']:.1f} to {row['high']:.1f}"
