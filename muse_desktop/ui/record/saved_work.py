"""Full views that tell of what is saved: what is open is saved first, then the view is shown with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from muse_desktop.ui.window import MainWindow


class WorkView(Protocol):
    """A full view of one project, or of one of its documents."""

    def open_work(self, project: int, document: int, title: str) -> None:
        """Tell of this project, and of the document that is on the page."""


def show_saved_work(window: MainWindow, view: Callable[[], WorkView]) -> None:
    """Save what is open and show the view, made by `view` if need be; nothing where saving is refused."""
    session = window.desk.session
    if session is None or window.desk.save_now() is not None:
        return
    window.actions_["focus"].setChecked(False)
    made = view()
    window.stack.setCurrentWidget(made)  # type: ignore[arg-type]
    made.open_work(session.project_id, session.id, session.title)
