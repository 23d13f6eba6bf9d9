"""Products with a trained matrix, in the halves of floats (bfloat16) where the processor is made for them.

They keep a float's range and eight bits of its fraction, and sums are taken in full.  Where a processor has no
instructions for them they would be slower than floats, which are taken there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import torch
from torch import Tensor
from torch.nn import functional

# The product is laid out for about so many rows; others are right too.
ROWS = 128
# Rows are filled up to one of these numbers, and more than the last are taken in parts: for each number of them, and
# each matrix, a kernel is made and kept, some 0.7 MB.
SIZES = (16, 64, 128, 256)

Product = Callable[[Tensor], Tensor]


def halves() -> bool:
    """Whether this processor multiplies halves of floats faster than floats."""
    return bool(torch.cpu._is_amx_tile_supported() or torch.cpu._is_avx512_bf16_supported())


def product(
    weight: Tensor, bias: Tensor | None, halved: bool, gelu: bool = False, sizes: Sequence[int] = SIZES
) -> Product:
    """A linear layer, with a GELU after it where `gelu` says so; its results are halves where it is `halved`.

    `sizes` are the numbers of rows that it has kernels for, in rising order.
    """
    weight, bias = weight.detach(), None if bias is None else bias.detach().clone()
    if halved:
        # Laid out once: torch would do so with every call.
        weight = torch.ops.mkldnn._reorder_linear_weight(weight.bfloat16(), ROWS)
        bias = None if bias is None else bias.bfloat16()
        then = ("gelu", "none") if gelu else ("none", "")

        def part(x: Tensor) -> Tensor:
            rows = len(x)
            beyond = next(size for size in sizes if size >= rows) - rows
            x = functional.pad(x, (0, 0, 0, beyond)) if beyond else x
            found: Tensor = torch.ops.mkldnn._linear_pointwise(x, weight, bias, then[0], [], then[1])
            return found[:rows]

        def half(x: Tensor) -> Tensor:
            parts = [part(rows) for rows in torch.split(x.bfloat16(), sizes[-1])]
            return parts[0] if len(parts) == 1 else torch.cat(parts)

        return half
    whole = weight.clone()
    if gelu:
        return lambda x: functional.gelu(functional.linear(x, whole, bias))
    return lambda x: functional.linear(x, whole, bias)
