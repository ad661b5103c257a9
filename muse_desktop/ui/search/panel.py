"""Searching the whole manuscript beside the page: as one types, in texts, titles and synopses."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from muse_desktop.errors import MuseError
from muse_desktop.manuscript.search_context import Excerpt
from muse_desktop.manuscript.search_groups import Found, look_up
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.base.jobs import Jobs
from muse_desktop.ui.base.languages import Retranslated, number, spoken
from muse_desktop.ui.base.post import listen
from muse_desktop.ui.base.widgets import Chip, Quiet, SectionLabel, TextButton
from muse_desktop.ui.search.fields import FindField, is_escape
from muse_desktop.ui.search.results import ResultList, rows_of

AFTER_TYPING_MS = 80
AFTER_SAVE_MS = 400
MARGIN = 10


class SearchPanel(Retranslated, QWidget):
    """A field and what it finds; arrows move between them, Enter opens, Esc goes back to the binder."""

    opened = Signal(int, object)  # document, Excerpt | None
    closed = Signal()

    def __init__(self, studio: Studio, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._studio, self._jobs = studio, jobs
        self._document: int | None = None
        self._looks = 0
        self._chosen = False  # the writer has opened one of the places that are shown
        self._found: Found | None = None
        self._error: MuseError | None = None
        self.setProperty("role", "side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.heading = SectionLabel(self)
        self.close_button = TextButton(self)
        self.field = FindField(self)
        self.field.setClearButtonEnabled(True)
        self.everywhere = Chip(parent=self, checkable=True)
        self.summary = QLabel(self)
        self.summary.setProperty("role", "caption")
        self.summary.setWordWrap(True)
        self.list = ResultList(self)
        self._build()
        self._soon = Quiet(AFTER_TYPING_MS, self.look, self)
        self._later = Quiet(AFTER_SAVE_MS, self.look, self)
        self.field.textChanged.connect(self._typed)
        self.field.onward.connect(self._open_current)
        self.everywhere.toggled.connect(lambda _on: self.look())
        self.close_button.clicked.connect(lambda _checked=False: self.closed.emit())
        self.list.clicked.connect(self._open)
        self.list.activated.connect(self._open)
        listen(self, studio.writing.on_search_change, self._changed)
        self.retranslate()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.heading, 1)
        head.addWidget(self.close_button)
        scope = QHBoxLayout()
        scope.addWidget(self.everywhere)
        scope.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(MARGIN, 12, 2, 0)
        box.setSpacing(8)
        above = QVBoxLayout()
        above.setContentsMargins(0, 0, MARGIN - 2, 0)
        above.setSpacing(8)
        above.addLayout(head)
        above.addWidget(self.field)
        above.addLayout(scope)
        above.addWidget(self.summary)
        box.addLayout(above)
        box.addWidget(self.list, 1)

    def retranslate(self) -> None:
        """Set the words again."""
        self.heading.setText(self.tr("Search the manuscript"))
        self.close_button.setText("✕")
        self.close_button.setToolTip(self.tr("Back to the binder"))
        self.close_button.setAccessibleName(self.tr("Back to the binder"))
        self.field.setPlaceholderText(self.tr("Words, or a “phrase”"))
        self.field.setAccessibleName(self.tr("Search the manuscript"))
        self.everywhere.setText(self.tr("All projects"))
        self.list.setAccessibleName(self.tr("Places found"))
        self._tell()

    def take_up(self, document: int | None, words: str) -> None:
        """Search the project of `document`; `words`, if any, are what to look for."""
        self._document = document
        self.everywhere.setVisible(len(self._studio.manuscript.projects()) > 1)
        if words:
            self.field.setText(words)
        self.field.selectAll()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.look()

    def document_changed(self, document: int | None) -> None:
        """Another document is on the page."""
        self._document = document

    def look(self) -> None:
        """Search now, off the UI thread."""
        self._soon.stop()
        self._later.stop()
        self._looks += 1
        look, query = self._looks, self.field.text()
        beside = None if self.everywhere.isChecked() else self._document
        studio = self._studio

        def work() -> Found:
            if look != self._looks or not query.strip():
                return Found(())
            return look_up(studio.manuscript, studio.writing.search, query, beside=beside)

        self._jobs.watch(
            studio.background(work),
            self,
            lambda found: self._show(look, found, None),
            lambda error: self._show(look, Found(()), error),
        )

    def _typed(self) -> None:
        self._chosen = False
        self._soon.start()

    def _changed(self) -> None:
        """The index has news."""
        if self.isVisible() and self.field.text().strip() and not self._later.isActive():
            self._later.start()

    def _show(self, look: int, found: Found, error: MuseError | None) -> None:
        if look != self._looks:
            return
        self._found, self._error = found, error or found.trouble
        at = self.list.row(self.list.currentIndex())
        self.list.results.set_values(rows_of(found))
        keep = at is not None and (self._chosen or self.list.hasFocus())
        row = self.list.results.row_of(at.key) if at is not None and keep else 0
        if self.list.results.rowCount():
            self.list.setCurrentIndex(self.list.results.index(max(row, 0)))
        self._tell()

    def _tell(self) -> None:
        found, words = self._found, ""
        if self._error is not None:
            words = self._error.text(spoken())
        elif found is not None and self.field.text().strip():
            words = self._summary(found)
        self.summary.setProperty("role", "error" if self._error is not None else "caption")
        self.summary.style().unpolish(self.summary)
        self.summary.style().polish(self.summary)
        self.summary.setText(words)
        self.summary.setVisible(bool(words))

    def _summary(self, found: Found) -> str:
        if found.groups:
            places = self.tr("%Ln places", "", found.places)
            documents = self.tr("%Ln documents", "", len(found.groups))
            both = self.tr("{places} in {documents}").format(places=places, documents=documents)
            parts = [both if found.places else documents]  # only titles or synopses
            if found.left_out:
                left = self.tr("and about {count} passages more; further words narrow it down")
                parts.append(left.format(count=number(found.left_out)))
        else:
            parts = [self.tr("Nothing found.")]
        if not found.complete:
            parts.append(self.tr("The manuscript is still being read…"))
        return " · ".join(parts)

    def _open_current(self) -> None:
        if self._soon.isActive():
            self.look()
            return
        index = self.list.currentIndex()
        row = self.list.row(index)
        if row is not None and row.header and row.count:  # the first place is meant, not the heading over it
            index = index.siblingAtRow(index.row() + 1)
        self._open(index)

    def _open(self, index: object) -> None:
        row = self.list.row(index)  # type: ignore[arg-type]
        if row is not None:
            self._chosen = True
            excerpt: Excerpt | None = row.excerpt
            self.opened.emit(row.document_id, excerpt)

    def event(self, event: QEvent) -> bool:
        """Qt: Esc is ours while the keyboard is here."""
        if is_escape(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Esc goes back; the arrows go from the field into the list."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() == Qt.Key.Key_Down and self.field.hasFocus():
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)
