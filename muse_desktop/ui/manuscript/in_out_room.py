"""A novel comes in from a file, the manuscript goes out as one: the way there from the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QEvent, QObject
from PySide6.QtGui import QDropEvent

from muse_desktop.studio.studio import Studio
from muse_desktop.ui.actions import ActionSpec
from muse_desktop.ui.room import Room

if TYPE_CHECKING:
    from muse_desktop.ui.manuscript.incoming import Incoming
    from muse_desktop.ui.manuscript.outgoing import Outgoing
    from muse_desktop.ui.window import MainWindow

DRAGS = (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop)


class InOutRoom(Room):
    """Two full views, each made when it is first asked for; files may be dropped on the binder's tree."""

    SPECS = (
        ActionSpec(
            "bring_in", "manuscript", QT_TRANSLATE_NOOP("Actions", "Bring in a novel…"), separator=True
        ),
        ActionSpec("compile", "manuscript", QT_TRANSLATE_NOOP("Actions", "Compile the manuscript…")),
    )

    def __init__(self, window: MainWindow, studio: Studio) -> None:
        super().__init__(window, studio)
        self._incoming: Incoming | None = None
        self._outgoing: Outgoing | None = None

    def handlers(self) -> dict[str, Callable[..., None]]:
        """What the actions do."""
        return {"bring_in": lambda: self.incoming.choose(), "compile": lambda: self.outgoing.open()}

    def settle(self) -> None:
        """The window is built: files may be dropped on the tree of the binder."""
        self.window.binder.view.viewport().installEventFilter(self)

    def leave(self) -> None:
        """The window closes: nobody waits for a file that is being read."""
        if self._incoming is not None:
            self._incoming.stop()

    @property
    def incoming(self) -> Incoming:
        """Bringing in a novel."""
        if self._incoming is None:
            from muse_desktop.ui.manuscript.incoming import Incoming

            self._incoming = Incoming(self.window, self.studio)
        return self._incoming

    @property
    def outgoing(self) -> Outgoing:
        """Compiling the manuscript."""
        if self._outgoing is None:
            from muse_desktop.ui.manuscript.outgoing import Outgoing

            self._outgoing = Outgoing(self.window, self.studio)
        return self._outgoing

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: what is dragged over the binder's tree; files are a matter of this room."""
        if event.type() in DRAGS and isinstance(event, QDropEvent) and event.mimeData().hasUrls():
            return self.incoming.eventFilter(watched, event)
        return super().eventFilter(watched, event)
