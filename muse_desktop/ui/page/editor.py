"""The text widget of the page: a stock QTextEdit in which every way of changing the text says what it is.

The editor itself performs whatever brings text in (keys, input methods, paste, drop, accept), so that its
origin is announced first. Qt performs deletions and movements. Undo and redo go through one method each.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPointF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QTextCursor,
    QTextDocument,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QMenu, QTextEdit, QWidget

from muse_desktop.ui.base.keystrokes import keystrokes
from muse_desktop.ui.page import clipboard, shown
from muse_desktop.ui.page.intent import TYPED, Scribe, Splice
from muse_desktop.ui.page.text import cleaned

_CONTROL = Qt.KeyboardModifier.ControlModifier
_COMMAND = _CONTROL | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
_NO_TEXT_WITH = (_CONTROL, _CONTROL | Qt.KeyboardModifier.ShiftModifier)  # but AltGr is Control and Alt


class PageEditor(QTextEdit):
    """Plain text whose changes all reach `scribe`."""

    painted_below = Signal(object, object)  # QPainter, QRect: what stands behind the text
    painted_above = Signal(object, object)  # the same, over it
    composed = Signal(str)  # an input method has composed, and committed this (often nothing yet)
    focused = Signal()  # it has been given the keyboard
    zoom_turned = Signal(int)  # the wheel with Ctrl, in eighths of a degree
    refused = Signal()  # something would have taken text away while that is not allowed

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("role", "page")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._keystrokes = keystrokes()
        self._blank = Scribe(QTextDocument(self), self)
        self.show_nothing()
        self.key_filters: list[Callable[[QKeyEvent], bool]] = []  # asked first; True: the key is dealt with
        self.escape_claims: list[Callable[[], bool]] = []  # True: Esc is for a key filter, not for the window
        self.menu_hooks: list[Callable[[QMenu, int], None]] = []  # add to the menu over a UTF-16 position
        self.keeps_text = False  # no text may be taken away: what comes in goes behind a selection

    # Whose text it shows

    def show_text(self, scribe: Scribe) -> None:
        """Show the document of a scribe, with all that can be undone in it, and write for that one."""
        if self.hasFocus():
            QGuiApplication.inputMethod().commit()  # what is being composed belongs to the text before
        self.scribe = scribe
        self.setDocument(scribe.document)
        self.setCursorWidth(2)  # Qt keeps it with the document's layout

    def show_nothing(self) -> None:
        """An empty document that nobody has."""
        self.show_text(self._blank)

    # Every change that brings text in

    def edit(self, *splices: Splice) -> None:
        """Perform announced edits as one undo step of its own; the cursor ends behind the last one."""
        self._perform(splices, self.scribe.new_step())

    def type_text(self, text: str) -> None:
        """What the writer's keys give: replaces the selection, joins the typing before it."""
        start, end = self._replaced_units()
        self._perform((Splice(start, end - start, cleaned(text), TYPED),), 0)

    def _perform(self, splices: tuple[Splice, ...], step: int) -> None:
        self._keystrokes.struck()
        cursor = self.textCursor()
        self.scribe.perform(cursor, splices, step)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: a key. Text goes our way, deletions and movements Qt's."""
        if self.isReadOnly():
            super().keyPressEvent(event)
        elif any(dealt_with(event) for dealt_with in self.key_filters):
            event.accept()
        elif event.matches(QKeySequence.StandardKey.Undo):
            self.undo()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self.redo()
        elif (text := typed_by(event)) is not None:
            self.type_text(text)
            event.accept()
        elif event.text() == "\t":
            event.ignore()  # Tab leaves the page, or does nothing where there is nowhere to go
        else:
            if event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
                self._stop_composing()
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Qt: an input method composes or commits. The committed text is ours, the composing Qt's."""
        commit, replaced = event.commitString(), event.replacementLength()
        if self.isReadOnly() or not (commit or replaced):
            if event.preeditString() and not self.isReadOnly():
                self._make_room()
            super().inputMethodEvent(event)
            self.composed.emit("")
            return
        start, end = self._replaced_units()
        if replaced:
            start = max(0, self.textCursor().position() + event.replacementStart())
            end = min(start + replaced, self.document().characterCount() - 1)
        self._perform((Splice(start, end - start, cleaned(commit), TYPED),), 0)
        super().inputMethodEvent(QInputMethodEvent(event.preeditString(), event.attributes()))
        self.composed.emit(commit)
        event.accept()

    def _make_room(self) -> None:
        """What an input method composes stands in place of the selection, so that goes; Qt would take it out
        together with what is composed, and nobody could tell which of two like letters went."""
        start, end = self.selection_units()
        if start < end and self.keeps_text:
            self.select_units(end, end)
        elif start < end:
            self._perform((Splice(start, end - start),), 0)

    def _stop_composing(self) -> None:
        """An input method has left something composed; Qt would count it in and delete half a character."""
        cursor = self.textCursor()
        if not cursor.hasSelection() and cursor.block().layout().preeditAreaText():
            QGuiApplication.inputMethod().commit()
            super().inputMethodEvent(QInputMethodEvent())

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Qt: text, in whatever dress; no files."""
        return clipboard.readable(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Qt: paste, with the origin the clipboard can prove."""
        pasted = clipboard.read(source)
        if self.isReadOnly() or self.scribe.session is None or not pasted.text:
            return
        start, end = self._replaced_units()
        self.edit(Splice(start, end - start, pasted.text, clipboard.origin_of(pasted, self.scribe.session)))

    def createMimeDataFromSelection(self) -> QMimeData:
        """Qt: copy, cut or drag; the origins go along."""
        session, (start, end) = self.scribe.session, self.selection_units()
        if session is None:
            return super().createMimeDataFromSelection()
        first, last = (self.scribe.positions.to_codepoint(unit) for unit in (start, end))
        runs = session.runs.slice(first, last)
        return clipboard.page_mime(session.text[first:last], runs, session.book, session.title)

    def cut(self) -> None:
        """Copy the selection with its origins and take it out."""
        start, end = self.selection_units()
        if self.keeps_text:
            self.refused.emit()
        elif start < end and not self.isReadOnly():
            self.copy()
            self.edit(Splice(start, end - start))

    # Dragging

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Qt: something is dragged in; files are for the window."""
        super().dragEnterEvent(event) if clipboard.readable(event.mimeData()) else event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Qt: something is dragged across."""
        super().dragMoveEvent(event) if clipboard.readable(event.mimeData()) else event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        """Qt: text is dropped: moved within the page with its origins, or brought in like a paste."""
        super().dragLeaveEvent(QDragLeaveEvent())  # ends Qt's own marking of the place
        if self.isReadOnly() or not clipboard.readable(event.mimeData()) or self.scribe.session is None:
            event.ignore()
            return
        place = self.cursorForPosition(event.position().toPoint()).position()
        place -= self.scribe.positions.splits(place)  # inside a character: while something is composed
        own = event.source() in (self, self.viewport())
        move = own and event.dropAction() == Qt.DropAction.MoveAction
        if move:
            self._move_selection(place)
        else:
            pasted = clipboard.read(event.mimeData())
            self.edit(Splice(place, 0, pasted.text, clipboard.origin_of(pasted, self.scribe.session)))
            self.setFocus(Qt.FocusReason.MouseFocusReason)  # the page the text came from takes it out itself
        event.acceptProposedAction()
        home = event.source().parent() if event.source() is not None else None
        if isinstance(home, PageEditor) and home.keeps_text:
            event.setDropAction(Qt.DropAction.CopyAction)

    def _move_selection(self, place: int) -> None:
        start, end = self.selection_units()
        if start <= place <= end:
            return
        first, last = (self.scribe.positions.to_codepoint(unit) for unit in (start, end))
        session = self.scribe.session
        text, runs = session.text[first:last], session.runs.slice(first, last)
        target = place if place < start else place - (end - start)
        self.edit(Splice(start, end - start), Splice(target, 0, text, runs))

    # Undo and redo: one way each

    def undo(self) -> None:
        """Take back one step, origins too."""
        self._travel(super().undo, self.document().isUndoAvailable)

    def redo(self) -> None:
        """Do again what was taken back, origins too."""
        self._travel(super().redo, self.document().isRedoAvailable)

    def _travel(self, go: Callable[[], None], possible: Callable[[], bool]) -> None:
        """One step, and on over those that only changed how paragraphs are set: no writer counts them."""
        session = self.scribe.session
        before = session.text if session is not None else ""
        while possible() and not self.isReadOnly():
            self.scribe.travel(go)
            if session is None or session.text != before:
                return

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Qt: its own menu, with our undo and redo."""
        menu = self.context_menu()
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        cursor = self.cursorForPosition(event.pos()) if by_mouse else self.textCursor()
        for hook in self.menu_hooks:
            hook(menu, cursor.position())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def context_menu(self) -> QMenu:
        """The menu over the text."""
        menu = self.createStandardContextMenu()
        for name, call in (("edit-undo", self.undo), ("edit-redo", self.redo), ("edit-cut", self.cut)):
            for action in menu.actions():
                if action.objectName() == name:
                    action.triggered.disconnect()
                    action.triggered.connect(call)
        return menu

    # Places

    def selection_units(self) -> tuple[int, int]:
        """The selection in UTF-16 units; both are the cursor where nothing is selected."""
        cursor = self.textCursor()
        return cursor.selectionStart(), cursor.selectionEnd()

    def _replaced_units(self) -> tuple[int, int]:
        """What text that comes in takes the place of."""
        start, end = self.selection_units()
        return (end, end) if self.keeps_text else (start, end)

    def select_units(self, start: int, end: int) -> None:
        """Select a range given in UTF-16 units."""
        last = self.document().characterCount() - 1
        cursor = self.textCursor()
        cursor.setPosition(max(0, min(start, last)))
        cursor.setPosition(max(0, min(end, last)), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    # What Qt leaves out around a column of text

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: first what stands behind the text, then the text."""
        with shown.one_painting(self):
            painter = QPainter(self.viewport())
            self.painted_below.emit(painter, event.rect())
            painter.end()
            super().paintEvent(event)
            painter = QPainter(self.viewport())
            self.painted_above.emit(painter, event.rect())
            painter.end()
        self._keystrokes.painted()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt: the keyboard has come."""
        super().focusInEvent(event)
        self.focused.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Qt: the wheel scrolls, with Ctrl it is told."""
        if event.modifiers() & _CONTROL:
            self.zoom_turned.emit(event.angleDelta().y())
            event.accept()
        else:
            super().wheelEvent(event)

    def _claims(self, event: QKeyEvent) -> bool:
        """Whether Esc is for the page itself, before the window's shortcuts."""
        return event.key() == Qt.Key.Key_Escape and any(claims() for claims in self.escape_claims)

    def event(self, event: QEvent) -> bool:
        """Qt: the mouse beside the column acts on the lines next to it."""
        kind = event.type()
        if kind == QEvent.Type.ShortcutOverride and self._claims(event):
            event.accept()
            return True
        if kind == QEvent.Type.Wheel and event.modifiers() & _CONTROL:
            self.wheelEvent(event)
            return True
        if kind == QEvent.Type.Wheel:
            return QCoreApplication.sendEvent(self.verticalScrollBar(), event)
        handler = {
            QEvent.Type.MouseButtonPress: self.mousePressEvent,
            QEvent.Type.MouseMove: self.mouseMoveEvent,
            QEvent.Type.MouseButtonRelease: self.mouseReleaseEvent,
        }.get(kind)
        if handler is None or not isinstance(event, QMouseEvent):
            return super().event(event)
        place = QPointF(self.viewport().mapFrom(self, event.position()))
        handler(
            QMouseEvent(
                kind, place, event.globalPosition(), event.button(), event.buttons(), event.modifiers()
            )
        )
        return True


def typed_by(event: QKeyEvent) -> str | None:
    """The text a key types, or None: Qt's own rule (QInputControl::isAcceptableInput), Enter included."""
    if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        return None if event.modifiers() & _COMMAND else "\n"
    text = event.text()
    if not text or text == "\t" or event.modifiers() in _NO_TEXT_WITH:
        return None
    return text if text.isprintable() or _joins_or_is_private(text[0]) else None


def _joins_or_is_private(character: str) -> bool:
    """Characters that Python calls unprintable but keyboards type: joiners, no-break spaces, private use."""
    return unicodedata.category(character) in ("Cf", "Co", "Zs")
