"""The library as a full view, by mouse and by keyboard."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from muse_desktop.errors import MuseError
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.base import attention
from muse_desktop.ui.library.fields import evidence_text, tags_in
from muse_desktop.ui.library.report_dialog import ReportDialog
from muse_desktop.ui.library.room import LibraryRoom
from muse_desktop.ui.library.table_model import COLUMNS
from muse_desktop.ui.library.view import LibraryView
from muse_desktop.ui.library.watched_dialog import WatchedDialog
from muse_desktop.ui.window import MainWindow

TEXTS = {
    "Notes on Salt": "Salt remembers the shape of the pan, as every cook in the town will tell you.",
    "The Mirror": "It was a wide and quiet sea that evening, and nobody spoke of the ship again.",
    "海边的灯": "雾从河口上来，比往年早了一些。守灯的人说，海会把人要的还给他。",
}


@pytest.fixture
def items(studio: Studio) -> dict[str, int]:
    """Three texts of the library by their titles."""
    return {title: studio.library.add_text(title, text).id for title, text in TEXTS.items()}


@pytest.fixture
def view(qtbot: QtBot, window: MainWindow) -> LibraryView:
    """The library, opened by its action."""
    window.actions_["library"].trigger()
    made = window.rooms.get(LibraryRoom).view
    qtbot.waitUntil(lambda: made._offered is not None and made._listing is not None)
    return made


def titles(view: LibraryView) -> list[str]:
    """What stands in the first column."""
    return [str(view.rows.index(row, 0).data()) for row in range(view.rows.rowCount())]


def choose(qtbot: QtBot, view: LibraryView, *ids: int) -> None:
    """Choose texts and wait until they are shown beside the list."""
    qtbot.waitUntil(lambda: all(view.rows.row_of(one) >= 0 for one in ids))
    view.table.choose(*ids)
    qtbot.waitUntil(lambda: set(view.details.items) == set(ids) and view.details.fields.isEnabled())


def column(name: str) -> int:
    """The place of a column."""
    return next(at for at, one in enumerate(COLUMNS) if one.order == name)


def test_an_empty_library_says_what_it_is_for_and_takes_dropped_files(
    qtbot: QtBot, view: LibraryView, tmp_path: Path
) -> None:
    assert view.middle.currentWidget() is view.empty
    assert not view.filters.isVisible()
    file = tmp_path / "Dropped.txt"
    file.write_text(TEXTS["The Mirror"], "utf-8")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file))])
    how = (Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(view, QDragEnterEvent(QPoint(5, 5), *how))
    QApplication.sendEvent(view, QDropEvent(QPointF(5, 5), *how))
    qtbot.waitUntil(lambda: titles(view) == ["Dropped"], timeout=15_000)
    assert view.middle.currentWidget() is view.table
    assert view.notices.text.startswith("1 text")
    view.notices.action.click()
    dialog = view.window().findChild(ReportDialog)
    assert dialog.rows.index(0, 0).data() == "Dropped.txt"
    assert dialog.rows.index(0, 1).data() == "as it was"
    dialog.field.setText("elsewhere")
    assert dialog.rows.rowCount() == 0
    dialog.accept()


@pytest.mark.usefixtures("items")
def test_what_is_typed_narrows_the_list_and_everything_comes_back(qtbot: QtBot, view: LibraryView) -> None:
    qtbot.waitUntil(lambda: titles(view) == ["海边的灯", "The Mirror", "Notes on Salt"])
    assert view.filters.field.hasFocus()
    qtbot.keyClicks(view.filters.field, "mirror")
    qtbot.waitUntil(lambda: titles(view) == ["The Mirror"])
    assert view._sum.text().startswith("1 text")
    qtbot.keyClicks(view.filters.field, "s and lamps")
    qtbot.waitUntil(lambda: view.middle.currentWidget() is view.nothing)
    view.nothing.clear.click()
    qtbot.waitUntil(lambda: view.rows.rowCount() == 3)
    language = view.filters.boxes["language"]
    language.setCurrentIndex(language.findText("中文 (1)"))
    qtbot.waitUntil(lambda: titles(view) == ["海边的灯"])


@pytest.mark.usefixtures("items")
def test_a_click_on_a_heading_sorts_and_another_turns_it_round(qtbot: QtBot, view: LibraryView) -> None:
    header = view.table.horizontalHeader()
    place = QPoint(header.sectionViewportPosition(column("title")) + 20, header.height() // 2)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(lambda: titles(view) == ["Notes on Salt", "The Mirror", "海边的灯"])
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(lambda: titles(view) == ["海边的灯", "The Mirror", "Notes on Salt"])


def test_what_is_noted_of_one_text_is_kept_when_its_field_is_left(
    qtbot: QtBot, studio: Studio, view: LibraryView, items: dict[str, int]
) -> None:
    item = items["The Mirror"]
    studio.library.set_details([item], year=1921, evidence={"year": "Copyright, 1921"})
    choose(qtbot, view, item)
    fields = view.details.fields
    qtbot.waitUntil(lambda: fields.evidence["year"].isVisibleTo(view))
    assert fields.evidence["year"].text() == "guessed from: “Copyright, 1921”"
    fields.lines["author"].setFocus()
    qtbot.keyClicks(fields.lines["author"], "Ines Marlow")
    qtbot.keyClick(fields.lines["author"], Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: studio.library.info(item).author == "Ines Marlow")
    fields.lines["year"].setFocus()
    fields.lines["year"].selectAll()
    qtbot.keyClicks(fields.lines["year"], "1922")
    fields.lines["tags"].setFocus()
    qtbot.waitUntil(lambda: studio.library.info(item).year == 1922)
    assert "year" not in studio.library.details(item).evidence  # what the writer says is no guess
    fields.lines["tags"].insert("sea，night, sea")
    qtbot.keyClick(fields.lines["tags"], Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: studio.library.info(item).tags == ("sea", "night"))
    qtbot.keyClick(fields.stars, Qt.Key.Key_4)
    qtbot.waitUntil(lambda: studio.library.info(item).rating == 4)
    qtbot.waitUntil(lambda: view.rows.index(1, column("author")).data() == "Ines Marlow")


def test_many_texts_are_noted_at_once_and_that_is_taken_back(
    qtbot: QtBot, studio: Studio, view: LibraryView, items: dict[str, int]
) -> None:
    first, second = items["The Mirror"], items["Notes on Salt"]
    studio.library.set_details([first], author="Ada", tags=["sea"])
    qtbot.waitUntil(lambda: view.rows.rowCount() == 3)
    choose(qtbot, view, first, second)
    fields = view.details.fields
    assert fields.lines["author"].placeholderText() == "various; stays as it is"
    rights = fields.boxes["rights"]
    rights.setCurrentIndex(rights.findData("mine"))
    rights.activated.emit(rights.currentIndex())
    qtbot.waitUntil(lambda: view.notices.text == "2 texts changed.")
    view.notices.drop()  # the next one says the same of another change
    qtbot.keyClicks(fields.lines["tags"], "kept")
    qtbot.keyClick(fields.lines["tags"], Qt.Key.Key_Return)
    known = studio.library.info
    qtbot.waitUntil(lambda: known(first).tags == ("sea", "kept") and known(second).tags == ("kept",))
    assert [known(one).rights for one in (first, second)] == ["mine", "mine"]
    assert known(first).author == "Ada"
    qtbot.waitUntil(lambda: view.notices.text == "2 texts changed.")
    view.notices.action.click()
    qtbot.waitUntil(lambda: known(first).tags == ("sea",) and known(second).tags == ())
    assert known(first).rights == "mine"  # only the last change is taken back


def test_a_text_is_removed_after_a_question_alone(
    qtbot: QtBot, studio: Studio, window: MainWindow, view: LibraryView, items: dict[str, int]
) -> None:
    def asked() -> list[QMessageBox]:
        return [box for box in window.findChildren(QMessageBox) if box.isVisible()]

    choose(qtbot, view, items["The Mirror"])
    for words, left in (("Cancel", 3), ("Remove", 2)):
        view.table.setFocus()
        qtbot.keyClick(view.table, Qt.Key.Key_Delete)
        qtbot.waitUntil(lambda: bool(asked()))
        assert "The Mirror" in asked()[0].text()
        next(one for one in asked()[0].findChildren(QPushButton) if one.text() == words).click()
        qtbot.waitUntil(lambda left=left: studio.library.totals().items == left and not asked())
    qtbot.waitUntil(lambda: titles(view) == ["海边的灯", "Notes on Salt"])
    assert view.details.details is None


def test_the_original_is_saved_byte_for_byte(
    qtbot: QtBot, studio: Studio, view: LibraryView, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = "A line.\r\nIt said â€œnoâ€\x9d.\r\n".encode()
    (tmp_path / "old.txt").write_bytes(data)
    item = studio.add_to_library([tmp_path / "old.txt"]).result().added[0].id
    target = tmp_path / "saved.txt"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    qtbot.waitUntil(lambda: view.rows.rowCount() == 1)
    choose(qtbot, view, item)
    view.details.original.click()
    qtbot.waitUntil(target.exists)
    qtbot.waitUntil(lambda: "The original is in" in view.notices.text)
    assert target.read_bytes() == data


def test_a_cleaning_step_is_turned_off_and_the_text_is_made_again(
    qtbot: QtBot, studio: Studio, view: LibraryView, tmp_path: Path
) -> None:
    (tmp_path / "old.txt").write_bytes(b"One line.\r\nAnother line.\r\n")
    item = studio.add_to_library([tmp_path / "old.txt"]).result().added[0].id
    qtbot.waitUntil(lambda: view.rows.rowCount() == 1)
    choose(qtbot, view, item)
    cleaning = view.details.cleaning
    tick = cleaning.ticks["line_ends"]
    assert tick.isVisibleTo(view)
    assert tick.isChecked()
    assert not cleaning.ticks["pages"].isVisibleTo(view)  # it changed nothing
    assert "2 places" in cleaning.counts["line_ends"].text()
    assert "\r" not in studio.library.text(item)
    tick.click()
    qtbot.waitUntil(lambda: "\r\n" in studio.library.text(item), timeout=10_000)
    qtbot.waitUntil(lambda: not tick.isChecked() and "line_ends" not in view.details.details.steps)
    qtbot.waitUntil(cleaning.isEnabled)
    cleaning.more.click()
    assert cleaning.ticks["pages"].isVisibleTo(view)


@pytest.mark.usefixtures("items")
def test_rows_are_read_off_the_ui_thread_and_only_those_that_are_looked_at(
    qtbot: QtBot, window: MainWindow, view: LibraryView, monkeypatch: pytest.MonkeyPatch
) -> None:
    qtbot.waitUntil(lambda: "…" not in titles(view) and len(titles(view)) == 3)
    asked: list[tuple[int, threading.Thread]] = []
    page = view.rows._source.page
    monkeypatch.setattr(
        view.rows._source,
        "page",
        lambda ids: (asked.append((len(ids), threading.current_thread())), page(ids))[1],
    )
    view.rows._pages.clear()
    assert view.rows.index(0, 0).data() == "…"
    qtbot.waitUntil(lambda: titles(view)[0] == "海边的灯")
    assert [count for count, _ in asked] == [3]


def test_the_panel_at_the_left_leads_to_the_whole_library(
    qtbot: QtBot, window: MainWindow, items: dict[str, int]
) -> None:
    panel = window.binder.library
    qtbot.waitUntil(lambda: panel.model.rowCount() == 3)
    assert panel.all.text() == "All 3 texts…"
    panel.view.activated.emit(panel.model.index(panel.model.row_of(items["The Mirror"])))
    view = window.rooms.get(LibraryRoom).view
    assert window.stack.currentWidget() is view
    qtbot.waitUntil(lambda: view.table.chosen_ids() == [items["The Mirror"]])
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.stack.currentWidget() is window.writing)


def test_delete_in_the_panel_at_the_left_asks_too(
    qtbot: QtBot, studio: Studio, window: MainWindow, items: dict[str, int]
) -> None:
    panel = window.binder.library
    qtbot.waitUntil(lambda: panel.model.rowCount() == 3)
    panel.view.setFocus()
    panel.view.setCurrentIndex(panel.model.index(panel.model.row_of(items["The Mirror"])))
    qtbot.keyClick(panel.view, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: any(box.isVisible() for box in window.findChildren(QMessageBox)))
    assert studio.library.totals().items == 3
    box = next(one for one in window.findChildren(QMessageBox) if one.isVisible())
    assert "The Mirror" in box.text()
    next(one for one in box.findChildren(QPushButton) if one.text() == "Remove").click()
    qtbot.waitUntil(lambda: panel.model.rowCount() == 2)
    assert studio.library.info(items["The Mirror"]) is None


def test_a_folder_is_watched_looked_at_and_let_go(
    qtbot: QtBot, studio: Studio, window: MainWindow, view: LibraryView, tmp_path: Path
) -> None:
    folder = tmp_path / "watched"
    folder.mkdir()
    view.watched_chip.click()
    dialog = window.findChild(WatchedDialog)
    dialog.watch(folder)
    qtbot.waitUntil(lambda: len(dialog.rows) == 1)
    qtbot.waitUntil(lambda: studio.library.watched()[0].looked_at is not None, timeout=10_000)
    dialog.rows[0].on.click()
    qtbot.waitUntil(lambda: studio.library.watched()[0].paused)
    qtbot.waitUntil(lambda: not dialog.rows[0].on.isChecked())
    dialog.watch(studio.root)
    refused = MuseError("library.watches_itself", folder=str(studio.root)).text("en")
    qtbot.waitUntil(lambda: dialog._error.text() == refused)
    dialog.rows[0].remove.click()
    qtbot.waitUntil(lambda: dialog.rows == [] and studio.library.watched() == [])
    dialog.accept()


def test_a_rating_key_rates_the_chosen_texts(
    qtbot: QtBot, studio: Studio, view: LibraryView, items: dict[str, int]
) -> None:
    choose(qtbot, view, items["The Mirror"])
    view.table.setFocus()
    qtbot.keyClick(view.table, Qt.Key.Key_5)
    qtbot.waitUntil(lambda: studio.library.info(items["The Mirror"]).rating == 5)


@pytest.mark.parametrize(
    ("read", "given", "is_"),
    [
        (tags_in, " sea , night，月、, sea", ["sea", "night", "月"]),
        (tags_in, "", []),
        (evidence_text, {"quote": "By\nAda"}, "“By Ada”"),
        (evidence_text, "", ""),
        (evidence_text, "x" * 500, f"“{'x' * 160}…”"),
    ],
)
def test_small_readings(read: Callable[[object], object], given: object, is_: object) -> None:
    assert read(given) == is_


def test_select_all_in_the_list_chooses_every_text_and_leaves_the_hidden_page_alone(
    qtbot: QtBot, window: MainWindow, items: dict[str, int], view: LibraryView
) -> None:
    window.show_page()
    QTest.keyClicks(window.page.editor, "Behind the library.")
    QTest.keyClick(window.page.editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    window.actions_["library"].trigger()
    qtbot.waitUntil(lambda: view.rows.rowCount() == len(items))
    view.table.setFocus()
    handle, control = window.windowHandle(), Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(handle, Qt.Key.Key_A, control)
    qtbot.waitUntil(lambda: set(view.table.chosen_ids()) == set(items.values()))
    QTest.keyClick(handle, Qt.Key.Key_Z, control)
    QTest.keyClick(handle, Qt.Key.Key_X, control)
    assert window.page.editor.toPlainText() == "Behind the library."


def composed(text: str) -> QInputMethodEvent:
    """What an input method sends when the writer has chosen a word."""
    event = QInputMethodEvent("", [])
    event.setCommitString(text)
    return event


def test_what_has_time_waits_while_the_window_is_used(
    qtbot: QtBot,
    studio: Studio,
    window: MainWindow,
    view: LibraryView,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    idle = window.rooms.get(LibraryRoom).idle
    assert idle is not None
    qtbot.waitUntil(lambda: not studio.attended(), timeout=3000)
    begun: list[object] = []
    begin = "muse_desktop.studio.library_search.StudioSearch.begin"
    monkeypatch.setattr(begin, lambda search: begun.append(search))
    for use in (
        lambda: QTest.mouseMove(window.windowHandle(), QPoint(300, 200)),
        lambda: QTest.keyClick(window.windowHandle(), Qt.Key.Key_Down),
        lambda: QApplication.sendEvent(window.page.editor, composed("雾")),
    ):
        monkeypatch.setattr(attention, "RESTING_S", 60.0)
        use()
        assert studio.attended()
        assert studio.library_search._busy(), "no vectors are made now"
        idle.begin_search()
        qtbot.wait(50)
        assert not begun
        monkeypatch.setattr(attention, "RESTING_S", 0.0)
        assert not studio.attended()
    idle.begin_search()
    qtbot.waitUntil(lambda: len(begun) == 1)


def test_when_nothing_else_is_asked_old_texts_are_guessed_and_meaning_is_made_ready(
    qtbot: QtBot,
    studio: Studio,
    window: MainWindow,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "rope.txt").write_text("Title: Rope\nAuthor: Jane Doe (1801–1850)\n\nA rope.", "utf-8")
    (rope,) = studio.library.add([tmp_path / "rope.txt"]).added  # as one that nobody asked
    idle = window.rooms.get(LibraryRoom).idle
    assert idle is not None
    idle.guess()
    qtbot.waitUntil(lambda: studio.library.info(rope.id).author == "Jane Doe")
    begun: list[object] = []
    begin = "muse_desktop.studio.library_search.StudioSearch.begin"
    monkeypatch.setattr(begin, lambda search: begun.append(search))
    idle.begin_search()
    qtbot.waitUntil(lambda: len(begun) == 1)
