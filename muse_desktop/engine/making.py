"""A smaller model file made in a child that is thrown away: whole, or not there."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path

from muse_desktop.engine import lines as wire
from muse_desktop.engine.jobs import Job
from muse_desktop.engine.runner import Runner
from muse_desktop.errors import MuseError

PART = ".part"


def make_smaller(
    runner: Runner,
    source: Path,
    target: Path,
    kind: str,
    on_progress: Callable[[float], None] | None,
    threads: int,
) -> Job[None]:
    """See `Engine.quantise`. `runner` is closed at the end."""
    answer: Future[None] = Future()
    answer.set_running_or_notify_cancel()  # only Job.cancel stops it
    part = target.with_name(target.name + PART)
    number = runner.number()

    def finish(done: Future[None]) -> None:
        runner.close()  # a file that a child still has open cannot be removed everywhere
        error = done.exception() or _put_in_place(part, target)
        if error is None:
            answer.set_result(None)
            return
        with contextlib.suppress(OSError):
            part.unlink()
        answer.set_exception(error)

    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        runner.close()
        answer.set_exception(_failed(target, error))
    else:
        if target.exists():
            runner.close()
            answer.set_exception(MuseError("engine.quantise_exists", name=target.name))
        else:
            request = wire.Quantise(number, str(source.absolute()), str(part.absolute()), kind, threads)
            asked = runner.ask(request, on_progress=on_progress)
            # The answer comes on one of the runner's own threads, which `close` waits for.
            asked.add_done_callback(lambda done: threading.Thread(target=finish, args=(done,)).start())
    return Job(number, answer, runner.stop)


def _put_in_place(part: Path, target: Path) -> MuseError | None:
    """Name the whole file; what stands there meanwhile is not overwritten."""
    if target.exists():
        return MuseError("engine.quantise_exists", name=target.name)
    try:
        part.replace(target)
    except OSError as error:
        return _failed(target, error)
    return None


def _failed(target: Path, error: OSError) -> MuseError:
    return MuseError("engine.quantise_failed", name=target.name, reason=(error.strerror or str(error))[:200])
