"""The writer's own keys: pressed in the settings, told where taken, kept, and used at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialogButtonBox
from pytestqt.qtbot import QtBot

from muse_desktop.settings import Settings, Shortcut, load_settings, replaced, save_settings
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.base.keys import portable, refusal, resolved
from muse_desktop.ui.settings.dialog import SettingsDialog
from muse_desktop.ui.settings.shortcuts import ShortcutsPage
from muse_desktop.ui.window import MainWindow
from tests.ui.window.settings_steps import clicked, settings_at

Modifier = Qt.KeyboardModifier
CTRL_ALT = Modifier.ControlModifier | Modifier.AltModifier


def keys_of(window: MainWindow, action: str) -> str:
    return portable(window.actions_[action].shortcut())


def opened(qtbot: QtBot, window: MainWindow) -> tuple[SettingsDialog, ShortcutsPage]:
    dialog = settings_at(qtbot, window, "Shortcuts")
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog, dialog.shortcuts


def choose(qtbot: QtBot, page: ShortcutsPage, words: str) -> None:
    """Type an action's words into the filter; the first that answers is chosen."""
    page.filter.clear()
    qtbot.keyClicks(page.filter, words)
    row = page.list.rows.values[page.list.currentIndex().row()]
    assert row.words == words


def press(qtbot: QtBot, page: ShortcutsPage, key: Qt.Key, held: Modifier = Modifier.NoModifier) -> None:
    """Enter in the list, then the keys."""
    page.list.setFocus()
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert page.field.hasFocus()
    qtbot.keyClick(page.field, key, held)


def save(qtbot: QtBot, dialog: SettingsDialog) -> None:
    qtbot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)


def test_keys_pressed_for_an_action_count_at_once_and_are_kept(
    qtbot: QtBot, window: MainWindow, studio: Studio
) -> None:
    dialog, page = opened(qtbot, window)
    choose(qtbot, page, "Focus mode")
    press(qtbot, page, Qt.Key.Key_F12)
    assert page.list.rows.values[page.list.currentIndex().row()].changed
    assert keys_of(window, "focus") == "F11"  # nothing counts before Save
    save(qtbot, dialog)
    assert studio.settings.shortcuts == (Shortcut("focus", "F12"),)
    assert window.actions_["focus"].toolTip() == "Focus mode (F12)"
    assert window.top.focus.toolTip() == "Focus mode (F12)"
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window.page.editor, Qt.Key.Key_F12)
    assert window.actions_["focus"].isChecked()
    window.actions_["focus"].setChecked(False)
    qtbot.keyClick(window.page.editor, Qt.Key.Key_F11)
    assert not window.actions_["focus"].isChecked()


def test_palette_bar_and_button_show_the_new_keys(qtbot: QtBot, window: MainWindow) -> None:
    write = window.companion.compose.write
    assert write.toolTip() == "Write candidates (Ctrl+Return)"
    mine = (Shortcut("palette", "Ctrl+J"), Shortcut("save", "F4"), Shortcut("generate", "F2"))
    window.use_settings(replaced(window._studio.settings, shortcuts=mine))
    assert write.toolTip() == "Write candidates (F2)"
    assert window.top.find.text().startswith("Ctrl+J")
    qtbot.keyClick(window.page.editor, Qt.Key.Key_J, Modifier.ControlModifier)
    assert window.palette_.isVisible()
    qtbot.keyClicks(window.palette_._field, "Save now")
    assert window.palette_._list.currentIndex().data(Qt.ItemDataRole.ToolTipRole) == "F4"


def test_keys_that_another_action_has_change_hands_only_when_the_writer_says_so(
    qtbot: QtBot, window: MainWindow
) -> None:
    dialog, page = opened(qtbot, window)
    choose(qtbot, page, "Focus mode")
    press(qtbot, page, Qt.Key.Key_K, Modifier.ControlModifier)
    assert page.said.property("role") == "error"
    assert "Find any action" in page.said.text()
    assert not dialog.settings().shortcuts
    clicked(qtbot, page.take)
    assert "Find any action" in page.said.text()
    assert set(dialog.settings().shortcuts) == {Shortcut("focus", "Ctrl+K"), Shortcut("palette", "")}
    assert page.take.isHidden()
    save(qtbot, dialog)
    assert keys_of(window, "focus") == "Ctrl+K"
    assert keys_of(window, "palette") == ""


def test_keys_that_writing_needs_are_refused_with_the_reason(qtbot: QtBot, window: MainWindow) -> None:
    dialog, page = opened(qtbot, window)
    choose(qtbot, page, "Focus mode")
    for key, held, said in (
        (Qt.Key.Key_A, Modifier.ShiftModifier, "alone"),
        (Qt.Key.Key_Space, Modifier.NoModifier, "alone"),
        (Qt.Key.Key_E, CTRL_ALT, "letters"),
        (Qt.Key.Key_Left, Modifier.ControlModifier, "moves"),
    ):
        press(qtbot, page, key, held)
        assert said in page.said.text()
        assert page.said.property("role") == "error"
        assert page.field.keySequence().toString() == "F11"
        assert not dialog.settings().shortcuts


def test_escape_leaves_the_field_and_keeps_the_settings_open(qtbot: QtBot, window: MainWindow) -> None:
    dialog, page = opened(qtbot, window)
    choose(qtbot, page, "Focus mode")
    press(qtbot, page, Qt.Key.Key_Escape)
    assert page.list.hasFocus()
    assert dialog.isVisible()
    assert page.field.keySequence().toString() == "F11"


def test_an_action_can_be_left_without_keys_and_be_reset(qtbot: QtBot, window: MainWindow) -> None:
    dialog, page = opened(qtbot, window)
    choose(qtbot, page, "Focus mode")
    press(qtbot, page, Qt.Key.Key_Backspace)
    assert dialog.settings().shortcuts == (Shortcut("focus", ""),)
    assert not page.clear.isEnabled()
    clicked(qtbot, page.reset)
    assert not dialog.settings().shortcuts
    assert page.field.keySequence().toString() == "F11"
    clicked(qtbot, page.clear)
    assert dialog.settings().shortcuts
    clicked(qtbot, page.reset_all)
    assert not dialog.settings().shortcuts
    assert not page.reset_all.isEnabled()


def test_reset_takes_the_keys_back_from_who_has_them_now(qtbot: QtBot, window: MainWindow) -> None:
    window.use_settings(
        replaced(window._studio.settings, shortcuts=(Shortcut("focus", ""), Shortcut("about", "F11")))
    )
    dialog, page = opened(qtbot, window)
    choose(qtbot, page, "Focus mode")
    clicked(qtbot, page.reset)
    assert not dialog.settings().shortcuts
    assert "About" in page.said.text()


def test_actions_are_found_by_their_keys_under_their_menus(qtbot: QtBot, window: MainWindow) -> None:
    _, page = opened(qtbot, window)
    menus = [row.words for row in page.list.rows.values if not row.id]
    assert menus == ["File", "Edit", "Manuscript", "Library", "Write", "View", "Help"]
    assert len(page.list.rows.values) == len(menus) + len(window.actions_.all())
    qtbot.keyClicks(page.filter, "shift+f11")
    assert [row.words for row in page.list.rows.values] == ["View", "Full screen"]
    qtbot.keyClicks(page.filter, "zz")
    assert page.nothing.isVisible()
    assert not page.field.isEnabled()


def test_cancel_leaves_the_keys_as_they_were(qtbot: QtBot, window: MainWindow) -> None:
    dialog, page = opened(qtbot, window)
    choose(qtbot, page, "Focus mode")
    press(qtbot, page, Qt.Key.Key_F12)
    clicked(qtbot, dialog.buttons.button(QDialogButtonBox.StandardButton.Cancel))
    assert keys_of(window, "focus") == "F11"


def test_keys_of_actions_that_a_newer_version_knows_are_kept(
    qtbot: QtBot, studio: Studio, open_window: Callable[[Studio], MainWindow]
) -> None:
    studio.set_settings(replaced(studio.settings, shortcuts=(Shortcut("of_tomorrow", "Ctrl+J"),)))
    dialog, page = opened(qtbot, open_window(studio))
    choose(qtbot, page, "Focus mode")
    press(qtbot, page, Qt.Key.Key_F12)
    assert Shortcut("of_tomorrow", "Ctrl+J") in dialog.settings().shortcuts


def test_no_two_actions_come_with_the_same_keys(window: MainWindow) -> None:
    keys = [one for one in map(portable, (act.shortcut() for act in window.actions_.all())) if one]
    assert len(keys) == len(set(keys))


def test_the_app_refuses_none_of_its_own_keys(window: MainWindow) -> None:
    book = window.actions_
    assert not [spec.id for spec in book.specs if refusal(book.own_keys(spec)) is not None]


def test_what_was_chosen_goes_before_the_apps_own_and_no_two_have_the_same() -> None:
    own = {"a": QKeySequence("Ctrl+A"), "b": QKeySequence("Ctrl+B"), "c": QKeySequence("Ctrl+C")}
    found = resolved(own, {"a": "Ctrl+B", "c": "Ctrl+B", "gone": "Ctrl+X"})
    assert {action: portable(keys) for action, keys in found.items()} == {"a": "Ctrl+B", "b": "", "c": ""}


@pytest.mark.parametrize("nonsense", ["x", "Ctrl+Alt+E", "no such key", "Ctrl+Left"])
def test_nonsense_in_the_settings_file_leaves_the_apps_own_keys(tmp_path: Path, nonsense: str) -> None:
    path = tmp_path / "settings.json"
    save_settings(Settings(shortcuts=(Shortcut("a", nonsense),)), path)
    chosen = {one.action: one.keys for one in load_settings(path).shortcuts}
    assert portable(resolved({"a": QKeySequence("Ctrl+A")}, chosen)["a"]) == "Ctrl+A"
