"""Prints the models' figures: ``python -m models.evaluation --data FOLDER [--tool evaluate.py] [--card] [SET ...]``.

Sets: ud (UD EWT dev), gum (GUM dev), ner (Universal NER EWT test and re3d test), relations (GUM dev's attribution
relations), cues (classes, negation and hedges on the labelled sample of PolNeAR dev); by the rules of the scoring tool
confidence (both confidences on PolNeAR dev); and, through a running service and the scoring tool: polnear-dev,
speakers-dev, seeds.  Dev and test files only report; nothing is chosen on them.  What was chosen was so on the sets
cues-train, held-out (attributions) and confidence-held-out, of train articles.

``--card`` keeps the figures in figures.json as those of the models' version, and writes the tables of models/README.md
and README.md anew from it.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from models.evaluation import card, figures
from models.evaluation.sets import ALONE, SCORED, Place, measured

MODELS = Path(__file__).resolve().parents[1]


def main() -> None:
    """Prints what was asked for, or everything that can be measured."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--data", type=Path, required=True)
    arguments.add_argument("--models", type=Path, default=MODELS)
    arguments.add_argument("--tool", type=Path, help="evaluate.py, for the sets that follow its rules")
    arguments.add_argument("--url", default="http://127.0.0.1:8000")
    arguments.add_argument("--card", action="store_true", help="keep the figures and write the tables anew")
    arguments.add_argument("set", nargs="*")
    given = arguments.parse_args()
    place = Place(given.data, given.models, given.tool, given.url)
    found = {}
    for name in given.set or (*ALONE, *(SCORED if given.tool else ())):
        print(f"== {name}", flush=True)
        one = measured(name, place)
        found[name] = one.table
        print("\n".join(one.lines), flush=True)
    if given.card:
        version = json.loads((given.models / "version.json").read_text(encoding="utf8"))["version"]
        kept = figures.joined(figures.read(), version, found.items())
        card.write(kept)  # first, since it fails where a figure or a table's place is missing
        figures.keep(kept)


if __name__ == "__main__":
    main()
