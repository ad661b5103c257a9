"""Model files of a few hundred bytes: real GGUF, with made-up values."""

from __future__ import annotations

from pathlib import Path

import gguf
import numpy as np


def write_small(path: Path, *, weights: int = 64, **values: object) -> Path:
    """Write a GGUF of 4 × `weights` numbers to `path`; `values` by their keys, "__" for "."."""
    path.parent.mkdir(parents=True, exist_ok=True)
    writer = gguf.GGUFWriter(path, "llama")
    for name, value in values.items():
        key = name.replace("__", ".")
        if isinstance(value, bool):
            writer.add_bool(key, value)
        elif isinstance(value, int):
            writer.add_uint32(key, value)
        elif isinstance(value, str):
            writer.add_string(key, value)
        else:
            assert isinstance(value, list)
            writer.add_array(key, value)
    writer.add_tensor("token_embd.weight", np.zeros((4, weights), np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path
