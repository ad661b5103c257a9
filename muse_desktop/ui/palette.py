"""The command palette: every action by name, found by typing, run from the keyboard."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
)
from PySide6.QtGui import QAction, QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QListView, QStyledItemDelegate, QVBoxLayout, QWidget

from muse_desktop.ui.actions import ActionBook
from muse_desktop.ui.base.keys import native
from muse_desktop.ui.base.languages import Retranslated
from muse_desktop.ui.base.look import draw_row

WIDTH = 560
ROWS = 9
ROW_HEIGHT = 34
BESIDE = 60  # pixels of a row that neither words nor keys fill


def rank(words: str, typed: str) -> int | None:
    """How well `words` answer `typed`: 0 best, None not at all.

    Every typed word must occur; an action that begins with what was typed comes first, then one with a
    word that does, then the rest.
    """
    words, typed = words.casefold(), typed.casefold().strip()
    if not all(part in words for part in typed.split()):
        return None
    if words.startswith(typed):
        return 0
    return 1 if f" {typed}" in words else 2


class ActionModel(QAbstractListModel):
    """The actions that answer what has been typed, best first: enabled ones, or with the reason why not."""

    def __init__(self, book: ActionBook, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._book = book
        self._actions: list[QAction] = []

    def filter(self, typed: str) -> None:
        """Keep the actions that answer `typed`."""
        self.beginResetModel()
        found = []
        for action in self._book.all():
            able = action.isEnabled() or self._book.reason(action.objectName())
            if able and action.objectName() != "palette":
                place = rank(f"{action.text()} {self._book.menu_of(action.objectName())}", typed)
                if place is not None:
                    found.append((place, action))
        self._actions = [action for _, action in sorted(found, key=lambda pair: pair[0])]
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        """Qt: how many actions are left."""
        return 0 if parent.isValid() else len(self._actions)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Qt: an action's words, its keys or why it is disabled (as a tool tip), or the action itself."""
        action = self._actions[index.row()]
        keys = self._book.reason(action.objectName()) or native(action.shortcut())
        if role == Qt.ItemDataRole.DisplayRole:
            return action.text()
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{action.text()} {keys}".strip()
        if role == Qt.ItemDataRole.ToolTipRole:
            return keys
        if role == Qt.ItemDataRole.UserRole:
            return action
        return None


class ActionDelegate(QStyledItemDelegate):
    """One row: the words, then the keys at the right."""

    def paint(self, painter: QPainter, option: object, index: QModelIndex | QPersistentModelIndex) -> None:
        """Qt: draw one action; a long reason leaves room for the words."""
        measure = option.fontMetrics
        words = measure.horizontalAdvance(str(index.data(Qt.ItemDataRole.DisplayRole)))
        right, room = str(index.data(Qt.ItemDataRole.ToolTipRole)), option.rect.width() - words - BESIDE
        draw_row(painter, option, index, measure.elidedText(right, Qt.TextElideMode.ElideRight, room))

    def sizeHint(self, option: object, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Qt: rows of one height."""
        return QSize(WIDTH, ROW_HEIGHT)


class Palette(Retranslated, QFrame):
    """A field and a list laid over the window; Enter runs the chosen action, Esc goes back."""

    def __init__(self, book: ActionBook, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("palette")
        self._return_to: QWidget | None = None
        self._model = ActionModel(book, self)
        self._field = QLineEdit(self)
        self._list = QListView(self)
        self._list.setModel(self._model)
        self._list.setItemDelegate(ActionDelegate(self._list))
        self._list.setUniformItemSizes(True)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._nothing = QLabel(self)
        self._nothing.setProperty("role", "muted")
        box = QVBoxLayout(self)
        box.setContentsMargins(10, 10, 10, 10)
        box.setSpacing(6)
        for widget in (self._field, self._list, self._nothing):
            box.addWidget(widget)
        self._field.textChanged.connect(self._filter)
        self._field.installEventFilter(self)
        self._list.clicked.connect(self._run)
        self.retranslate()
        self.hide()

    def retranslate(self) -> None:
        """Set the field's words again."""
        self._field.setPlaceholderText(self.tr("Find any action"))
        self._field.setAccessibleName(self.tr("Find any action"))
        self._list.setAccessibleName(self.tr("Actions found"))
        self._nothing.setText(self.tr("No action has these words."))

    def open(self) -> None:
        """Show all actions and wait for typing."""
        self._return_to = self.window().focusWidget()
        self._field.clear()
        self._filter("")
        self.place()
        self.show()
        self.raise_()
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def place(self) -> None:
        """Centre the palette in the upper part of the window."""
        window = self.parentWidget().rect()
        width = min(WIDTH, window.width() - 40)
        self.resize(width, self.sizeHint().height())
        self.move((window.width() - width) // 2, 64)

    def close_up(self) -> None:
        """Hide, and give the keyboard back to where it was."""
        self.hide()
        if self._return_to is not None and self._return_to.isVisible():
            self._return_to.setFocus(Qt.FocusReason.OtherFocusReason)

    def _filter(self, typed: str) -> None:
        self._model.filter(typed)
        found = self._model.rowCount() > 0
        self._list.setFixedHeight(min(self._model.rowCount(), ROWS) * ROW_HEIGHT)
        self._list.setVisible(found)
        self._nothing.setVisible(not found)
        self._list.setCurrentIndex(self._model.index(0, 0))
        self.layout().activate()
        self.place()

    def _run(self, index: QModelIndex) -> None:
        action = index.data(Qt.ItemDataRole.UserRole)
        if isinstance(action, QAction) and not action.isEnabled():
            return  # the row says why
        self.close_up()
        if isinstance(action, QAction):
            action.trigger()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: the field keeps the keyboard; arrows move in the list, Enter runs, Esc closes."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                event.accept()  # ours, before the window's own Esc
                return True
        elif event.type() == QEvent.Type.FocusOut and not self._list.underMouse():
            self.hide()
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: ROWS, Qt.Key.Key_PageUp: -ROWS}
        if event.key() == Qt.Key.Key_Escape:
            self.close_up()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._list.currentIndex().isValid():
                self._run(self._list.currentIndex())
        elif event.key() in steps:
            row = self._list.currentIndex().row() + steps[Qt.Key(event.key())]
            last = self._model.rowCount() - 1
            self._list.setCurrentIndex(self._model.index(max(0, min(row, last)), 0))
        else:
            return False
        return True
