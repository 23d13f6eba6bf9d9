"""Retrains every model: ``python -m models.training --data FOLDER [--work build/train] [STEP ...]``.

Steps, in the order they depend on each other: prepare, tokenize, lemma (and mwt), pos, depparse, ner, package, teachers
(of the network, six that find attributions and four that find names), network (which packages its own), kinds (which
goes on from it with articles of other kinds, and packages the mean), names (the tagger of names, which reads what the
packaged network makes of words, and is packaged too).  The long ones write a checkpoint now and then and go on from it
when the command is given again; a step whose model exists is skipped.  Without a step named, all are run.
"""

from __future__ import annotations

import argparse
import json
import logging
from collections.abc import Callable
from pathlib import Path

import torch
from stanza.models.common.pretrain import Pretrain
from stanza.models.common.vocab import VOCAB_PREFIX_SIZE

from models.training import (
    attribution,
    corpora,
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
from models.training.joint import inner, naming, tune
from models.training.joint import train as joint
from models.training.schedule import Schedule
from service.nlp.tagger.network import TABLE

MODELS = Path(__file__).resolve().parents[1]
# How often the large teachers read the corpora, how fast they learn and how long their windows are.
LARGE = (
    (4.6, 7e-5, 240), (5.5, 9e-5, 240), (3.7, 7e-5, 200), (5.3, 5e-5, 240), (5.7, 8e-5, 160), (4.2, 1e-4, 240),
)  # fmt: skip
# Those of names begin with one that has read less: after more they miss most names that are no sources in its articles.
BEGIN, BEGUN = "begin.safetensors", Course(7, 2.6, 7e-5, 240)
KINDS, SETTINGS = "kinds.done", Path("en/attribution/tagger.json")
NAMES = (6e-5, 5e-5, 8e-5, 6e-5)


def numbered(files: str, number: int) -> str:
    """The name of one of the files that a pattern names."""
    return files.replace("*", str(number))


def teachers(data: Path, work: Path) -> None:
    """Those that the network learns from, of attributions and of names."""
    start, encoder = prepare.encoder_folder(work), prepare.large_encoder_folder(work)
    for number, (passes, rate, most) in enumerate(LARGE):
        target = work / numbered(joint.TEACHERS, number)
        if not target.exists():
            attribution.train(data, start, large.begun(encoder), target, Course(number, passes, rate, most))
    if not (work / BEGIN).exists():
        attribution.train(data, start, large.begun(encoder), work / BEGIN, BEGUN)
    for number, rate in enumerate(NAMES):
        target = work / numbered(namer.FILES, number)
        if not target.exists():
            namer.train(data, start, work / BEGIN, target, namer.Course(number, rate))


def network(data: Path, work: Path) -> None:
    """The one network, and the models' folder with it."""
    start = prepare.encoder_folder(work)
    attribution.save_table(start, work / TABLE)
    joint.train(data, start, work, MODELS)
    package.package(work, start, MODELS)


def kinds(data: Path, work: Path) -> None:
    """The network with what it learns of articles of other kinds, and the models' folder with it.

    The forms that may be cues of a quote within a quote are counted on the same texts.
    """
    tune.train(data, work, MODELS)
    settings = json.loads((MODELS / SETTINGS).read_text(encoding="utf8"))
    settings["cues"] = inner.cues(corpora.learned(data))
    (work / SETTINGS.name).write_text(json.dumps(settings) + "\n", encoding="utf8")
    package.package(work, prepare.encoder_folder(work), MODELS)
    (work / KINDS).touch()


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
        "teachers": (numbered(namer.FILES, len(NAMES) - 1), lambda: teachers(data, work)),
        "network": ("network.safetensors", lambda: network(data, work)),
        "kinds": (KINDS, lambda: kinds(data, work)),
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
