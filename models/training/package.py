"""Lays trained models out as a folder that Stanza loads offline, and writes their checksums."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import torch

from service.nlp.joint.names import FILE, VECTORS, WORDS
from service.nlp.tagger.network import NETWORK, TABLE

NAME = "whosaid"
STANZA = {"tokenize": "tokenizer", "mwt": "mwt", "pos": "pos", "lemma": "lemma", "depparse": "depparse", "ner": "ner"}
NEEDS_VECTORS = ("pos", "depparse", "ner")
# Costs them nothing; the others are small, or were shipped before.
HALF = ("depparse", "ner")
NOT_SHIPPED = {"optimizer_state_dict", "scheduler_state_dict"}
# Options that name places on the machine that trained the model.
PATHS = ("_file", "_dir", "save_name", "output_file")


def resources() -> dict[str, Any]:
    """The index that ``stanza.Pipeline(..., download_method=None)`` reads."""
    english: dict[str, Any] = {"lang_name": "English", "packages": {"default": {}}}
    vectors = [{"model": "pretrain", "package": NAME}]
    for processor in STANZA:
        entry: dict[str, Any] = {"dependencies": vectors} if processor in NEEDS_VECTORS else {}
        english[processor] = {NAME: entry}
        english["packages"]["default"][processor] = NAME
    english["pretrain"] = {NAME: {}}
    english["default_processors"] = english["packages"]["default"]
    return {"en": english, "url": ""}


def strip(source: Path, target: Path, half: bool) -> None:
    """Copies a model file without optimiser state and the training machine's paths, in half precision if asked to."""
    state = torch.load(source, weights_only=True, map_location="cpu")
    for key in NOT_SHIPPED & state.keys():
        del state[key]
    _drop_idle_embedding(state)
    config = state.get("config", {})
    for key in [k for k, v in config.items() if isinstance(v, str) and "/" in v and k.endswith(PATHS)]:
        config[key] = None
    target.parent.mkdir(parents=True, exist_ok=True)
    state = halved(state) if half else state
    torch.save(state, target, _use_new_zipfile_serialization=False)


def halved(value: Any) -> Any:
    """`value` with every float tensor in it in half precision; models copy them into full precision as they load."""
    if isinstance(value, torch.Tensor):
        return value.half() if value.dtype is torch.float32 else value
    if isinstance(value, dict):
        return type(value)((k, halved(v)) for k, v in value.items())
    return [halved(v) for v in value] if isinstance(value, list) else value


def _drop_idle_embedding(state: dict[str, Any]) -> None:
    """Cuts the entity tagger's own word table to its special entries where it is untrained: it holds only zeros."""
    table = state.get("model", {}).get("delta_emb.weight")
    if table is None or table.any():
        return
    words = state["vocab"]["delta"]
    words["_id2unit"] = words["_id2unit"][:4]
    words["_unit2id"] = {w: i for i, w in enumerate(words["_id2unit"])}
    state["model"]["delta_emb.weight"] = table[:4].clone()


def checksums(models: Path) -> dict[str, dict[str, Any]]:
    """Size and sha256 of every weight file below `models`."""
    files = sorted(p for p in (models / "en").rglob("*") if p.is_file())
    return {
        str(p.relative_to(models)): {"bytes": p.stat().st_size, "sha256": hashlib.sha256(p.read_bytes()).hexdigest()}
        for p in files
    }


def package(work: Path, encoder: Path, models: Path) -> None:
    """Copies what was trained in `work` to `models` and writes ``resources.json`` and ``checksums.json``."""
    for processor, stem in STANZA.items():
        if (work / f"{stem}.pt").exists():
            strip(work / f"{stem}.pt", models / "en" / processor / f"{NAME}.pt", processor in HALF)
    vectors = models / "en/pretrain" / f"{NAME}.pt"
    vectors.parent.mkdir(parents=True, exist_ok=True)
    if not vectors.exists():
        shutil.copy(work / "glove.pt", vectors)
    attribution = models / "en/attribution"
    attribution.mkdir(parents=True, exist_ok=True)
    for name in (TABLE, NETWORK, "tagger.json", FILE, VECTORS, WORDS):
        if (work / name).exists():
            shutil.copy(work / name, attribution / name)
    shutil.copy(encoder / "tokenizer.json", attribution / "tokenizer.json")
    (models / "resources.json").write_text(json.dumps(resources(), indent=1) + "\n", encoding="utf8")
    (models / "checksums.json").write_text(json.dumps(checksums(models), indent=1) + "\n", encoding="utf8")
