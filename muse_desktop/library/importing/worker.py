"""The child that makes files ready: `python -m muse_desktop --library-worker`.

Tasks come in on stdin and answers go out on a private copy of stdout, each a message with its length before
it. The end of stdin means quit. It is polite to what the writer does meanwhile, and bounded in memory: a
hostile PDF costs this process and nothing else.
"""

from __future__ import annotations

import os
import signal
import struct
import sys
from typing import BinaryIO

import msgspec

from muse_desktop.priority import give_way

LENGTH = struct.Struct("<Q")
MEMORY = 3 * 1024 * 1024 * 1024
"""Bytes of address space; the largest text that is taken needs some 1,500 MB of memory."""
_GIVES_WAY = 10  # a search while an import runs takes a fifth less than with 5 (tried on two cores)


def main() -> int:
    """Answer tasks until stdin ends; the exit status."""
    from muse_desktop.library.importing.prepare import Task, prepare

    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # no library's print can break the protocol
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _be_modest()
    decoder = msgspec.msgpack.Decoder(Task)
    encoder = msgspec.msgpack.Encoder()
    while (message := receive(sys.stdin.buffer)) is not None:
        send(answers, encoder.encode(prepare(decoder.decode(message))))
    return 0


def send(stream: BinaryIO, message: bytes) -> None:
    """Write one message. Raises OSError when nobody listens."""
    stream.write(LENGTH.pack(len(message)))
    stream.write(message)
    stream.flush()


def receive(stream: BinaryIO) -> bytes | None:
    """The next message; None when there will be none."""
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (length,) = LENGTH.unpack(head)
    message = stream.read(length)
    return message if len(message) == length else None


def _be_modest() -> None:
    """Give way to other programs, bound the memory and leave no core file, where the system can."""
    give_way(_GIVES_WAY)
    try:
        import resource
    except ImportError:  # Windows
        return
    for what, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CORE, 0)):
        try:
            resource.setrlimit(what, (most, most))
        except (OSError, ValueError):  # a lower limit holds already
            continue
