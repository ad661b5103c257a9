"""The desk: what is kept of a document while another one is on the page, and others' edits in it."""

from __future__ import annotations

from concurrent.futures import Future

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from muse_desktop.errors import MuseError
from muse_desktop.manuscript.replacing import Splice
from muse_desktop.manuscript.restoring import Edit
from muse_desktop.manuscript.session import DocumentSession
from muse_desktop.provenance.kinds import Kind
from muse_desktop.provenance.runs import Run
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.page import saving, sheet
from muse_desktop.ui.window import MainWindow
from tests.ui.page_steps import generated, in_step, pieces
from tests.ui.window.scripted import write

Z, HOME = Qt.Key.Key_Z, Qt.Key.Key_Home
CONTROL = Qt.KeyboardModifier.ControlModifier


def undo(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window.page.editor, Z, CONTROL)


def another(window: MainWindow, studio: Studio, title: str = "Another", text: str = "") -> int:
    document = studio.manuscript.create(title, text)
    window.binder.reload()
    return document


def refused(_session: DocumentSession) -> Future[None]:
    future: Future[None] = Future()
    future.set_exception(MuseError("store.disk_full"))
    return future


def test_what_was_done_in_a_document_can_be_undone_after_others_were_on_the_page(
    qtbot: QtBot, studio: Studio, window: MainWindow
) -> None:
    first, second = window.desk.document, another(window, studio)
    write(qtbot, window, "mine ")
    window.page.insert_generated("theirs", generated(window.page))
    for _ in range(3):
        window.open_document(second)
        write(qtbot, window, "x")
        window.open_document(first)
    assert pieces(window.page) == [("mine ", "typed"), ("theirs", "generated")]
    undo(qtbot, window)
    assert pieces(window.page) == [("mine ", "typed")]
    undo(qtbot, window)
    assert window.desk.session.text == ""
    window.open_document(second)
    assert window.desk.session.text == "xxx"
    undo(qtbot, window)
    assert window.desk.session.text == ""
    window.open_document(first)
    window.page.redo()
    window.page.redo()
    assert pieces(window.page) == [("mine ", "typed"), ("theirs", "generated")]
    assert in_step(window.page)


def test_the_menu_knows_whether_there_is_something_to_undo_in_the_document_shown(
    qtbot: QtBot, studio: Studio, window: MainWindow
) -> None:
    told: list[bool] = []
    window.page.undo_available.connect(told.append)
    first, second = window.desk.document, another(window, studio)
    write(qtbot, window, "mine")
    window.open_document(second)
    assert told[-1] is False
    window.open_document(first)
    assert told[-1] is True


def test_cursor_selection_and_scrolling_are_as_they_were(
    qtbot: QtBot, studio: Studio, window: MainWindow
) -> None:
    long = another(window, studio, "Long", "\n".join(f"Line {n} of a long night 长夜." for n in range(400)))
    first = window.desk.document
    window.open_document(long)
    window.page.goto(4000, 4010)
    window.page.editor.verticalScrollBar().setValue(window.page.editor.verticalScrollBar().value() - 77)
    before = window.page.selection(), window.page.editor.verticalScrollBar().value()
    window.open_document(first)
    assert window.page.selection() == (0, 0)
    window.open_document(long)
    assert (window.page.selection(), window.page.editor.verticalScrollBar().value()) == before


def test_a_document_with_nothing_to_undo_is_not_kept_for_ever(
    qtbot: QtBot, studio: Studio, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheet, "MOST_IDLE", 50)
    written, read = window.desk.document, another(window, studio, "Read", "only read " * 10)
    write(qtbot, window, "written")
    window.open_document(read)
    window.open_document(written)
    kept = [one.session.id for one in window.desk.sheets]
    assert kept == [written]
    window.open_document(another(window, studio, "Short"))
    assert window.desk.sheets.get(written) is not None
    undo_there = window.desk.sheets.get(written).document.availableUndoSteps()
    assert undo_there == 1


def test_a_refused_save_of_a_document_that_is_off_the_page_is_told_tried_again_and_keeps_the_window_open(
    qtbot: QtBot, studio: Studio, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saving, "AGAIN_MS", 40)
    first, second = window.desk.document, another(window, studio)
    asked: list[str] = []

    def stay(box: QMessageBox) -> int:
        asked.append(box.informativeText())
        return 0

    monkeypatch.setattr(QMessageBox, "exec", stay)
    with monkeypatch.context() as full:
        full.setattr(DocumentSession, "save", lambda self: refused(self) if self.id == first else done())
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


def done() -> Future[None]:
    future: Future[None] = Future()
    future.set_result(None)
    return future


def test_documents_that_are_let_go_are_saved_closed_and_read_anew(
    qtbot: QtBot, studio: Studio, window: MainWindow
) -> None:
    first, second = window.desk.document, another(window, studio)
    write(qtbot, window, "one")
    window.open_document(second)
    write(qtbot, window, "two")
    sessions = [studio.manuscript.opened(one) for one in (first, second)]
    assert window.desk.let_go([first, second])
    assert all(session.closed for session in sessions)
    assert [studio.manuscript.read(one).text for one in (first, second)] == ["one", "two"]
    assert window.desk.session is None
    window.open_document(first)
    assert window.desk.session.text == "one"
    undo(qtbot, window)
    assert window.desk.session.text == "one"
    write(qtbot, window, "!")
    assert window.desk.session.text == "one!"


def test_nothing_is_let_go_when_one_of_them_cannot_be_saved(
    qtbot: QtBot, studio: Studio, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = window.desk.document, another(window, studio)
    window.open_document(second)
    write(qtbot, window, "two")
    heard: list[MuseError] = []
    window.desk.failed.connect(heard.append)
    with monkeypatch.context() as full:
        full.setattr(DocumentSession, "save", refused)
        assert not window.desk.let_go([first, second])
    assert [error.code for error in heard] == ["store.disk_full"]
    assert window.desk.document == second
    undo(qtbot, window)
    assert window.desk.session.text == ""


def test_an_edit_of_somebody_else_is_one_step_to_undo_on_the_page(
    qtbot: QtBot, studio: Studio, window: MainWindow
) -> None:
    window.page.editor.type_text("The lamp 🜂 burned low.")
    window.page.goto(20)
    old = window.desk.session.insert_origin(Kind.GENERATED, source="a model")
    window.desk.apply_edit(
        window.desk.document, Edit(4, 4, "lighthouse", (Run(10, old),)), restored=True
    )
    assert window.desk.session.text == "The lighthouse 🜂 burned low."
    assert ("lighthouse", "generated") in pieces(window.page)
    assert window.page.cursor_codepoint() == 26
    assert in_step(window.page)
    assert window.desk.session._open.kind == "restored"
    undo(qtbot, window)
    assert pieces(window.page) == [("The lamp 🜂 burned low.", "typed")]


def test_an_edit_in_a_document_off_the_page_is_undone_when_it_is_back(
    qtbot: QtBot, studio: Studio, window: MainWindow
) -> None:
    first, second = window.desk.document, another(window, studio)
    write(qtbot, window, "red, red, red")
    runs = tuple(window.desk.session.runs)
    window.open_document(second)
    splice = Splice(5, 8, "blue, blue", (Run(10, runs[0].origin),))
    assert window.desk.apply_edit(first, splice).text == "red, blue, blue"
    qtbot.waitUntil(lambda: studio.manuscript.read(first).text == "red, blue, blue")
    window.open_document(first)
    assert window.page.cursor_codepoint() == 15
    undo(qtbot, window)
    assert window.desk.session.text == "red, red, red"
    undo(qtbot, window)
    assert window.desk.session.text == ""
    assert in_step(window.page)


def test_an_edit_in_a_document_that_was_never_open_is_saved_and_a_refusal_told(
    qtbot: QtBot, studio: Studio, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saving, "EVERY_MS", 20)
    monkeypatch.setattr(saving, "AGAIN_MS", 20)
    far = another(window, studio, "Far", "red")
    origin = studio.manuscript.book.typed(far)
    with monkeypatch.context() as full:
        full.setattr(DocumentSession, "save", refused)
        window.desk.apply_edit(far, Splice(0, 3, "blue", (Run(4, origin),)))
        qtbot.waitUntil(lambda: window.desk.saved_state == "refused")
        assert window.desk.save_now() is not None
    qtbot.waitUntil(lambda: window.desk.saved_state == "saved")
    assert studio.manuscript.read(far).text == "blue"


@pytest.mark.parametrize(
    "edit", [Edit(2, 3, "", ()), Edit(-1, 1, "", ()), Edit(0, 0, "ab", (Run(1, 1),))]
)
def test_an_edit_that_does_not_fit_changes_nothing(
    qtbot: QtBot, window: MainWindow, edit: Edit
) -> None:
    write(qtbot, window, "abc")
    with pytest.raises((IndexError, ValueError)):
        window.desk.apply_edit(window.desk.document, edit)
    assert window.desk.session.text == "abc"
    assert in_step(window.page)


def test_what_is_typed_after_coming_back_is_a_step_of_its_own_document(
    qtbot: QtBot, studio: Studio, window: MainWindow
) -> None:
    first, second = window.desk.document, another(window, studio, "第二章", "雾从河口上来。")
    write(qtbot, window, "one")
    window.open_document(second)
    cursor = window.page.editor.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.End)
    window.page.editor.setTextCursor(cursor)
    window.page.editor.type_text("灯")
    window.open_document(first)
    write(qtbot, window, " more")
    assert window.desk.session.text == "one more"
    assert studio.manuscript.opened(second).text == "雾从河口上来。灯"
