"""Prints the models' figures: ``python -m models.evaluation --data FOLDER [--url URL --tool evaluate.py] [SET ...]``.

Sets: ud (UD EWT dev), gum (GUM dev), ner (Universal NER EWT test and re3d test), relations (GUM dev's attribution
relations), cues (classes, negation and hedges on the labelled sample of PolNeAR dev); by the rules of the scoring tool
confidence (both confidences on PolNeAR dev); and, through a running service and the scoring tool: polnear-dev,
speakers-dev, seeds.  Dev and test files only report; nothing is chosen on them.  What was chosen was so on the sets
cues-train and confidence-held-out, of train articles.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from models.evaluation import confidence, cues, relations, tool, treebank
from models.training import ner_data
from service.nlp.parser import Parser
from service.pipeline import Pipeline

MODELS = Path(__file__).resolve().parents[1]
CUES = {"cues": "dev", "cues-train": "train"}
CONFIDENCE = {"confidence": "dev", "confidence-held-out": "train"}
SERVED = ("polnear-dev", "speakers-dev", "seeds")


def syntax(models: Path, file: Path) -> Iterator[str]:
    """Figures from raw text and from gold words."""
    for name, measure in (("raw text", treebank.from_raw_text), ("gold words", treebank.from_gold_words)):
        for plain in (False, True):
            scores = measure(models, file, plain)
            whose = "Stanza's" if plain else "network"
            figures = "  ".join(f"{key} {value:.2f}" for key, value in scores.items())
            yield f"{file.stem:24s} {name:11s} {whose:9s} {figures}"


def entities(models: Path, data: Path) -> Iterator[str]:
    """Entity figures; re3d marks pronouns and descriptions too, so it is scored on its named mentions as well."""
    ewt = list(ner_data.from_columns(data / "ner/uner_ewt-test.iob2", 1, 2))
    re3d = list(ner_data.from_columns(data / "ner/re3d-test.conll"))
    cases = (
        ("uner_ewt-test PER ORG LOC", ewt, {"PERSON", "ORG", "LOC"}),
        ("re3d-test PER ORG, all mentions", re3d, {"PERSON", "ORG"}),
        ("re3d-test PER ORG, named mentions", [ner_data.named_only(s) for s in re3d], {"PERSON", "ORG"}),
    )
    for name, sentences, kinds in cases:
        for plain in (False, True):
            scores = treebank.entity_f1(models, sentences, kinds, plain)
            figures = "  ".join(f"{key} {value:.2f}" for key, value in scores.items())
            yield f"{name:36s} {'ner alone' if plain else '':10s} {figures}"


def confidences(models: Path, data: Path, scoring: Path | None, part: str) -> Iterator[str]:
    """Reliability of both confidences."""
    if scoring is None:
        raise SystemExit("confidence needs --tool evaluate.py")
    extract = Pipeline.load(models).extract
    rows = list(confidence.cases(data, part, tool.load(scoring), extract))
    yield from confidence.report(rows)
    if part == "train":
        yield from confidence.choice(rows)


def figures(name: str, given: argparse.Namespace) -> Iterator[str]:
    """The lines of one set that needs no running service."""
    models, data = given.models, given.data
    if name == "ner":
        yield from entities(models, data)
    elif name == "relations":
        yield from relations.report(data / "ud/en_gum-ccby-dev.conllu", Pipeline.load(models).extract)
    elif name in CUES:
        yield from cues.report(list(cues.judged(data, CUES[name], Parser.load(models).parse)))
    elif name in CONFIDENCE:
        yield from confidences(models, data, given.tool, CONFIDENCE[name])
    else:
        file = {"ud": "en_ewt-ud-dev.conllu", "gum": "en_gum-ccby-dev.conllu"}[name]
        yield from syntax(models, data / "ud" / file)


def main() -> None:
    """Prints what was asked for, or everything that can be measured."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--data", type=Path, required=True)
    arguments.add_argument("--models", type=Path, default=MODELS)
    arguments.add_argument("--tool", type=Path, help="evaluate.py, for the sets that ask a running service")
    arguments.add_argument("--url", default="http://127.0.0.1:8000")
    arguments.add_argument("set", nargs="*")
    given = arguments.parse_args()
    everything = ("ud", "gum", "ner", "relations", "cues", *(("confidence", *SERVED) if given.tool else ()))
    for name in given.set or everything:
        print(f"== {name}", flush=True)
        if name in SERVED:
            subprocess.run([sys.executable, str(given.tool), name, "--url", given.url], check=False)
        else:
            print("\n".join(figures(name, given)), flush=True)


if __name__ == "__main__":
    main()
