"""A novel comes in through the window, and the manuscript goes out."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import CancelledError
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMessageBox
from pytestqt.qtbot import QtBot

from muse_desktop.formats.novel import read_novel
from muse_desktop.manuscript.tree_values import Node
from muse_desktop.provenance.kinds import Kind
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.manuscript import incoming as incoming_work
from muse_desktop.ui.manuscript.in_out_room import InOutRoom
from muse_desktop.ui.manuscript.incoming_view import IncomingView
from muse_desktop.ui.manuscript.outgoing_view import OutgoingView
from muse_desktop.ui.window import MainWindow
from tests.ui.window.scripted import write

FILE = """# The Salt Ledger

*Ines Marr*

## Ebb

### The Fog

She came. <!-- check the tide --> <!-- and the moon -->

***

She went away.

### Salt

It stayed.

## Flood

### 雾

潮水涨了。
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "Salt.md"
    path.write_text(FILE, "utf-8")
    return path


@pytest.fixture
def choose(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], IncomingView]:
    """Choose a file in the dialog that the action opens."""

    def choose_(path: Path) -> IncomingView:
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
        window.actions_["bring_in"].trigger()
        return window.rooms.get(InOutRoom).incoming.view

    return choose_


@pytest.fixture
def view(qtbot: QtBot, choose: Callable[[Path], IncomingView], file: Path) -> IncomingView:
    """The preview of the file."""
    found = choose(file)
    qtbot.waitUntil(found.tree.hasFocus)
    return found


def shown(view: IncomingView) -> list[tuple[str, str, bool]]:
    return [(row.kind, row.title, row.ticked) for row in view.model.rows]


def project(studio: Studio, title: str) -> list[Node]:
    found = next(one.id for one in studio.manuscript.projects() if one.title == title)
    return [node for node in studio.writing.tree.read().project(found) if not node.trashed]


def test_a_novel_is_shown_before_anything_comes_in(studio: Studio, view: IncomingView) -> None:
    QAbstractItemModelTester(view.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert [title for _, title, _ in shown(view)] == [
        "Ebb", "The Fog", "Scene 1", "Scene 2", "Salt", "Flood", "雾",
    ]  # fmt: skip
    assert view.model.rows[3].begins == "She went away."
    assert view.summary.text() == "7 documents · 11 words"
    assert view.found.text() == "11 words. 2 comments stand apart and are not counted."
    assert view.name.text() == "The Salt Ledger"
    assert [combo.currentText() for combo in view.levels if combo.isVisible()] == ["Parts", "Chapters"]
    assert len(studio.manuscript.projects()) == 1


def test_it_is_arranged_with_the_keyboard_and_each_step_can_be_undone(
    qtbot: QtBot, view: IncomingView
) -> None:
    view.tree.go(1)
    qtbot.keyClick(view.tree, Qt.Key.Key_Space)
    assert [ticked for _, _, ticked in shown(view)] == [True, False, False, False, True, True, True]
    box = view.model.data(view.model.index_of(0), Qt.ItemDataRole.CheckStateRole)
    assert box == Qt.CheckState.PartiallyChecked
    assert view.summary.text() == "4 documents · 6 words"
    view.tree.go(4)
    qtbot.keyClick(view.tree, Qt.Key.Key_Backspace)
    assert view.plan.pieces[3].text == "She went away.\n\nSalt\n\nIt stayed."
    assert view.tree.place == 3
    qtbot.keyClick(view.tree, Qt.Key.Key_F2)
    editor = view.tree.findChild(QLineEdit)
    qtbot.keyClicks(editor, "Home")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view.model.rows[3].title == "Home")
    for _ in range(3):
        assert view.undo.isEnabled()
        qtbot.mouseClick(view.undo, Qt.MouseButton.LeftButton)
    assert view.summary.text() == "7 documents · 11 words"
    assert not view.undo.isEnabled()


def test_keys_that_change_a_text_never_reach_the_page_behind(
    qtbot: QtBot, window: MainWindow, choose: Callable[[Path], IncomingView], file: Path
) -> None:
    write(qtbot, window, "Mine.")
    window.page.editor.selectAll()
    view = choose(file)
    qtbot.waitUntil(view.tree.hasFocus)
    view.tree.go(1)
    qtbot.keyClick(view.tree, Qt.Key.Key_Space)
    for place in (view.tree, view.go):
        place.setFocus()
        for key in (Qt.Key.Key_X, Qt.Key.Key_Z, Qt.Key.Key_Z):
            qtbot.keyClick(place, key, Qt.KeyboardModifier.ControlModifier)
        assert window.desk.session.text == "Mine."
    assert view.summary.text() == "7 documents · 11 words"
    view.tree.setFocus()
    view.model.title_wanted.emit(0, " ")
    assert view.model.rows[0].title == "Ebb"


def test_headings_can_be_said_to_be_something_else(qtbot: QtBot, view: IncomingView) -> None:
    view.levels[0].setFocus()
    qtbot.keyClick(view.levels[0], Qt.Key.Key_Down)
    assert [kind for kind, _, _ in shown(view)][:2] == ["chapter", "chapter"]
    assert view.model.rowCount() == 5


def test_it_comes_into_a_new_project_and_can_be_taken_back(
    qtbot: QtBot, studio: Studio, window: MainWindow, view: IncomingView
) -> None:
    before = window.desk.document
    view.name.setText("Salt")
    assert view.go.text() == "Bring in 8 documents"
    qtbot.mouseClick(view.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.stack.currentWidget() is window.writing)
    assert window.binder.title == "Salt"
    found = project(studio, "Salt")
    assert window.desk.document == found[2].id  # the first with words, not an empty part
    last = [(node.kind, node.title) for node in found[-2:]]
    assert last == [("chapter", "雾"), ("note", "Comments in Salt.md")]
    note = found[-1].id
    assert studio.manuscript.read(note).text == "check the tide\n\nand the moon"
    assert not found[-1].counted
    scene = studio.manuscript.read(found[2].id)
    origin = studio.manuscript.book.get(next(iter(scene.runs)).origin)
    assert (origin.kind, origin.source) == (Kind.IMPORTED, "Salt.md")
    assert window.notices.text == "Salt.md is here: 8 documents, 11 words."
    qtbot.mouseClick(window.notices.action, Qt.MouseButton.LeftButton)
    assert project(studio, "Salt") == []
    assert window.desk.document == before
    assert window.notices.text == "What was brought in is in the trash."


def test_it_comes_to_the_end_of_the_present_project(
    qtbot: QtBot, studio: Studio, window: MainWindow, view: IncomingView
) -> None:
    qtbot.mouseClick(view.into_this, Qt.MouseButton.LeftButton, pos=QPoint(8, view.into_this.height() // 2))
    assert not view.name.isEnabled()
    view.notes.setChecked(False)
    view.go.click()
    qtbot.waitUntil(lambda: window.stack.currentWidget() is window.writing)
    titles = [window.binder.model.index(row).data() for row in range(window.binder.model.rowCount())]
    assert titles == ["Untitled", "Ebb", "Flood"]
    assert len(studio.manuscript.projects()) == 1


def test_what_cannot_be_read_is_said_with_a_way_on(
    qtbot: QtBot, window: MainWindow, choose: Callable[[Path], IncomingView], tmp_path: Path
) -> None:
    path = tmp_path / "broken.docx"
    path.write_bytes(b"no book")
    view = choose(path)
    qtbot.waitUntil(view.another.isVisible)
    assert "damaged" in view.said.text()
    window.set_language("zh")
    qtbot.waitUntil(lambda: "damaged" not in view.said.text())
    assert "broken.docx" in view.said.text()
    qtbot.keyClick(view.another, Qt.Key.Key_Escape)
    assert window.stack.currentWidget() is window.writing


def wait_for(cancelled: Callable[[], bool]) -> bool:
    """As a long reading: whether it was stopped before it came to an end."""
    end = time.monotonic() + 5
    while not cancelled() and time.monotonic() < end:
        time.sleep(0.01)
    return cancelled()


def test_a_reading_ends_when_the_writer_leaves(
    qtbot: QtBot, window: MainWindow, choose: Callable[[Path], IncomingView], file: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    asked: list[bool] = []

    def slow(path: Path, cancelled: Callable[[], bool]) -> Any:
        asked.append(wait_for(cancelled))
        return read_novel(path)

    monkeypatch.setattr(incoming_work, "read_novel", slow)
    view = choose(file)
    qtbot.waitUntil(view.stop.isVisible)
    assert view.said.text() == "Reading Salt.md…"
    qtbot.mouseClick(view.stop, Qt.MouseButton.LeftButton)
    assert window.stack.currentWidget() is window.writing
    qtbot.waitUntil(lambda: asked == [True] and not window.jobs.waiting)
    assert view._plans == []


def test_a_window_that_closes_waits_for_no_file(
    qtbot: QtBot, window: MainWindow, choose: Callable[[Path], IncomingView], file: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    ended = threading.Event()

    def slow(path: Path, cancelled: Callable[[], bool]) -> Any:
        if wait_for(cancelled):
            ended.set()
        raise CancelledError

    monkeypatch.setattr(incoming_work, "read_novel", slow)
    choose(file)
    window.close()
    assert ended.wait(5)
    qtbot.waitUntil(lambda: not window.jobs.waiting)


def test_a_file_dropped_on_the_binder_is_read(qtbot: QtBot, window: MainWindow, file: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file))])
    none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    target, place = window.binder.view.viewport(), QPoint(20, 20)
    enter = QDragEnterEvent(place, Qt.DropAction.CopyAction, mime, left, none)
    QApplication.sendEvent(target, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(target, QDropEvent(place, Qt.DropAction.CopyAction, mime, left, none))
    view = window.rooms.get(InOutRoom).incoming.view
    qtbot.waitUntil(view.tree.hasFocus)
    assert view.file_name.text() == "Salt.md"


# Going out


@pytest.fixture
def out(qtbot: QtBot, studio: Studio, window: MainWindow, tmp_path: Path) -> OutgoingView:
    """The view on a small novel, its words counted."""
    write(qtbot, window, "Once. <!-- when? --> <!-- where? -->")
    manuscript = studio.manuscript
    chapter = manuscript.create("The Fog", node="chapter")
    for title, text in (("A", "She came."), ("B", "She went away."), ("C", "雾来了。")):
        manuscript.create(title, text, parent_id=chapter)
    manuscript.create("About", "A note.", node="note")
    window.binder.reload()
    window.actions_["compile"].trigger()
    view = window.rooms.get(InOutRoom).outgoing.view
    qtbot.waitUntil(lambda: "2 comments" in view.comments.text())
    view.path.setText(str(tmp_path / "book.md"))
    return view


def compiled(qtbot: QtBot, window: MainWindow, view: OutgoingView) -> str:
    qtbot.mouseClick(view.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.stack.currentWidget() is window.writing)
    return view.target().read_text("utf-8")


def test_the_manuscript_goes_out_with_what_is_on_the_page(
    qtbot: QtBot, studio: Studio, window: MainWindow, out: OutgoingView, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert [row.title for row in out.model.rows] == ["Untitled", "The Fog", "A", "B", "C"]
    assert out.summary.text() == "4 documents · 9 words"
    out.name.setText("Salt")
    qtbot.keyClicks(out.author, "Ines Marr")
    out.headings.setCurrentIndex(2)
    text = compiled(qtbot, window, out)
    assert text == (
        "# Salt\n\n*Ines Marr*\n\nOnce.\n\n## Chapter 1: The Fog\n\n"
        "She came.\n\n* * *\n\nShe went away.\n\n* * *\n\n雾来了。\n"
    )
    assert studio.settings.author == "Ines Marr"
    assert window.notices.text == f"The manuscript is in {out.target()}: 9 words."
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()) or True)
    qtbot.mouseClick(window.notices.action, Qt.MouseButton.LeftButton)
    assert opened == [str(out.target().parent)]


def test_what_is_unticked_is_left_out_from_then_on(
    qtbot: QtBot, studio: Studio, window: MainWindow, out: OutgoingView
) -> None:
    out.tree.go(3)
    qtbot.keyClick(out.tree, Qt.Key.Key_Space)
    assert out.summary.text() == "3 documents · 6 words"
    assert all(node.compiled for node in studio.writing.tree.read())
    assert "went away" not in compiled(qtbot, window, out)
    assert [node.title for node in studio.writing.tree.read() if not node.compiled] == ["B"]


def test_another_file_is_never_replaced_unasked(
    qtbot: QtBot, window: MainWindow, out: OutgoingView, tmp_path: Path
) -> None:
    out.target().write_text("mine", "utf-8")
    qtbot.mouseClick(out.go, Qt.MouseButton.LeftButton)
    box = window.findChild(QMessageBox)
    assert "book.md" in box.text()
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert out.target().read_text("utf-8") == "mine"
    qtbot.waitUntil(lambda: window.findChild(QMessageBox) is None)
    qtbot.mouseClick(out.go, Qt.MouseButton.LeftButton)
    box = window.findChild(QMessageBox)
    box.buttons()[-1].click()
    qtbot.waitUntil(lambda: window.stack.currentWidget() is window.writing)
    assert out.target().read_text("utf-8") != "mine"
    window.actions_["compile"].trigger()
    out.path.setText(str(tmp_path / "book.md"))
    compiled(qtbot, window, out)  # our own one is replaced without a question


def test_a_refusal_stays_where_it_can_be_mended(
    qtbot: QtBot, window: MainWindow, out: OutgoingView, tmp_path: Path
) -> None:
    out.path.setText(str(tmp_path / "nowhere" / "book.docx"))
    qtbot.mouseClick(out.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "nowhere" in out.note.text())
    assert window.stack.currentWidget() is out
    out.path.setText(str(tmp_path / "book.docx"))
    assert "nowhere" not in out.note.text()
    qtbot.waitUntil(out.go.isEnabled)
    qtbot.mouseClick(out.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.stack.currentWidget() is window.writing)
    assert [one.text for one in read_novel(tmp_path / "book.docx").pieces if one.text][-1] == "雾来了。"


def test_nothing_ticked_nothing_to_compile(qtbot: QtBot, out: OutgoingView) -> None:
    qtbot.mouseClick(out.none, Qt.MouseButton.LeftButton)
    assert not out.go.isEnabled()
    qtbot.mouseClick(out.all, Qt.MouseButton.LeftButton)
    assert out.go.isEnabled()
