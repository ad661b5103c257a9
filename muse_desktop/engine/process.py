"""The engine's child as the app sees it: starting it, its last words, and why it died."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

import muse_desktop
from muse_desktop.engine.child.worker import PARENT_VARIABLE
from muse_desktop.errors import MuseError

KEPT_STDERR = 8 * 1024
POLITE_S = 3.0
MOST_RESTARTS = 3
"""After so many crashes in a minute a child is started again; after one more, only by the writer's own load,
which can name a smaller context or the CPU."""
CRASH_MINUTE_S = 60.0
_NOISE = ("Current thread", "Thread 0x", "File ", "Extension modules", "Current thread's C stack")


def default_command() -> list[str]:
    """How to start the engine's child: this very program, frozen or not."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--engine-worker"]
    return [sys.executable, "-m", "muse_desktop", "--engine-worker"]


SHORT_SPIN = {"GOMP_SPINCOUNT": "1000"}
"""How long OpenMP's threads spin before they sleep. By default for milliseconds: with another busy program
on the machine that cost six sevenths of the speed (tried: 4 tokens/s, 29 with 1,000 turns; idle no loss)."""


class Child:
    """One running child process. `send` belongs to one thread, `read_line` to another."""

    def __init__(self, command: Sequence[str], number: int) -> None:
        """Start it. Raises OSError when the program cannot be started."""
        self.number = number
        self._process = subprocess.Popen(
            list(command),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=Path(muse_desktop.__file__).resolve().parent.parent,  # not where a stray DLL may lie
            env={**SHORT_SPIN, **os.environ, "GGML_NO_BACKTRACE": "1", PARENT_VARIABLE: str(os.getpid())},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self.pid = self._process.pid
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        assert self._process.stderr is not None
        self._stdin: BinaryIO = self._process.stdin  # type: ignore[assignment]
        self._stdout: BinaryIO = self._process.stdout  # type: ignore[assignment]
        self._stderr = _Tail(self._process.stderr)  # type: ignore[arg-type]
        self.last_words = ""  # after its end: the last 8 KB of its stderr

    @property
    def alive(self) -> bool:
        """False once the process has ended."""
        return self._process.poll() is None

    def send(self, line: bytes) -> None:
        """Write one line. Raises OSError or ValueError when the child is gone."""
        self._stdin.write(line)
        self._stdin.flush()

    def read_line(self, limit: int) -> bytes:
        """The next line, waiting for it; empty at the child's end."""
        return self._stdout.readline(limit)

    def kill(self) -> None:
        """End it at once."""
        with contextlib.suppress(OSError):
            self._process.kill()

    def hang_up(self) -> None:
        """Close its stdin: the child then quits by itself."""
        with contextlib.suppress(OSError, ValueError):
            self._stdin.close()

    def wait_for_end(self) -> None:
        """Wait until it has quit; kill it when it takes longer than POLITE_S."""
        try:
            self._process.wait(POLITE_S)
        except subprocess.TimeoutExpired:
            self.kill()
            self._process.wait()

    def bury(self) -> str:
        """After its end: free everything and say in a few words why it died."""
        self.wait_for_end()
        self.last_words = self._stderr.text()
        self.hang_up()
        with contextlib.suppress(OSError):
            self._stdout.close()
        return death(self._process.returncode, self.last_words)


class Restarts:
    """How often a new child may take the place of one that crashed; used under the engine's lock."""

    def __init__(self) -> None:
        self._crashes: list[float] = []
        self._reason = ""
        self._waited = 0.0

    def crashed(self, reason: str, waited: float = 0.0) -> None:
        """Note a crash. `waited`: seconds until a child that hung was ended; they are not counted, or four
        of them would never fall into one minute."""
        self._waited += waited
        now = self._now()
        self._crashes = [*(then for then in self._crashes if now - then < CRASH_MINUTE_S), now]
        self._reason = reason

    def _now(self) -> float:
        return time.monotonic() - self._waited

    def worked(self) -> None:
        """The writer's own load, or a generation, succeeded: what was before does not count any more."""
        self._crashes.clear()

    def check(self) -> None:
        """Raises MuseError `engine.crashed_often` when one more child would be one too many."""
        recent = [then for then in self._crashes if self._now() - then < CRASH_MINUTE_S]
        if len(recent) > MOST_RESTARTS:
            raise MuseError("engine.crashed_often", crashes=len(recent), reason=self._reason)


class _Tail:
    """Reads a stream to its end on a thread of its own and keeps the last 8 KB."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._kept = b""
        self._thread = threading.Thread(target=self._read, name="engine-stderr", daemon=True)
        self._thread.start()

    def _read(self) -> None:
        with self._stream, contextlib.suppress(OSError, ValueError):
            while data := os.read(self._stream.fileno(), 4096):
                self._kept = (self._kept + data)[-KEPT_STDERR:]

    def text(self) -> str:
        self._thread.join(1.0)
        return self._kept.decode("utf-8", "replace")


def death(code: int, stderr: str) -> str:
    """Why a process ended, in one short line: its signal or exit code, and its last telling words."""
    if code < 0:
        try:
            how = signal.Signals(-code).name
        except ValueError:
            how = f"signal {-code}"
    elif code > 255:
        how = f"exit code 0x{code:08X}"  # Windows: an NTSTATUS such as 0xC0000005
    else:
        how = f"exit code {code}"
    words = _last_words(stderr)
    return f"{how}: {words}" if words else how


def _last_words(stderr: str) -> str:
    lines = [" ".join(line.split()) for line in stderr.splitlines()]
    telling = [line for line in lines if line and not line.startswith(_NOISE)]
    asserted = [line for line in telling if "GGML_ASSERT" in line or "terminate called" in line]
    chosen = asserted or telling
    return chosen[-1][:200] if chosen else ""
