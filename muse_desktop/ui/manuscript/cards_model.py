"""The documents right inside one document as index cards: the model, and how a card is drawn and written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QMimeData,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QTextOption
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLineEdit,
    QPlainTextEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from muse_desktop.manuscript.tree_values import Node
from muse_desktop.ui.base.list_model import ROOT, Index, Role
from muse_desktop.ui.base.look import colour, draw_card
from muse_desktop.ui.manuscript.binder_book import Book
from muse_desktop.ui.manuscript.binder_view import label_colour, paint_status
from muse_desktop.ui.manuscript.binder_words import NodeWords
from muse_desktop.ui.manuscript.tree_model import DOCUMENTS, documents_mime, dragged

CARD = QSize(252, 168)
GAP = 12
PAD = 16
STRIPE = 3  # of a label
FOOT = 18
RING = 9


class CardModel(QAbstractListModel):
    """Follows a `Book`; `container` None is the top level."""

    moved = Signal(list, object, object)  # document ids, parent or None, the one they go before or None
    written = Signal(int, str, str)  # document id, title, synopsis

    def __init__(self, book: Book, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._book = book
        self._words = NodeWords(self)
        self.container: int | None = None
        book.reshaping.connect(self.beginResetModel)
        book.reshaped.connect(self._reshaped)
        book.changed.connect(self._refresh)
        book.words_changed.connect(lambda _document: self._refresh())

    @property
    def nodes(self) -> list[Node]:
        """The documents on the cards."""
        return self._book.children(self.container)

    def show_inside(self, container: int | None) -> None:
        """Show what is in another document."""
        self.beginResetModel()
        self.container = container
        self.endResetModel()

    def index_of(self, document: int | None) -> Index:
        """Where a document's card is."""
        rows = [row for row, node in enumerate(self.nodes) if node.id == document]
        return self.index(rows[0]) if rows else ROOT

    def _reshaped(self) -> None:
        if self.container is not None and self._book.node(self.container) is None:
            self.container = None
        self.endResetModel()

    def _refresh(self) -> None:
        if self.nodes:
            self.dataChanged.emit(self.index(0), self.index(len(self.nodes) - 1))

    def rowCount(self, parent: Index = ROOT) -> int:
        """Qt: how many cards."""
        return 0 if parent.isValid() else len(self.nodes)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: title, the document, or what a screen reader says."""
        if not index.isValid() or index.row() >= len(self.nodes):
            return None
        node = self.nodes[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return node.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._words.sentence(node, self._book.total(node.id), len(self._book.children(node.id)))
        if role == Role.ID:
            return node.id
        return node if role == Role.VALUE else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Qt: cards are chosen, written on, dragged, and other cards dropped on them."""
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        live = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsEditable
        return live | Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsDropEnabled

    def supportedDropActions(self) -> Qt.DropAction:
        """Qt: cards move."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        """Qt: documents alone."""
        return [DOCUMENTS]

    def mimeData(self, indexes: Sequence[Index]) -> QMimeData:
        """Qt: the dragged cards, in their order."""
        return documents_mime([self.nodes[row].id for row in sorted(index.row() for index in indexes)])

    def dropMimeData(
        self, mime: QMimeData, _action: Qt.DropAction, row: int, _column: int, parent: Index
    ) -> bool:
        """Qt: between two cards, or onto one: into that document."""
        documents = dragged(mime)
        target = parent.data(Role.ID) if parent.isValid() else None
        if not documents or target in documents:
            return False
        if target is not None:
            self.moved.emit(documents, target, None)
        else:
            before = self.nodes[row].id if 0 <= row < len(self.nodes) else None
            self.moved.emit(documents, self.container, before)
        return True


class CardEditor(QFrame):
    """Title and synopsis, to be written on the card itself."""

    left = Signal()  # the keyboard is elsewhere, or the writer is done
    dropped = Signal()  # Esc: leave it as it was

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setAutoFillBackground(True)
        self.title = QLineEdit(self)
        self.title.setProperty("role", "bare")
        self.synopsis = QPlainTextEdit(self)
        self.synopsis.setProperty("role", "bare")
        self.synopsis.setTabChangesFocus(True)
        self.title.setAccessibleName(self.tr("Title"))
        self.synopsis.setAccessibleName(self.tr("Synopsis"))
        self.synopsis.setPlaceholderText(self.tr("What happens here"))
        box = QVBoxLayout(self)
        box.setContentsMargins(PAD - 3, 8, PAD - 8, 8)
        box.setSpacing(4)
        box.addWidget(self.title)
        box.addWidget(self.synopsis, 1)
        self.setFocusProxy(self.synopsis)
        for field in (self.title, self.synopsis):
            field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: Esc drops what was written, Ctrl+Enter keeps it, so does going elsewhere."""
        if event.type() == QEvent.Type.FocusOut:
            focused = QApplication.focusWidget()
            if focused is None or not self.isAncestorOf(focused):
                self.left.emit()
        elif event.type() in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
            assert isinstance(event, QKeyEvent)
            if self._key(watched, event):
                return True
        return super().eventFilter(watched, event)

    def _key(self, watched: QObject, event: QKeyEvent) -> bool:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        done = enter and (watched is self.title or event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() != Qt.Key.Key_Escape and not done:
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # it is ours, not the window's
        elif done:
            self.left.emit()
        else:
            self.dropped.emit()
        return True


class CardDelegate(QStyledItemDelegate):
    """A card: a stripe for the label, title, synopsis, and below them status and words."""

    def __init__(self, book: Book, parent: QWidget) -> None:
        super().__init__(parent)
        self._book = book
        self._words = NodeWords(self)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: draw one card."""
        node: Node | None = index.data(Role.VALUE)
        if node is None:
            return
        painter.save()
        card = draw_card(painter, option, 1)
        inside = card.adjusted(PAD, 9, -PAD, -8)
        if node.label:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(label_colour(self._book, node.label))
            painter.drawRect(QRectF(card.left() + 6, card.top() + 10, STRIPE, card.height() - 20))
        font = QFont(option.font)
        font.setWeight(QFont.Weight.DemiBold)
        font.setItalic(node.kind == "note")
        painter.setFont(font)
        painter.setPen(colour("ink" if node.compiled else "muted"))
        line = painter.fontMetrics().lineSpacing()
        title = painter.fontMetrics().elidedText(node.title, Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, title)
        middle = inside.adjusted(0, line + 5, 0, -FOOT - 4)
        self._text(painter, option, middle, node)
        self._foot(painter, option, QRect(inside.left(), inside.bottom() - FOOT, inside.width(), FOOT), node)
        painter.restore()

    def _text(self, painter: QPainter, option: QStyleOptionViewItem, place: QRect, node: Node) -> None:
        painter.setFont(option.font)
        line = painter.fontMetrics().lineSpacing()
        place = QRect(place.left(), place.top(), place.width(), place.height() // line * line)
        painter.setPen(colour("ink" if node.synopsis else "muted"))
        wrapped = QTextOption(Qt.AlignmentFlag.AlignLeft)
        wrapped.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        painter.setClipRect(place)
        painter.drawText(QRectF(place), node.synopsis or self.tr("No synopsis"), wrapped)
        painter.setClipping(False)

    def _foot(self, painter: QPainter, option: QStyleOptionViewItem, place: QRect, node: Node) -> None:
        font = QFont(option.font)
        font.setPixelSize(12)
        painter.setFont(font)
        painter.setPen(colour("muted"))
        right = self.tr("%Ln words", "", self._book.total(node.id))
        inside = len(self._book.children(node.id))
        if inside:
            right = " · ".join((self.tr("%Ln inside", "", inside), right))
        painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, right)
        room = place.adjusted(0, 0, -painter.fontMetrics().horizontalAdvance(right) - 8, 0)
        noted = " · ".join(text for text in (node.status, node.point_of_view) if text)
        noted = noted or self._words.left_out(node) or self._words.kind(node.kind)
        if node.status:
            ring = QRectF(room.left() + 1, room.center().y() - RING / 2 + 1, RING, RING)
            paint_status(painter, ring, node, self._words)
            room.setLeft(room.left() + RING + 6)
        painter.setPen(colour("muted"))
        left = painter.fontMetrics().elidedText(noted, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, left)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Qt: all cards are alike."""
        return CARD

    # Writing on a card

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, _index: Index) -> QWidget:
        """Qt: the fields of a card."""
        editor = CardEditor(parent)
        editor.left.connect(lambda: self._close(editor, keep=True))
        editor.dropped.connect(lambda: self._close(editor, keep=False))
        return editor

    def _close(self, editor: CardEditor, *, keep: bool) -> None:
        editor.blockSignals(True)
        if keep:
            self.commitData.emit(editor)
        self.closeEditor.emit(editor)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        """Qt: over the whole card."""
        editor.setGeometry(option.rect.adjusted(1, 1, -2, -1))

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Qt: what is on the card; not again while it is being written on."""
        node: Node | None = index.data(Role.VALUE)
        assert isinstance(editor, CardEditor)
        if node is not None and editor.property("filled") is None:
            editor.setProperty("filled", True)
            editor.title.setText(node.title)
            editor.synopsis.setPlainText(node.synopsis)

    def setModelData(self, editor: QWidget, model: Any, index: Index | QPersistentModelIndex) -> None:
        """Qt: keep what was written."""
        node: Node | None = index.data(Role.VALUE)
        assert isinstance(editor, CardEditor)
        title, synopsis = editor.title.text().strip(), editor.synopsis.toPlainText().strip()
        if node is not None and (title or node.title, synopsis) != (node.title, node.synopsis):
            model.written.emit(node.id, title or node.title, synopsis)
