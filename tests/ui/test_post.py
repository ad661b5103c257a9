"""What other threads have to tell reaches the window, and nothing that is gone."""

from __future__ import annotations

import threading
from concurrent.futures import Future
from pathlib import Path

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from pytestqt.qtbot import QtBot

import muse_desktop.ui
from muse_desktop.ui.base.jobs import EventFeed, Jobs
from muse_desktop.ui.base.post import post

UI = Path(muse_desktop.ui.__file__).parent


def in_threads(count: int, work) -> None:
    threads = [threading.Thread(target=work) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_calls_are_made_on_the_windows_thread_in_the_order_sent(qtbot: QtBot) -> None:
    owner, made, carrier = QObject(), [], post()

    def work() -> None:
        for number in range(50):
            carrier.send(owner, lambda number=number: made.append((number, threading.get_ident())))

    in_threads(1, work)
    assert made == []
    qtbot.waitUntil(lambda: len(made) == 50)
    assert made == [(number, threading.get_ident()) for number in range(50)]


def test_nothing_is_told_to_an_object_that_is_gone(qtbot: QtBot) -> None:
    owner, other, made, carrier = QObject(), QObject(), [], post()
    in_threads(1, lambda: carrier.send(owner, lambda: made.append("gone")))
    shiboken6.delete(owner)
    carrier.send(other, lambda: made.append("there"))
    qtbot.waitUntil(lambda: bool(made))
    assert made == ["there"]


def test_a_call_that_fails_keeps_no_other_from_its_turn(qtbot: QtBot) -> None:
    owner, made, carrier = QObject(), [], post()

    def fail() -> None:
        raise RuntimeError("a bug")

    with qtbot.captureExceptions() as bugs:
        carrier.send(owner, fail)
        carrier.send(owner, lambda: made.append(1))
        qtbot.waitUntil(lambda: made == [1])
    assert [str(bug[1]) for bug in bugs] == ["a bug"]


def test_windows_may_go_while_threads_are_telling_them_something(qtbot: QtBot) -> None:
    """The race that used to end the program: told by many threads, destroyed by this one."""
    stop = threading.Event()
    alive: list[tuple[Jobs, EventFeed]] = []

    def work() -> None:
        while not stop.wait(0.001):  # else the window would do nothing but listen
            for jobs, feed in list(alive):
                for _ in range(60):
                    future: Future[int] = Future()
                    jobs.watch(future, jobs, lambda _: None)
                    future.set_result(1)
                    feed.post(object())

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for _ in range(80):
        made = Jobs(), EventFeed()
        alive.append(made)
        qtbot.wait(2)
        alive.remove(made)
        for one in made:
            one.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # lets the threads run meanwhile
    stop.set()
    for thread in threads:
        thread.join()
    qtbot.wait(50)
    assert alive == []


def test_no_signal_is_there_for_other_threads_but_the_posts_own() -> None:
    """A queued connection is what one makes to emit from elsewhere; see `post` for why that is a trap."""
    queued = {path.name for path in UI.rglob("*.py") if "QueuedConnection" in path.read_text("utf-8")}
    assert queued == {"post.py"}
