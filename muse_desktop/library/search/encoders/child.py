"""The child process that encodes: `python -m muse_desktop --encoder-worker ID [--idle]`.

Reads requests from stdin, each a length (4 bytes, little-endian) and a msgpack list of texts; answers on a
private copy of stdout with a length and the rows as float32. The first answer, of length 0, says that the
encoder is loaded. End of stdin means quit. `--idle`: at the lowest priority, for work that has time.
"""

from __future__ import annotations

import contextlib
import os
import struct
import sys
from typing import BinaryIO

import msgspec

from muse_desktop.priority import give_way

LENGTH = struct.Struct("<I")
MOST_BYTES = 64 << 20
ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "VECLIB_MAXIMUM_THREADS": "1"}
"""Of numpy's own threads: the products are small, and the other cores are the writer's."""


def main() -> int:
    """Encode until stdin ends."""
    stdin = sys.stdin.buffer
    stdout = os.fdopen(os.dup(sys.stdout.fileno()), "wb", buffering=0)
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # no library's print can break the protocol
    os.environ.update(ONE_THREAD)
    if "--idle" in sys.argv:
        give_way(19)  # leave the processor to whoever wants it
    from muse_desktop.library.search.encoders import load

    encoder = load(sys.argv[2])
    decoder = msgspec.msgpack.Decoder(list[str])
    with contextlib.suppress(BrokenPipeError):
        _send(stdout, b"")
        while (message := read(stdin)) is not None:
            _send(stdout, encoder.encode(decoder.decode(message)).tobytes())
    return 0


def read(stream: BinaryIO) -> bytes | None:
    """The next message, None at the end of the stream."""
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (length,) = LENGTH.unpack(head)
    body = stream.read(length) if length <= MOST_BYTES else b""
    return body if len(body) == length else None


def _send(stream: BinaryIO, body: bytes) -> None:
    message = memoryview(LENGTH.pack(len(body)) + body)
    while message:
        message = message[stream.write(message) :]
