"""A click on a word of a finished candidate: what else could have stood there, and writing on from it."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QTextEdit, QVBoxLayout, QWidget

from muse_desktop.errors import MuseError
from muse_desktop.studio.alternatives import Alternatives
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.base.jobs import Jobs
from muse_desktop.ui.base.languages import Retranslated, spoken
from muse_desktop.ui.compose.word_list import ROW_HEIGHT, WordList

WIDTH = 270
ROWS = 10
MARGIN = 6  # from the window's edge


class WordClicks(QObject):
    """Tells a click on a word from a selection, in a read-only text.

    A click counts when nothing gets selected and no second one follows; Enter and the menu key count at the
    cursor.
    """

    clicked = Signal(int)  # a place in the text, in UTF-16 units

    def __init__(self, view: QTextEdit) -> None:
        super().__init__(view)
        self._view = view
        self._pressed: QPoint | None = None
        self._place = 0
        self._second = QTimer(self)
        self._second.setSingleShot(True)
        self._second.timeout.connect(lambda: self._tell(self._place))
        view.installEventFilter(self)
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: watch the mouse and the keys go by."""
        kind = event.type()
        if isinstance(event, QMouseEvent):
            if kind == QEvent.Type.MouseButtonPress:
                plain = event.button() == Qt.MouseButton.LeftButton and not event.modifiers()
                free = not self._view.textCursor().hasSelection()
                self._pressed = event.position().toPoint() if plain and free else None
                self._second.stop()
            elif kind == QEvent.Type.MouseButtonDblClick:
                self._pressed = None
                self._second.stop()
            elif kind == QEvent.Type.MouseButtonRelease and self._pressed is not None:
                self._released(event.position().toPoint())
        elif isinstance(event, QContextMenuEvent):
            if event.reason() == QContextMenuEvent.Reason.Keyboard:
                return self._key()
        elif isinstance(event, QKeyEvent) and kind == QEvent.Type.KeyPress:
            plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
                return self._key()
        return super().eventFilter(watched, event)

    def _released(self, place: QPoint) -> None:
        pressed, self._pressed = self._pressed, None
        moved = (place - pressed).manhattanLength() >= QApplication.startDragDistance()
        cursor = self._view.cursorForPosition(place)
        if not moved and self._on_text(place, cursor):
            self._place = cursor.position()
            self._second.start(QApplication.doubleClickInterval())

    def _on_text(self, place: QPoint, cursor: QTextCursor) -> bool:
        """Not in the white space behind a line or below the last one."""
        box = self._view.cursorRect(cursor)
        return abs(place.x() - box.x()) <= 2 * box.height() and box.top() <= place.y() <= box.bottom()

    def _key(self) -> bool:
        """The word at the cursor, unless something is selected: a menu or nothing is meant then."""
        if self._view.textCursor().hasSelection():
            return False
        self._tell(self._view.textCursor().position())
        return True

    def _tell(self, place: int) -> None:
        if not self._view.textCursor().hasSelection():
            self.clicked.emit(place)


class AlternativesPopup(Retranslated, QFrame):
    """Other words for one word, below it. Choosing one writes on from there; Esc or leaving closes."""

    branch_wanted = Signal(int, int, int, object)  # generation, candidate, token, NextWord

    def __init__(self, studio: Studio, jobs: Jobs, parent: QWidget) -> None:
        super().__init__(parent)
        self._studio, self._jobs = studio, jobs
        self._asked = 0
        self._at: tuple[int, int] = (0, 0)
        self._found: Alternatives | None = None
        self._error: MuseError | None = None
        self._word = ""
        self._view: QTextEdit | None = None
        self._unit = 0
        self.setObjectName("palette")
        self.heading = QLabel(self)
        self.heading.setProperty("role", "caption")
        self.heading.setWordWrap(True)
        self.list = WordList(self)
        self.list.installEventFilter(self)
        self.installEventFilter(self)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        QApplication.instance().focusChanged.connect(self._focus_moved)
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 7, 8, 7)
        box.setSpacing(4)
        box.addWidget(self.heading)
        box.addWidget(self.list)
        self.list.picked.connect(self._picked)
        self.retranslate()
        self.hide()

    def retranslate(self) -> None:
        """Set the words again."""
        self.list.setAccessibleName(self.tr("Other words for this place"))
        self._show()

    def open(self, generation: int, candidate: int, text: str, position: int, view: QTextEdit) -> None:
        """Ask for the alternatives at `position` (code points of the candidate's `text`), and show them below
        the word `view` has at its cursor."""
        self._asked += 1
        number = self._asked
        self._at = (generation, candidate)
        self._found, self._error, self._word = None, None, ""
        self._view, self._unit = view, view.textCursor().position()
        self.setParent(view.window())
        self.list.show_words(())
        self._show()
        self._place()
        self.show()
        self.raise_()
        self.list.setFocus(Qt.FocusReason.PopupFocusReason)

        def told(found: Alternatives) -> None:
            if number == self._asked:
                self._found = found
                self._word = " ".join(text[found.start : found.end].split())
                self.list.show_words([one for one in found.words.words if not one.end], self._chosen())
                self._show()

        def refused(error: MuseError) -> None:
            if number == self._asked:
                self._error = error
                self._show()

        self._jobs.watch(self._studio.alternatives(generation, candidate, position), self, told, refused)

    def close_up(self) -> None:
        """Hide, and give the keyboard back to the text."""
        self._asked += 1
        had = self.isAncestorOf(QApplication.focusWidget()) if QApplication.focusWidget() else False
        self.hide()
        view = self._below()
        if had and view is not None and view.isVisible():
            view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _below(self) -> QTextEdit | None:
        """The text whose word was asked for, while there is one: cards and records come and go."""
        return self._view if self._view is not None and shiboken6.isValid(self._view) else None

    def _chosen(self) -> int | None:
        found = self._found
        if found is None or found.chosen is None:
            return None
        return found.chosen - sum(one.end for one in found.words.words[: found.chosen])

    def _picked(self, row: int) -> None:
        found, word = self._found, self.list.words[row]
        if found is None or row == self._chosen():
            self.close_up()  # it stands there already
            return
        self.close_up()
        self.branch_wanted.emit(*self._at, found.token_index, word)

    def _show(self) -> None:
        if self._error is not None:
            words = self._error.text(spoken())
        elif self._found is None:
            words = self.tr("Looking for other words…")
        elif len(self.list.words) < 2:
            words = self.tr("With these settings nothing but “{word}” could come here.")
            words = words.format(word=self._word)
        else:
            words = self.tr("Instead of “{word}”. Choose one, and the model writes on from it.")
            words = words.format(word=self._word)
        self.heading.setText(words)
        self.setAccessibleName(words)
        self.list.setAccessibleDescription(words)
        if self._error is not None and self.list.hasFocus():
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.list.setVisible(self._error is None)
        self.list.setFixedHeight(max(1, len(self.list.words)) * ROW_HEIGHT + 2)
        self._place()

    def _place(self) -> None:
        """Below the word's line, or above it where there is more room; inside the window."""
        text = self._below()
        if text is None or self.parentWidget() is None:
            return
        self.layout().activate()
        height = self.layout().totalHeightForWidth(WIDTH)
        size = QSize(WIDTH, max(height, self.layout().totalMinimumHeightForWidth(WIDTH)))
        window, view = self.parentWidget(), text.viewport()
        cursor = QTextCursor(text.document())
        cursor.setPosition(min(self._unit, text.document().characterCount() - 1))
        line = text.cursorRect(cursor)
        corner = view.mapTo(window, line.bottomLeft()) + QPoint(-20, 3)
        above = view.mapTo(window, line.topLeft()).y() - 3 - size.height()
        if corner.y() + size.height() > window.height() - MARGIN and above >= MARGIN:
            corner.setY(above)
        corner.setX(max(MARGIN, min(corner.x(), window.width() - size.width() - MARGIN)))
        corner.setY(max(MARGIN, min(corner.y(), window.height() - size.height() - MARGIN)))
        self.setGeometry(corner.x(), corner.y(), size.width(), size.height())

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Close when the keyboard goes to another part of the window."""
        if self.isVisible() and new is not None and new is not self and not self.isAncestorOf(new):
            self.close_up()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: Esc closes, before the window's own Esc; Tab leaves too."""
        kind = event.type()
        if kind == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        if kind == QEvent.Type.KeyPress and event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Tab):
            self.close_up()
            return True
        return super().eventFilter(watched, event)
