"""Where networks are trained: on an accelerator where there is one, else on the processor."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

import torch
from torch import Tensor

DEVICE = torch.device("cuda" if torch.cuda.is_available() else "cpu")


def placed(given: Any, device: torch.device = DEVICE) -> Any:
    """The same with every tensor in it on the device: of tuples, lists, dictionaries and dataclasses, at any depth."""
    if isinstance(given, Tensor):
        return given.to(device)
    if isinstance(given, dict):
        return {key: placed(value, device) for key, value in given.items()}
    if isinstance(given, tuple | list):
        return type(given)(placed(value, device) for value in given)
    if is_dataclass(given) and not isinstance(given, type):
        return type(given)(**{f.name: placed(getattr(given, f.name), device) for f in fields(given)})
    return given


def halves() -> torch.autocast:
    """Products are taken in halves of floats within it, which costs nothing here and saves time."""
    return torch.autocast(DEVICE.type, dtype=torch.bfloat16)
