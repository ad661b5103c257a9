"""Reading a text of the library: its chapters at the left, the text beside them, opened at a passage."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListView, QSplitter, QVBoxLayout, QWidget

from muse_desktop.errors import MuseError
from muse_desktop.library.corpus import ItemInfo
from muse_desktop.library.reading import Book, Part, book, find
from muse_desktop.store.clock import now
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.base.full_view import top_line
from muse_desktop.ui.base.jobs import Jobs
from muse_desktop.ui.base.languages import Retranslated, number, spoken
from muse_desktop.ui.base.list_model import Index, ListModel
from muse_desktop.ui.base.reading import Reading
from muse_desktop.ui.base.widgets import Chip, ElidedLabel, Line, Quiet, SectionLabel, TextButton
from muse_desktop.ui.library.words import LibraryWords, joined
from muse_desktop.ui.librarysearch.looking import Turn
from muse_desktop.ui.page.clipboard import library_mime
from muse_desktop.ui.search.fields import FindField, is_escape

FIND_AFTER_MS = 120
SIDE_WIDTH = 250
MEASURE = 760  # pixels a line of the text is wide at most


@dataclass(frozen=True)
class Selected:
    """What is selected, or the passage that was opened: code points of the item's text."""

    item: ItemInfo
    start: int
    end: int
    text: str


class PassageText(Reading):
    """The text of a part; what is selected in it in code points."""

    def selected_span(self) -> tuple[int, int]:
        """Start and end of the selection; the same where there is none."""
        cursor = self.textCursor()
        places = self._places
        return places.to_codepoint(cursor.selectionStart()), places.to_codepoint(cursor.selectionEnd())


class PartModel(ListModel):
    """The chapters of a text."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(lambda part: part.start, parent)
        self.title = ""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt: the heading."""
        if not index.isValid():
            return None
        part: Part = self._rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            words = part.heading or (self.title if index.row() == 0 else self.tr("(without a heading)"))
            return self.tr("{heading} (continued)").format(heading=words) if part.continued else words
        return super().data(index, role)


class ReaderView(Retranslated, QWidget):
    """Read only. A selection is copied with its origin; Esc goes back to where the writer came from."""

    back = Signal()
    similar_wanted = Signal(object)  # Selected
    reference_wanted = Signal(object)  # Selected
    failed = Signal(object)  # MuseError

    def __init__(self, studio: Studio, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reader")
        self._studio, self._jobs = studio, jobs
        self._words = LibraryWords(self)
        self._turn, self._finding = Turn(), Turn()
        self._book: Book | None = None
        self._part = -1
        self._place = (0, 0)  # the passage that was opened
        self._matches: list[tuple[int, int]] = []
        self._match = -1
        self._error: MuseError | None = None
        self.title = ElidedLabel(self)
        self.title.setProperty("role", "title")
        self.about = ElidedLabel(self)
        self.about.setProperty("role", "muted")
        self.back_chip = Chip(parent=self)
        self.back_chip.clicked.connect(self.back)
        self.field = FindField(self)
        self.field.setClearButtonEnabled(True)
        self.field.setMaximumWidth(230)
        self.count = QLabel(self)
        self.count.setProperty("role", "muted")
        self.previous, self.next = TextButton(self), TextButton(self)
        self._parts_label = SectionLabel(self)
        self.parts = PartModel(self)
        self.list = QListView(self)
        self.list.setModel(self.parts)
        self.list.setFrameShape(QListView.Shape.NoFrame)
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.text = PassageText(self)
        self.message = QLabel(self)
        self.message.setWordWrap(True)
        self.copy, self.similar, self.reference = TextButton(self), TextButton(self), TextButton(self)
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        top = top_line(
            self, self.title, self.about, self.count, self.previous, self.next, self.field, self.back_chip,
            wide=self.about,
        )  # fmt: skip
        side = QWidget(self)
        side.setProperty("role", "side")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        left = QVBoxLayout(side)
        left.setContentsMargins(13, 14, 6, 6)
        left.addWidget(self._parts_label)
        left.addWidget(self.list, 1)
        paper = QWidget(self)
        paper.setProperty("role", "paper")
        paper.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        middle = QHBoxLayout(paper)
        middle.setContentsMargins(40, 24, 14, 0)
        column = QVBoxLayout()
        column.addWidget(self.message)
        column.addWidget(self.text, 1)
        self.text.setMaximumWidth(MEASURE)
        middle.addStretch(1)
        middle.addLayout(column, 100)
        middle.addStretch(1)
        self._side = side
        self.panes = QSplitter(Qt.Orientation.Horizontal, self)
        self.panes.setHandleWidth(1)
        self.panes.setChildrenCollapsible(False)
        self.panes.addWidget(side)
        self.panes.addWidget(paper)
        self.panes.setSizes([SIDE_WIDTH, 1030])
        self.panes.setStretchFactor(1, 1)
        foot = QWidget(self)
        foot.setFixedHeight(34)
        line = QHBoxLayout(foot)
        line.setContentsMargins(14, 0, 14, 0)
        line.setSpacing(14)
        for button in (self.copy, self.similar, self.reference):
            line.addWidget(button)
        line.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(top)
        box.addWidget(self.panes, 1)
        box.addWidget(Line(self))
        box.addWidget(foot)

    def _connect(self) -> None:
        self._soon = Quiet(FIND_AFTER_MS, self._find, self)
        self.field.textChanged.connect(lambda _words: self._soon.start())
        self.field.onward.connect(lambda: self._step(1))
        self.field.backward.connect(lambda: self._step(-1))
        self.next.clicked.connect(lambda: self._step(1))
        self.previous.clicked.connect(lambda: self._step(-1))
        self.list.selectionModel().currentChanged.connect(self._part_chosen)
        self.text.selectionChanged.connect(self._show_buttons)
        self.text.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.text.customContextMenuRequested.connect(self._menu)
        self.copy.clicked.connect(self._copy)
        self.similar.clicked.connect(lambda: self._tell(self.similar_wanted))
        self.reference.clicked.connect(lambda: self._tell(self.reference_wanted))

    def retranslate(self) -> None:
        """Set the words again."""
        self.back_chip.setText(self.tr("Back  Esc"))
        self.field.setPlaceholderText(self.tr("Find in this text"))
        self.field.setAccessibleName(self.tr("Find in this text"))
        for button, mark, name in (
            (self.previous, "↑", self.tr("Find previous")),
            (self.next, "↓", self.tr("Find next")),
        ):
            button.setText(mark)
            button.setToolTip(name)
            button.setAccessibleName(name)
        self._parts_label.setText(self.tr("Contents"))
        self.list.setAccessibleName(self.tr("Contents"))
        self.text.setAccessibleName(self.tr("Text of the library"))
        self.copy.setText(self.tr("Copy"))
        self.similar.setText(self.tr("Find similar passages"))
        self.reference.setText(self.tr("Write in conversation with it"))
        self.reference.setToolTip(
            self.tr("Compose tells the model this passage, as material and with its name.")
        )
        self.parts.refresh()
        self._say()

    # Opening

    def open(self, item: int, start: int = 0, end: int = 0) -> None:
        """Show a text at a place (code points); notes that it was opened."""
        self._place = (start, max(start, end))
        if self._book is not None and self._book.item.id == item and self._error is None:
            self._show_place()
            self._note(item)
            return
        self._turn.next()
        self._book, self._part, self._error = None, -1, None
        self._matches, self._match = [], -1
        self.field.clear()
        self.parts.set_values([])
        self.text.show_text("")
        self._say()
        library = self._studio.library

        def read() -> Book:
            info = library.info(item)
            if info is None:
                raise MuseError("library.gone", item=item)
            return book(info, library.text(item), library.sections(item))

        reading = self._studio.background(read)
        self._jobs.watch(reading, self, self._turn.call(self._opened), self._turn.call(self._fail))

    def take_keyboard(self) -> None:
        """The view is shown: the text has the keyboard."""
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _opened(self, made: Book) -> None:
        self._book = made
        self.parts.title = made.item.title
        self.list.selectionModel().blockSignals(True)
        self.parts.set_values(made.parts)
        self.list.selectionModel().blockSignals(False)
        self._side.setVisible(len(made.parts) > 1)
        self._say()
        self._show_place()
        self._note(made.item.id)

    def _note(self, item: int) -> None:
        """When it was opened is known to the curator; where nothing can be written, it is not."""
        library = self._studio.library
        noting = self._studio.background(lambda: library.set_details([item], opened_at=now()))
        self._jobs.watch(noting, self, failure=lambda _error: None)

    def _fail(self, error: MuseError) -> None:
        self._error = error
        self._say()

    # Where one is

    def _show_place(self) -> None:
        start, end = self._place
        self._go_to(start, end)

    def _go_to(self, start: int, end: int) -> None:
        made = self._book
        if made is None:
            return
        self._show_part(made.part_at(start))
        self._mark()
        base = made.parts[self._part].start
        QTimer.singleShot(0, self.text, lambda: self.text.go_to(max(0, start - base)))

    def _part_chosen(self, index: Index, _old: Index) -> None:
        if index.isValid() and index.row() != self._part:
            self._show_part(index.row())
            self._mark()

    def _show_part(self, at: int) -> None:
        made = self._book
        if made is None or at == self._part:
            return
        self._part = at
        part = made.parts[at]
        self.list.setCurrentIndex(self.parts.index(at))
        origins, item, title = self._studio.manuscript.book, made.item.id, made.item.title
        self.text.labelled = lambda copied, start: library_mime(
            copied, origins, item, title, start + part.start
        )
        self.text.show_text(made.text[part.start : part.end])
        self._show_buttons()

    def _mark(self) -> None:
        """The passage that was opened and what was found, as far as they stand in this part."""
        if self._book is None or self._part < 0:
            return
        part = self._book.parts[self._part]
        spans = [(*self._place, "near")] if self._place[1] > self._place[0] and self._match < 0 else []
        spans += [(*one, "verbatim") for one in self._matches]
        inside = [
            (max(a, part.start) - part.start, min(b, part.end) - part.start, kind)
            for a, b, kind in spans
            if a < part.end and part.start < b
        ]
        self.text.mark(inside)

    # Finding

    def _find(self) -> None:
        self._soon.stop()
        outdated = self._finding.next()
        made, words = self._book, self.field.text()
        if made is None:
            return

        def work() -> list[tuple[int, int]]:
            return [] if outdated() else find(made.text, words)

        self._jobs.watch(self._studio.background(work), self, self._finding.call(self._found))

    def _found(self, matches: list[tuple[int, int]]) -> None:
        self._matches, self._match = matches, -1
        if matches:
            here = self._position()
            self._match = next((at for at, one in enumerate(matches) if one[0] >= here), 0)
            self._go_to(*matches[self._match])
        else:
            self._mark()
        self._say()

    def _step(self, by: int) -> None:
        if self._soon.isActive():
            self._find()
        elif self._matches:
            self._match = (self._match + by) % len(self._matches)
            self._go_to(*self._matches[self._match])
            self._say()

    def _position(self) -> int:
        selected = self.selected()
        return selected.start if selected is not None else 0

    # A selection

    def selected(self) -> Selected | None:
        """What is selected, or else the passage that was opened, or the first lines that are shown."""
        made = self._book
        if made is None or self._part < 0:
            return None
        part = made.parts[self._part]
        start, end = (part.start + at for at in self.text.selected_span())
        if start == end:
            start, end = _paragraph(made.text, start, self._place, part)
        return Selected(made.item, start, end, made.text[start:end])

    def _tell(self, signal: object) -> None:
        selected = self.selected()
        if selected is not None:
            signal.emit(selected)  # type: ignore[attr-defined]

    def _copy(self) -> None:
        if self.text.textCursor().hasSelection():
            self.text.copy()

    def _show_buttons(self) -> None:
        ready = self._book is not None
        self.copy.setEnabled(ready and self.text.textCursor().hasSelection())
        self.similar.setEnabled(ready)
        self.reference.setEnabled(ready)

    def _menu(self, place: QPoint) -> None:
        menu = self.text.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addSeparator()
        menu.addAction(self.similar.text(), self.similar.click)
        menu.addAction(self.reference.text(), self.reference.click)
        menu.popup(self.text.viewport().mapToGlobal(place))

    # Words

    def _say(self) -> None:
        made = self._book
        self._show_buttons()
        self.message.setVisible(made is None)
        if made is None:
            self.title.setText(self.tr("Reading"))
            self.about.setText("")
            self.count.setText("")
            self.message.setText(self._error.text(spoken()) if self._error else self.tr("Opening…"))
            return
        item = made.item
        self.title.setText(item.title)
        year = str(item.year) if item.year is not None else ""
        self.about.setText(
            joined(item.author, year, self._words.right(item.rights), self._words.size(item.words))
        )
        if self.field.text().strip() and not self._soon.isActive():
            of = self.tr("{at} of {all}").format(at=number(self._match + 1), all=number(len(self._matches)))
            self.count.setText(of if self._matches else self.tr("not found"))
        else:
            self.count.setText("")
        for button in (self.previous, self.next):
            button.setVisible(bool(self._matches))

    def event(self, event: QEvent) -> bool:
        """Qt: Esc and the keys of finding are the reader's, before the window hears of them."""
        asks = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if asks and (is_escape(event) or event.matches(QKeySequence.StandardKey.Find)):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Esc leaves the field, then the reader."""
        if event.matches(QKeySequence.StandardKey.Find):
            self.field.selectAll()
            self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.field.hasFocus():
            self.field.clear()
            self.take_keyboard()
        else:
            self.back.emit()


def _paragraph(text: str, cursor: int, opened: tuple[int, int], part: Part) -> tuple[int, int]:
    """What is meant where nothing is selected: the passage that was opened, and at least its whole line."""
    start, end = opened if opened[1] > opened[0] and part.start <= opened[0] < part.end else (cursor, cursor)
    first = max(text.rfind("\n", 0, start) + 1, part.start)
    last = text.find("\n", end, part.end)
    return first, part.end if last < 0 else last
