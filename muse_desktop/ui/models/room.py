"""The way from the window to the models and back; the view is made when it is first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from muse_desktop.studio.studio import Studio

if TYPE_CHECKING:
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

    @property
    def view(self) -> ModelsView:
        """The view itself."""
        if self._view is None:
            from muse_desktop.ui.models.view import ModelsView

            window = self._window
            self._view = ModelsView(self._studio, window.jobs, window)
            self._view.back.connect(window.show_page)
            window.stack.addWidget(self._view)
        return self._view

    def open(self, page: PageName = "shelf") -> None:
        """Show the models, at a page of theirs."""
        window = self._window
        window.actions_["focus"].setChecked(False)
        window.queue_panel.close_up()
        self.view.go(page)
        window.stack.setCurrentWidget(self.view)
        self.view.tabs.setFocus(Qt.FocusReason.OtherFocusReason)

    def add_file(self) -> None:
        """Ask for a model file."""
        self.open()
