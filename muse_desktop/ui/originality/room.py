"""The originality check in the window: what is checked, where it is shown, where the writer goes from it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, Qt, QUrl
from PySide6.QtGui import QDesktopServices

from muse_desktop.studio.studio import Studio
from muse_desktop.ui.actions import ActionSpec
from muse_desktop.ui.notices import Notice
from muse_desktop.ui.room import Room

if TYPE_CHECKING:
    from muse_desktop.originality.calibration import Calibration
    from muse_desktop.ui.originality.calibration_view import CalibrationView
    from muse_desktop.ui.originality.checking import Checking
    from muse_desktop.ui.originality.view import OriginalityView
    from muse_desktop.ui.window import MainWindow

TOPIC = "originality"


class OriginalityRoom(Room):
    """Wires the Check tab; the view with both texts is made when it is first asked for."""

    SPECS = (
        ActionSpec(
            "own_drafts", "write", QT_TRANSLATE_NOOP("Actions", "What I have said before in my drafts")
        ),
        ActionSpec(
            "calibration", "write", QT_TRANSLATE_NOOP("Actions", "How likeness of meaning is judged")
        ),
    )

    def __init__(self, window: MainWindow, studio: Studio) -> None:
        super().__init__(window, studio)
        self._view: OriginalityView | None = None
        self._calibration: CalibrationView | None = None
        self._awake = False

    def handlers(self) -> dict[str, Callable[..., None]]:
        """What the actions do."""
        return {"own_drafts": self.open_drafts, "calibration": self.open_calibration}

    @property
    def checking(self) -> Checking:
        """The check of the document that is written."""
        return self.window.companion.check.checking

    @property
    def view(self) -> OriginalityView:
        """Both texts side by side, as a view of the window."""
        if self._view is None:
            from muse_desktop.ui.originality.view import OriginalityView

            view = self._view = OriginalityView(self.studio, self.window.jobs, self.checking, self.window)
            view.back.connect(self.window.show_page)
            view.failed.connect(self.window.news.error)
            view.place_wanted.connect(self._go)
            view.report_wanted.connect(self._export)
            view.check_wanted.connect(self.check)
            view.calibration_wanted.connect(self.open_calibration)
            self.window.stack.addWidget(view)
        return self._view

    def settle(self) -> None:
        """The window is built: connect the Check tab."""
        window, panel, checking = self.window, self.window.companion.check, self.checking
        panel.text_wanted.connect(window.commands.check)
        panel.compare_wanted.connect(self.open)
        panel.drafts_wanted.connect(self.open_drafts)
        checking.failed.connect(window.news.error)
        checking.finished.connect(window.news.hear_library)
        checking.again_wanted.connect(self.check)
        checking.found.connect(self._mark)
        window.desk.text_changed.connect(self._text_changed)

    def awake(self) -> None:
        """How the project's checks are set is read once the window answers."""
        self._awake = True
        self.document_changed()

    def document_changed(self) -> None:
        """Another document, another check."""
        session = self.window.desk.session
        if session is not None and self._awake:
            self.checking.look_at(session.id, session.project_id)

    def leave(self) -> None:
        """The window closes: stop what runs."""
        self.checking.cancel()

    def check(self) -> None:
        """Compare the document with the library."""
        session = self.window.desk.session
        if session is not None:
            self.checking.look_at(session.id, session.project_id)
            self.checking.check(session.title, session.text)

    def open(self, row: int = 0) -> None:
        """The passages found by the last check, side by side with their sources."""
        if self.checking.shown is not None:
            self.window.actions_["focus"].setChecked(False)
            self.view.open_at(row)
            self.window.stack.setCurrentWidget(self.view)
            self.view.side.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_drafts(self) -> None:
        """What of the document the writer has said before; checks it first where that was not done."""
        if self.checking.checked is None:
            self.check()
        self.window.actions_["focus"].setChecked(False)
        self.view.open_at(0)
        self.view.side.show_mode("drafts")
        self.window.stack.setCurrentWidget(self.view)

    def _text_changed(self) -> None:
        session, checking = self.window.desk.session, self.checking
        if session is not None and not checking.stale and (checking.running or checking.checked is not None):
            checking.text_changed(session.text)

    def open_calibration(self) -> None:
        """What unrelated passages of the library have in common, and what follows from it."""
        from muse_desktop.ui.originality.calibration_view import CalibrationView

        if self._calibration is None:
            self._calibration = CalibrationView(self.window)
            self._calibration.back.connect(self.window.show_page)
            self.window.stack.addWidget(self._calibration)
        view = self._calibration
        view.show_waiting()
        self.window.actions_["focus"].setChecked(False)
        self.window.stack.setCurrentWidget(view)
        view.histogram.setFocus(Qt.FocusReason.OtherFocusReason)
        self._read_calibration(view)

    def _read_calibration(self, view: CalibrationView) -> None:
        """As it was made last; made now where it was not made yet."""
        calibrations, jobs = self.studio.calibrations, self.window.jobs

        def show(known: Calibration | None) -> None:
            if known is not None:
                view.show_calibration(known)
            else:
                jobs.watch(calibrations.make(), view, view.show_calibration)

        jobs.watch(self.studio.background(calibrations.current), view, show)

    def _mark(self, hits: tuple[object, ...]) -> None:
        if self.checking.document is not None:
            self.window.desk.show_hits(self.checking.document, hits)

    def _go(self, document: int | None, start: int, end: int, words: str) -> None:
        """To a place of a document, or to where its words stand now."""
        window = self.window
        wanted = document if document is not None else self.checking.document
        if wanted is None:
            return
        if wanted != window.desk.document:
            window.open_document(wanted)
        window.show_page()
        session = window.desk.session
        if session is None:
            return
        if session.text[start:end] != words and (found := session.text.find(words)) >= 0:
            start, end = found, found + len(words)
        length = len(session.text)
        window.page.goto(min(start, length), min(end, length))
        window.page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _export(self, path: Path) -> None:
        checking = self.checking
        if checking.checked is None:
            return
        writing = self.studio.originality.export_report(
            path, checking.checked, checking.project, checking.title
        )
        self.window.jobs.watch(writing, self, self._written)

    def _written(self, path: Path) -> None:
        folder = QUrl.fromLocalFile(str(path.parent))
        self.window.notices.tell(
            Notice(
                TOPIC,
                lambda: self.tr("The report is in {path}.").format(path=path),
                "news",
                lambda: self.tr("Open folder"),
                lambda: QDesktopServices.openUrl(folder),
            )
        )
