"""What is told above the page: refusals, imports, a missing model, and what the library has to say."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from muse_desktop.errors import MuseError
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.base.jobs import Jobs
from muse_desktop.ui.base.languages import spoken
from muse_desktop.ui.notices import Notice, NoticeBar

if TYPE_CHECKING:
    from muse_desktop.library.corpus import AddReport

MOST_LINES = 3  # of the library's notices; there may be one for each text


class News(QObject):
    """Words what happened for the notice bar; `choose_model` and `show_skipped` are what its buttons do."""

    def __init__(
        self,
        studio: Studio,
        jobs: Jobs,
        bar: NoticeBar,
        choose_model: Callable[[], None],
        show_skipped: Callable[[AddReport], None],
    ) -> None:
        super().__init__(bar)
        self._studio = studio
        self._jobs = jobs
        self._bar = bar
        self._choose_model = choose_model
        self._show_skipped = show_skipped
        self._heard = self._read = 0  # how many of the library's notices have been told, and put away

    def error(self, error: MuseError, topic: str = "") -> None:
        """Say what was refused."""
        self._bar.tell(Notice(topic or error.code, lambda: error.text(spoken())))

    def saved_state(self, state: str) -> None:
        """A refused save is over once one has worked."""
        if state == "saved":
            self._bar.withdraw("save")

    def library_added(self, report: AddReport) -> None:
        """Say how an import ended."""

        def words() -> str:
            parts = [self.tr("%Ln texts added to the library.", "", len(report.added))]
            if report.skipped:
                parts.append(self.tr("%Ln files were left out.", "", len(report.skipped)))
            if report.cancelled:
                parts.append(self.tr("You stopped it before the end."))
            return " ".join(parts)

        details = (lambda: self.tr("Which and why…")) if report.skipped else None
        show = (lambda: self._show_skipped(report)) if report.skipped else None
        self._bar.tell(Notice("library", words, "news", details, show))

    def hear_library(self) -> None:
        """Ask the library, off the UI thread, for what it found out when it looked at its files."""
        asking = self._studio.background(self._studio.library.notices)
        self._jobs.watch(asking, self, self._tell_library)

    def _tell_library(self, notices: tuple[MuseError, ...]) -> None:
        if len(notices) <= self._heard:
            return
        if not self._bar.has("library-files"):
            self._read = self._heard  # what was told before has been put away
        self._heard = len(notices)
        fresh = notices[self._read :]

        def words() -> str:
            lines = [error.text(spoken()) for error in fresh[:MOST_LINES]]
            if len(fresh) > MOST_LINES:
                lines.append(self.tr("And %Ln more of this kind.", "", len(fresh) - MOST_LINES))
            return "\n".join(lines)

        self._bar.tell(Notice("library-files", words, "news"))

    def model_changed(self) -> None:
        """Say why there is no model, and take it back when there is one."""
        model = self._studio.model
        if model.state == "failed" and model.error is not None:
            error = model.error
            self._bar.tell(
                Notice(
                    "model",
                    lambda: error.text(spoken()),
                    action=lambda: self.tr("Use another model…"),
                    act=self._choose_model,
                )
            )
        elif model.state == "ready":
            self._bar.withdraw("model")
