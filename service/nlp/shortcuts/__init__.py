"""Work that Stanza 1.15.0 does in vain, left out: the answer is the same, and sooner.

Each module says what it replaces; ``docs/upstream.md`` has what it brings.
"""

from __future__ import annotations

from typing import Any

from service.nlp.shortcuts import characters, contractions, features, labels, tensors, trees, vectors


def install(pipeline: Any) -> None:
    """Puts all shortcuts into Stanza and the processors of a pipeline; a second call changes nothing."""
    trees.install()
    tensors.install()
    characters.install()
    if "mwt" in pipeline.processors:
        contractions.install(pipeline.processors["mwt"])
    for name in ("pos", "depparse"):
        if name in pipeline.processors:
            features.install(pipeline.processors[name].vocab)
    if "ner" in pipeline.processors and "pos" in pipeline.processors and pipeline.processors["pos"].pretrain:
        for trainer in pipeline.processors["ner"].trainers:
            vectors.install(trainer.model, pipeline.processors["pos"].pretrain)
    if "depparse" in pipeline.processors:
        labels.install(pipeline.processors["depparse"].trainer.model)
