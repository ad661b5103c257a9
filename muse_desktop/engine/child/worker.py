"""The engine's child process: `python -m muse_desktop --engine-worker`.

Reads one JSON request a line from stdin and answers on a private copy of stdout; stdout itself points at
stderr, so that no library's print can break the protocol. End of stdin means quit. Three threads: this one
computes; a reader takes requests and raises the abort flag; one answers what needs no computing (counting
tokens, rendering a template) while a generation runs.
"""

from __future__ import annotations

import contextlib
import ctypes
import faulthandler
import os
import queue
import signal
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from typing import BinaryIO

import msgspec

from muse_desktop.engine import lines as wire
from muse_desktop.errors import MuseError
from muse_desktop.priority import give_way

QUIT_AFTER_S = 2.0
"""How long a computation may take to notice that the app is gone."""
PARENT_VARIABLE = "MUSE_DESKTOP_ENGINE_PARENT"


class Channel:
    """The way back to the app; lines of several threads never mix."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._lock = threading.Lock()
        self._encoder = msgspec.json.Encoder()

    def send(self, response: wire.Response) -> None:
        """Write one line. An app that is gone is no error: the reader notices too, and quits."""
        line = self._encoder.encode(response) + b"\n"
        with self._lock, contextlib.suppress(OSError, ValueError):
            self._stream.write(line)
            self._stream.flush()

    def fail(self, job: int, error: MuseError) -> None:
        """Answer with an error."""
        self.send(wire.Failed(job, error.code, error.values))


class Inbox:
    """Requests on their way from the reader to the thread that does them.

    The app sends one heavy request at a time and decides what comes when; here they only part ways, and a
    Cancel finds the one that runs.
    """

    def __init__(self) -> None:
        self._heavy: queue.SimpleQueue[wire.Request | None] = queue.SimpleQueue()
        self.light: queue.SimpleQueue[wire.Request | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._current = -1
        self._stopped: dict[int, set[int]] = defaultdict(set)
        self._closed = False
        self.abort: Callable[[], None] = lambda: None
        self.calm: Callable[[], None] = lambda: None

    def put(self, request: wire.Request) -> None:
        """Sort one request."""
        if isinstance(request, wire.Cancel):
            with self._lock:
                self._stopped[request.id].add(request.candidate)
                if request.id == self._current and request.candidate < 0:
                    self.abort()
        elif isinstance(request, wire.Heavy):
            self._heavy.put(request)
        else:
            self.light.put(request)

    def take(self, timeout: float | None = None) -> wire.Request | None:
        """The next heavy request; None at the end. Raises queue.Empty after `timeout` seconds."""
        request = self._heavy.get(timeout=timeout)
        return None if self._closed else request

    def begin(self, job: int) -> None:
        """From now on a Cancel of `job` aborts what is being computed."""
        with self._lock:
            self._current = job
            self.calm()
            if -1 in self._stopped[job] or self._closed:
                self.abort()

    def end(self) -> None:
        """Nothing is running; must be called before the app is told so."""
        with self._lock:
            self._stopped.clear()  # also what came too late for a job that was over
            self._current = -1
            self.calm()

    def stopped(self, job: int) -> frozenset[int]:
        """The candidates of `job` to stop; -1 means all."""
        with self._lock:
            found = self._stopped.get(job, set()) | ({-1} if self._closed else set())
            return frozenset(found)

    def close(self) -> None:
        """The app is gone: stop whatever runs, then both workers."""
        with self._lock:
            self._closed = True
            self.abort()
        self._heavy.put(None)
        self.light.put(None)


def _read(stream: BinaryIO, inbox: Inbox, channel: Channel) -> None:
    """The reader thread: until stdin ends."""
    decoder = msgspec.json.Decoder(wire.Request)
    while line := stream.readline(wire.MAX_LINE):
        try:
            request = decoder.decode(line)
            if isinstance(request, wire.Ping):
                channel.send(wire.Answer(request.id, None))
            else:
                inbox.put(request)
        except (msgspec.DecodeError, MuseError, ValueError) as error:
            channel.fail(-1, MuseError("engine.bad_request", reason=str(error)[:300]))
    inbox.close()
    time.sleep(QUIT_AFTER_S)
    os._exit(0)  # still computing or writing a state, or a library's thread will not end: no work is lost


def _die_with_parent() -> None:
    """On Linux the kernel ends this process when the app's engine thread is gone, however it went."""
    if sys.platform != "linux":
        return
    pr_set_pdeathsig = 1
    ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGKILL, 0, 0, 0)
    expected = os.environ.get(PARENT_VARIABLE)
    if expected and int(expected) != os.getppid():
        os._exit(0)


def _end_on_bug(args: threading.ExceptHookArgs) -> None:
    """A thread that ended by a bug would leave its requests unanswered for ever: end as a crash instead."""
    threading.__excepthook__(args)
    sys.stderr.flush()
    os._exit(1)


def _protocol_stream() -> BinaryIO:
    """A private copy of stdout; then stdout becomes stderr for everybody else."""
    private = os.dup(1)
    os.dup2(2, 1)
    return os.fdopen(private, "wb", buffering=1 << 16)


GIVES_WAY = 5
"""How much less urgent than the window the child is, in steps of nice. Beside two busy threads on two cores
8 ms of work in the window took 36 ms without, 16 ms with 3, 13 ms with 5 and no less with 10 (tried)."""


def main() -> int:
    """Serve until stdin ends."""
    _die_with_parent()
    give_way(GIVES_WAY)  # a text that comes a moment later is no loss, a letter is
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in a terminal is for the app, which then closes us
    os.environ["GGML_NO_BACKTRACE"] = "1"  # or ggml attaches a debugger to a crash, and hangs
    faulthandler.enable()
    threading.excepthook = _end_on_bug
    channel = Channel(_protocol_stream())
    inbox = Inbox()
    from muse_desktop.engine.child.service import Service  # loads llama.cpp, which may print

    service = Service(inbox, channel)
    reader = threading.Thread(target=_read, args=(sys.stdin.buffer, inbox, channel), daemon=True)
    reader.start()
    threading.Thread(target=service.answer_light, daemon=True).start()
    service.serve()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
