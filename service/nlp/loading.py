"""The Stanza pipeline with our processors in it, loaded from a folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import stanza
import torch
from stanza.pipeline.registry import PROCESSOR_VARIANTS

from service.domain.errors import ModelError
from service.nlp import shortcuts
from service.nlp.joint.variants import NAMES, VARIANT, Network
from service.nlp.tagger import processor as attribution
from service.nlp.tagger.runtime import AttributionTagger

LANGUAGE = "en"
WORDS, SYNTAX = ("tokenize", "mwt"), ("pos", "lemma", "depparse")
BUNDLED = Path(__file__).resolve().parents[2] / "models"
# The models that are read where the network reads the rest.
BESIDE = ("mwt", "lemma")


def read_from(models: Path) -> tuple[str, ...] | None:
    """The folders of a models' folder that the service reads; None where it has no network and Stanza reads all."""
    return (*BESIDE, attribution.NAME) if (models / LANGUAGE / attribution.NAME).is_dir() else None


def load(models: Path, joint: bool = True, syntax: tuple[str, ...] = SYNTAX, **options: Any) -> Any:
    """A Stanza pipeline on the models in the folder, without any request to a host.

    `models` has Stanza's own layout (``resources.json``, ``en/<processor>/…``); a folder of official Stanza models
    serves too, attributions are then found by the bundled network.  With `joint` the folder's own network, where it has
    one, reads words, tags, trees and names too; without, Stanza's models do.  `options` are Stanza's.
    Raises ModelError naming the file that is missing or damaged.
    """
    # Workers are what uses further cores; a thread pool would not survive their fork, and sums must come out alike.
    torch.set_num_threads(1)
    if not (models / "resources.json").is_file():
        raise ModelError(f"no Stanza models in {models}: {models / 'resources.json'} is missing")
    own = read_from(models) is not None
    folder = (models if own else BUNDLED) / LANGUAGE / attribution.NAME
    packages = dict.fromkeys((*WORDS, *syntax), "default")
    if joint and own:
        network = Network.load(folder)
        tagger = network.tagger
        packages |= {name: VARIANT for name in packages if VARIANT in PROCESSOR_VARIANTS[name]} | {NAMES: VARIANT}
        options |= {f"{name}_network": network for name, package in packages.items() if package == VARIANT}
    else:
        tagger = AttributionTagger.load(folder)
        packages["ner"] = "default"
    try:
        pipeline = stanza.Pipeline(
            LANGUAGE,
            dir=str(models),
            download_method=None,
            processors=packages | {attribution.NAME: VARIANT},
            package=None,
            attribution_tagger=tagger,
            use_gpu=False,
            verbose=False,
            **options,
        )
        shortcuts.install(pipeline)
        return pipeline
    except Exception as error:
        raise ModelError(f"cannot load the Stanza models in {models}: {error}") from error
