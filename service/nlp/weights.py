"""Network files: safetensors in half precision with the network's shape beside the weights."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from safetensors import safe_open
from torch import Tensor


def read(path: Path) -> tuple[dict[str, Any], dict[str, Any], dict[str, Tensor]]:
    """The sizes that the network's Shape takes, its vocabulary if it has one, and its weights in full precision.

    Raises what reading raises.
    """
    with safe_open(path, framework="pt") as file:
        about = file.metadata()
        shape: dict[str, Any] = json.loads(about["shape"])
        vocabulary: dict[str, Any] = json.loads(about.get("vocabulary", "{}"))
        return shape, vocabulary, {name: file.get_tensor(name).float() for name in file.keys()}  # noqa: SIM118
