"""Several children that make files ready side by side, and the order of their answers."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from queue import Empty, LifoQueue
from typing import Any

import msgspec

import muse_desktop
from muse_desktop.errors import MuseError
from muse_desktop.formats.read_document import PDF
from muse_desktop.library.importing.prepare import Prepared, Refused, Task, prepare
from muse_desktop.library.importing.worker import receive, send

MOST_CHILDREN = 6
SECONDS = 300.0
"""How long one file may take; the slowest novel in a Word file takes a tenth of it."""
HERE_BYTES = 1024 * 1024
"""Files of so many bytes together are read without children, which take a second to start."""
_AHEAD_BYTES = 24 * 1024 * 1024
_AHEAD_TASKS = 48
_Answer = Prepared | Refused
_ANSWER: msgspec.msgpack.Decoder[Any] = msgspec.msgpack.Decoder(Prepared | Refused)


def children_wanted() -> int:
    """One for each processor; the process that writes needs little of its own."""
    return max(1, min(os.cpu_count() or 1, MOST_CHILDREN))


class Pool:
    """Makes tasks ready in `number` children that are started when first needed. It is a context manager."""

    def __init__(self, number: int) -> None:
        self._threads = ThreadPoolExecutor(number, thread_name_prefix="muse-import")
        self._idle: LifoQueue[_Child] = LifoQueue()
        self._all: list[_Child] = []
        self._guard = threading.Lock()
        self._closed = False

    def __enter__(self) -> Pool:
        """The pool itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the children, in the middle of their work too."""
        with self._guard:
            self._closed = True
            children = list(self._all)
        for child in children:
            child.end()
        self._threads.shutdown(wait=True, cancel_futures=True)

    def answers(self, tasks: Iterable[tuple[Task, int]]) -> Iterator[_Answer]:
        """The answer to each (task, bytes of its file), in the order of the tasks.

        Tasks are taken as far ahead as keeps all children busy and memory bounded.
        """
        waiting: deque[tuple[Future[_Answer], int]] = deque()
        ahead = 0
        for task, size in tasks:
            waiting.append((self._threads.submit(self._ask, task), size))
            ahead += size
            while len(waiting) >= _AHEAD_TASKS or (len(waiting) > 1 and ahead > _AHEAD_BYTES):
                future, done = waiting.popleft()
                ahead -= done
                yield future.result()
        while waiting:
            yield waiting.popleft()[0].result()

    def _ask(self, task: Task) -> _Answer:
        child = self._child()
        if child is None:
            return Refused("library.import_stopped", {"file": task.name})
        answer = child.ask(task, SECONDS)
        if answer is None:  # it died of this file, or was too slow
            child.end()
            slow = child.was_slow
            code = "library.file_too_slow" if slow else "library.file_kills_reader"
            return Refused(code, {"file": task.name})
        self._idle.put(child)
        return answer

    def _child(self) -> _Child | None:
        try:
            return self._idle.get_nowait()
        except Empty:
            pass
        with self._guard:
            if self._closed:
                return None
            child = _Child()
            self._all.append(child)
            return child


def answers_to(tasks: Sequence[tuple[Task, int]]) -> Iterator[_Answer]:
    """The answers to all `tasks` in their order: here when they are small, otherwise by children."""
    if needs_children(tasks):
        with Pool(min(children_wanted(), len(tasks))) as pool:
            yield from pool.answers(tasks)
    else:
        yield from answers_here(tasks)


def needs_children(tasks: Iterable[tuple[Task, int]]) -> bool:
    """Whether it is worth starting children, or has to be: a PDF is never read in this process."""
    total = 0
    for task, size in tasks:
        total += size
        if task.suffix == PDF or total > HERE_BYTES:
            return True
    return False


def answers_here(tasks: Iterable[tuple[Task, int]]) -> Iterator[_Answer]:
    """As `Pool.answers`, in this process: quicker for a few small texts."""
    for task, _ in tasks:
        yield prepare(task)


class _Child:
    """One running child."""

    def __init__(self, command: Sequence[str] | None = None) -> None:
        frozen = getattr(sys, "frozen", False)
        program = [sys.executable] if frozen else [sys.executable, "-m", "muse_desktop"]
        try:
            self._process = subprocess.Popen(
                command or [*program, "--library-worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=Path(muse_desktop.__file__).resolve().parent.parent,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError as error:
            raise MuseError("library.no_reader", reason=error.strerror or str(error)) from error
        self.was_slow = False

    def ask(self, task: Task, seconds: float) -> _Answer | None:
        """Its answer; None when it ended instead."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        alarm = threading.Timer(seconds, self._too_slow)
        alarm.daemon = True
        alarm.start()
        try:
            send(self._process.stdin, msgspec.msgpack.encode(task))  # type: ignore[arg-type]
            message = receive(self._process.stdout)  # type: ignore[arg-type]
        except (OSError, ValueError):  # it has gone
            return None
        finally:
            alarm.cancel()
        answer: _Answer | None = None if message is None else _ANSWER.decode(message)
        return answer

    def _too_slow(self) -> None:
        self.was_slow = True
        self._process.kill()

    def end(self) -> None:
        """End it now."""
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                try:
                    stream.close()
                except OSError:  # what it did not read any more
                    continue
