"""Taking texts out of the library: asked first, wherever in the window it was wanted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from muse_desktop.studio.studio import Studio
from muse_desktop.ui.base.asking import ask_whether

if TYPE_CHECKING:
    from muse_desktop.ui.window import MainWindow

MOST_NAMED = 5


class Removing(QObject):
    """Asks, then takes texts out in the background."""

    removed = Signal(list)  # item ids
    told = Signal(object)  # a function that says what was done
    failed = Signal(object)  # MuseError

    def __init__(self, studio: Studio, window: MainWindow) -> None:
        super().__init__(window)
        self._studio, self._window = studio, window
        self._leaving: set[int] = set()

    def ask(self, items: Sequence[int]) -> None:
        """Take these out if the writer says so; those that are on their way out are not asked about."""
        wanted = [item for item in items if item not in self._leaving]
        if not wanted:
            return
        library = self._studio.library

        def work() -> list[str]:
            return [info.title for item in wanted[:MOST_NAMED] if (info := library.info(item)) is not None]

        asked = self._studio.background(work)
        self._window.jobs.watch(asked, self, lambda titles: self._ask(wanted, titles), self.failed.emit)

    def _ask(self, items: Sequence[int], titles: list[str]) -> None:
        count = len(items)
        if count == 1 and titles:
            words = self.tr("Remove “{title}” from the library?").format(title=titles[0])
        else:
            words = self.tr("Remove %Ln texts from the library?", "", count)
        names = "\n".join(f"“{name}”" for name in titles) + ("\n…" if count > len(titles) else "")
        stays = self.tr(
            "The library's copy goes, with what you noted about it. The files you added them from stay where "
            "they are."
        )
        ask_whether(
            self.tr("Remove from the library"),
            words,
            stays if count == 1 else f"{names}\n\n{stays}",
            (self.tr("Remove"), self.tr("Cancel")),
            lambda: self._remove(items, titles),
            self._window,
        )

    def _remove(self, items: Sequence[int], titles: list[str]) -> None:
        count = len(items)
        self._leaving.update(items)

        def words() -> str:
            if count == 1 and titles:
                return self.tr("“{title}” is out of the library.").format(title=titles[0])
            return self.tr("%Ln texts are out of the library.", "", count)

        def removed(_: object) -> None:
            self.told.emit(words)
            self.removed.emit(list(items))

        removing = self._studio.background(lambda: self._studio.library.remove(*items))
        over = lambda: self._leaving.difference_update(items)  # noqa: E731
        self._window.jobs.watch(removing, self, removed, self.failed.emit, over)
