"""The small controls every panel is made of."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QLocale, QMimeData, QObject, QRect, QSize, Qt, QTimer
from PySide6.QtGui import (
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlockFormat,
    QTextCursor,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QMenu,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

PROSE_LINE = 130  # per cent of the font's own line
BAR_WIDTH = 10  # the scroll bar's, as the style sheet draws it


class SectionLabel(QLabel):
    """A small heading in capitals; a screen reader hears it in plain letters."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "section")

    def setText(self, text: str) -> None:
        """Qt: set the words. What follows the first " · " is a name and keeps its letters."""
        heading, dot, name = text.partition(" · ")
        super().setText(f"{QLocale().toUpper(heading)}{dot}{name}")
        self.setAccessibleName(text)


class Line(QFrame):
    """A thin line between two parts of the window."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "line")
        self.setFixedHeight(1)


class Chip(QPushButton):
    """A rounded button for a choice or a switch."""

    def __init__(self, text: str = "", parent: QWidget | None = None, *, checkable: bool = False) -> None:
        super().__init__(text, parent)
        self.setProperty("role", "chip")
        self.setCheckable(checkable)
        self.setCursor(Qt.CursorShape.PointingHandCursor)


class TextButton(QPushButton):
    """A button that looks like words."""

    def __init__(self, parent: QWidget | None = None, *, strong: bool = False) -> None:
        super().__init__(parent)
        self.setProperty("role", "strong" if strong else "text")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)


TEXT_INSET = 5  # from a text button's edge to its words, as the style sheet draws it


class ShiftedRow(QHBoxLayout):
    """A row that begins `by` pixels further in than its place; a layout's own spacing cannot be negative."""

    def __init__(self, by: int) -> None:
        super().__init__()
        self._by = by

    def setGeometry(self, place: QRect) -> None:
        """Qt: lay the row out."""
        super().setGeometry(place.adjusted(self._by, 0, 0, 0))


def shifted(button: TextButton, by: int = -TEXT_INSET) -> QHBoxLayout:
    """A row that puts a text button `by` pixels further in, so that its words stand under other words."""
    row = ShiftedRow(by)
    row.addWidget(button)
    row.addStretch(1)
    return row


class ElidedLabel(QLabel):
    """One line that ends in … where there is no room; the whole of it is in the tool tip."""

    def __init__(
        self, parent: QWidget | None = None, mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight
    ) -> None:
        super().__init__(parent)
        self._mode = mode
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def setText(self, text: str) -> None:
        """Qt: set the text and the tool tip."""
        super().setText(text)
        self.setToolTip(text)

    def minimumSizeHint(self) -> QSize:
        """Qt: may shrink to a few letters."""
        return QSize(self.fontMetrics().averageCharWidth() * 4, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: draw what fits."""
        painter = QPainter(self)
        shown = self.fontMetrics().elidedText(self.text(), self._mode, self.contentsRect().width())
        self.style().drawItemText(
            painter,
            self.contentsRect(),
            int(self.alignment()),
            self.palette(),
            self.isEnabled(),
            shown,
            self.foregroundRole(),
        )
        painter.end()


class ElidedButton(QPushButton):
    """A button that looks like a caption, one line, ending in … where there is no room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "legend")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """Qt: may shrink to a few letters."""
        return QSize(self.fontMetrics().averageCharWidth() * 6, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: draw what fits."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        room = self.width() - 2 * TEXT_INSET
        option.text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        painter.end()


class ProseView(QTextEdit):
    """Read-only, selectable text in the page's letters, exactly as high as its contents."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setAcceptRichText(False)
        self.setProperty("role", "prose")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        self.labelled: Callable[[int, int], QMimeData] | None = None  # copies UTF-16 units start to end
        spacing = QTextBlockFormat()
        spacing.setLineHeight(PROSE_LINE, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        QTextCursor(self.document()).setBlockFormat(spacing)  # lines added later take it over
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._fit())
        self._fit()

    def createMimeDataFromSelection(self) -> QMimeData:
        """Qt: copy or drag; the text keeps its origin where the panel knows it."""
        cursor = self.textCursor()
        if self.labelled is None:
            return super().createMimeDataFromSelection()
        return self.labelled(cursor.selectionStart(), cursor.selectionEnd())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: another width, another height."""
        super().resizeEvent(event)
        self._fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Qt: the panel around it scrolls."""
        event.ignore()

    def _fit(self) -> None:
        height = round(self.document().size().height()) + 2
        if height != self.height() or self.minimumHeight() != height:
            self.setFixedHeight(max(height, self.fontMetrics().lineSpacing() + 2))


class ContentList(QListView):
    """A list as high as its rows, up to what the panel can give; then it scrolls."""

    def __init__(self, parent: QWidget | None = None, *, least_rows: int = 1) -> None:
        super().__init__(parent)
        self._least_rows = least_rows
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setUniformItemSizes(True)
        self.setTabKeyNavigation(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def setModel(self, model: object) -> None:
        """Qt: follow the model's length."""
        super().setModel(model)
        for signal in (model.modelReset, model.rowsInserted, model.rowsRemoved):
            signal.connect(lambda *_: self.updateGeometry())

    def _height(self, rows: int) -> int:
        row = self.sizeHintForRow(0) if self.model() and self.model().rowCount() else 0
        return rows * max(row, 0) + 2

    def sizeHint(self) -> QSize:
        """Qt: all rows."""
        return QSize(200, self._height(self.model().rowCount() if self.model() else 0))

    def minimumSizeHint(self) -> QSize:
        """Qt: a few rows."""
        rows = min(self._least_rows, self.model().rowCount() if self.model() else 0)
        return QSize(80, self._height(rows))


class Column(QScrollArea):
    """A scrolling column of widgets, as wide as the panel."""

    def __init__(self, parent: QWidget | None = None, margin: int = 14) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.inside = QWidget(self)
        self.inside.setProperty("role", "column")
        self.box = QVBoxLayout(self.inside)
        self.box.setContentsMargins(margin, margin, margin, margin)
        self.box.setSpacing(8)
        self.setWidget(self.inside)
        self._margin = margin
        self.verticalScrollBar().rangeChanged.connect(self._keep_width)

    def _keep_width(self, _least: int, most: int) -> None:
        """The bar stands in the margin, so that nothing moves when it comes or goes."""
        right = max(2, self._margin - BAR_WIDTH) if most > 0 else self._margin
        if self.box.contentsMargins().right() != right:
            self.box.setContentsMargins(self._margin, self._margin, right, self._margin)

    def minimumSizeHint(self) -> QSize:
        """Qt: wide enough for what is in it, bar or no bar; it decides nothing about the window's height."""
        bare = self.inside.minimumSizeHint().width() - self.box.contentsMargins().right()
        return QSize(bare + self._margin, 80)


class Quiet(QTimer):
    """Calls back once, a while after the last of several changes."""

    def __init__(self, milliseconds: int, call: object, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSingleShot(True)
        self.setInterval(milliseconds)
        self.timeout.connect(call)


NO_ARROWS = """
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { width: 0; height: 0; border: none; }
QAbstractSpinBox::up-arrow, QAbstractSpinBox::down-arrow { width: 0; height: 0; image: none; }
"""


def bare(spin: QAbstractSpinBox, indent: int = 0) -> None:
    """A spin box without arrows (keys and wheel turn it), its field part of it, `indent` pixels in."""
    spin.setStyleSheet(NO_ARROWS)
    spin.lineEdit().setProperty("role", "bare")
    spin.lineEdit().setTextMargins(indent, 0, 0, 0)


def bare_list(view: QAbstractItemView) -> None:
    """A list whose rows are drawn by its delegate: without a frame, scrolled by pixels and never sideways,
    and told where the pointer is."""
    view.setMouseTracking(True)
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)


def fit(dialog: QDialog, width: int) -> None:
    """Make a dialog `width` wide and as high as its wrapped texts need then."""
    layout = dialog.layout()
    layout.activate()
    dialog.resize(width, max(layout.totalHeightForWidth(width), dialog.sizeHint().height()))


def passing_menu(parent: QWidget) -> QMenu:
    """A menu for one use: it is gone when it closes."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return menu


def drop_down(menu: QMenu, button: QWidget) -> None:
    """Open a menu below its button."""
    menu.popup(button.mapToGlobal(button.rect().bottomLeft()))


class CalmWheel(QObject):
    """Keeps a wheel that passes over a control from changing it: only the one with the keyboard turns."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: let the wheel go on to the panel behind."""
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)


def calm(owner: QWidget, *controls: QWidget) -> None:
    """Make `controls` of `owner` deaf to a passing wheel."""
    wheel = CalmWheel(owner)
    for control in controls:
        control.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        control.installEventFilter(wheel)


def restyle(widget: QWidget) -> None:
    """Apply the style sheet again after a property it looks at has changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()
