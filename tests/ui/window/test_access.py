"""What a screen reader hears and where Tab goes, in every panel and dialog."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QDialog, QWidget
from pytestqt.qtbot import QtBot

from muse_desktop.ui.window import MainWindow
from tests.ui.window.scripted import generated, write


def heard(widget: QWidget) -> str:
    """The name that assistive technology is given."""
    if isinstance(widget, QComboBox):
        return widget.accessibleName()  # on Linux Qt says the choice instead, and names the label apart
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name).strip()


def part_of_another(widget: QWidget) -> bool:
    """The field inside a spin box or combo box: the box itself speaks."""
    return isinstance(widget.parent(), (QAbstractSpinBox, QComboBox))


def interactive(root: QWidget) -> Iterator[QWidget]:
    """Everything on the screen that the keyboard or the mouse can act on."""
    for widget in root.findChildren(QWidget):
        acts = widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        if acts and widget.isVisible() and widget.focusProxy() is None and not part_of_another(widget):
            yield widget


def nameless(root: QWidget) -> list[str]:
    silent = [one for one in interactive(root) if not heard(one)]
    return [f"{type(one).__name__} in {type(one.parent()).__name__}" for one in silent]


def test_every_control_of_every_panel_has_a_name(qtbot: QtBot, window: MainWindow) -> None:
    write(qtbot, window, "The lamps were lit")
    generated(qtbot, window)
    recipes = window.companion.compose.chips
    for recipe in recipes._recipes:
        recipes.choose(recipe.id)
        assert not nameless(window), recipe.id
    for panel in window.companion.panels:
        window.show_panel(panel)
        qtbot.waitUntil(panel.isVisible)
        assert not nameless(window), panel
    window.companion.history.open_generation(1)
    qtbot.waitUntil(lambda: window.companion.history.showing_detail)
    assert not nameless(window)
    window.stack.setCurrentWidget(window.originality)
    for hidden in (window.originality.list, window.originality.back_chip):
        hidden.show()
    assert not nameless(window)
    window.show_page()
    window.actions_["palette"].trigger()
    assert not nameless(window.palette_)


@pytest.mark.parametrize("name", ["settings", "export", "about", "show_prompt", "crash"])
def test_every_control_of_every_dialog_has_a_name(qtbot: QtBot, window: MainWindow, name: str) -> None:
    write(qtbot, window, "The lamps were lit")
    qtbot.waitUntil(lambda: window.companion.compose.prepared is not None)
    if name == "crash":
        window._guard._show("a report")
    else:
        window.actions_[name].trigger()
    dialog = next(one for one in window.findChildren(QDialog) if one.isVisible())
    assert not nameless(dialog)
    assert dialog.windowTitle()
    dialog.reject()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not window.findChildren(QDialog)  # and it is gone


def tabbed(qtbot: QtBot, start: QWidget, key: Qt.Key = Qt.Key.Key_Tab) -> list[QWidget]:
    """Where the key leads from `start` until it is there again; at most 80 steps."""
    start.setFocus()
    seen: list[QWidget] = []
    for _ in range(80):
        qtbot.keyClick(QApplication.focusWidget(), key)
        seen.append(QApplication.focusWidget())
        if seen[-1] is start:
            break
    return seen


def test_tab_goes_round_the_whole_window_as_the_eye_does(qtbot: QtBot, window: MainWindow) -> None:
    write(qtbot, window, "The lamps were lit")
    compose = window.companion.compose
    compose.chips.choose("poem")
    qtbot.keyClicks(compose.form.frames["theme"].control, "sunset")
    generated(qtbot, window)
    qtbot.waitUntil(lambda: compose.prepared is not None and not compose._quiet.isActive())
    qtbot.waitUntil(lambda: not compose._preparing)
    window.activateWindow()
    seen = tabbed(qtbot, window.page.editor)
    assert seen[-1] is window.page.editor, [heard(one) for one in seen]
    names = [heard(one) for one in seen]
    first, second = compose.board.cards
    in_order = [
        "Poem", "Theme", "Style", "From faithful to wild", "Fine tuning", "Length", "Seed", "Write",
        *(heard(one) for card in (first, second) for one in (card.view, card.copy, card.insert)),
    ]  # fmt: skip
    assert [name for name in names if name in in_order] == in_order
    assert {"Menu", "Language", "New document", "Documents", "Compose"} <= set(names)
    assert len(seen) == len(set(seen))
    back = tabbed(qtbot, window.page.editor, Qt.Key.Key_Backtab)
    assert [heard(one) for one in back[:-1]] == names[-2::-1]


def test_arrows_choose_the_recipe(qtbot: QtBot, window: MainWindow) -> None:
    chips = window.companion.compose.chips
    chips.chip("continue").setFocus()
    qtbot.keyClick(chips.chip("continue"), Qt.Key.Key_Right)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert chips.current == "rewrite"


def test_no_shortcut_of_the_window_takes_a_key_that_typing_needs(window: MainWindow) -> None:
    for action in window.actions_.all():
        for keys in action.shortcuts():
            first = keys[0]
            plain = first.keyboardModifiers() in (
                Qt.KeyboardModifier.NoModifier,
                Qt.KeyboardModifier.ShiftModifier,
            )
            assert not plain or Qt.Key.Key_F1 <= first.key() <= Qt.Key.Key_F35, keys.toString()
            # Control with Alt is AltGr on many keyboards: letters are typed with it
            both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
            assert first.keyboardModifiers() & both != both, QKeySequence(keys).toString()
