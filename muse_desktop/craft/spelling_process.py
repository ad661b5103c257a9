"""The app's side of a dictionary's process: asking with a time limit, and starting it again after a crash."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import muse_desktop
from muse_desktop.errors import MuseError

START_S = 20.0
SPELL_S = 10.0
"""Seconds for one question of up to 2,000 words: thousands of times what a sound dictionary takes."""
BATCH = 2000
MOST_DEATHS = 2
"""After so many a dictionary is left out until the speller is made anew."""


def command(folder: Path, name: str) -> list[str]:
    """How to start the process: this very program, frozen or not."""
    program = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "muse_desktop"]
    return [*program, "--spelling-worker", str(folder), name]


class DictionaryProcess:
    """One dictionary, `NAME.aff` and `NAME.dic` in `folder`. Every method may be called on any thread.

    Raises MuseError spelling.dictionary_broken (its file cannot be read, or it ended its process too often).
    """

    def __init__(self, folder: Path, name: str) -> None:
        self.name = name
        self._folder = folder
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._lines: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._deaths = 0
        self._closed = False
        self._scripts: frozenset[str] = frozenset()

    def scripts(self) -> frozenset[str]:
        """The writing systems of its words, such as "Latin"."""
        with self._lock:
            self._start()
            return self._scripts

    def right(self, words: Sequence[str]) -> list[bool]:
        """For each word whether the dictionary knows it."""
        found: list[bool] = []
        for start in range(0, len(words), BATCH):
            batch = list(words[start : start + BATCH])
            with self._lock:
                answer = None
                while answer is None:
                    self._start()
                    answer = self._ask({"spell": batch}, SPELL_S)
            found += [bool(one) for one in answer]
        return found

    def suggest(self, word: str, seconds: float) -> list[str] | None:
        """What the dictionary would write instead; None when it found no answer in `seconds`."""
        return self._words({"suggest": word}, seconds)

    def stems(self, word: str, seconds: float) -> list[str] | None:
        """The base forms of a word ("walk" for "walked"); None when there was no answer in `seconds`."""
        return self._words({"stem": word}, seconds)

    def _words(self, question: dict[str, Any], seconds: float) -> list[str] | None:
        with self._lock:
            self._start()
            answer = self._ask(question, seconds, counts=False)
            return None if answer is None else [str(one) for one in answer]

    def close(self) -> None:
        """End the process, in the middle of a question too; further questions raise."""
        self._closed = True
        process = self._process
        if process is not None:
            with contextlib.suppress(OSError):
                process.kill()  # whoever waits for its answer has the lock
        with self._lock:
            self._end()

    def _start(self) -> None:
        if self._process is not None and self._process.poll() is None:
            return
        if self._closed or self._deaths >= MOST_DEATHS:
            raise MuseError("spelling.dictionary_broken", name=self.name)
        self._end()
        self._lines = queue.SimpleQueue()
        try:
            self._process = subprocess.Popen(
                command(self._folder, self.name),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=Path(muse_desktop.__file__).resolve().parent.parent,  # not where a stray DLL may lie
                env={**os.environ, "PYTHONUTF8": "1"},
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError as error:
            raise MuseError("spelling.dictionary_broken", name=self.name) from error
        reader = threading.Thread(
            target=_read, args=(self._process.stdout, self._lines), name="spelling", daemon=True
        )
        reader.start()
        greeting = self._next(START_S)
        if greeting is None or "scripts" not in greeting:
            self._deaths = MOST_DEATHS  # what cannot be loaded once is not tried again
            self._end()
            raise MuseError("spelling.dictionary_broken", name=self.name)
        self._scripts = frozenset(greeting["scripts"])

    def _ask(self, question: dict[str, Any], seconds: float, counts: bool = True) -> Any:
        """The answer, or None after the process died or was ended for being slow (a death if it `counts`)."""
        assert self._process is not None
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps(question).encode() + b"\n")
            self._process.stdin.flush()
            answer = self._next(seconds)
        except (OSError, ValueError):
            answer = None
        if answer is None:
            slow = self._process.poll() is None
            self._deaths += counts or not slow
            self._end()
        return answer

    def _next(self, seconds: float) -> Any:
        try:
            line = self._lines.get(timeout=seconds)
        except queue.Empty:
            return None
        try:
            return json.loads(line) if line else None
        except ValueError:
            return None

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        with contextlib.suppress(OSError):
            process.kill()
        with contextlib.suppress(OSError, ValueError):
            if process.stdin is not None:
                process.stdin.close()
        process.wait()


def _read(stream: Any, lines: queue.SimpleQueue[bytes]) -> None:
    """Hand on what the process says; an empty line says that it ended."""
    with stream, contextlib.suppress(OSError, ValueError):
        while line := stream.readline(1 << 20):
            lines.put(line)
    lines.put(b"")
