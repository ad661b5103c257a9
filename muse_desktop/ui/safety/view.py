"""The backups: which there are, what is in each and how that differs from now, and getting it back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QSplitter, QVBoxLayout, QWidget

from muse_desktop.errors import MuseError
from muse_desktop.manuscript.backups import BackupContents
from muse_desktop.studio.safety import Safety
from muse_desktop.ui.base.full_view import BackChip, top_line
from muse_desktop.ui.base.jobs import Jobs
from muse_desktop.ui.base.languages import Retranslated, spoken
from muse_desktop.ui.base.list_model import Role
from muse_desktop.ui.base.reading import Reading
from muse_desktop.ui.base.widgets import Chip, ElidedLabel, SectionLabel
from muse_desktop.ui.safety.rows import BackupList, KeptList
from muse_desktop.ui.settings.parts import sentences, small_print

WIDTHS = (300, 420, 560)
_ID = Role.ID


class BackupsView(Retranslated, QWidget):
    """Left the backups, in the middle the documents of one, right the text of one of those."""

    back = Signal()
    failed = Signal(object)  # MuseError
    brought_back = Signal(object)  # list[int], the new documents
    go_back_wanted = Signal(object)  # BackupInfo
    folder_wanted = Signal()

    def __init__(self, safety: Safety, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("backups")
        self._safety = safety
        self._jobs = jobs
        self._contents: BackupContents | None = None
        self._trouble: MuseError | None = None
        self._shown: tuple[Path, int] | None = None
        self._title = QLabel(self)
        self._title.setProperty("role", "title")
        self._folder = ElidedLabel(self, Qt.TextElideMode.ElideMiddle)
        self._folder.setProperty("role", "muted")
        self.open_folder = Chip(parent=self)
        self.back_chip = BackChip(self)
        self._rule = small_print(self)
        self.list = BackupList(self)
        self.make = QPushButton(self)
        self._summary = QLabel(self)
        self._summary.setProperty("role", "heading")
        self._since = small_print(self)
        for label in (self._summary, self._since):
            label.setWordWrap(True)
        self.documents = KeptList(self)
        self.bring = QPushButton(self)
        self.bring.setProperty("role", "primary")
        self.go_back = QPushButton(self)
        self._heading = SectionLabel(self)
        self.text = Reading(self)
        self._build()
        self.back_chip.clicked.connect(self.back)
        self.open_folder.clicked.connect(self.folder_wanted)
        self.make.clicked.connect(self.back_up)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._look_into())
        self.list.backups.modelReset.connect(self._look_into)
        self.documents.selectionModel().selectionChanged.connect(lambda *_: self._show_text())
        self.bring.clicked.connect(self.bring_back)
        self.go_back.clicked.connect(lambda: self.go_back_wanted.emit(self.list.chosen))
        self.retranslate()

    def _build(self) -> None:
        parts = (self._title, self._folder, self.open_folder, self.back_chip)
        top = top_line(self, *parts, wide=self._folder)
        self.panes = QSplitter(Qt.Orientation.Horizontal, self)
        self.panes.setHandleWidth(1)
        self.panes.setChildrenCollapsible(False)
        lists = (self._rule, self.list, self.make)
        chosen = (self._summary, self._since, self.documents, self.bring, self.go_back)
        for role, widgets in (("side", lists), ("side", chosen), ("paper", (self._heading, self.text))):
            self.panes.addWidget(self._pane(role, widgets))
        self.panes.setSizes(list(WIDTHS))
        for place, stretch in enumerate((0, 1, 2)):
            self.panes.setStretchFactor(place, stretch)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(top)
        box.addWidget(self.panes, 1)

    def _pane(self, role: str, widgets: tuple[QWidget, ...]) -> QWidget:
        pane = QWidget(self)
        pane.setProperty("role", role)
        pane.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        pane.setMinimumWidth(220)
        box = QVBoxLayout(pane)
        margins = (34, 28, 24, 0) if role == "paper" else (13, 14, 13, 14)
        box.setContentsMargins(*margins)
        box.setSpacing(14 if role == "paper" else 8)
        for widget in widgets:
            box.addWidget(widget, int(widget in (self.list, self.documents, self.text)))
        return pane

    def retranslate(self) -> None:
        """Set the words again."""
        self._title.setText(self.tr("Backups"))
        self._folder.setText(str(self._safety.folder / "backups"))
        self.open_folder.setText(self.tr("Open data folder"))
        self._rule.setText(
            self.tr(
                "Made by itself every hour while you write. The newest of the last 12 hours, 7 days, 8 weeks "
                "and 12 months are kept."
            )
        )
        self.make.setText(self.tr("Back up now"))
        self.bring.setText(self.tr("Bring back as copies"))
        self.bring.setToolTip(
            self.tr("New documents are made of the chosen ones. What is there now stays as it is.")
        )
        self.go_back.setText(self.tr("Go back to this backup…"))
        self.text.setAccessibleName(self.tr("Text in the backup"))
        self._show_words()

    def show_backups(self) -> None:
        """Look at the folder and show what is there."""
        try:
            self.list.show_backups(self._safety.backups())
        except MuseError as error:
            self.failed.emit(error)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_words()

    def back_up(self) -> None:
        """Make a backup now and show it."""
        self.make.setEnabled(False)
        try:
            making = self._safety.back_up()
        except MuseError as error:
            self.failed.emit(error)
            self.make.setEnabled(True)
            return
        self._jobs.watch(making, self, self._made, self.failed.emit, lambda: self.make.setEnabled(True))

    def _made(self, path: Path) -> None:
        self.show_backups()
        for row, info in enumerate(self.list.backups.values):
            if info.path == path:
                self.list.setCurrentIndex(self.list.backups.index(row, 0))

    def bring_back(self) -> None:
        """Make copies of the chosen documents."""
        chosen, info = self.documents.chosen(), self.list.chosen
        if not chosen or info is None:
            return
        self.bring.setEnabled(False)
        making = self._safety.bring_back(info.path, [one.id for one in chosen])
        self._jobs.watch(making, self, self.brought_back.emit, self.failed.emit, self._show_words)

    def _look_into(self) -> None:
        info = self.list.chosen
        self._take(None)
        if info is None:
            return
        looking = self._safety.contents(info.path)

        def show(contents: BackupContents) -> None:
            if self.list.chosen is not None and self.list.chosen.path == contents.path:
                self._take(contents)

        def refuse(error: MuseError) -> None:
            if self.list.chosen == info:
                self._take(None, error)

        self._jobs.watch(looking, self, show, refuse)

    def _take(self, contents: BackupContents | None, trouble: MuseError | None = None) -> None:
        self._contents, self._trouble = contents, trouble
        self.documents.show_contents(contents)
        self._show_words()
        self._show_text()

    def _show_words(self) -> None:
        found = self._contents
        self.bring.setEnabled(bool(self.documents.chosen()))
        self.go_back.setEnabled(found is not None)
        if self._trouble is not None:
            self._summary.setText(self.tr("This backup cannot be used"))
            self._since.setText(self._trouble.text(spoken()))
        elif found is None:
            none = not self.list.backups.values
            self._summary.setText(self.tr("No backup yet") if none else "")
            self._since.setText(self.tr("Press “Back up now” to make the first one.") if none else "")
        else:
            documents = self.tr("%Ln documents", "", len(found.documents))
            words = self.tr("%Ln words", "", found.words)
            self._summary.setText(self.tr("{documents}, {words}").format(documents=documents, words=words))
            self._since.setText(self._difference(found))

    def _difference(self, found: BackupContents) -> str:
        changes = [one.change for one in found.documents]
        parts = []
        if count := changes.count("changed"):
            parts.append(self.tr("%Ln documents have changed since then.", "", count))
        if count := changes.count("gone") + changes.count("trashed"):
            parts.append(self.tr("%Ln documents are not there any more.", "", count))
        if found.newer:
            parts.append(self.tr("%Ln documents are newer than the backup.", "", found.newer))
        return sentences(*parts) if parts else self.tr("Everything is now as it was then.")

    def _show_text(self) -> None:
        chosen, info = self.documents.chosen(), self.list.chosen
        self.bring.setEnabled(bool(chosen))
        if not chosen or info is None:
            self._shown = None
            self._heading.setText("")
            self.text.show_text("")
            return
        index = self.documents.currentIndex()
        kept = next((one for one in chosen if one.id == self.documents.kept.data(index, _ID)), chosen[0])
        self._heading.setText(kept.title)
        self._shown = (info.path, kept.id)
        reading = self._safety.text(info.path, kept.id)

        def show(text: str) -> None:
            if self._shown == (info.path, kept.id):
                self.text.show_text(text)

        self._jobs.watch(reading, self, show, self.failed.emit)
