"""What llama.cpp says while it works: kept short, for the reason in an error message."""

from __future__ import annotations

import contextlib
import ctypes
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator
from typing import Any

import llama_cpp.llama_cpp as C  # noqa: N812 - the C API

_WARN, _ERROR, _CONTINUED = 3, 4, 5


class NativeLog:
    """Receives llama.cpp's log; keeps the last warnings and errors and passes errors on to stderr."""

    def __init__(self) -> None:
        self._lines: deque[str] = deque(maxlen=40)
        self._level = 0
        # By threads: llama.cpp speaks on the one that called.
        self._listening: list[tuple[int, Callable[[str], None]]] = []
        self._callback = C.llama_log_callback(self._receive)

    def install(self) -> None:
        """Take over the log from llama_cpp's own printer."""
        C.llama_log_set(self._callback, ctypes.c_void_p(0))

    def clear(self) -> None:
        """Forget, before a step whose errors matter."""
        self._lines.clear()

    def reason(self) -> str:
        """The most telling line since `clear`: the first error (later ones only say that it failed)."""
        for line in self._lines:
            _, _, told = line.partition(": ")
            if line.strip():
                return " ".join((told or line).split())[:200]
        return ""

    @contextlib.contextmanager
    def listening(self, tell: Callable[[str], None] | None = None) -> Iterator[list[str]]:
        """Everything llama.cpp says on this thread meanwhile, piece by piece; or `tell` gets it at once."""
        self.clear()
        heard: list[str] = []
        entry = (threading.get_ident(), tell or heard.append)
        self._listening.append(entry)
        try:
            yield heard
        finally:
            self._listening = [other for other in self._listening if other is not entry]

    def _receive(self, level: int, text: bytes, _user: Any) -> None:
        for thread, tell in self._listening:
            if thread == threading.get_ident():
                tell((text or b"").decode("utf-8", "replace"))
        if level != _CONTINUED:
            self._level = level
        if self._level != _ERROR or not text:
            return
        line = text.decode("utf-8", "replace").strip()
        if line:
            self._lines.append(line)
            print(line, file=sys.stderr, flush=True)  # noqa: T201 - the child's stderr is its log
