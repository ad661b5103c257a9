"""The inspiration shelf: texts to read, to put into the library, and to be in conversation with."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QLabel, QLineEdit, QPushButton, QSplitter, QVBoxLayout, QWidget

from muse_desktop.library.shelf import PutReport, Shelf, ShelfItem
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.base.full_view import row
from muse_desktop.ui.base.jobs import Jobs
from muse_desktop.ui.base.languages import spoken
from muse_desktop.ui.base.list_model import Role
from muse_desktop.ui.base.widgets import Chip, Column, ProseView, TextButton
from muse_desktop.ui.shelf.frame import ShelfFrame, caption
from muse_desktop.ui.shelf.shelf_model import ShelfModel, TwoLines

FILTERS = ("", "en", "zh", "poem", "prose")


class ShelfView(ShelfFrame):
    """On the left what stands on the shelf, on the right the chosen text with its papers."""

    put_in = Signal()  # something came into the library
    converse_wanted = Signal(int)  # an item of the library
    open_wanted = Signal(int)  # an item of the library

    def __init__(self, studio: Studio, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._studio, self._jobs = studio, jobs
        self.shelf = Shelf()
        self._busy = False
        self.model = ShelfModel(self)
        self.list = TwoLines(self)
        self.list.setModel(self.model)
        self.search = QLineEdit(self)
        self.search.setClearButtonEnabled(True)
        self.filters = [Chip(parent=self, checkable=True) for _ in FILTERS]
        self.all = TextButton(self)
        self.put = QPushButton(self)
        self.put.setProperty("role", "primary")
        self.converse = Chip(parent=self)
        self.heading = QLabel(self)
        self.heading.setProperty("role", "heading")
        self.heading.setWordWrap(True)
        self.by, self.papers = caption(self, "muted"), caption(self)
        self.text = ProseView(self)
        self._count = caption(self)
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        group = QButtonGroup(self)
        for chip in self.filters:
            group.addButton(chip)
        self.filters[0].setChecked(True)
        left, right = QWidget(self), QWidget(self)
        side = QVBoxLayout(left)
        side.setContentsMargins(0, 0, 14, 0)
        side.setSpacing(8)
        side.addWidget(self.search)
        side.addLayout(row(*self.filters, 1, spacing=6))
        side.addWidget(self.list, 1)
        side.addLayout(row(self._count, 1, self.all))
        column = Column(right, margin=10)
        for widget in (self.heading, self.by, self.papers):
            column.box.addWidget(widget)
        column.box.addSpacing(8)
        column.box.addWidget(self.text)
        column.box.addStretch(1)
        page = QVBoxLayout(right)
        page.setContentsMargins(14, 0, 0, 0)
        page.addWidget(column, 1)
        page.addLayout(row(self.put, self.converse, 1))
        self.column = column
        halves = QSplitter(Qt.Orientation.Horizontal, self)
        halves.setHandleWidth(1)
        halves.addWidget(left)
        halves.addWidget(right)
        halves.setStretchFactor(0, 2)
        halves.setStretchFactor(1, 3)
        halves.setChildrenCollapsible(False)
        self.body.addWidget(halves, 1)

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _text: self._filter())
        for chip in self.filters:
            chip.clicked.connect(lambda _checked=False: self._filter())
        self.list.selectionModel().currentChanged.connect(lambda *_: self._show())
        self.list.activated.connect(lambda _index: self.put_chosen())
        self.put.clicked.connect(self.put_chosen)
        self.converse.clicked.connect(self._converse)
        self.all.clicked.connect(lambda: self._put([one.id for one in self.model.values]))

    def retranslate(self) -> None:
        """Set the words again."""
        self.title.setText(self.tr("Inspiration shelf"))
        self.search.setPlaceholderText(self.tr("Title, author or tag"))
        self.search.setAccessibleName(self.tr("Find on the shelf"))
        self.list.setAccessibleName(self.tr("Texts on the shelf"))
        names = self.tr("All"), "English", "中文", self.tr("Poems"), self.tr("Prose")
        for chip, name in zip(self.filters, names, strict=True):
            chip.setText(name)
        self.converse.setText(self.tr("In conversation with it"))
        self.converse.setToolTip(
            self.tr("Puts it into your library and beside the next prompt, so that a new piece can answer it")
        )
        self._say()
        self._show()

    # Showing

    def open(self) -> None:
        """Look at the shelf and the library anew."""
        if not self.model.values:
            self._filter()
        self.model.there = self.shelf.on_library(self._studio.library)
        self.model.refresh()
        self._show()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def chosen(self) -> ShelfItem | None:
        """The text on the right."""
        found = self.list.currentIndex().data(Role.VALUE)
        return found if isinstance(found, ShelfItem) else None

    def choose(self, shelf_id: str) -> None:
        """Show one text."""
        places = [one.id for one in self.model.values]
        if shelf_id in places:
            self.list.setCurrentIndex(self.model.index(places.index(shelf_id)))

    def _filter(self) -> None:
        wanted = next(name for chip, name in zip(self.filters, FILTERS, strict=True) if chip.isChecked())
        words = self.search.text().casefold().split()
        kinds = ("prose", "essay") if wanted == "prose" else (wanted,)
        found = [
            one
            for one in self.shelf.items
            if (not wanted or one.language == wanted or one.kind in kinds)
            and all(word in _searched(one) for word in words)
        ]
        before = self.chosen
        self.model.set_values(found)
        if before is not None and before in found:
            self.choose(before.id)
        elif found:
            self.list.setCurrentIndex(self.model.index(0))
        else:
            self.list.setCurrentIndex(QModelIndex())
        self._say()
        self._show()

    def _say(self) -> None:
        count = len(self.model.values)
        self._count.setText(self.tr("%Ln texts, all in the public domain", "", count))
        self.all.setText(self.tr("Put these into my library"))
        self.all.setEnabled(count > 0 and not self._busy)

    def _show(self) -> None:
        item = self.chosen
        for widget in (self.put, self.converse, self.text, self.papers, self.by):
            widget.setVisible(item is not None)
        self.heading.setText(item.title if item else self.tr("Nothing on the shelf is called that."))
        if item is None:
            return
        years = f" · {item.year}" if item.year else ""
        self.by.setText(f"{item.author} ({item.lived}){years}")
        source = self.shelf.source(item)
        whole = self.tr("The whole text") if item.whole else self.tr("An excerpt")
        if item.work and not item.whole:
            whole = self.tr("An excerpt of “{work}”").format(work=item.work)
        language = spoken()
        lines = f"{whole}. {source.licence[language]}", source.name[language], source.detail[language]
        self.papers.setText("\n".join(lines))
        text = self.shelf.text(item.id)
        if self.text.toPlainText() != text:
            self.text.setPlainText(text)
            self.column.verticalScrollBar().setValue(0)
        here = item.id in self.model.there
        self.put.setText(self.tr("Open in my library") if here else self.tr("Put into my library"))
        self.put.setEnabled(not self._busy)
        self.converse.setEnabled(not self._busy)

    # Doing

    def put_chosen(self) -> None:
        """Put the chosen text into the library; one that is there is opened."""
        item = self.chosen
        if item is None:
            return
        if item.id in self.model.there:
            self.open_wanted.emit(self.model.there[item.id])
        else:
            self._put([item.id])

    def _put(self, ids: Sequence[str], then: object = None) -> None:
        if self._busy or not ids:
            return
        self._busy = True
        self._say()
        self._show()
        shelf, library, language = self.shelf, self._studio.library, spoken()

        def over() -> None:
            self._busy = False
            self.model.there = self.shelf.on_library(library)
            self.model.refresh()
            self._say()
            self._show()

        def done(report: PutReport) -> None:
            if report.added:
                self.put_in.emit()
            self.model.there = self.shelf.on_library(library)
            if callable(then):
                then()

        work = self._studio.background(lambda: shelf.put(library, ids, language))
        self._jobs.watch(work, self, done, self.refuse, over)

    def _converse(self) -> None:
        item = self.chosen
        if item is None:
            return

        def go() -> None:
            if item.id in self.model.there:
                self.converse_wanted.emit(self.model.there[item.id])

        if item.id in self.model.there:
            go()
        else:
            self._put([item.id], go)


def _searched(item: ShelfItem) -> str:
    return " ".join((item.title, item.author, item.work, *item.tags)).casefold()
