"""LoRA files for the tests, written with llama.cpp's own gguf package."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import gguf
import numpy as np

Pairs = Mapping[str, tuple[tuple[int, int], tuple[int, int]]]
"""By weight: the shapes of A (rank, inputs) and B (outputs, rank)."""

WIDTH, KV_WIDTH = 576, 192
RANK = 4


def attention(layers: int = 8, width: int = WIDTH) -> Pairs:
    """Queries and values of the starter model's first layers."""
    names = {}
    for layer in range(layers):
        names[f"blk.{layer}.attn_q.weight"] = ((RANK, width), (width, RANK))
        names[f"blk.{layer}.attn_v.weight"] = ((RANK, width), (KV_WIDTH, RANK))
    return names


def write_lora(
    path: Path,
    pairs: Pairs,
    *,
    seed: int = 1,
    size: float = 0.4,
    architecture: str = "llama",
    general: str = "adapter",
    kind: str = "lora",
) -> Path:
    """Random A and B of normal distribution, as wide as `size`; alpha is the rank."""
    numbers = np.random.default_rng(seed)
    writer = gguf.GGUFWriter(path, architecture)
    writer.add_type(general)
    writer.add_string("adapter.type", kind)
    writer.add_float32("adapter.lora.alpha", float(RANK))
    for name, (a, b) in pairs.items():
        for side, shape in ((".lora_a", a), (".lora_b", b)):
            writer.add_tensor(name + side, (size * numbers.standard_normal(shape)).astype(np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path
