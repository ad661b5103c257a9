"""An encoder in a process of its own: it holds no lock of this one, and its memory goes when it ends."""

from __future__ import annotations

import contextlib
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

import msgspec
import numpy as np

import muse_desktop
from muse_desktop.errors import MuseError
from muse_desktop.library.search.encoders import EncoderInfo, Vectors
from muse_desktop.library.search.encoders.child import LENGTH, ONE_THREAD, read

_log = logging.getLogger(__name__)
IDLE_SECONDS = 180.0
"""Without work for so long, the process ends; the next text starts another."""


class EncoderApart:
    """One of `encoders.known()` in a child process, which is started by the first text. Any thread may call;
    calls wait for each other.
    """

    def __init__(self, info: EncoderInfo, *, idle: bool = False, seconds: float = IDLE_SECONDS) -> None:
        """`idle`: at the lowest priority. `seconds`: how long the process waits for work."""
        self.info = info
        self._idle = idle
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._timer: threading.Timer | None = None
        self._turn = threading.RLock()
        self._closed = False

    @property
    def pid(self) -> int | None:
        """Of the child, while there is one."""
        process = self._process
        return process.pid if process is not None and process.poll() is None else None

    def encode(self, texts: Sequence[str]) -> Vectors:
        """A row of length 1 for each text.

        Raises MuseError librarysearch.encoder_failed when the process cannot be started, or died twice.
        """
        if not texts:
            return np.empty((0, self.info.dimension), np.float32)
        message = msgspec.msgpack.encode([text.encode("utf-8", "replace").decode() for text in texts])
        with self._turn:
            try:
                body = self._asked(message)
                if body is None and not self._closed:  # it died: killed for its memory, perhaps
                    body = self._asked(message)
            except OSError as error:
                raise MuseError("librarysearch.encoder_failed", reason=str(error)) from error
            if body is None or len(body) != 4 * self.info.dimension * len(texts):
                self._end()
                raise MuseError("librarysearch.encoder_failed", reason="the process ended")
            self._sleep_later()
        return np.frombuffer(body, np.float32).reshape(len(texts), self.info.dimension)

    def warm(self) -> None:
        """Start the process now, so that the first text does not wait for it. Fails in silence."""
        with contextlib.suppress(MuseError):
            self.encode(["."])

    def close(self) -> None:
        """End the process, also in the middle of a text (whoever waits for it gets the error)."""
        self._closed = True
        process = self._process
        if process is not None:
            with contextlib.suppress(OSError):
                process.kill()
        with self._turn:
            self._end()

    def _asked(self, message: bytes) -> bytes | None:
        """The answer of the child, None when it died."""
        process = self._process if self._process is not None else self._started()
        if process is None:
            return None
        stdin, stdout = _pipes(process)
        with contextlib.suppress(BrokenPipeError):
            stdin.write(LENGTH.pack(len(message)) + message)
            stdin.flush()
            if (body := read(stdout)) is not None:
                return body
        self._end()
        return None

    def _started(self) -> subprocess.Popen[bytes] | None:
        if self._closed:
            return None
        module = [] if getattr(sys, "frozen", False) else ["-m", "muse_desktop"]
        idle = ["--idle"] if self._idle else []
        command = [sys.executable, *module, "--encoder-worker", self.info.id, *idle]
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=Path(muse_desktop.__file__).resolve().parent.parent,
            env={**os.environ, **ONE_THREAD},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        if self._closed or read(_pipes(self._process)[1]) is None:
            self._end()
            return None
        return self._process

    def _sleep_later(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = threading.Timer(self._seconds, self._sleep)
        self._timer.daemon = True
        self._timer.start()

    def _sleep(self) -> None:
        if self._turn.acquire(blocking=False):  # else it has work
            try:
                self._end()
            finally:
                self._turn.release()

    def _end(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        process, self._process = self._process, None
        if process is None:
            return
        for stream in _pipes(process):
            with contextlib.suppress(OSError):
                stream.close()
        try:
            process.wait(1.0)  # the end of its stdin tells it to quit
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _pipes(process: subprocess.Popen[bytes]) -> tuple[BinaryIO, BinaryIO]:
    assert process.stdin is not None
    assert process.stdout is not None
    return process.stdin, process.stdout  # type: ignore[return-value]
