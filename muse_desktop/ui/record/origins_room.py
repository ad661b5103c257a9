"""Origins in the window: figures of the document on the page, marks of what an answer has too, and the
view of the whole project."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import TimeoutError as FutureTimeoutError
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QTimer

from muse_desktop.errors import MuseError
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.actions import ActionSpec
from muse_desktop.ui.notices import Notice
from muse_desktop.ui.record.origins_same import place_of
from muse_desktop.ui.room import Room

if TYPE_CHECKING:
    from concurrent.futures import Future

    from muse_desktop.provenance.figures import Figures, Passage
    from muse_desktop.provenance.runs import Runs
    from muse_desktop.ui.record.origins_view import OriginsView
    from muse_desktop.ui.window import MainWindow

LOOK_AFTER_MS = 1_200  # after the words were counted, which is after a pause already
SAVED_WITHIN_S = 10.0


class OriginsRoom(Room):
    """Reads figures while somebody looks at them, never between two keys."""

    SPECS = (
        ActionSpec(
            "origins_project",
            "manuscript",
            QT_TRANSLATE_NOOP("Actions", "Origins of the whole project"),
            "Ctrl+Shift+G",
            separator=True,
        ),
        ActionSpec(
            "next_same",
            "manuscript",
            QT_TRANSLATE_NOOP("Actions", "Next words that an answer has too"),
            "Ctrl+Shift+A",
        ),
    )

    def __init__(self, window: MainWindow, studio: Studio) -> None:
        super().__init__(window, studio)
        self._view: OriginsView | None = None
        self._asked = 0
        self._looked: tuple[str, Runs] | None = None  # what the figures on show are of
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(LOOK_AFTER_MS)
        self._quiet.timeout.connect(self.look)

    def handlers(self) -> dict[str, Callable[..., None]]:
        """What the actions do."""
        return {"origins_project": self.open, "next_same": self.next_same}

    def settle(self) -> None:
        """Hear when there is something to look at, and somebody who looks."""
        window, panel = self.window, self.window.companion.origins
        window.desk.measured.connect(self._measured)
        window.companion.shown.connect(self._shown)
        panel.project_wanted.connect(self.open)
        panel.same_wanted.connect(self._show_passage)

    def document_changed(self) -> None:
        """Another document, other figures."""
        self._asked += 1
        self.window.companion.origins.show_figures(None)
        if self._seen:
            self._quiet.start(0)

    def leave(self) -> None:
        """The window closes."""
        self._asked += 1
        self._quiet.stop()
        if self._view is not None:
            self._view.leave()

    # The document on the page

    @property
    def _seen(self) -> bool:
        return self.window.companion.origins.isVisible()

    def _shown(self, panel: object) -> None:
        if panel is self.window.companion.origins:
            self._quiet.start(0)

    def _measured(self) -> None:
        session = self.window.desk.session
        if self._seen and session is not None and self._looked != (session.text, session.runs):
            self._quiet.start()

    def look(self, then: Callable[[], None] | None = None) -> None:
        """Read the figures of the document on the page, as soon as it is saved, off the UI thread."""
        session = self.window.desk.session
        if session is None:
            return
        self._asked += 1
        asked, document, project = self._asked, session.id, session.project_id
        self._looked = session.text, session.runs
        self.window.companion.origins.compare(session.text, session.runs)
        saving = self._saving([document])

        def show(figures: Figures) -> None:
            if asked == self._asked:
                self._show_figures(document, figures)
                if then is not None:
                    then()

        reading = self.studio.background(partial(_figures, self.studio, saving, project, [document]))
        self.window.jobs.watch(reading, self, show, _nobody_waits)

    def _saving(self, documents: Sequence[int] | None) -> list[Future[None]]:
        """Begin to save what the figures shall have; None: everything."""
        pages = [page for page in self.window.desk.pages if page.session is not None]
        wanted = [page for page in pages if documents is None or page.session.id in documents]
        return [saving for page in wanted if (saving := page.flush_now()) is not None]

    def _show_figures(self, document: int, figures: Figures) -> None:
        self.window.companion.origins.show_figures(figures)
        page = self.window.desk.page_of(document)
        if page is not None and page.session is not None:
            places = [place_of(found, page.session.text) for found in figures.retyped]
            page.marks.show_retyped(place for place in places if place is not None)

    def next_same(self) -> None:
        """Go to the next words that an answer has too; where nobody has looked yet, look first."""
        session, panel = self.window.desk.session, self.window.companion.origins
        if session is None:
            return
        if panel.findings:
            self._go_on()
        else:
            self.look(self._found)

    def _found(self) -> None:
        if self.window.companion.origins.findings:
            self._go_on()
        else:
            self._tell(
                lambda: self.tr("Nothing typed in this document is the same as words of an answer.")
            )

    def _go_on(self) -> None:
        self.window.show_page()
        panel, text = self.window.companion.origins, self.window.desk.session.text
        places = [(place_of(found, text), row) for row, found in enumerate(panel.findings)]
        there = sorted((place, row) for place, row in places if place is not None)
        at = self.window.page.selection()[0]
        behind = [one for one in there if one[0][0] > at] or there
        if behind:
            place, row = behind[0]
            panel.same.choose(row)
            self._jump(place)

    def _show_passage(self, found: Passage) -> None:
        session = self.window.desk.session
        if session is None:
            return
        place = place_of(found, session.text) if session.id == found.document else None
        if place is not None:
            self._jump(place)
        else:
            self._tell(lambda: self.tr("These words are not in the document any more."))

    def _tell(self, words: Callable[[], str]) -> None:
        self.window.notices.tell(Notice("same", words, "news"))

    def _jump(self, place: tuple[int, int]) -> None:
        self.window.companion.origins.jump_wanted.emit(*place)

    # The whole project

    @property
    def view(self) -> OriginsView:
        """The view of the project, made when it is first asked for."""
        if self._view is None:
            from muse_desktop.ui.record.origins_view import OriginsView

            self._view = OriginsView(self.window.jobs, self._read_project, self.window)
            self._view.back.connect(self.window.show_page)
            self._view.document_wanted.connect(self._open_document)
            self._view.passage_wanted.connect(self._open_passage)
            self._view.history_wanted.connect(self.window.companion.origins.history_wanted)
            self.window.stack.addWidget(self._view)
        return self._view

    def open(self) -> None:
        """Show the origins of the project whose document is on the page."""
        session = self.window.desk.session
        if session is None:
            return
        self.window.actions_["focus"].setChecked(False)
        self.view.show_project(session.project_id)
        self.window.stack.setCurrentWidget(self.view)
        self.view.take_keyboard()

    def _read_project(self, project: int) -> Future[Figures]:
        saving = self._saving(None)
        return self.studio.background(partial(_figures, self.studio, saving, project, None))

    def _open_document(self, document: int) -> None:
        self.window.open_document(document)
        self.window.show_panel(self.window.companion.origins)

    def _open_passage(self, found: Passage) -> None:
        self._open_document(found.document)
        self._show_passage(found)


def _figures(
    studio: Studio, saving: Sequence[Future[None]], project: int, documents: Sequence[int] | None
) -> Figures:
    try:
        for future in saving:
            future.result(SAVED_WITHIN_S)
    except FutureTimeoutError as error:
        raise MuseError("ui.save_slow", seconds=round(SAVED_WITHIN_S)) from error
    return studio.evidence.figures(project, documents)


def _nobody_waits(_: MuseError) -> None:
    """What could not be read is read again after the next pause; a save that is refused is told elsewhere."""
