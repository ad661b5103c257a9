"""Heights that follow from wrapped words, which Qt works out only for windows."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

from muse_desktop.ui.base.widgets import Column


class SnugDialog(QDialog):
    """A dialog of a given width, as high as what it says and no higher."""

    def __init__(self, width: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._width = width

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: the letters have their size now."""
        super().showEvent(event)
        self.fit()

    def fit(self) -> None:
        """Take the height that the words need."""
        layout = self.layout()
        layout.activate()
        self.resize(self._width, layout.totalHeightForWidth(self._width))


class Question(SnugDialog):
    """Asks before something that cannot be undone simply. Cancel is what Enter does, `go` what is asked."""

    def __init__(self, width: int, parent: QWidget | None = None) -> None:
        super().__init__(width, parent)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.go = QPushButton(self)
        self.buttons.addButton(self.go, QDialogButtonBox.ButtonRole.DestructiveRole)
        self.go.clicked.connect(self.accept)
        self.buttons.rejected.connect(self.reject)

    def ask(self, *words: QWidget) -> None:
        """Lay out what is said, one below the other, over the buttons."""
        box = QVBoxLayout(self)
        box.setContentsMargins(26, 22, 26, 18)
        box.setSpacing(10)
        for widget in words:
            box.addWidget(widget)
        box.addSpacing(8)
        box.addWidget(self.buttons)
        cancel = self.buttons.button(QDialogButtonBox.StandardButton.Cancel)
        cancel.setDefault(True)
        cancel.setFocus()


class SnugColumn(Column):
    """A scrolling column no wider than `most` whose wrapped texts keep their last lines when there is no room
    for all of it."""

    def __init__(self, parent: QWidget | None = None, margin: int = 14, most: int = 600) -> None:
        super().__init__(parent, margin)
        self._edge, self._most = margin, most
        self.inside.installEventFilter(self)

    def _keep_width(self, _least: int, _most: int) -> None:
        """The margin at the right takes what is too wide: a widget's own limit makes Qt's heights wrong."""
        right = max(self._edge, self.inside.width() - self._edge - self._most)
        if self.box.contentsMargins().right() != right:
            self.box.setContentsMargins(self._edge, self._edge, right, self._edge)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: what is in the column has changed, or its width."""
        if watched is self.inside and event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self._keep_width(0, 0)
            height = self.box.totalHeightForWidth(self.inside.width())
            if height != self.inside.minimumHeight():
                self.inside.setMinimumHeight(height)
        return super().eventFilter(watched, event)
