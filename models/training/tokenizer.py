"""Tokenizer and sentence splitter, trained with Stanza's own command."""

from __future__ import annotations

from pathlib import Path

from stanza.models import tokenizer

OPTIONS = "--mode train --lang en --shorthand en_whosaid --eval_steps 400 --anneal_after 1000 --seed 1 --cpu"


def train(work: Path, target: Path, steps: int) -> None:
    """Trains on ``train.*`` in `work`, keeps the step that is best on ``tune.*``."""
    files = {
        "txt_file": "train.txt", "label_file": "train.toklabels", "mwt_json_file": "train-mwt.json",
        "dev_txt_file": "tune.txt", "dev_label_file": "tune.toklabels", "dev_conll_gold": "tune.conllu",
        "conll_file": "tune.predicted.conllu",
    }
    named = [part for option, name in files.items() for part in (f"--{option}", str(work / name))]
    tokenizer.main([*OPTIONS.split(), *named, "--steps", str(steps), "--save_dir", str(target.parent),
                    "--save_name", target.name])
