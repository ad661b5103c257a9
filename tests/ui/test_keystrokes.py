"""What can wait waits until the key that was struck is on the screen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject

from muse_desktop.ui.base.keystrokes import Keystrokes, keystrokes


@pytest.fixture
def strokes(qapp) -> Iterator[Keystrokes]:
    keystrokes().run()  # what other pages left
    yield keystrokes()
    keystrokes().run()


@pytest.fixture
def owner(qapp) -> QObject:
    return QObject()


def test_while_nobody_writes_nothing_waits(owner: QObject, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    Keystrokes().behind(owner, lambda: done.append("now"), 1000)
    assert done == ["now"]


def test_while_somebody_writes_it_waits_for_the_next_painted_key(strokes, owner, qtbot) -> None:
    done: list[str] = []
    strokes.struck()
    strokes.painted()
    strokes.behind(owner, lambda: done.append("later"), 10_000)
    qtbot.wait(20)
    assert done == []
    strokes.struck()
    strokes.painted()
    assert done == [], "not before Qt has painted everything else"
    qtbot.waitUntil(lambda: done == ["later"], timeout=2000)


def test_a_painting_without_a_key_sets_nothing_going(strokes, owner, qtbot) -> None:
    done: list[str] = []
    strokes.struck()
    strokes.painted()
    strokes.behind(owner, lambda: done.append("later"), 10_000)
    strokes.painted()
    qtbot.wait(20)
    assert done == []


def test_it_waits_no_longer_than_it_may(strokes, owner, qtbot) -> None:
    done: list[str] = []
    strokes.struck()
    strokes.behind(owner, lambda: done.append("at last"), 40)
    assert done == []
    qtbot.waitUntil(lambda: done == ["at last"], timeout=2000)


def test_a_newer_call_takes_the_place_of_the_one_that_waits(strokes, owner) -> None:
    done: list[str] = []
    strokes.struck()
    strokes.behind(owner, lambda: done.append("old"), 10_000)
    strokes.behind(owner, lambda: done.append("new"), 10_000)
    strokes.run()
    assert done == ["new"]


def test_what_is_forgotten_and_who_is_gone_are_not_called(strokes, owner) -> None:
    done: list[str] = []
    strokes.struck()
    strokes.behind(owner, lambda: done.append("forgotten"), 10_000)
    strokes.forget(owner)
    gone = QObject()
    strokes.behind(gone, lambda: done.append("gone"), 10_000)
    import shiboken6

    shiboken6.delete(gone)
    strokes.run()
    assert done == []
