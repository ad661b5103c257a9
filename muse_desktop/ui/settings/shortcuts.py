"""Settings, the keys: every action with its keys, other ones pressed for it, conflicts told and settled."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from muse_desktop.settings import Settings, Shortcut, replaced
from muse_desktop.ui.actions import ActionBook
from muse_desktop.ui.base.keys import native, portable, refusal, resolved
from muse_desktop.ui.base.languages import Retranslated
from muse_desktop.ui.base.widgets import ElidedLabel, TextButton
from muse_desktop.ui.palette import rank
from muse_desktop.ui.settings.parts import set_role, small_print
from muse_desktop.ui.settings.shortcuts_list import KeyList, KeyRow

FIELD_WIDTH = 170


class KeyField(QKeySequenceEdit):
    """Where keys are pressed. Esc gives the keyboard back, Backspace and Delete ask for no keys."""

    left = Signal()
    cleared = Signal()
    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaximumSequenceLength(1)
        self.line = self.findChild(QLineEdit)
        self.setFixedWidth(FIELD_WIDTH)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: a key; some are for the field itself."""
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier
        if plain and event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif plain and event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.cleared.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt: the keyboard is here."""
        super().focusInEvent(event)
        self.entered.emit()


class ShortcutsPage(Retranslated, QWidget):
    """The keys of all actions of `book`; nothing counts before the settings are saved."""

    def __init__(self, settings: Settings, book: ActionBook | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._book = book
        self._own = {spec.id: book.own_keys(spec) for spec in book.specs} if book else {}
        self._chosen = {one.action: one.keys for one in settings.shortcuts if one.action in self._own}
        self._others = tuple(one for one in settings.shortcuts if one.action not in self._own)
        self._keys = resolved(self._own, self._chosen)
        self._conflict: tuple[str, QKeySequence] | None = None  # whose keys they are
        self._setting = False
        self.filter = QLineEdit(self)
        self.filter.setClearButtonEnabled(True)
        self.list = KeyList(self)
        self.nothing = QLabel(self)
        self.nothing.setProperty("role", "muted")
        self.name = ElidedLabel(parent=self)
        self.field = KeyField(self)
        self.clear = QPushButton(self)
        self.reset = QPushButton(self)
        self.said = small_print(self)
        self.take = QPushButton(self)
        self.reset_all = TextButton(self)
        self._build()
        self.retranslate()

    def _build(self) -> None:
        line, said, foot = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.name, 1)
        for widget in (self.field, self.clear, self.reset):
            line.addWidget(widget)
        said.addWidget(self.said, 1)
        said.addWidget(self.take, 0, Qt.AlignmentFlag.AlignTop)
        foot.addWidget(self.reset_all)
        foot.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(22, 16, 22, 10)
        box.setSpacing(9)
        box.addWidget(self.filter)
        box.addWidget(self.list, 1)
        box.addWidget(self.nothing, 1, Qt.AlignmentFlag.AlignTop)
        for row in (line, said, foot):
            box.addLayout(row)
        for button in (self.clear, self.reset, self.take, self.reset_all):
            button.setAutoDefault(False)
        self.filter.textChanged.connect(self._fill)
        self.list.chosen.connect(self._show_action)
        self.list.press_wanted.connect(self._press)
        self.list.clear_wanted.connect(self._clear)
        self.field.entered.connect(self._wait)
        self.field.left.connect(self._leave)
        self.field.cleared.connect(self._clear)
        self.field.keySequenceChanged.connect(self._pressed)
        self.clear.clicked.connect(self._clear)
        self.reset.clicked.connect(self._reset)
        self.take.clicked.connect(self._take)
        self.reset_all.clicked.connect(self._reset_all)

    def retranslate(self) -> None:
        """Set the words again; the names of the actions too."""
        self.filter.setPlaceholderText(self.tr("Find an action or its keys"))
        self.filter.setAccessibleName(self.tr("Find an action or its keys"))
        self.list.setAccessibleName(self.tr("Actions and their keys"))
        self.list.rows.changed_words = self.tr("changed by you")
        self.nothing.setText(self.tr("No action has these words or keys."))
        self.field.line.setPlaceholderText(self.tr("Press keys"))
        self.field.setAccessibleName(self.tr("Press the new keys"))
        self.clear.setText(self.tr("No keys"))
        self.reset.setText(self.tr("Reset"))
        self.reset.setToolTip(self.tr("Give this action the keys it came with"))
        self.take.setText(self.tr("Use them here"))
        self.reset_all.setText(self.tr("Reset all keys"))
        self._fill()

    def apply(self, settings: Settings) -> Settings:
        """`settings` with the keys that are not the app's own."""
        mine = (Shortcut(action, self._chosen[action]) for action in self._own if action in self._chosen)
        return replaced(settings, shortcuts=(*mine, *self._others))

    # What is shown

    def _fill(self, _typed: str = "") -> None:
        """The actions that answer what is typed, in the order of the menus."""
        typed, rows, menu = self.filter.text(), [], ""
        for action in sorted(self._book.all(), key=self._menu_place) if self._book else ():
            name, keys = action.objectName(), native(self._keys[action.objectName()])
            under = self._book.menu_of(name)
            if rank(f"{action.text()} {under} {keys}", typed) is None:
                continue
            if under != menu:
                rows.append(KeyRow("", under))
                menu = under
            rows.append(KeyRow(name, action.text(), keys, name in self._chosen))
        self.list.setVisible(bool(rows))
        self.nothing.setVisible(not rows)
        self.list.show_rows(rows, self.list.current())
        self.reset_all.setEnabled(bool(self._chosen))

    def _menu_place(self, action: object) -> int:
        return self._book.menu_place(action.objectName())

    def _show_action(self, action: str) -> None:
        """The line below is for the row that is chosen."""
        self._conflict = None
        self._say("")
        for widget in (self.field, self.clear, self.reset):
            widget.setEnabled(bool(action))
        self.name.setText(self._book[action].text() if action else "")
        self._show_keys(self._keys.get(action, QKeySequence()))
        self.clear.setEnabled(bool(action) and not self._keys[action].isEmpty())
        self.reset.setEnabled(action in self._chosen)

    def _show_keys(self, keys: QKeySequence) -> None:
        self._setting = True
        self.field.setKeySequence(keys)
        self._setting = False

    def _say(self, words: str, wrong: bool = False) -> None:
        hint = self.tr("Choose an action, click into the field and press the new keys. • marks your own.")
        set_role(self.said, "error" if wrong else "caption")
        self.said.setText(words or hint)
        self.take.setVisible(self._conflict is not None)

    # Keys

    def _press(self) -> None:
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _wait(self) -> None:
        self._say(self.tr("Press the keys. Esc leaves the field, Backspace takes the keys away."))

    def _leave(self) -> None:
        self._show_action(self.list.current())
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _pressed(self, keys: QKeySequence) -> None:
        action = self.list.current()
        if self._setting or not action or keys.isEmpty() or keys == self._keys[action]:
            return  # Qt tells the same keys again when the field is left
        self._conflict = None
        why = refusal(keys)
        if why is not None:
            self._show_keys(self._keys[action])
            self._say(self._refused(why).format(keys=native(keys)), wrong=True)
            return
        holder = self._holder(keys)
        if holder in ("", action):
            self._set(action, keys)
            return
        self._conflict = holder, keys
        self._say(
            self.tr("Taken: {keys} is for {action}, which would be left without keys.").format(
                keys=native(keys), action=self._book[holder].text()
            ),
            wrong=True,
        )

    def _refused(self, why: str) -> str:
        if why == "letters":
            return self.tr("{keys} cannot be used: on many keyboards letters are typed with it.")
        if why == "moving":
            return self.tr("{keys} cannot be used: it moves in the text or deletes there.")
        return self.tr("{keys} cannot be used alone: writing needs it. Hold Ctrl or Alt as well.")

    def _holder(self, keys: QKeySequence) -> str:
        return next((action for action, has in self._keys.items() if has == keys), "")

    def _set(self, action: str, keys: QKeySequence, said: str = "") -> None:
        """Give an action keys that nobody else has."""
        if keys == self._own[action]:
            self._chosen.pop(action, None)
        else:
            self._chosen[action] = portable(keys)
        self._keys = resolved(self._own, self._chosen)
        self._fill()
        self._show_action(self.list.current())
        if said:
            self._say(said)

    def _take(self) -> None:
        """The keys change hands."""
        if self._conflict is None:
            return
        holder, keys = self._conflict
        self._hand_over(self.list.current(), holder, keys)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _hand_over(self, action: str, holder: str, keys: QKeySequence) -> None:
        if self._own[holder].isEmpty():
            self._chosen.pop(holder, None)
        else:
            self._chosen[holder] = ""
        said = self.tr("Without keys now: {action}").format(action=self._book[holder].text())
        self._set(action, keys, said)

    def _clear(self) -> None:
        action = self.list.current()
        if action:
            self._set(action, QKeySequence())

    def _reset(self) -> None:
        """The keys it came with; whoever has them now loses them."""
        action = self.list.current()
        if action not in self._chosen:
            return
        own, holder = self._own[action], ""
        if not own.isEmpty():
            holder = self._holder(own)
        if holder in ("", action):
            self._set(action, own)
        else:
            self._hand_over(action, holder, own)

    def _reset_all(self) -> None:
        self._chosen.clear()
        self._keys = resolved(self._own, self._chosen)
        self._fill()
        self._show_action(self.list.current())
        self._say(self.tr("All actions have the keys they came with."))
