"""The outline: the whole project as a table, each thing that is noted in a column of its own."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QVBoxLayout, QWidget

from muse_desktop.ui.manuscript.binder_acts import Acts
from muse_desktop.ui.manuscript.binder_book import Book
from muse_desktop.ui.manuscript.binder_view import BinderTree
from muse_desktop.ui.manuscript.outline_cells import (
    COLUMNS,
    COMPILED_COLUMN,
    CellDelegate,
    OutlineModel,
    TitleDelegate,
    turn,
)
from muse_desktop.ui.manuscript.outline_frame import ManuscriptView


class OutlineTree(BinderTree):
    """The tree with headings; a double click or F2 edits, Enter opens."""

    def __init__(self, book: Book, parent: QWidget | None = None) -> None:
        super().__init__(book, parent)
        self.setHeaderHidden(False)
        self.setExpandsOnDoubleClick(False)
        self.opens_on_click = False
        self.setAllColumnsShowFocus(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: arrows go from cell to cell; Space ticks."""
        if event.key() == Qt.Key.Key_Space and self.currentIndex().column() == COMPILED_COLUMN:
            turn(self.model(), self.currentIndex())
            return
        super().keyPressEvent(event)


class OutlineView(ManuscriptView):
    """The table. What is changed here is changed in the binder at once, and the other way round."""

    def __init__(self, book: Book, acts: Acts, parent: QWidget | None = None) -> None:
        super().__init__(book, acts, parent)
        self.model = OutlineModel(book, self)
        self.tree = OutlineTree(book, self)
        self.tree.setModel(self.model)
        self.tree.setItemDelegate(CellDelegate(book, acts.words.statuses, self))
        self.tree.setItemDelegateForColumn(0, TitleDelegate(book, self))
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for at, column in enumerate(COLUMNS):
            header.resizeSection(at, column.width)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        middle = QWidget(self)
        middle.setProperty("role", "paper")
        middle.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        inside = QVBoxLayout(middle)
        inside.setContentsMargins(14, 8, 14, 8)
        inside.addWidget(self.tree)
        self.box.addWidget(middle, 1)
        self.tree.open_wanted.connect(self.open_wanted)
        self.tree.key_acted.connect(self._key)
        self.model.renamed.connect(lambda document, title: acts.describe([document], title=title))
        self.model.described.connect(self._describe)
        self.model.moved.connect(acts.move)
        self.show_as(outline=True)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words again."""
        super().retranslate()
        self.tree.setAccessibleName(self.tr("Outline"))
        self.model.refresh()

    def show_document(self, document: int | None) -> None:
        """Put the keyboard's row on a document."""
        self.tree.choose(document)

    def take_keyboard(self) -> None:
        """The table gets the keyboard."""
        self.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def _describe(self, document: int, what: str, value: Any) -> None:
        chosen = self.tree.chosen()
        documents = chosen if document in chosen and what not in ("title", "synopsis") else [document]
        self.acts.describe(documents, **{what: value})

    def _key(self, what: str) -> None:
        chosen = self.tree.chosen()
        if chosen:
            self.acts.act(what, chosen)
            self.tree.choose(chosen[0])


