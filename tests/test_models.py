"""The weights as they are shipped."""

from __future__ import annotations

import hashlib
import json

import pytest
import torch

from service.nlp.loading import BUNDLED

LISTED = json.loads((BUNDLED / "checksums.json").read_text(encoding="utf8"))
FILES = sorted(p for p in (BUNDLED / "en").rglob("*") if p.is_file())


def test_every_file_is_listed_with_its_checksum():
    found = {
        str(p.relative_to(BUNDLED)): {"bytes": p.stat().st_size, "sha256": hashlib.sha256(p.read_bytes()).hexdigest()}
        for p in FILES
    }
    assert found == LISTED


def test_sizes():
    assert all(row["bytes"] < 50_000_000 for row in LISTED.values())
    assert sum(row["bytes"] for row in LISTED.values()) < 150_000_000


@pytest.mark.parametrize("path", [p for p in FILES if p.suffix == ".pt"], ids=lambda p: p.parent.name)
def test_no_optimiser_state_and_no_path_of_the_training_machine(path):
    state = torch.load(path, weights_only=True)
    assert not [key for key in state if "optim" in key or "scheduler" in key]
    assert not [v for v in state.get("config", {}).values() if isinstance(v, str) and v.startswith("/")]
