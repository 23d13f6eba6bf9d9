"""The sets that the evaluation knows, each measured on its own."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from models.evaluation import chosen, confidence, cues, relations, short, tool, treebank, written
from models.evaluation.figures import Measured, Table, lines, of_tool
from models.training import ner_data
from service.nlp.parser import Parser
from service.pipeline import Pipeline

CUES = {"cues": "dev", "cues-train": "train"}
CONFIDENCE = {"confidence": "dev", "confidence-held-out": "train"}
TREEBANKS = {"ud": "en_ewt-ud-dev.conllu", "gum": "en_gum-ccby-dev.conllu"}
TOLD = {
    "polnear-dev": {"attributed", "content exact", "cue exact"}, "speakers-dev": {"speakers"}, "seeds": {"seeds"},
}  # fmt: skip
SERVED = tuple(TOLD)
"""What is asked of the running service, and rows without which a measurement is broken off."""
ARTICLES = {
    "articles": "learned", "articles-more": "more", "articles-further": "further", "articles-kept": "kept",
}  # fmt: skip
ALONE = ("ud", "gum", "ner", "relations", "cues", "cues-train", *ARTICLES, "short")
SCORED = ("confidence", "confidence-held-out", "held-out", *SERVED)


@dataclass(frozen=True)
class Place:
    """Where the data, the models, the scoring tool (None where it is not given) and the running service are."""

    data: Path
    models: Path
    tool: Path | None
    url: str


def measured(name: str, place: Place) -> Measured:
    """One set's figures.  Raises SystemExit where it needs the scoring tool and has none, or is unknown."""
    if name in SCORED and place.tool is None:
        raise SystemExit(f"{name} needs --tool evaluate.py")
    if name in SERVED:
        return _served(name, place)
    if name in CUES:
        rows = list(cues.judged(place.data, CUES[name], Parser.load(place.models).parse))
        table = cues.table(rows)
        return Measured([*lines(table), *cues.class_table(rows)], table)
    if name == "short":
        return short.measured(Pipeline.load(place.models).extract)
    table = _table(name, place)
    return Measured(lines(table), table)


def _table(name: str, place: Place) -> Table:
    if name in TREEBANKS:
        return syntax(place.models, place.data / "ud" / TREEBANKS[name])
    if name == "ner":
        return entities(place.models, place.data)
    if name == "relations":
        return relations.table(place.data / "ud/en_gum-ccby-dev.conllu", Pipeline.load(place.models).extract)
    if name in ARTICLES:
        return written.table(ARTICLES[name], Pipeline.load(place.models).extract)
    scoring = tool.load(place.tool) if place.tool else None
    if name in CONFIDENCE:
        extract = Pipeline.load(place.models).extract
        return confidence.table(list(confidence.cases(place.data, CONFIDENCE[name], scoring, extract)))
    if name == "held-out":
        return chosen.table(place.data, Parser.load(place.models), scoring)
    raise SystemExit(f"unknown set {name}: {', '.join((*ALONE, *SCORED))}")


def syntax(models: Path, file: Path) -> Table:
    """Figures from raw text and from gold words, of the network and of Stanza's own models."""
    return {
        f"{text}, {whose}": measure(models, file, plain)
        for text, measure in (("raw text", treebank.from_raw_text), ("gold words", treebank.from_gold_words))
        for whose, plain in (("network", False), ("Stanza", True))
    }


def entities(models: Path, data: Path) -> Table:
    """Entity figures; re3d marks pronouns and descriptions too, so it is scored on its named mentions as well."""
    ewt = list(ner_data.from_columns(data / "ner/uner_ewt-test.iob2", 1, 2))
    re3d = list(ner_data.from_columns(data / "ner/re3d-test.conll"))
    cases = (
        ("uner_ewt-test", ewt, {"PERSON", "ORG", "LOC"}),
        ("re3d-test, named mentions", [ner_data.named_only(s) for s in re3d], {"PERSON", "ORG"}),
        ("re3d-test, all mentions", re3d, {"PERSON", "ORG"}),
    )
    return {
        f"{name}, {whose}": treebank.entity_f1(models, sentences, kinds, plain)
        for name, sentences, kinds in cases
        for whose, plain in (("names", False), ("Stanza", True))
    }


def _served(name: str, place: Place) -> Measured:
    """What the scoring tool says of the running service.  Raises SystemExit where it does not measure all.

    It fails for a seed missed too, which is a figure like any other.
    """
    asked = [sys.executable, str(place.tool), name, "--url", place.url]
    answer = subprocess.run(asked, check=False, stdout=subprocess.PIPE, text=True)
    table = of_tool(answer.stdout)
    if not TOLD[name] <= table.keys():
        raise SystemExit(f"{name}: the scoring tool did not measure all at {place.url}\n{answer.stdout}")
    return Measured(answer.stdout.splitlines(), table)
