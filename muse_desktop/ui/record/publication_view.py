"""The check before publication: the house rules on the left, what was found on the right."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QButtonGroup,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from muse_desktop.errors import MuseError
from muse_desktop.studio.publication.values import Finding, Material, Place, Result
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.base.full_view import top_line
from muse_desktop.ui.base.jobs import Jobs
from muse_desktop.ui.base.languages import Retranslated, spoken
from muse_desktop.ui.base.post import post
from muse_desktop.ui.base.widgets import Chip
from muse_desktop.ui.export_dialog import file_name
from muse_desktop.ui.notices import Notice, NoticeBar
from muse_desktop.ui.record.disclosure_draft import tell
from muse_desktop.ui.record.publication_cards import FindingColumn
from muse_desktop.ui.record.publication_house import TOPIC, HousePane

if TYPE_CHECKING:
    from muse_desktop.ui.record.publication_reason import ReasonDialog

WIDTHS = (320, 960)


class PublicationView(Retranslated, QWidget):
    """The check. Esc or the chip goes back to the page."""

    back = Signal()
    place_wanted = Signal(object)
    disclosure_wanted = Signal()
    chosen = Signal()  # the project goes by other rules

    def __init__(self, studio: Studio, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("publication")
        self._studio, self._jobs, self._post = studio, jobs, post()
        self._room = studio.evidence.publication
        self._project, self._document, self._title = 0, 0, ""
        self._material: Material | None = None
        self.result: Result | None = None
        self._stop = threading.Event()
        self._asked = 0  # the number of the newest wish
        self._make()
        self._build()
        self._connect()
        self.retranslate()

    def _make(self) -> None:
        self._name = QLabel(self)
        self._name.setProperty("role", "title")
        self.back_chip = Chip(parent=self)
        self.notices = NoticeBar(self)
        self.house = HousePane(self._studio, self._jobs, self)
        self.whole, self.one = Chip(parent=self, checkable=True), Chip(parent=self, checkable=True)
        self.run = QPushButton(self)
        self.run.setProperty("role", "primary")
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.state = QLabel(self)
        self.state.setProperty("role", "muted")
        self.findings = FindingColumn(self)
        self._advice = tell("", "caption", self)
        self.save = QPushButton(self)

    def _build(self) -> None:
        group = QButtonGroup(self)
        for chip in (self.whole, self.one):
            group.addButton(chip)
        self.whole.setChecked(True)
        panes = QSplitter(Qt.Orientation.Horizontal, self)
        panes.setHandleWidth(1)
        panes.setChildrenCollapsible(False)
        for pane in (self.house, self._right()):
            panes.addWidget(pane)
        panes.setSizes(list(WIDTHS))
        panes.setStretchFactor(1, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(top_line(self, self._name, self.back_chip))
        box.addWidget(self.notices)
        box.addWidget(panes, 1)

    def _right(self) -> QWidget:
        pane = QWidget(self)
        pane.setProperty("role", "side")
        pane.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        pane.setMinimumWidth(420)
        box = QVBoxLayout(pane)
        box.setSpacing(8)
        box.setContentsMargins(0, 14, 0, 12)
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.setContentsMargins(20, 0, 20, 0)
        head.setSpacing(8)
        head.addWidget(self.whole)
        head.addWidget(self.one)
        head.addSpacing(8)
        head.addWidget(self.state)
        head.addWidget(self.bar, 1)
        head.addStretch(1)
        head.addWidget(self.run)
        foot.setContentsMargins(20, 0, 20, 0)
        foot.setSpacing(10)
        foot.addWidget(self._advice, 1)
        foot.addWidget(self.save)
        box.addLayout(head)
        box.addWidget(self.findings, 1)
        box.addLayout(foot)
        return pane

    def _connect(self) -> None:
        self.back_chip.clicked.connect(self.back)
        self.house.judge_wanted.connect(self._judge)
        self.house.chosen.connect(self.chosen)
        self.house.told.connect(self.notices.tell)
        for chip in (self.whole, self.one):
            chip.clicked.connect(lambda _on=False: self.start())
        self.run.clicked.connect(lambda: self.stop() if self.running else self.start())
        self.save.clicked.connect(self._choose_file)
        found = self.findings
        found.place_wanted.connect(self.place_wanted)
        found.disclosure_wanted.connect(self.disclosure_wanted)
        found.ticked.connect(self._tick)
        found.aside_wanted.connect(self._ask_reason)
        found.back_wanted.connect(self._take_back)

    def retranslate(self) -> None:
        """Set the words again; a check is made again in the window's language."""
        self._name.setText(self.tr("Publication check"))
        self.back_chip.setText(self.tr("Back to the page  Esc"))
        self.whole.setText(self.tr("The manuscript"))
        self.one.setText(self.tr("This document"))
        self.save.setText(self.tr("Save report…"))
        self.bar.setAccessibleName(self.tr("Progress of the check"))
        self._advice.setText(
            self.tr("Compared with your library alone, from self-recorded evidence. Not legal advice.")
        )
        self._show_running()
        if self._project:
            self.open_work(self._project, self._document, self._title)

    # What is shown

    @property
    def running(self) -> bool:
        """Whether a check is on its way."""
        return bool(self._asked) and not self._stop.is_set() and self.result is None

    def open_work(self, project: int, document: int, title: str) -> None:
        """Check a project, or the document that is being written, by the rules the project goes by."""
        self._project, self._document, self._title = project, document, title
        self.one.setToolTip(title)
        self.house.open_project(project)
        self.start()
        self.house.profiles.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_running(self, done: int = 0, steps: int = 0) -> None:
        running = self.running
        self.run.setText(self.tr("Stop") if running else self.tr("Check again"))
        self.bar.setVisible(running)
        self.bar.setRange(0, steps)
        self.bar.setValue(done)
        self.state.setText(self.tr("Checking…") if running else "")
        self.state.setVisible(running)
        self.save.setEnabled(self.result is not None)

    # The check

    def start(self) -> None:
        """Look at everything anew, off the UI thread."""
        self._stop.set()
        self._stop = stop = threading.Event()
        self._asked += 1
        asked, room, send, language = self._asked, self._room, self._post.send, spoken()
        project = self._project
        documents: Sequence[int] | None = [self._document] if self.one.isChecked() else None
        self._material = self.result = None
        self.findings.clear()
        self._show_running()

        def progress(done: int, steps: int) -> None:
            send(self, lambda: self._show_running(done, steps) if asked == self._asked else None)

        def show(material: Material) -> None:
            if asked == self._asked:
                self._material = material
                self._judge()

        def fail(error: MuseError) -> None:
            if asked == self._asked:
                stop.set()
                self._show_running()
                self._refused(error)

        def work() -> Material:
            return room.collect(project, documents, language, progress, stop.is_set)

        self._jobs.watch(self._studio.background(work), self, show, fail)

    def stop(self) -> None:
        """End a check that is on its way."""
        self._stop.set()
        self._show_running()

    def _judge(self) -> None:
        """Look at what is known by the chosen rules."""
        material, profile, room, language = self._material, self.house.profile, self._room, spoken()
        if material is None or profile is None:
            return
        asked, judged = self._asked, material

        def show(result: Result) -> None:
            now = self.house.profile
            if asked != self._asked or judged is not self._material or now is None or now.id != profile.id:
                return
            self.result = result
            self.findings.show_result(result, self.findings.unfolded)
            self._show_running()

        judging = self._studio.background(lambda: room.judge(judged, profile, language))
        self._jobs.watch(judging, self, show, self._refused)

    def _again(self, _done: object = None) -> None:
        """Judge again after the writer said something about what was found."""
        material, room, asked = self._material, self._room, self._asked
        if material is None:
            return

        def show(fresh: Material) -> None:
            if asked == self._asked:
                self._material = fresh
                self._judge()

        self._jobs.watch(self._studio.background(lambda: room.refreshed(material)), self, show, self._refused)

    def _tick(self, place: Place, on: bool) -> None:
        ticking = self._room.tick(self._project, [place.key], on)
        self._jobs.watch(ticking, self, self._again, self._refused)

    def _take_back(self, finding: Finding) -> None:
        if self.result is not None:
            taking = self._room.take_back(self.result, finding.rule)
            self._jobs.watch(taking, self, self._again, self._refused)

    def _ask_reason(self, finding: Finding) -> ReasonDialog | None:
        from muse_desktop.ui.record.publication_reason import ReasonDialog

        result = self.result
        if result is None:
            return None
        dialog = ReasonDialog(result.profile_name, [finding], False, self.window())

        def keep(reason: str) -> None:
            def kept(_seq: int) -> None:
                dialog.accept()
                self._again()

            noting = self._room.override(result, finding.rule, reason)
            self._jobs.watch(noting, dialog, kept, dialog.show_refused)

        dialog.given.connect(keep)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    # The report

    def _choose_file(self) -> None:
        if self.result is None:
            return
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        name = self.tr("Publication check of {title}").format(title=self.result.material.figures.title)
        start = Path(folder or Path.home()) / f"{file_name(name)}.pdf"
        kinds = (self.tr("PDF (*.pdf)"), self.tr("Web page (*.html)"))
        chosen, kind = QFileDialog.getSaveFileName(self, self.save.text(), str(start), ";;".join(kinds))
        if chosen:
            path, suffix = Path(chosen), ".html" if kind == kinds[1] else ".pdf"
            self.save_as(path if path.suffix else path.with_name(path.name + suffix))

    def save_as(self, path: Path) -> None:
        """Write the report to a file, off the UI thread."""
        result, room = self.result, self._room
        if result is None:
            return
        self.save.setEnabled(False)
        work = self._studio.background(lambda: room.save(result, path))
        self._jobs.watch(work, self, self._saved, self._refused, self._show_running)

    def _saved(self, path: Path) -> None:
        words = lambda: self.tr("The report is in {path}.").format(path=path)  # noqa: E731
        show = lambda: self.tr("Open folder")  # noqa: E731
        folder = QUrl.fromLocalFile(str(path.parent))
        self.notices.tell(Notice(TOPIC, words, "news", show, lambda: QDesktopServices.openUrl(folder)))

    def _refused(self, error: MuseError) -> None:
        if error.code != "publication.cancelled":
            self.notices.tell(Notice(TOPIC, lambda: error.text(spoken())))
