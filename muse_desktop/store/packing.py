"""Compact bytes for columns: compressed text and token lists."""

from __future__ import annotations

import sys
import zlib
from array import array
from collections.abc import Sequence


def pack_text(text: str) -> bytes:
    """`text` as compressed UTF-8."""
    return zlib.compress(text.encode("utf-8"))


def unpack_text(data: bytes) -> str:
    """The text that `pack_text` was given. Raises zlib.error or UnicodeDecodeError on damage."""
    return zlib.decompress(data).decode("utf-8")


def pack_tokens(tokens: Sequence[int]) -> bytes:
    """Token ids as compressed little-endian unsigned 32-bit numbers."""
    numbers = array("I", tokens)
    if sys.byteorder == "big":
        numbers.byteswap()
    return zlib.compress(numbers.tobytes())


def unpack_tokens(data: bytes) -> tuple[int, ...]:
    """The token ids that `pack_tokens` was given. Raises zlib.error on damage."""
    numbers = array("I")
    numbers.frombytes(zlib.decompress(data))
    if sys.byteorder == "big":
        numbers.byteswap()
    return tuple(numbers)
