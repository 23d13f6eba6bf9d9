"""The Stanza pipeline with our processors in it, loaded from a folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import stanza
import torch

from service.domain.errors import ModelError
from service.nlp import reading, shortcuts
from service.nlp.ner import processor as ner
from service.nlp.tagger import processor as attribution

LANGUAGE = "en"
WORDS, SYNTAX = ("tokenize", "mwt"), ("pos", "lemma", "depparse")
BUNDLED = Path(__file__).resolve().parents[2] / "models"


def load(models: Path, syntax: tuple[str, ...] = SYNTAX, **options: Any) -> Any:
    """A Stanza pipeline on the models in the folder, without any request to a host.

    `models` has Stanza's own layout (``resources.json``, ``en/<processor>/…``); a folder of official Stanza models
    serves too, names are then found by their ``ner`` and attributions by the bundled tagger.  `options` are Stanza's.
    Raises ModelError naming the file that is missing or damaged.
    """
    # Workers are what uses further cores; a thread pool would not survive their fork, and sums must come out alike.
    torch.set_num_threads(1)
    if not (models / "resources.json").is_file():
        raise ModelError(f"no Stanza models in {models}: {models / 'resources.json'} is missing")
    own = models / LANGUAGE
    names = [ner.NAME] if (own / ner.NAME).is_dir() else []
    folder = own if (own / attribution.NAME).is_dir() else BUNDLED / LANGUAGE
    try:
        pipeline = stanza.Pipeline(
            LANGUAGE,
            dir=str(models),
            download_method=None,
            processors=",".join((*WORDS, *syntax, "ner", attribution.NAME, *names)),
            attribution_folder=str(folder / attribution.NAME),
            attribution_states=bool(names),
            names_folder=str(own / ner.NAME),
            names_vectors=str(own / "pretrain/whosaid.pt"),
            use_gpu=False,
            verbose=False,
            **options,
        )
        shortcuts.install(pipeline)
        reading.install(pipeline)
        return pipeline
    except ModelError:
        raise
    except Exception as error:
        raise ModelError(f"cannot load the Stanza models in {models}: {error}") from error
