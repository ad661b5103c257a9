"""Files made of the starter model: a large F16, one with another vocabulary, a shallow one."""

from __future__ import annotations

import shutil
import struct
from pathlib import Path

from muse_desktop.engine.client import Engine

WAIT = 120.0
FIRST, ALIGNED = b"token_embd.weight", 32
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


def write_shallow(starter: Path, path: Path, layers: int = 6) -> Path:
    """The starter's first layers alone: it writes nonsense, five times as fast.

    For what is about prompts that are read, kept and read again, whatever they say."""
    data = starter.read_bytes()
    magic, version, tensors, keys = struct.unpack_from("<4sIQQ", data)
    at = begin = data.index(struct.pack("<Q", len(FIRST)) + FIRST)
    found: list[tuple[bytes, bytes, int]] = []  # name; dimensions and type; where it begins
    for _ in range(tensors):
        (length,) = struct.unpack_from("<Q", data, at)
        name, at = data[at : at + 8 + length], at + 8 + length
        (dimensions,) = struct.unpack_from("<I", data, at)
        end = at + 4 + 8 * dimensions + 4
        found.append((name, data[at:end], *struct.unpack_from("<Q", data, end)))
        at = end + 8
    start = at + -at % ALIGNED
    ends = [*(place for _, _, place in found[1:]), len(data) - start]
    infos, weights, kept = b"", bytearray(), 0
    for (name, told, place), stop in zip(found, ends, strict=True):
        if name[8:].startswith(b"blk.") and int(name.split(b".")[1]) >= layers:
            continue
        infos += name + told + struct.pack("<Q", len(weights))
        weights += data[start + place : start + stop]
        weights += bytes(-len(weights) % ALIGNED)
        kept += 1
    said = bytearray(data[24:begin])
    struct.pack_into("<I", said, said.index(b"llama.block_count") + len(b"llama.block_count") + 4, layers)
    head = struct.pack("<4sIQQ", magic, version, kept, keys) + said + infos
    path.write_bytes(head + bytes(-len(head) % ALIGNED) + weights)
    return path
