"""The way from the window to the models and back; the view is made when it is first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDragMoveEvent, QDropEvent

from muse_desktop.settings import Settings, replaced
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.models.dropped import model_files

if TYPE_CHECKING:
    from muse_desktop.ui.models.lab_setup import Draft
    from muse_desktop.ui.models.view import ModelsView, PageName
    from muse_desktop.ui.window import MainWindow


class ModelsRoom(QObject):
    """Opens the models in the window's stack."""

    def __init__(self, window: MainWindow, studio: Studio) -> None:
        super().__init__(window)
        self._window = window
        self._studio = studio
        self._view: ModelsView | None = None
        window.status.models_wanted.connect(lambda: self.open())
        window.status.downloads_wanted.connect(lambda: self.open("catalogue"))
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    @property
    def view(self) -> ModelsView:
        """The view itself."""
        if self._view is None:
            from muse_desktop.ui.models.view import ModelsView

            window = self._window
            self._view = ModelsView(self._studio, window.jobs, window)
            self._view.back.connect(window.show_page)
            for page in (self._view.shelf, self._view.lab):
                page.chosen_for.connect(self._use)
            self._view.lab.draft = self._draft
            self._view.catalogue.chosen_for.connect(self._use)
            window.stack.addWidget(self._view)
        return self._view

    def _draft(self) -> Draft | None:
        """The document on the page, for the speed lab."""
        from muse_desktop.ui.models.lab_setup import Draft

        session = self._window.desk.session
        return Draft(session.title, session.text, session.words) if session is not None else None

    def open(self, page: PageName = "shelf") -> None:
        """Show the models, at a page of theirs."""
        window = self._window
        window.actions_["focus"].setChecked(False)
        window.queue_panel.close_up()
        self.view.go(page)
        window.stack.setCurrentWidget(self.view)
        self.view.take_keyboard()

    def add_file(self) -> None:
        """Ask for a model file."""
        self.open()
        self.view.shelf.choose_files()

    def _use(self, before: Settings, task: str) -> None:
        """Another model is used for a task: load it if it writes, and say what goes wrong."""
        window, settings = self._window, self._studio.settings
        if task != "embedding" and settings.remote_url:
            window.keep_settings(replaced(settings, remote_url=""))
        window.commands.model_settings_changed(before, self._studio.settings)
        if task != "embedding":  # that one does not write
            window.jobs.watch(self._studio.model.ready(), self.view, None, self.view.tell)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: a model file is dragged onto the window, or dropped."""
        if isinstance(event, QDragMoveEvent):  # it enters, or moves
            if model_files(event.mimeData()):
                event.acceptProposedAction()
                return True
        elif isinstance(event, QDropEvent):
            paths = model_files(event.mimeData())
            if paths:
                event.acceptProposedAction()
                self.open()
                self.view.shelf.take(paths)
                return True
        return super().eventFilter(watched, event)
