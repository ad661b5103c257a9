"""A document that is off the page and cannot be saved: told, tried again, and no closing over it."""

from __future__ import annotations

from concurrent.futures import Future

import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from muse_desktop.errors import MuseError
from muse_desktop.manuscript.session import DocumentSession
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.page import saving
from muse_desktop.ui.window import MainWindow
from tests.ui.window.scripted import write


def refused() -> Future[None]:
    future: Future[None] = Future()
    future.set_exception(MuseError("store.disk_full"))
    return future


def done() -> Future[None]:
    future: Future[None] = Future()
    future.set_result(None)
    return future


def test_a_refused_save_of_a_document_that_is_off_the_page_is_told_tried_again_and_keeps_the_window_open(
    qtbot: QtBot, studio: Studio, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saving, "AGAIN_MS", 40)
    first, second = window.desk.document, studio.manuscript.create("Another")
    window.binder.reload()
    asked: list[str] = []

    def stay(box: QMessageBox) -> int:
        asked.append(box.informativeText())
        return 0

    monkeypatch.setattr(QMessageBox, "exec", stay)
    with monkeypatch.context() as full:
        full.setattr(DocumentSession, "save", lambda self: refused() if self.id == first else done())
        write(qtbot, window, "precious")
        window.open_document(second)
        qtbot.waitUntil(lambda: window.status.saved.text() == "Not saved")
        heard: list[MuseError] = []
        window.desk.save_refused.connect(heard.append)
        qtbot.waitUntil(lambda: len(heard) >= 2)
        write(qtbot, window, "here all is well")
        assert window.status.saved.text() == "Not saved"
        assert not window.close()
        assert asked == [MuseError("store.disk_full").text("en")]
    qtbot.waitUntil(lambda: window.desk.saved_state == "saved")
    assert studio.manuscript.read(first).text == "precious"
    assert window.close()
