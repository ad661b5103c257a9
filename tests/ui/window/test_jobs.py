"""Futures and events reach the UI thread whole, in order, and never faster than it can paint."""

from __future__ import annotations

import threading
import time
from concurrent.futures import Future

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot

from muse_desktop.errors import MuseError
from muse_desktop.studio.values import RunCandidateDone, RunEvent, RunHits, RunPiece
from muse_desktop.ui.base.jobs import EventFeed, Jobs, coalesce

PIECES = st.builds(RunPiece, st.integers(0, 3), st.text(max_size=4))
EVENTS = st.lists(
    st.one_of(
        PIECES,
        st.builds(RunHits, st.integers(0, 3), st.just(())),
        st.builds(RunCandidateDone, st.integers(0, 3), st.just("end")),
    )
)


@given(EVENTS)
def test_coalescing_keeps_every_letter_of_every_candidate(events: list[RunEvent]) -> None:
    def texts(told: list[RunEvent]) -> list[str]:
        return [
            "".join(
                event.text for event in told if isinstance(event, RunPiece) and event.candidate == candidate
            )
            for candidate in range(4)
        ]

    assert texts(coalesce(events)) == texts(events)


@given(EVENTS)
def test_no_piece_passes_the_end_of_its_candidate(events: list[RunEvent]) -> None:
    def before_ends(told: list[RunEvent]) -> list[int]:
        letters, ends = 0, []
        for event in told:
            if isinstance(event, RunPiece):
                letters += len(event.text)
            elif isinstance(event, RunCandidateDone):
                ends.append(letters)
        return ends

    assert before_ends(coalesce(events)) == before_ends(events)


def test_a_storm_of_pieces_becomes_few_updates(qtbot: QtBot) -> None:
    feed, bunches = EventFeed(), []
    feed.arrived.connect(bunches.append)

    def storm() -> None:
        for _ in range(400):
            feed.post(RunPiece(0, "x"))
            time.sleep(0.001)

    started = time.monotonic()
    thread = threading.Thread(target=storm)
    thread.start()
    qtbot.waitUntil(
        lambda: sum(len(event.text) for bunch in bunches for event in bunch) == 400, timeout=20_000
    )
    thread.join()
    assert len(bunches) <= (time.monotonic() - started) * 30 + 2


def test_a_result_arrives_on_the_ui_thread(qtbot: QtBot) -> None:
    jobs, owner, seen = Jobs(), QObject(), []
    future: Future[int] = Future()
    jobs.watch(future, owner, lambda value: seen.append((value, QThread.currentThread())))
    threading.Thread(target=lambda: future.set_result(7)).start()
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [(7, jobs.thread())]


def test_an_error_for_the_writer_goes_to_whoever_asked_or_else_to_the_window(qtbot: QtBot) -> None:
    jobs, owner, asked, window = Jobs(), QObject(), [], []
    jobs.refused.connect(window.append)
    for failure in (asked.append, None):
        future: Future[int] = Future()
        jobs.watch(future, owner, failure=failure)
        future.set_exception(MuseError("models.none"))
    qtbot.waitUntil(lambda: bool(asked and window))
    assert [error.code for error in (*asked, *window)] == ["models.none", "models.none"]


def test_nobody_is_called_who_has_gone(qtbot: QtBot) -> None:
    jobs, owner, seen = Jobs(), QObject(), []
    future: Future[int] = Future()
    jobs.watch(future, owner, seen.append)
    import shiboken6

    shiboken6.delete(owner)
    future.set_result(1)
    qtbot.waitUntil(lambda: jobs.waiting == 0)
    assert seen == []


def test_a_bug_is_reported_and_not_swallowed(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    reported = []
    monkeypatch.setattr("muse_desktop.ui.base.jobs.report_bug", reported.append)
    jobs, owner = Jobs(), QObject()
    future: Future[int] = Future()
    jobs.watch(future, owner)
    future.set_exception(ZeroDivisionError())
    qtbot.waitUntil(lambda: bool(reported))
    assert isinstance(reported[0], ZeroDivisionError)
