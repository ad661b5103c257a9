"""The rooms of the window, in the order of their actions in the menus."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QTimer

from muse_desktop.settings import Settings
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.actions import ActionSpec
from muse_desktop.ui.aloud.room import AloudRoom
from muse_desktop.ui.bible.room import BibleRoom
from muse_desktop.ui.collections.room import CollectionsRoom
from muse_desktop.ui.library.room import LibraryRoom
from muse_desktop.ui.librarysearch.room import LibrarySearchRoom
from muse_desktop.ui.manuscript.in_out_room import InOutRoom
from muse_desktop.ui.manuscript.room import ManuscriptRoom
from muse_desktop.ui.originality.live_room import LiveRoom
from muse_desktop.ui.originality.room import OriginalityRoom
from muse_desktop.ui.page.panes_room import PanesRoom
from muse_desktop.ui.page.room import PageRoom
from muse_desktop.ui.progress.hands_room import HandsRoom
from muse_desktop.ui.progress.room import ProgressRoom
from muse_desktop.ui.progress.tables_room import TablesRoom
from muse_desktop.ui.record.disclosure_room import DisclosureRoom
from muse_desktop.ui.record.evidence_room import EvidenceRoom
from muse_desktop.ui.record.lineage_room import LineageRoom
from muse_desktop.ui.record.origins_room import OriginsRoom
from muse_desktop.ui.record.publication_room import PublicationRoom
from muse_desktop.ui.record.timeline_room import TimelineRoom
from muse_desktop.ui.room import Room
from muse_desktop.ui.safety.room import SafetyRoom
from muse_desktop.ui.search.room import SearchRoom
from muse_desktop.ui.settings.shortcuts_room import ShortcutsRoom
from muse_desktop.ui.shelf.room import ShelfRoom
from muse_desktop.ui.snapshots.room import SnapshotsRoom
from muse_desktop.ui.spelling.room import SpellingRoom

if TYPE_CHECKING:
    from muse_desktop.ui.page.page import Page
    from muse_desktop.ui.window import MainWindow

R = TypeVar("R", bound=Room)

ROOMS: tuple[type[Room], ...] = (
    ManuscriptRoom,
    InOutRoom,
    EvidenceRoom,
    PageRoom,
    PanesRoom,
    SnapshotsRoom,
    ProgressRoom,
    TablesRoom,
    OriginsRoom,
    TimelineRoom,
    LineageRoom,
    DisclosureRoom,
    PublicationRoom,
    LibraryRoom,
    ShelfRoom,
    CollectionsRoom,
    OriginalityRoom,
    SearchRoom,
    LibrarySearchRoom,
    SpellingRoom,
    BibleRoom,
    HandsRoom,
    SafetyRoom,
    LiveRoom,
    AloudRoom,
    ShortcutsRoom,
)

AWAKE_MS = 40  # after the window was built: it has been painted by then


class Rooms:
    """All rooms of one window; `rooms.get(SomeRoom)` is one of them."""

    def __init__(self, window: MainWindow, studio: Studio) -> None:
        self._rooms = {kind: kind(window, studio) for kind in ROOMS}
        self._waking = QTimer(window)
        self._waking.setSingleShot(True)
        self._waking.timeout.connect(self.awake)

    def get(self, kind: type[R]) -> R:
        """The room of a kind."""
        room = self._rooms[kind]
        assert isinstance(room, kind)
        return room

    @property
    def specs(self) -> tuple[ActionSpec, ...]:
        """The actions of all rooms."""
        return tuple(spec for room in self._rooms.values() for spec in room.SPECS)

    def handlers(self) -> dict[str, Callable[..., None]]:
        """What their actions do."""
        return {name: call for room in self._rooms.values() for name, call in room.handlers().items()}

    def settle(self) -> None:
        """The window is built."""
        for room in self._rooms.values():
            room.settle()
        self._waking.start(AWAKE_MS)

    def awake(self) -> None:
        """The window answers; at most once."""
        self._waking.stop()
        for room in self._rooms.values():
            room.awake()

    def page_made(self, page: Page) -> None:
        """There is a new page."""
        for room in self._rooms.values():
            room.page_made(page)

    def document_changed(self) -> None:
        """Another document is being written."""
        for room in self._rooms.values():
            room.document_changed()

    def settings_changed(self, settings: Settings) -> None:
        """Other settings count."""
        for room in self._rooms.values():
            room.settings_changed(settings)

    def leave(self) -> None:
        """The window closes."""
        self._waking.stop()
        for room in self._rooms.values():
            room.leave()
