"""Reading aloud as a room of the window: its actions, its bar, and the reason where there is no voice."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QT_TRANSLATE_NOOP, Qt
from PySide6.QtGui import QKeyEvent

from muse_desktop.errors import MuseError
from muse_desktop.settings import Settings, replaced
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.actions import ActionSpec
from muse_desktop.ui.aloud import voices
from muse_desktop.ui.base.languages import spoken
from muse_desktop.ui.room import Room

if TYPE_CHECKING:
    from muse_desktop.ui.aloud.bar import AloudBar
    from muse_desktop.ui.aloud.reader import Reader
    from muse_desktop.ui.page.page import Page
    from muse_desktop.ui.window import MainWindow

TOPIC = "aloud"


class AloudRoom(Room):
    """F8 reads and pauses, Shift+F8 or Esc on the page stops."""

    SPECS: ClassVar[tuple[ActionSpec, ...]] = (
        ActionSpec("read_aloud", "view", QT_TRANSLATE_NOOP("Actions", "Read aloud"), "F8", separator=True),
        ActionSpec("stop_aloud", "view", QT_TRANSLATE_NOOP("Actions", "Stop reading aloud"), "Shift+F8"),
    )

    def __init__(self, window: MainWindow, studio: Studio) -> None:
        super().__init__(window, studio)
        self.reader: Reader | None = None
        self.bar: AloudBar | None = None
        self._trouble: MuseError | None = None

    def handlers(self) -> dict[str, Callable[..., None]]:
        """What the actions do."""
        return {"read_aloud": self.read, "stop_aloud": self.stop}

    def settle(self) -> None:
        """The window is built: whether there is speech at all is seen without loading it."""
        if not voices.installed():
            self._trouble = MuseError("aloud.not_installed")
        self.window.actions_["stop_aloud"].setEnabled(False)

    def page_made(self, page: Page) -> None:
        """Esc on a page is for the voice first."""
        page.editor.escape_claims.append(lambda: self._is_reading)
        page.editor.key_filters.insert(0, self._key)

    def settings_changed(self, settings: Settings) -> None:
        """Voice and speed; perhaps another language for the reason why there is none."""
        self.window.actions_.refuse("read_aloud", self._trouble.text(spoken()) if self._trouble else "")
        if self.reader is not None:
            self.reader.use(settings)
            self._show()

    def leave(self) -> None:
        """The window closes."""
        self.stop()

    def read(self) -> None:
        """Read from the selection or the cursor; while reading: pause, and go on."""
        reader = self._reader()
        if reader is None:
            return
        if reader.state == "reading":
            reader.pause()
        elif reader.state == "paused":
            reader.resume()
        else:
            self.window.show_page()
            reader.start(self.window.page)

    def stop(self) -> None:
        """Be silent."""
        if self.reader is not None:
            self.reader.stop()

    def _reader(self) -> Reader | None:
        """The reader, made when it is first asked for; None where there is no voice, which is told."""
        if self.reader is None:
            from muse_desktop.ui.aloud.reader import Reader

            try:
                speaker = voices.open_speaker(self)
            except MuseError as error:
                self._trouble = error
                self.window.news.error(error, TOPIC)
                self.settings_changed(self.studio.settings)
                return None
            self.reader = Reader(speaker, self.studio.settings, self)
            self.reader.changed.connect(self._show)
            speaker.failed.connect(self._tell)
        return self.reader

    def _tell(self, reason: str) -> None:
        self.window.news.error(MuseError("aloud.silent", reason=reason or "–"), TOPIC)

    # The bar

    def _show(self) -> None:
        """The bar belongs to the page that is read."""
        assert self.reader is not None
        page, bar = self.reader.page, self.bar
        if bar is not None and bar.parent() is not page:
            self.bar = None
            bar.hide()
            bar.deleteLater()
        if page is not None:
            if self.bar is None:
                self.bar = self._bar(page)
            self.bar.show_state(self.reader.state, self.studio.settings.voice_rate)
        self.window.actions_["stop_aloud"].setEnabled(page is not None)

    def _bar(self, page: Page) -> AloudBar:
        from muse_desktop.ui.aloud.bar import AloudBar

        assert self.reader is not None
        bar = AloudBar(page)
        bar.step_wanted.connect(self.reader.step)
        bar.pause_wanted.connect(self.read)
        bar.stop_wanted.connect(self.stop)
        bar.rate_wanted.connect(self._faster)
        page.destroyed.connect(partial(self._bar_gone, bar))
        return bar

    def _bar_gone(self, bar: AloudBar) -> None:
        if self.bar is bar:
            self.bar = None

    def _faster(self, by: int) -> None:
        from muse_desktop.ui.aloud.bar import STEPS

        steps = round(self.studio.settings.voice_rate * STEPS) + by
        rate = max(-1.0, min(1.0, steps / STEPS))
        self.window.use_settings(replaced(self.studio.settings, voice_rate=rate))

    @property
    def _is_reading(self) -> bool:
        return self.reader is not None and self.reader.state != "off"

    def _key(self, event: QKeyEvent) -> bool:
        """Esc on the page, before the window's own Esc."""
        if event.key() == Qt.Key.Key_Escape and self._is_reading:
            self.stop()
            return True
        return False
