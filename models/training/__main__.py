"""Retrains every model: ``python -m models.training --data FOLDER [--work build/train] [STEP ...]``.

Steps, in the order they depend on each other: prepare, tokenize, lemma (and mwt), pos, depparse, ner, attribution,
package, names (which reads with the packaged models and packages its own).  Without a step named, all are run.  The
long ones write a checkpoint now and then and go on from it when the command is given again; a step whose model exists
is skipped.
"""

from __future__ import annotations

import argparse
import logging
from collections.abc import Callable
from pathlib import Path

import torch
from stanza.models.common.pretrain import Pretrain

from models.training import (
    adaptation,
    attribution,
    lemmatizer,
    names,
    ner,
    ner_teacher,
    package,
    parser,
    prepare,
    tagger,
    tokenizer,
)
from models.training.schedule import Schedule
from service.nlp.ner.runtime import Vectors

MODELS = Path(__file__).resolve().parents[1]


def networks(data: Path, work: Path) -> None:
    """The encoder adapted to news, and both networks of the attribution tagger."""
    start, adapted = prepare.encoder_folder(work), work / "adapted.safetensors"
    attribution.save_table(start, work / "words.safetensors")
    if not (work / "tagger-a.safetensors").exists():
        attribution.train(data, start, work / "tagger-a.safetensors", None, passes=3.2)
    if not adapted.exists():
        adaptation.adapt(data, start, adapted, updates=520)
    attribution.train(data, start, work / "tagger-b.safetensors", adapted, passes=3.5)


def entities(data: Path, work: Path) -> None:
    """The teachers' labels, then the plain tagger that learns from them."""
    silver, start = work / "silver.jsonl", prepare.encoder_folder(work)
    if not silver.exists():
        vectors = Vectors(Pretrain(str(work / "glove.pt")))
        ner_teacher.main(data, (start, MODELS / "en/attribution"), start / "tokenizer.json", vectors, silver)
    ner.train(data, work / "glove.pt", silver, work / "ner.pt", Schedule(steps=6900, lr=3e-3))


def recognise(data: Path, work: Path) -> None:
    """The service's own entity tagger, and the models' folder with it."""
    names.main(data, work, MODELS, Schedule(steps=3300, lr=2e-3))
    package.package(work, prepare.encoder_folder(work), MODELS)


def words(work: Path) -> None:
    """Lemmatizer and contraction expander."""
    lemmatizer.train_expander(work / "train.conllu", work / "tune.conllu", work / "mwt.pt", passes=4)
    lemmatizer.train(work / "train.conllu", work / "tune.conllu", work / "lemma.pt", passes=2)


def steps(data: Path, work: Path) -> dict[str, tuple[str, Callable[[], None]]]:
    """Each step's name, the file that shows it done, and what it does."""
    train, tune, vectors = work / "train.conllu", work / "tune.conllu", work / "glove.pt"
    return {
        "prepare": ("glove.pt", lambda: prepare.prepare(data, work)),
        "tokenize": ("tokenizer.pt", lambda: tokenizer.train(work, work / "tokenizer.pt", steps=2400)),
        "lemma": ("lemma.pt", lambda: words(work)),
        "pos": ("pos.pt", lambda: tagger.train(train, tune, vectors, work / "pos.pt", Schedule(3600, 3e-3))),
        "depparse": ("depparse.pt", lambda: parser.train(
            train, tune, vectors, work / "pos.pt", work / "depparse.pt", Schedule(1350, 3e-3))),
        "ner": ("ner.pt", lambda: entities(data, work)),
        "attribution": ("tagger-b.safetensors", lambda: networks(data, work)),
        "package": ("", lambda: package.package(work, prepare.encoder_folder(work), MODELS)),
        "names": ("names.safetensors", lambda: recognise(data, work)),
    }


def main() -> None:
    """Runs the steps named on the command line, or all."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--data", type=Path, required=True, help="folder with ud/, ner/ and polnear/")
    arguments.add_argument("--work", type=Path, default=Path("build/train"), help="where training files are kept")
    arguments.add_argument("step", nargs="*")
    given = arguments.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_flush_denormal(True)
    given.work.mkdir(parents=True, exist_ok=True)
    known = steps(given.data, given.work)
    for name in given.step or known:
        done, action = known[name]
        if done and (given.work / done).exists():
            logging.info("%s: %s is there already", name, done)
        else:
            action()


if __name__ == "__main__":
    main()
