"""Drafting forward only: nothing is deleted while it lasts, and a mark on the page says so."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMenu

from muse_desktop.ui.base.languages import Retranslated
from muse_desktop.ui.base.widgets import Chip, restyle
from muse_desktop.ui.page.page import Page

SIGN_MS = 1200
BELOW = 14  # pixels under the mark
_DELETING = (
    QKeySequence.StandardKey.Cut,
    QKeySequence.StandardKey.Delete,
    QKeySequence.StandardKey.Backspace,
    QKeySequence.StandardKey.DeleteStartOfWord,
    QKeySequence.StandardKey.DeleteEndOfWord,
    QKeySequence.StandardKey.DeleteEndOfLine,
    QKeySequence.StandardKey.DeleteCompleteLine,
)


class ForwardChip(Retranslated, Chip):
    """Says that nothing is deleted; a click ends that."""

    def __init__(self, page: Page) -> None:
        super().__init__(parent=page)
        self.hide()
        self._sign = QTimer(self)
        self._sign.setSingleShot(True)
        self._sign.setInterval(SIGN_MS)
        self._sign.timeout.connect(lambda: self._show(False))
        self._show(False)
        page.installEventFilter(self)

    def refuse(self) -> None:
        """Show that something was not done, without stopping the writer."""
        self._show(True)
        self._sign.start()

    def retranslate(self) -> None:
        """Set the words again."""
        self._show(False)

    def place(self) -> None:
        """To the middle of the page's lower edge."""
        room, size = self.parentWidget().rect(), self.sizeHint()
        self.setGeometry(
            (room.width() - size.width()) // 2,
            room.height() - size.height() - BELOW,
            size.width(),
            size.height(),
        )
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: the page has another size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.place()
        return super().eventFilter(watched, event)

    def _show(self, refused: bool) -> None:
        calm, sign = self.tr("Only forward  ·  Leave"), self.tr("Nothing is deleted while you draft forward")
        self.setText(sign if refused else calm)
        self.setAccessibleName(sign if refused else self.tr("Leave drafting forward only"))
        self.setProperty("refused", refused)
        restyle(self)
        self.place()


class Forward(QObject):
    """Refuses what would take text away from one page."""

    left = Signal()  # the writer has had enough of it

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._editor = page.editor
        self.chip = ForwardChip(page)
        self.chip.clicked.connect(self.left)
        page.editor.key_filters.append(self._key)
        page.editor.menu_hooks.append(self._menu)
        page.editor.refused.connect(self.chip.refuse)

    def set_on(self, on: bool) -> None:
        """Only forward from now on, or back as well."""
        self._editor.keeps_text = on
        self.chip.setVisible(on)
        self.chip.place()

    def _key(self, event: QKeyEvent) -> bool:
        deletes = event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)
        if not self._editor.keeps_text or not (deletes or any(event.matches(one) for one in _DELETING)):
            return False
        self.chip.refuse()
        return True

    def _menu(self, menu: QMenu, _place: int) -> None:
        for action in menu.findChildren(QAction):
            if self._editor.keeps_text and action.objectName() in ("edit-cut", "edit-delete"):
                action.setEnabled(False)
