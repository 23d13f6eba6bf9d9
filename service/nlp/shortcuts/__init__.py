"""Work that Stanza 1.15.0 does in vain, left out: the answer is the same, and sooner.

Each module says what it replaces; ``docs/upstream.md`` has what it brings.
"""

from __future__ import annotations

from typing import Any

from service.nlp.shortcuts import characters, contractions, features, labels, lemmas, tensors, trees, vectors


def install(pipeline: Any) -> None:
    """Puts all shortcuts into Stanza and the processors of a pipeline; a second call changes nothing."""
    trees.install()
    tensors.install()
    characters.install()
    if "mwt" in pipeline.processors:
        contractions.install(pipeline.processors["mwt"])
    if "lemma" in pipeline.processors:
        lemmas.install(pipeline.processors["lemma"])
    own = {name: p for name, p in pipeline.processors.items() if not hasattr(p, "_variant")}
    for name in ("pos", "depparse"):
        if name in own:
            features.install(own[name].vocab)
    if "ner" in own and "pos" in own and own["pos"].pretrain:
        for trainer in own["ner"].trainers:
            vectors.install(trainer.model, own["pos"].pretrain)
    if "depparse" in own:
        labels.install(own["depparse"].trainer.model)
