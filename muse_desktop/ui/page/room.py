"""The page as a room of the window: how it looks and how it behaves while one writes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QT_TRANSLATE_NOOP, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from muse_desktop.settings import Settings, replaced
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.actions import ActionSpec
from muse_desktop.ui.base.theme import keeper
from muse_desktop.ui.base.theme_page import PageStyle
from muse_desktop.ui.page.forward import Forward
from muse_desktop.ui.page.lit import Lit, Mode
from muse_desktop.ui.page.markdown_look import Dresser
from muse_desktop.ui.page.page import Page
from muse_desktop.ui.page.speech_marks import SpeechMarks
from muse_desktop.ui.page.typewriter import Typewriter
from muse_desktop.ui.page.verse import Verse
from muse_desktop.ui.room import Room

if TYPE_CHECKING:
    from muse_desktop.ui.window import MainWindow

NOTCH = 120  # of a mouse wheel, in eighths of a degree
ZOOM_AFTER_MS = 60  # the whole window takes over a new size: not at every notch of a fast turn


class PageTools(QObject):
    """What one page has beside its text."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.dresser = Dresser(page)
        self.typewriter = Typewriter(page)
        self.lit = Lit(page)
        self.marks = SpeechMarks(page)
        self.forward = Forward(page)
        self.verse = Verse(page)

    def use(self, settings: Settings) -> None:
        """Take over settings."""
        self.dresser.set_on(settings.markdown_look)
        self.typewriter.set_on(settings.typewriter)
        self.marks.use(settings)


class PageRoom(Room):
    """Typewriter scrolling, focus, full screen, drafting forward, Markdown's look, zoom: for all pages."""

    SPECS: ClassVar[tuple[ActionSpec, ...]] = (
        ActionSpec(
            "full_screen",
            "view",
            QT_TRANSLATE_NOOP("Actions", "Full screen"),
            "Shift+F11",
            checkable=True,
            separator=True,
        ),
        ActionSpec(
            "typewriter",
            "view",
            QT_TRANSLATE_NOOP("Actions", "Typewriter scrolling"),
            "F9",
            checkable=True,
        ),
        ActionSpec("lit_sentence", "view", QT_TRANSLATE_NOOP("Actions", "Focus on the sentence"), "Alt+F11"),
        ActionSpec("lit_paragraph", "view", QT_TRANSLATE_NOOP("Actions", "Focus on the paragraph")),
        ActionSpec("lit_all", "view", QT_TRANSLATE_NOOP("Actions", "Focus on the whole page")),
        ActionSpec(
            "markdown_look",
            "view",
            QT_TRANSLATE_NOOP("Actions", "Show headings and emphasis as they will look"),
            "Shift+F9",
            checkable=True,
        ),
        ActionSpec("usual_size", "view", QT_TRANSLATE_NOOP("Actions", "Usual text size"), "Alt+0"),
        ActionSpec(
            "smart_punctuation",
            "write",
            QT_TRANSLATE_NOOP("Actions", "Smart quotes and dashes"),
            checkable=True,
            separator=True,
        ),
        ActionSpec(
            "forward",
            "write",
            QT_TRANSLATE_NOOP("Actions", "Draft forward only"),
            "Ctrl+F9",
            checkable=True,
        ),
    )

    def __init__(self, window: MainWindow, studio: Studio) -> None:
        super().__init__(window, studio)
        self._tools: dict[int, PageTools] = {}
        self._turned = 0
        self._zoom = QTimer(self)
        self._zoom.setSingleShot(True)
        self._zoom.setInterval(ZOOM_AFTER_MS)
        self._zoom.timeout.connect(self._zoomed)

    def handlers(self) -> dict[str, Callable[..., None]]:
        """What the actions do."""
        return {
            "full_screen": self._full_screen,
            "typewriter": lambda on: self._set(typewriter=on),
            "lit_sentence": lambda: self._focus_on("sentence"),
            "lit_paragraph": lambda: self._focus_on("paragraph"),
            "lit_all": lambda: self._focus_on("all"),
            "markdown_look": lambda on: self._set(markdown_look=on),
            "usual_size": lambda: self._set(text_points=Settings().text_points),
            "smart_punctuation": lambda on: self._set(smart_punctuation=on),
            "forward": self._draft_forward,
        }

    def settle(self) -> None:
        """The window is built."""
        self.window.actions_["focus"].toggled.connect(self._light)
        self.window.installEventFilter(self)

    def page_made(self, page: Page) -> None:
        """Give a page its tools."""
        key = id(page)
        tools = self._tools[key] = PageTools(page)
        tools.forward.left.connect(partial(self.window.actions_["forward"].setChecked, False))
        page.destroyed.connect(lambda *_: self._tools.pop(key, None))
        page.editor.zoom_turned.connect(self._turn)
        tools.use(self.studio.settings)
        self._light()
        tools.forward.set_on(self.window.actions_["forward"].isChecked())

    def tools(self, page: Page) -> PageTools:
        """What a page has beside its text."""
        return self._tools[id(page)]

    def settings_changed(self, settings: Settings) -> None:
        """Everything follows, the ticks of the actions too."""
        for name in ("typewriter", "markdown_look", "smart_punctuation"):
            action = self.window.actions_[name]
            action.blockSignals(True)
            action.setChecked(getattr(settings, name))
            action.blockSignals(False)
        style = PageStyle(settings.page_font, settings.line_letters, settings.line_space)
        keeper(QApplication.instance()).set_page(style)
        for tools in self._tools.values():
            tools.use(settings)
        self._light(settings=settings)

    def leave(self) -> None:
        """The window closes; the next one shall not fill the screen unasked."""
        self.window.actions_["full_screen"].setChecked(False)

    def _set(self, **changes: object) -> None:
        settings = replaced(self.studio.settings, **changes)
        if settings != self.studio.settings:
            self.window.use_settings(settings)

    # Focus and full screen

    def _focus_on(self, mode: Mode) -> None:
        self._set(lit=mode)
        self.window.actions_["focus"].setChecked(True)

    def _light(self, _on: bool = False, settings: Settings | None = None) -> None:
        mode = (settings or self.studio.settings).lit if self.window.actions_["focus"].isChecked() else "all"
        for tools in self._tools.values():
            tools.lit.set_mode(mode)

    def _full_screen(self, on: bool) -> None:
        state, full = self.window.windowState(), Qt.WindowState.WindowFullScreen
        self.window.setWindowState(state | full if on else state & ~full)

    def _draft_forward(self, on: bool) -> None:
        for tools in self._tools.values():
            tools.forward.set_on(on)
        self.window.page.setFocus(Qt.FocusReason.OtherFocusReason)

    # Zoom

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: the wheel with Ctrl beside the pages; or the desktop has made the window fill the screen."""
        if isinstance(event, QWheelEvent) and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._turn(event.angleDelta().y())
            event.accept()
            return True
        if watched is self.window and event.type() == QEvent.Type.WindowStateChange:
            action = self.window.actions_["full_screen"]
            action.blockSignals(True)
            action.setChecked(self.window.isFullScreen())
            action.blockSignals(False)
        return super().eventFilter(watched, event)

    def _turn(self, by: int) -> None:
        """The wheel has turned with Ctrl held."""
        self._turned += by
        if abs(self._turned) >= NOTCH and not self._zoom.isActive():
            self._zoom.start()

    def _zoomed(self) -> None:
        from muse_desktop.ui.settings.look import LEAST_POINTS, MOST_POINTS

        notches = int(self._turned / NOTCH)
        self._turned -= notches * NOTCH
        points = self.studio.settings.text_points + notches
        self._set(text_points=max(LEAST_POINTS, min(MOST_POINTS, points)))
