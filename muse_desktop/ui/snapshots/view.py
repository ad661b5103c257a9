"""The snapshots of the document on the page: listed, compared with now, brought back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from muse_desktop.errors import MuseError
from muse_desktop.manuscript.restoring import Edit
from muse_desktop.manuscript.session import DocumentSession
from muse_desktop.manuscript.snapshots import Comparison, Reason, SnapshotInfo
from muse_desktop.studio.studio import Studio
from muse_desktop.text.diff import Hunk
from muse_desktop.ui.base.asking import ask_whether
from muse_desktop.ui.base.full_view import BackChip, top_line
from muse_desktop.ui.base.jobs import Jobs
from muse_desktop.ui.base.languages import Retranslated, spoken
from muse_desktop.ui.base.mime import new_mime
from muse_desktop.ui.base.when import when
from muse_desktop.ui.base.widgets import Chip, ElidedLabel, Quiet, TextButton
from muse_desktop.ui.notices import Notice, NoticeBar
from muse_desktop.ui.page.clipboard import page_mime
from muse_desktop.ui.snapshots.diff_view import DiffView
from muse_desktop.ui.snapshots.hunk_card import Sides
from muse_desktop.ui.snapshots.list import SnapshotList
from muse_desktop.ui.snapshots.name_dialog import NameDialog
from muse_desktop.ui.snapshots.whole_text import WholeText
from muse_desktop.ui.snapshots.words import SnapshotWords

LIST_WIDTH = 300
READING_WIDTH = 680
AGAIN_MS = 250  # after the text has changed under the comparison


class SnapshotsView(Retranslated, QWidget):
    """One document's snapshots. `restore` puts an `Edit` into it, `undo` takes the last step back."""

    back = Signal()
    take_wanted = Signal()

    def __init__(
        self,
        studio: Studio,
        jobs: Jobs,
        restore: Callable[[int, Edit], Any],
        undo: Callable[[int], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("snapshots")
        self._snapshots = studio.writing.snapshots
        self._studio, self._jobs = studio, jobs
        self._restore, self._undo = restore, undo
        self._words = SnapshotWords(self)
        self._session: DocumentSession | None = None
        self.comparison: Comparison | None = None
        self._asked = 0
        self._again = Quiet(AGAIN_MS, self.compare, self)
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        self._title, self._document = QLabel(self), ElidedLabel(self)
        self._title.setProperty("role", "title")
        self._document.setProperty("role", "muted")
        self.back_chip = BackChip(self)
        self.notices = NoticeBar(self)
        self.list = SnapshotList(self)
        self._none = QLabel(self)
        self._none.setProperty("role", "muted")
        self._none.setWordWrap(True)
        self.take_button = QPushButton(self)
        self.rename_button, self.delete_button = TextButton(self), TextButton(self)
        self._name = ElidedLabel(self)
        self._name.setProperty("role", "heading")
        self._about = ElidedLabel(self)
        self._about.setProperty("role", "muted")
        self.differences, self.text = Chip(parent=self, checkable=True), Chip(parent=self, checkable=True)
        self.bring_all = QPushButton(self)
        self.bring_all.setProperty("role", "primary")
        self.diff = DiffView(self)
        self.reading = WholeText(self)
        self.reading.labelled = self._copied
        self.sides = QStackedWidget(self)
        self.sides.addWidget(self.diff)
        column = QWidget(self)
        row = QHBoxLayout(column)
        row.setContentsMargins(36, 12, 20, 0)
        row.addWidget(self.reading, 1)
        self.reading.setMaximumWidth(READING_WIDTH)
        row.addStretch(0)
        self.sides.addWidget(column)
        panes = QSplitter(Qt.Orientation.Horizontal, self)
        panes.setHandleWidth(1)
        panes.addWidget(self._left())
        panes.addWidget(self._right())
        panes.setStretchFactor(1, 1)
        panes.setSizes([LIST_WIDTH, 2 * LIST_WIDTH])
        for place in (0, 1):
            panes.setCollapsible(place, False)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        for widget in (self._top(), self.notices, panes):
            box.addWidget(widget, int(widget is panes))

    def _top(self) -> QFrame:
        return top_line(self, self._title, self._document, self.back_chip, wide=self._document)

    def _left(self) -> QWidget:
        left = QWidget(self)
        left.setProperty("role", "side")
        left.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        left.setMinimumWidth(220)
        buttons = QHBoxLayout()
        buttons.setSpacing(6)
        buttons.addWidget(self.rename_button)
        buttons.addWidget(self.delete_button)
        buttons.addStretch(1)
        side = QVBoxLayout(left)
        side.setContentsMargins(12, 12, 12, 10)
        side.setSpacing(8)
        side.addWidget(self.take_button)
        side.addWidget(self._none)
        side.addWidget(self.list, 1)
        side.addLayout(buttons)
        return left

    def _right(self) -> QWidget:
        right = QWidget(self)
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addWidget(self._name)
        names.addWidget(self._about)
        row = QHBoxLayout()
        row.setContentsMargins(36, 14, 20, 4)
        row.setSpacing(8)
        row.addLayout(names, 1)
        for widget in (self.differences, self.text, self.bring_all):
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.sides, 1)
        return right

    def _connect(self) -> None:
        self.back_chip.clicked.connect(self.back)
        self.list.chosen.connect(self._chosen)
        self.list.rename_wanted.connect(self.ask_name)
        self.list.delete_wanted.connect(self.ask_delete)
        self.take_button.clicked.connect(self.take_wanted)
        self.rename_button.clicked.connect(self.ask_name)
        self.delete_button.clicked.connect(self.ask_delete)
        self.differences.clicked.connect(lambda: self._show_side(0))
        self.text.clicked.connect(lambda: self._show_side(1))
        self.bring_all.clicked.connect(self.bring_all_back)
        self.diff.hunk_wanted.connect(self.bring_back)

    def retranslate(self) -> None:
        """Set the words again."""
        self._title.setText(self.tr("Snapshots"))
        self.take_button.setText(self.tr("Take a snapshot now…"))
        self.rename_button.setText(self.tr("Rename…"))
        self.delete_button.setText(self.tr("Delete…"))
        self.differences.setText(self.tr("What differs"))
        self.text.setText(self.tr("Whole text of then"))
        self.bring_all.setText(self.tr("Bring all of it back"))
        self.reading.setAccessibleName(self.tr("The text as it was"))
        nothing = self.tr("No snapshot of this document yet.")
        self._none.setText(
            f"{nothing}\n\n"
            + self.tr(
                "One is taken for every ten minutes of writing, before "
                "words of the model come in, before words are replaced in the whole manuscript, and before a "
                "snapshot is brought back. Those you take or name yourself stay for good; the others are "
                "thinned out with time."
            )
        )
        self._show_about()
        self._show_side(self.sides.currentIndex())

    # What is shown

    def show_document(self, session: DocumentSession, choose: int | None = None) -> None:
        """Show the snapshots of a document, one of them chosen."""
        if self._session is not session:
            self.comparison = None
            self.diff.clear()
            self.notices.withdraw("restored")
        self._session = session
        self._document.setText(session.title)
        self.reload(choose)

    def text_changed(self, document: int) -> None:
        """The text of a document has changed: what is compared with it is out of date."""
        if self._session is not None and self._session.id == document and self.isVisible():
            self._again.start()

    def reload(self, choose: int | None = None) -> None:
        """Read the list again."""
        session = self._session
        if session is None:
            return

        def show(found: list[SnapshotInfo]) -> None:
            if self._session is session:
                self.list.show_snapshots(found, choose)
                self.list.setVisible(bool(found))
                self._none.setVisible(not found)
                self._none.setAlignment(Qt.AlignmentFlag.AlignTop)
                self.compare()

        work = self._studio.background(partial(self._snapshots.of_document, session.id))
        self._jobs.watch(work, self, show, self.tell)

    def _chosen(self, info: SnapshotInfo | None) -> None:
        self.comparison = None
        if info is None:
            self.diff.clear()
        else:
            self.compare()
        self._show_about()

    def compare(self) -> None:
        """Compare the chosen snapshot with the text of this moment, off the UI thread."""
        self._again.stop()
        info, session = self.list.current, self._session
        self._asked += 1
        if info is None or session is None or info.document_id != session.id:
            return
        if self.comparison is None:
            self.diff.wait()
        asked, text, runs = self._asked, session.text, session.runs

        def show(comparison: Comparison) -> None:
            if asked == self._asked:
                self.comparison = comparison
                self.diff.show_comparison(Sides(comparison, runs, session.book, session.title))
                self._show_side(self.sides.currentIndex())
                self._show_about()

        def fail(error: MuseError) -> None:
            if asked == self._asked:
                self.diff.clear()
                self.tell(error)

        work = partial(self._snapshots.compare_text, session.id, text, info.id, 0)
        self._jobs.watch(self._studio.background(work), self, show, fail)

    def _show_about(self) -> None:
        info, comparison = self.list.current, self.comparison
        for button in (self.rename_button, self.delete_button):
            button.setEnabled(info is not None)
        differs = comparison is not None and bool(comparison.hunks)
        self.bring_all.setEnabled(differs)
        for widget in (self._name, self._about, self.differences, self.text, self.bring_all):
            widget.setVisible(info is not None)
        if info is None:
            return
        self._name.setText(self._words.title(info))
        parts = [when(info.at)]
        if comparison is not None and self._session is not None:
            parts.append(self._words.lengths(info.words, self._session.words))
            if comparison.hunks:
                parts.append(self.tr("%Ln differences", "", len(comparison.hunks)))
        self._about.setText(" · ".join(parts))

    def _show_side(self, place: int) -> None:
        self.differences.setChecked(place == 0)
        self.text.setChecked(place == 1)
        self.sides.setCurrentIndex(place)
        if place == 1 and self.comparison is not None:
            shown = self.comparison.then.text
            if self.reading.whole != shown:
                self.reading.show_whole(shown)

    def _copied(self, text: str, start: int) -> QMimeData:
        """Words copied from the whole text: they keep their origins."""
        comparison, session = self.comparison, self._session
        if comparison is None or session is None:
            mime = new_mime()
            mime.setText(text)
            return mime
        runs = comparison.then.runs.slice(start, start + len(text))
        return page_mime(text, runs, session.book, session.title)

    # Keeping, naming, deleting

    def ask_name(self) -> None:
        """Ask for another name of the chosen snapshot."""
        info = self.list.current
        if info is not None:
            about = self.tr("A snapshot with a name stays for good.")
            NameDialog(
                self.tr("Rename the snapshot"), about, self.tr("Rename"), info.name,
                lambda name: self._change(partial(self._snapshots.rename, info.id, name)), self.window(),
            ).open()  # fmt: skip

    def ask_delete(self) -> None:
        """Ask whether the chosen snapshot may go."""
        info = self.list.current
        if info is None:
            return
        about = self.tr("It cannot be brought back afterwards. The document itself stays.")
        title = self.tr("Delete this snapshot?")
        ask_whether(
            title,
            title,
            f"{self._words.title(info)} · {when(info.at)}\n\n{about}",
            (self.tr("Delete"), self.tr("Keep it")),
            partial(self._change, partial(self._snapshots.remove, info.id)),
            self.window(),
            QMessageBox.Icon.Question,
        )

    def _change(self, work: Callable[[], None]) -> None:
        self._jobs.watch(self._studio.background(work), self, lambda _: self.reload(), self.tell)

    # Bringing back

    def bring_back(self, hunk: Hunk) -> None:
        """Bring back what the chosen snapshot has in one stretch."""
        session, comparison = self._session, self.comparison
        if session is None or comparison is None:
            return
        try:
            edit = self._snapshots.hunk_restoration(session, comparison, hunk.changes)
        except MuseError as error:
            self.tell(error)
            self.compare()
            return
        self._carry_out(edit, lambda: self.tr("The passage is back on the page as it was."))

    def bring_all_back(self) -> None:
        """Make the document what it was, after a snapshot of what it is."""
        session, comparison = self._session, self.comparison
        if session is None or comparison is None:
            return
        try:
            edit = self._snapshots.restoration_of(session, comparison)
        except MuseError as error:
            self.tell(error)
            self.compare()
            return
        taking = self._snapshots.take(session, Reason.BEFORE_RESTORE)
        self._jobs.watch(taking, self, lambda _: self.reload(), self.tell)
        self._carry_out(
            edit,
            lambda: self.tr("The whole text is back as it was. What it was before is a snapshot now."),
        )

    def _carry_out(self, edit: Edit, words: Callable[[], str]) -> None:
        session = self._session
        if session is None or edit.is_nothing:
            return
        try:
            self._restore(session.id, edit)
        except MuseError as error:
            self.tell(error)
            return
        document = session.id
        self.notices.tell(
            Notice(
                "restored", words, "news", lambda: self.tr("Undo"), lambda: self._take_back(document)
            )
        )
        self.compare()

    def _take_back(self, document: int) -> None:
        self._undo(document)
        self.compare()

    def tell(self, error: MuseError) -> None:
        """Say what went wrong, above the list."""
        self.notices.tell(Notice(error.code, lambda: error.text(spoken())))
