"""Other words for a word: what the thesauri say, in a small panel under it; Enter puts one in its place."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from muse_desktop.craft.thesaurus import Entry
from muse_desktop.studio.spelling import Spelling
from muse_desktop.ui.base.jobs import Jobs
from muse_desktop.ui.base.languages import Retranslated
from muse_desktop.ui.base.list_model import Index, Role
from muse_desktop.ui.base.look import colour, draw_row
from muse_desktop.ui.base.widgets import Quiet, TextButton, shifted
from muse_desktop.ui.spelling.suggestions import Spot

WIDTH, ROWS, ROW_HEIGHT, EDGE = 340, 11, 27, 10
HEADING = Role.SECOND  # a row that only says which meaning follows
LOOK_UP_MS = 200


class RowDelegate(QStyledItemDelegate):
    """A word with its kind at the right, or the heading of a meaning."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Qt: rows of one height."""
        return QSize(160, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: draw one row."""
        if not index.data(HEADING):
            draw_row(painter, option, index, str(index.data(Role.WORDS) or ""))
            return
        painter.save()
        font = option.font
        font.setItalic(True)
        painter.setFont(font)
        painter.setPen(colour("muted"))
        place = option.rect.adjusted(8, 4, -8, 0)
        shown = painter.fontMetrics().elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, place.width()
        )
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()


class OtherWords(Retranslated, QFrame):
    """A field with the word and the list below. Belongs to the window; `open` it for a spot of a page."""

    add_wanted = Signal()  # the word is unknown, and the writer wants to add a thesaurus

    def __init__(self, spelling: Spelling, jobs: Jobs, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("palette")
        self._spelling, self._jobs = spelling, jobs
        self._spot: Spot | None = None
        self._asked = 0
        self._missing = False
        self.model = QStandardItemModel(self)
        self.field = QLineEdit(self)
        self.list = QListView(self)
        self.list.setModel(self.model)
        self.list.setItemDelegate(RowDelegate(self.list))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.words = QLabel(self)
        self.words.setWordWrap(True)
        self.words.setProperty("role", "muted")
        self.add = TextButton(self, strong=True)
        self._quiet = Quiet(LOOK_UP_MS, self._look_up, self)
        box = QVBoxLayout(self)
        box.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        box.setSpacing(6)
        for widget in (self.field, self.list, self.words):
            box.addWidget(widget)
        box.addLayout(shifted(self.add))
        self.field.textEdited.connect(lambda _: self._quiet.start())
        self.field.installEventFilter(self)
        self.list.clicked.connect(self._choose)
        self.add.clicked.connect(self._add)
        self.retranslate()
        self.hide()

    def retranslate(self) -> None:
        """Set the words again."""
        self.field.setAccessibleName(self.tr("Word to look up"))
        self.list.setAccessibleName(self.tr("Other words"))
        self.add.setText(self.tr("Add a thesaurus…"))

    def open(self, spot: Spot) -> None:
        """Look the word up, right under it."""
        self._spot = spot
        self.field.setText(spot.word)
        self.field.selectAll()
        self._show(None, self.tr("Looking…"))
        self.place()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._look_up()

    def place(self) -> None:
        """Under the word, or over it where there is no room below."""
        self.layout().activate()
        window, box = self.parentWidget(), self.layout()
        wraps = box.hasHeightForWidth()
        height = box.totalHeightForWidth(WIDTH) if wraps else self.sizeHint().height()
        size = QSize(WIDTH, height)
        self.resize(size)
        if self._spot is None:
            return
        word = self._spot.rect()
        corner = window.mapFromGlobal(word.bottomLeft())
        y = corner.y() + 6
        if y + size.height() > window.height() - EDGE:
            y = max(EDGE, corner.y() - word.height() - size.height() - 6)
        self.move(max(EDGE, min(corner.x() - EDGE, window.width() - WIDTH - EDGE)), y)

    def close_up(self) -> None:
        """Hide, and go on writing."""
        self.hide()
        if self._spot is not None:
            self._spot.page.setFocus(Qt.FocusReason.OtherFocusReason)

    # Looking up

    def _look_up(self) -> None:
        self._asked += 1
        number, word = self._asked, self.field.text().strip()

        def show(entry: Entry | None) -> None:
            if number == self._asked and self.isVisible():
                self._found(word, entry)

        self._jobs.watch(self._spelling.look_up(word), self, show)

    def _found(self, word: str, entry: Entry | None) -> None:
        self._missing = entry is None
        words = ""
        if entry is None:
            words = self.tr("No other words for “{word}” are known.").format(word=word)
            more = self.tr("English comes with the app; files of LibreOffice (th_….dat) can be added.")
            words = f"{words} {more}"
        self._show(entry, words)
        self.place()

    def _show(self, entry: Entry | None, words: str) -> None:
        self.model.clear()
        for sense in entry.senses if entry is not None else ():
            parts = (self.part(sense.part), sense.of)
            heading = QStandardItem(": ".join(one for one in parts if one))
            heading.setData(True, HEADING)
            heading.setEnabled(False)
            self.model.appendRow(heading)
            for word in sense.words:
                row = QStandardItem(word.text)
                row.setData(self.note(word.note), Role.WORDS)
                row.setData(f"{word.text} {self.note(word.note)}".strip(), Qt.ItemDataRole.AccessibleTextRole)
                self.model.appendRow(row)
        self.list.setVisible(self.model.rowCount() > 0)
        self.list.setFixedHeight(min(self.model.rowCount(), ROWS) * ROW_HEIGHT)
        self.words.setText(words)
        self.words.setVisible(bool(words))
        self.add.setVisible(self._missing)
        self._step(1, 0)

    def part(self, part: str) -> str:
        """What kind of word, in the language of the window where the file uses an English name."""
        names = {
            "noun": self.tr("noun"),
            "verb": self.tr("verb"),
            "adj": self.tr("adjective"),
            "adv": self.tr("adverb"),
        }
        return names.get(part, part)

    def note(self, note: str) -> str:
        """How a word stands to the one looked up."""
        names = {
            "broader": self.tr("broader"),
            "similar": self.tr("similar"),
            "related": self.tr("related"),
            "opposite": self.tr("opposite"),
        }
        return names.get(note, "")

    # Choosing

    def _choose(self, index: Index) -> None:
        if index.isValid() and not index.data(HEADING):
            spot, word = self._spot, str(index.data())
            self.close_up()
            if spot is not None:
                spot.replace(word)

    def _add(self) -> None:
        self.close_up()
        self.add_wanted.emit()

    def _step(self, by: int, row: int) -> None:
        """Go to `row`, or on in the direction `by` to a row that is a word."""
        while 0 <= row < self.model.rowCount():
            if not self.model.index(row, 0).data(HEADING):
                self.list.setCurrentIndex(self.model.index(row, 0))
                return
            row += by

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: the field keeps the keyboard; arrows move in the list, Enter takes a word, Esc closes."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                event.accept()  # ours, before the window's own Esc
                return True
        elif event.type() == QEvent.Type.FocusOut and not self.underMouse() and not self.add.hasFocus():
            self.hide()
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: ROWS, Qt.Key.Key_PageUp: -ROWS}
        current = self.list.currentIndex()
        if event.key() == Qt.Key.Key_Escape:
            self.close_up()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._quiet.isActive():
                self._quiet.stop()
                self._look_up()
            else:
                self._choose(current)
        elif event.key() in steps:
            by = steps[Qt.Key(event.key())]
            row = max(0, min(current.row() + by, self.model.rowCount() - 1))
            self._step(1 if by > 0 else -1, row)
        else:
            return False
        return True
