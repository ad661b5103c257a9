"""Files made of the starter model: an F16 as large models come, and one with another vocabulary."""

from __future__ import annotations

import shutil
from pathlib import Path

from muse_desktop.engine.client import Engine

WAIT = 120.0
WORD, OTHER = "Ġlighthouse".encode(), "Ġlighthuose".encode()


def write_f16(starter: Path, path: Path) -> Path:
    """The starter's Q4_1 weights in half precision, by llama.cpp's own quantiser."""
    with Engine() as engine:
        engine.quantise(starter, path, "F16", threads=1).future.result(WAIT)
    return path


def write_other_vocabulary(starter: Path, path: Path) -> Path:
    """The starter with one word of its vocabulary spelt otherwise; as many tokens, other ones."""
    shutil.copyfile(starter, path)
    with path.open("rb+") as file:
        head = file.read(8 * 2**20)
        at = head.index(len(WORD).to_bytes(8, "little") + WORD)
        file.seek(at + 8)
        file.write(OTHER)
    return path
