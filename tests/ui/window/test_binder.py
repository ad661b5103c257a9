"""Documents and the library in the left pane, by mouse and by keyboard."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QModelIndex, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from muse_desktop.studio.studio import Studio
from muse_desktop.ui.base.list_model import Role
from muse_desktop.ui.base.text_dialog import SkippedDialog
from muse_desktop.ui.window import MainWindow
from tests.ui.window.scripted import write


def titles(window: MainWindow) -> list[str]:
    model = window.binder.model
    return [model.index(row).data() for row in range(model.rowCount())]


def three(studio: Studio, window: MainWindow) -> None:
    for title in ("Brine", "Debts"):
        studio.manuscript.create(title, f"The text of {title}.")
    window.binder.reload()


def test_a_new_document_is_named_in_place(qtbot: QtBot, window: MainWindow) -> None:
    window.actions_["new_document"].trigger()
    editor = window.binder.view.findChild(QLineEdit)
    assert editor is not None
    editor.selectAll()
    qtbot.keyClicks(editor, "Lamplighters")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Lamplighters" in titles(window))
    assert window.top.document.text() == "Lamplighters"
    assert window.desk.session.title == "Lamplighters"


def test_a_click_opens_a_document_and_the_text_of_the_other_is_kept(
    qtbot: QtBot, studio: Studio, window: MainWindow
) -> None:
    three(studio, window)
    write(qtbot, window, "First words")
    first = window.desk.document
    view, model = window.binder.view, window.binder.model
    place = view.visualRect(model.index(1)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert window.desk.session.text == "The text of Brine."
    qtbot.waitUntil(lambda: studio.manuscript.read(first).text == "First words")


def test_documents_move_by_keyboard_and_the_order_is_kept(
    qtbot: QtBot, studio: Studio, window: MainWindow
) -> None:
    three(studio, window)
    window.binder.view.setCurrentIndex(window.binder.model.index(2))
    qtbot.keyClick(window.binder.view, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert titles(window) == ["Untitled", "Debts", "Brine"]
    assert [one.title for one in studio.manuscript.documents()] == ["Untitled", "Debts", "Brine"]


def test_dragging_a_row_keeps_the_models_promises(qtbot: QtBot, studio: Studio, window: MainWindow) -> None:
    three(studio, window)
    model, root = window.binder.model, QModelIndex()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert model.dropMimeData(model.mimeData([model.index(0)]), Qt.DropAction.MoveAction, -1, -1, root)
    assert titles(window) == ["Brine", "Debts", "Untitled"]
    assert [one.title for one in studio.manuscript.documents()] == ["Brine", "Debts", "Untitled"]


def test_a_document_goes_to_the_trash_and_comes_back_with_its_text(
    qtbot: QtBot, studio: Studio, window: MainWindow
) -> None:
    three(studio, window)
    window.open_document(window.binder.model.index(1).data(Role.ID))
    window.binder.view.setFocus()
    qtbot.keyClick(window.binder.view, Qt.Key.Key_Delete)
    assert titles(window) == ["Untitled", "Debts"]
    assert window.desk.session.title == "Debts"
    window.binder.trash_view.toggle.click()
    trash = window.binder.trash_view
    assert trash.isVisible()
    trash.setCurrentIndex(trash.documents.index(0))
    qtbot.keyClick(trash, Qt.Key.Key_Return)
    assert titles(window) == ["Untitled", "Brine", "Debts"]
    assert window.desk.session.text == "The text of Brine."


def test_the_last_document_in_the_trash_leaves_an_empty_one(qtbot: QtBot, window: MainWindow) -> None:
    write(qtbot, window, "gone")
    window.actions_["trash_document"].trigger()
    assert window.desk.session.text == ""
    assert len(titles(window)) == 1


def test_files_are_added_and_what_was_left_out_is_said(
    qtbot: QtBot, studio: Studio, window: MainWindow, tmp_path: Path
) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "The Mirror.txt").write_text("It was a wide and quiet sea that evening.", "utf-8")
    (folder / "picture.txt").write_bytes(bytes(range(256)) * 8)
    window.binder.library.take([folder])
    qtbot.waitUntil(lambda: "1 text added" in window.notices.text, timeout=10_000)
    assert "1 file was left out" in window.notices.text
    qtbot.waitUntil(lambda: window.binder.library.model.rowCount() == 1)
    assert window.binder.library.model.index(0).data() == "The Mirror"
    assert window.binder.library.model.index(0).data(Role.SECOND) == "rights unknown"
    window.notices.action.click()
    dialog = window.findChild(SkippedDialog)
    assert "picture.txt" in dialog.text.toPlainText()
    dialog.close_button.click()


def test_files_dropped_on_the_library_are_added(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    file = tmp_path / "Dropped.md"
    file.write_text("A text that was dropped here.", "utf-8")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file))])
    how = (Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(window.binder.library, QDragEnterEvent(QPoint(5, 5), *how))
    QApplication.sendEvent(window.binder.library, QDropEvent(QPointF(5, 5), *how))
    qtbot.waitUntil(lambda: window.binder.library.model.rowCount() == 1, timeout=10_000)
