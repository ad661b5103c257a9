"""The window as its writer meets it: typing, saving, folding, languages, focus, closing."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from time import monotonic

import pytest
from PySide6.QtCore import QDateTime, QPoint, Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QMessageBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from muse_desktop.errors import MuseError
from muse_desktop.settings import replaced
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.base.widgets import TEXT_INSET
from muse_desktop.ui.library.room import LibraryRoom
from muse_desktop.ui.notices import Notice
from muse_desktop.ui.safety.room import SafetyRoom
from muse_desktop.ui.snapshots.room import SnapshotsRoom
from muse_desktop.ui.window import MainWindow
from tests.ui.window.scripted import ScriptedEngine, failed, write


def press(qtbot: QtBot, window: MainWindow, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
    pressed = Qt.KeyboardModifier.NoModifier
    for modifier in modifiers:
        pressed |= modifier
    qtbot.keyClick(QApplication.focusWidget() or window, key, pressed)


def test_the_first_window_has_an_empty_document_ready_for_typing(qtbot: QtBot, window: MainWindow) -> None:
    write(qtbot, window, "By four the harbour")
    assert window.desk.session is not None
    assert window.desk.session.text == "By four the harbour"


def test_what_is_typed_is_on_disk_within_two_seconds(
    qtbot: QtBot, studio: Studio, window: MainWindow
) -> None:
    write(qtbot, window, "slate")
    qtbot.waitUntil(lambda: studio.manuscript.read(window.desk.document).text == "slate", timeout=2000)
    qtbot.waitUntil(lambda: window.status.saved.text().startswith("Saved"))


@pytest.mark.parametrize(
    ("ago_s", "words", "next_s"),
    [(0, "Saved", 5), (58, "Saved 58 s ago", 2), (61, "Saved 1 min ago", 59), (7200, "Saved", None)],
)
def test_the_clock_of_the_status_bar_ticks_only_for_other_words(
    window: MainWindow, ago_s: int, words: str, next_s: int | None
) -> None:
    window.activateWindow()
    saved_at = QDateTime.currentDateTimeUtc().addSecs(-ago_s).toString(Qt.DateFormat.ISODateWithMs)
    window.status.show_saved("saved", saved_at)
    assert window.status.saved.text() == words
    clock = window.status._clock
    assert (clock.interval() // 1000 if clock.isActive() else None) == next_s


def test_no_timer_runs_when_nothing_has_changed_for_an_hour(
    qtbot: QtBot, window: MainWindow, studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(qtbot, window, "slate")
    qtbot.waitUntil(lambda: window.page.saved_state == "saved" and window.desk.session.saved_at is not None)
    monkeypatch.setattr(studio.writing.snapshots, "_monotonic", lambda: monotonic() + 3600)
    window.rooms.get(SnapshotsRoom).look()  # as its timer does once, ten minutes after the first word
    window.rooms.get(SafetyRoom).look()  # and so does that one
    library = window.rooms.get(LibraryRoom)
    library.lookout.begin()  # and the one that begins to watch folders
    library.idle.leave()  # and the one that opens the search by meaning, once
    library.idle.guess()  # and the one that asks texts who wrote them
    window.status.show_saved("saved", "2026-01-01T00:00:00.000Z")

    def running() -> list[QTimer]:
        return [timer for timer in window.findChildren(QTimer) if timer.isActive()]

    qtbot.waitUntil(lambda: not running(), timeout=10_000)


def test_words_are_counted_in_the_status_bar_and_in_the_binder(qtbot: QtBot, window: MainWindow) -> None:
    write(qtbot, window, "three small words")
    qtbot.waitUntil(lambda: window.status.words.text() == "3 words")
    row = window.binder.model.index_of(window.desk.document)
    assert row.data(Qt.ItemDataRole.ToolTipRole) == "Untitled, 3 words"


def test_focus_mode_leaves_the_page_alone_and_esc_brings_the_window_back(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.top.focus.click()
    assert window.page.isVisible()
    hidden = (window.top, window.status, window.binder, window.companion)
    assert not any(part.isVisible() for part in hidden)
    press(qtbot, window, Qt.Key.Key_Escape)
    assert all(part.isVisible() for part in hidden)
    assert window.page.editor.hasFocus()


def test_the_chip_in_focus_mode_leads_back_too(qtbot: QtBot, window: MainWindow) -> None:
    window.actions_["focus"].trigger()
    qtbot.mouseClick(window.leave_focus, Qt.MouseButton.LeftButton)
    assert window.companion.isVisible()
    assert not window.leave_focus.isVisible()


def test_the_chip_in_focus_mode_keeps_clear_of_what_a_notice_offers(qtbot: QtBot, window: MainWindow) -> None:
    window.actions_["focus"].trigger()
    window.notices.tell(Notice("try", lambda: "Something to do", "news", lambda: "Do it", lambda: None))
    qtbot.waitUntil(lambda: not window.leave_focus.geometry().intersects(window.notices.geometry()))
    window.notices.drop()
    qtbot.waitUntil(lambda: window.leave_focus.y() == 16)


def test_panes_fold_away_and_stay_folded_after_focus_mode(window: MainWindow) -> None:
    window.actions_["binder"].trigger()
    window.actions_["focus"].trigger()
    window.actions_["focus"].trigger()
    assert not window.binder.isVisible()
    assert window.companion.isVisible()


def test_the_language_changes_while_the_window_is_open(
    qtbot: QtBot, studio: Studio, window: MainWindow
) -> None:
    window.actions_["chinese"].trigger()
    qtbot.waitUntil(lambda: window.companion.tabs.tabText(1) == "检查")
    assert studio.settings.language == "zh"
    assert window.companion.compose.write.text() == "开始写"
    assert window.companion.compose.chips.chip("continue").text() == "续写"
    assert window.top.language.text().startswith("中文")
    window.actions_["english"].trigger()
    qtbot.waitUntil(lambda: window.companion.tabs.tabText(1) == "Check")


def test_the_palette_finds_and_runs_an_action_by_keyboard_alone(qtbot: QtBot, window: MainWindow) -> None:
    window.page.setFocus()
    press(qtbot, window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.palette_.isVisible())
    qtbot.keyClicks(QApplication.focusWidget(), "go to hist")
    press(qtbot, window, Qt.Key.Key_Return)
    assert window.companion.history.isVisible()
    assert not window.palette_.isVisible()


def test_the_palette_changes_the_theme_and_it_is_kept(
    qtbot: QtBot, studio: Studio, window: MainWindow
) -> None:
    searched = {"dark": "dark", "contrast": "contrast", "theme as": "system", "light": "light"}
    for words, theme in searched.items():
        window.actions_["palette"].trigger()
        qtbot.keyClicks(window.palette_._field, words)
        qtbot.keyClick(window.palette_._field, Qt.Key.Key_Return)
        assert studio.settings.theme == theme


def test_esc_closes_the_palette_and_gives_the_keyboard_back(qtbot: QtBot, window: MainWindow) -> None:
    window.page.setFocus()
    window.actions_["palette"].trigger()
    press(qtbot, window, Qt.Key.Key_Escape)
    assert not window.palette_.isVisible()
    assert window.page.editor.hasFocus()


def test_every_action_has_words_and_no_two_share_a_shortcut(window: MainWindow) -> None:
    actions = window.actions_.all()
    assert all(action.text() for action in actions)
    keys = [action.shortcut().toString() for action in actions if action.shortcut().toString()]
    assert sorted(keys) == sorted(set(keys))


def test_every_control_has_a_name_and_can_be_reached_by_keyboard(qtbot: QtBot, window: MainWindow) -> None:
    for panel in window.companion.panels:
        window.show_panel(panel)
        qtbot.waitUntil(panel.isVisible)
        controls = [
            widget
            for kind in (QAbstractButton, QLineEdit, QComboBox, QAbstractItemView)
            for widget in window.findChildren(kind)
            if widget.isVisible() and not widget.objectName().startswith("qt_")  # parts of a spin box
        ]
        nameless = [widget for widget in controls if not (widget.accessibleName() or _text(widget))]
        assert not nameless, [(w.objectName(), w.parent(), w.geometry()) for w in nameless]
        assert not [widget for widget in controls if widget.focusPolicy() == Qt.FocusPolicy.NoFocus]


def _text(widget: object) -> str:
    return widget.text() if isinstance(widget, QAbstractButton) else ""


def test_size_panes_document_and_cursor_are_as_they_were(
    qtbot: QtBot, studio: Studio, window: MainWindow, open_window: Callable[[Studio], MainWindow]
) -> None:
    write(qtbot, window, "one two three")
    window.page.goto(4)
    window.resize(780, 600)
    window.actions_["binder"].setChecked(False)
    document = window.desk.document
    studio.manuscript.create("Another")
    window.close()
    again = open_window(studio)
    assert (again.width(), again.height()) == (780, 600)
    assert not again.binder.isVisible()
    assert again.desk.document == document
    assert again.page.cursor_codepoint() == 4


def test_a_closed_window_begins_nothing_more(qtbot: QtBot, studio: Studio, window: MainWindow) -> None:
    write(qtbot, window, "Some words to be counted and read ahead")
    window.close()
    studio.close()
    with qtbot.captureExceptions() as bugs:
        qtbot.wait(1000)  # longer than each of the pauses that the window would have waited for
    assert bugs == []
    assert [timer for timer in window.findChildren(QTimer) if timer.isActive()] == []


def test_closing_writes_the_last_words(qtbot: QtBot, studio: Studio, window: MainWindow) -> None:
    write(qtbot, window, "last")
    window.close()
    assert studio.manuscript.read(window.desk.document).text == "last"


def test_a_refused_save_at_the_end_is_the_writers_to_decide(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(qtbot, window, "unsaved")
    asked = []
    monkeypatch.setattr(window.desk.session, "save", lambda: failed(MuseError("store.disk_full", path="/")))
    monkeypatch.setattr(QMessageBox, "exec", lambda box: asked.append(box.informativeText()))
    monkeypatch.setattr(QMessageBox, "clickedButton", lambda box: box.defaultButton())
    assert not window.close()
    assert window.isVisible()
    assert asked[0] == MuseError("store.disk_full", path="/").text("en")
    monkeypatch.undo()


def test_a_refused_save_is_told_above_the_page_and_taken_back_when_it_works(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    refusal: Future[None] = failed(MuseError("store.disk_full", path="/"))
    with monkeypatch.context() as patched:
        patched.setattr(window.desk.session, "save", lambda: refusal)
        write(qtbot, window, "x")
        qtbot.waitUntil(lambda: window.status.saved.text() == "Not saved", timeout=5000)
        assert window.notices.text == MuseError("store.disk_full", path="/").text("en")
        write(qtbot, window, "y")
        assert window.desk.session.text == "xy"
    window.page.flush_now()
    qtbot.waitUntil(lambda: window.notices.text == "", timeout=5000)


def test_a_missing_model_is_told_with_what_to_do_and_writing_goes_on(
    qtbot: QtBot, studio: Studio, open_window: Callable[[Studio], MainWindow], engine: ScriptedEngine
) -> None:
    engine.load_error = MuseError("engine.model_missing", path="/gone.gguf")
    window = open_window(studio)
    qtbot.waitUntil(lambda: "/gone.gguf" in window.notices.text)
    assert window.notices.action.isVisible()
    assert window.status.model.text() == "no model"
    write(qtbot, window, "still here")
    assert window.desk.session.text == "still here"


def test_an_uncaught_exception_is_reported_after_saving(
    qtbot: QtBot, studio: Studio, window: MainWindow
) -> None:
    write(qtbot, window, "kept")
    window._guard._before = lambda *_: None
    try:
        raise ZeroDivisionError("a bug")
    except ZeroDivisionError as error:
        window._guard.caught(type(error), error, error.__traceback__)
    qtbot.waitUntil(lambda: window._guard.dialog is not None)
    dialog = window._guard.dialog
    assert "ZeroDivisionError: a bug" in dialog.report.toPlainText()
    assert "kept" not in dialog.report.toPlainText()
    assert studio.manuscript.read(window.desk.document).text == "kept"
    dialog.copy.click()
    assert "ZeroDivisionError" in QApplication.clipboard().text()
    dialog.close_button.click()


def test_settings_are_tried_at_once_and_taken_back_by_cancel(
    qtbot: QtBot, studio: Studio, window: MainWindow
) -> None:
    from muse_desktop.ui.base import theme
    from muse_desktop.ui.settings.dialog import SettingsDialog

    window.actions_["settings"].trigger()
    dialog = window.findChild(SettingsDialog)
    dialog.theme.setCurrentIndex(dialog.theme.findData("dark"))
    assert theme.current().dark
    dialog.reject()
    assert not theme.current().dark
    assert studio.settings.theme == "light"


def test_accepted_settings_are_kept(qtbot: QtBot, studio: Studio, window: MainWindow) -> None:
    from muse_desktop.paths import settings_file
    from muse_desktop.settings import load_settings
    from muse_desktop.ui.settings.dialog import SettingsDialog

    window.actions_["settings"].trigger()
    dialog = window.findChild(SettingsDialog)
    dialog.points.setValue(18)
    dialog.context.setCurrentIndex(dialog.context.findData(8192))
    dialog.accept()
    assert load_settings(settings_file()).text_points == 18
    qtbot.waitUntil(lambda: studio.model.state == "ready" and studio.model.info.context == 8192)


def test_the_document_is_exported_with_its_origins(
    qtbot: QtBot, studio: Studio, window: MainWindow, tmp_path: object
) -> None:
    from muse_desktop.ui.export_dialog import ExportDialog

    write(qtbot, window, "To be exported.")
    window.actions_["export"].trigger()
    dialog = window.findChild(ExportDialog)
    dialog.kinds[".md"].setChecked(True)
    dialog.path.setText(str(tmp_path / "out"))
    dialog.origins.setChecked(True)
    dialog.export.click()
    qtbot.waitUntil(lambda: "Exported to" in window.notices.text, timeout=15_000)
    assert "To be exported." in (tmp_path / "out.md").read_text("utf-8")
    assert len(list(tmp_path.glob("out*"))) == 2


def test_replaced_settings_do_not_reload_the_model_for_a_theme(window: MainWindow, studio: Studio) -> None:
    info = studio.model.info
    window.use_settings(replaced(studio.settings, theme="dark"))
    assert studio.model.info is info


def test_the_clock_rests_while_another_window_is_in_front(qtbot: QtBot, window: MainWindow) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    stamp = QDateTime.currentDateTimeUtc().addSecs(-20).toString(Qt.DateFormat.ISODateWithMs)
    window.status.show_saved("saved", stamp)
    assert window.status._clock.isActive()
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    qtbot.waitUntil(lambda: not window.isActiveWindow())
    assert not window.status._clock.isActive()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    assert window.status._clock.isActive()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_nothing_of_the_companion_is_cut_in_the_smallest_window(
    qtbot: QtBot, studio: Studio, window: MainWindow, language: str
) -> None:
    window.set_language(language)
    column = window.companion.compose._column
    for recipe in studio.recipes.recipes:
        window.companion.compose.chips.choose(recipe.id)
        qtbot.wait(30)
        window.resize(100, 100)
        qtbot.waitUntil(lambda: column.inside.width() <= column.viewport().width(), timeout=1000)
        assert window.companion.geometry().right() <= window.panes.rect().right()
    assert window.width() < 900


def test_buttons_that_look_like_words_stand_under_the_words_above(
    qtbot: QtBot, window: MainWindow, studio: Studio
) -> None:
    def left(widget: QWidget) -> int:
        return widget.mapTo(window, QPoint(0, 0)).x()

    library, origins = window.binder.library, window.companion.origins
    assert left(library._empty) + TEXT_INSET == left(library._heading)
    window.show_panel(origins)
    origins.span.open_history.show()
    qtbot.waitUntil(lambda: left(origins.span.open_history) + TEXT_INSET == left(origins._heading))
    detail = window.companion.history.detail
    window.companion.history._stack.setCurrentWidget(detail)
    window.show_panel(window.companion.history)
    qtbot.waitUntil(lambda: left(detail.back_button) + TEXT_INSET == left(detail._settings_heading))
