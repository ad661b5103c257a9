"""Whoever waits for a generation hears of its end, whatever became of it."""

from __future__ import annotations

import threading
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest

from muse_desktop.errors import MuseError
from muse_desktop.studio.generation import GenerationRun
from muse_desktop.studio.values import RunFailed


class Closed:
    """A recorder whose workspace was closed meanwhile."""

    def begin(self, _: object) -> Future[int]:
        raise MuseError("store.closed", folder="w")

    def fail(self, *_: object) -> Future[None]:
        raise MuseError("store.closed", folder="w")


class Host:
    """A model that cannot be loaded."""

    def ready(self) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_exception(MuseError("models.none"))
        return future


def run_with(tell: Any) -> GenerationRun:
    made = GenerationRun(None, (1,), Host(), Closed(), None, tell)  # type: ignore[arg-type]
    made.generation = 7
    return made


def test_a_run_whose_turn_never_came_fails_when_the_studio_closes() -> None:
    heard: list[Any] = []
    go = threading.Event()
    pool = ThreadPoolExecutor(1)
    pool.submit(go.wait)
    waiting = run_with(heard.append)
    waiting.start(pool, None, "cli")
    pool.shutdown(wait=False, cancel_futures=True)
    go.set()
    error = waiting.future.exception(timeout=5)
    assert isinstance(error, MuseError)
    assert error.code == "engine.closed"
    assert [type(event) for event in heard] == [RunFailed]


def test_a_failure_that_cannot_be_recorded_is_still_told() -> None:
    heard: list[Any] = []
    failing = run_with(heard.append)
    with ThreadPoolExecutor(1) as pool:
        failing.start(pool, None, "cli")
    error = failing.future.exception(timeout=5)
    assert isinstance(error, MuseError)
    assert error.code == "models.none"
    assert [type(event) for event in heard] == [RunFailed]


def test_a_listener_that_fails_leaves_nobody_waiting() -> None:
    def broken(_: object) -> None:
        raise ValueError("a bug of the listener")

    failing = run_with(broken)
    with pytest.raises(ValueError, match="listener"):
        failing._begin(None, "cli")
    assert failing.future.exception(timeout=5) is not None
