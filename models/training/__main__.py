"""Retrains every model: ``python -m models.training --data FOLDER [--work build/train] [STEP ...]``.

Steps, in the order they depend on each other: prepare, tokenize, lemma (and mwt), pos, depparse, ner, package, teachers
(of the network, four that find attributions and one that finds names), network (which packages its own), names (the
tagger of names, which reads what the packaged network makes of words, and is packaged too).  Without a
step named, all are run.  The long ones write a checkpoint now and then and go on from it when the command is given
again; a step whose model exists is skipped.
"""

from __future__ import annotations

import argparse
import logging
from collections.abc import Callable
from pathlib import Path

import torch
from stanza.models.common.pretrain import Pretrain
from stanza.models.common.vocab import VOCAB_PREFIX_SIZE

from models.training import (
    adaptation,
    attribution,
    large,
    lemmatizer,
    namer,
    ner,
    package,
    parser,
    prepare,
    tagger,
    tokenizer,
)
from models.training.attribution import Course
from models.training.joint import naming
from models.training.joint import train as joint
from models.training.schedule import Schedule

MODELS = Path(__file__).resolve().parents[1]
LARGE = Course(passes=2.6, seed=7, halved=True, silver=0, begun=large.begun, rates=(7e-5, 8e-4), most=240, apart=())


def teachers(data: Path, work: Path) -> None:
    """The encoder adapted to news, and those that the network learns from: four of attributions, one of names."""
    start, adapted = prepare.encoder_folder(work), work / "adapted.safetensors"
    attribution.save_table(start, work / "words.safetensors")
    if not adapted.exists():
        adaptation.adapt(data, start, adapted, updates=520)
    courses = {
        "a": Course(passes=3.2, more=False),
        "b": Course(passes=3.5, adapted=adapted),
        "c": Course(passes=3.2, seed=3, halved=True),
    }
    for name, course in courses.items():
        if not (work / f"tagger-{name}.safetensors").exists():
            attribution.train(data, start, work / f"tagger-{name}.safetensors", course)
    if not (work / joint.LARGE).exists():
        attribution.train(data, prepare.large_encoder_folder(work), work / joint.LARGE, LARGE)
    namer.train(data, start, work / joint.LARGE, work / namer.FILE)


def network(data: Path, work: Path) -> None:
    """The one network, and the models' folder with it."""
    start = prepare.encoder_folder(work)
    joint.train(data, start, work, MODELS)
    package.package(work, start, MODELS)


def names(data: Path, work: Path) -> None:
    """The tagger of names over the packaged network, and the models' folder with it."""
    naming.train(data, work, MODELS, passes=3)
    package.package(work, prepare.encoder_folder(work), MODELS)


def words(work: Path) -> None:
    """Lemmatizer and contraction expander."""
    lemmatizer.train_expander(work / "train.conllu", work / "tune.conllu", work / "mwt.pt", passes=4)
    spelling = work / "spelling.pt"
    lemmatizer.train(work / "train.conllu", work / "tune.conllu", spelling, passes=2)
    forms = Pretrain(str(work / "glove.pt")).vocab._id2unit[VOCAB_PREFIX_SIZE:]
    lemmatizer.remember(spelling, forms, work / "lemma.pt")


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
        "ner": ("ner.pt", lambda: ner.train(data, vectors, work / "ner.pt", Schedule(steps=6900, lr=3e-3))),
        "package": ("", lambda: package.package(work, prepare.encoder_folder(work), MODELS)),
        "teachers": (namer.FILE, lambda: teachers(data, work)),
        "network": ("network.safetensors", lambda: network(data, work)),
        "names": ("names.safetensors", lambda: names(data, work)),
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
