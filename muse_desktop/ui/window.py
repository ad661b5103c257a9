"""The main window: binder, page and companion between two thin lines, and everything that connects them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QMessageBox,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from muse_desktop.errors import Language, MuseError
from muse_desktop.settings import Settings, replaced, resolved_language
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.actions import ActionBook
from muse_desktop.ui.bars import StatusBar, TopBar
from muse_desktop.ui.base import theme
from muse_desktop.ui.base.crash import CrashGuard
from muse_desktop.ui.base.jobs import Jobs
from muse_desktop.ui.base.languages import Languages, spoken
from muse_desktop.ui.base.post import post
from muse_desktop.ui.base.widgets import Chip, Line
from muse_desktop.ui.commands import Commands
from muse_desktop.ui.companion import Companion
from muse_desktop.ui.compose.queue import QueuePanel, QueueWatch
from muse_desktop.ui.first_steps import FirstSteps
from muse_desktop.ui.manuscript.binder import Binder
from muse_desktop.ui.memory import WindowMemory
from muse_desktop.ui.models.room import ModelsRoom
from muse_desktop.ui.news import News
from muse_desktop.ui.notices import NoticeBar
from muse_desktop.ui.originality.room import OriginalityRoom
from muse_desktop.ui.page.desk import Desk
from muse_desktop.ui.page.page import Page
from muse_desktop.ui.page.panes import Panes
from muse_desktop.ui.palette import Palette
from muse_desktop.ui.rooms import Rooms

if TYPE_CHECKING:
    from muse_desktop.ui.originality.view import OriginalityView

LEAST_HEIGHT = 480  # the width follows from the panes
LEAST_WIDTHS = (150, 300)  # of binder and page; the companion's own controls say how narrow it may be


class MainWindow(QMainWindow):
    """One workspace on the screen. `studio` stays the caller's: closing the window does not close it."""

    def __init__(self, studio: Studio) -> None:
        theme.keeper(QApplication.instance())  # before the first widget, which takes over its font
        super().__init__()
        self._studio = studio
        self.languages = Languages(self)
        self.languages.use(studio.language)
        with theme.keeper(QApplication.instance()).building():
            theme.apply(QApplication.instance(), studio.settings.theme, studio.settings.text_points)
            self.jobs = Jobs(self)
            self.commands = Commands(self, studio)
            self.rooms = Rooms(self, studio)
            handlers = {**self.commands.handlers(), **self.rooms.handlers()}
            self.actions_ = ActionBook(self, handlers, self.rooms.specs)
            self._build()
            self._connect()
        self.rooms.settle()
        self.rooms.page_made(self.page)
        self.rooms.settings_changed(studio.settings)
        self._memory = WindowMemory()
        self._memory.restore(self)
        self._guard = CrashGuard(lambda: self.desk.save_now() is None, self)
        self._guard.install()
        self._say_language()
        self._open_first()
        self.first_steps = FirstSteps(self, self._studio)
        QTimer.singleShot(0, self, self.commands.reload_model)

    def _build(self) -> None:
        self.setWindowTitle("Muse Desktop")
        self.setMinimumHeight(LEAST_HEIGHT)
        self.top = TopBar(self.actions_, self)
        self.desk = Desk(self._studio, self.jobs, Page(self), self)
        self.pages = Panes(self.desk, self)
        self.notices = NoticeBar(self)
        self.news = News(
            self._studio, self.jobs, self.notices, self.commands.choose_model, self.commands.show_skipped
        )
        self.binder = Binder(self._studio, self.jobs, self)
        self.companion = Companion(self._studio, self.jobs, self.desk.materials, self)
        self.status = StatusBar(self._studio, self)
        self.leave_focus = Chip(parent=self)
        self.leave_focus.hide()
        middle = QWidget(self)
        middle.setProperty("role", "paper")
        middle.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notices)
        self.notices.placed.connect(self._place_chip)
        column.addWidget(self.pages, 1)
        self.panes = QSplitter(Qt.Orientation.Horizontal, self)
        self.panes.setHandleWidth(1)
        self.left = QStackedWidget(self)  # the binder, or what else a room lays over it
        self.left.addWidget(self.binder)
        for place, pane in enumerate((self.left, middle, self.companion)):
            self.panes.addWidget(pane)
            self.panes.setCollapsible(place, False)
            self.panes.setStretchFactor(place, int(place == 1))
        for pane, width in zip((self.left, middle), LEAST_WIDTHS, strict=True):
            pane.setMinimumWidth(width)
        self.writing = QWidget(self)
        rows = QVBoxLayout(self.writing)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        self._status_line = Line(self)
        for widget in (self.top, self.panes, self._status_line, self.status):
            rows.addWidget(widget, int(widget is self.panes))
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.writing)
        self.setCentralWidget(self.stack)
        self.palette_ = Palette(self.actions_, self)
        self.queue = QueueWatch(self._studio, self)
        self.queue_panel = QueuePanel(self.queue, self.pages, self)
        self.models = ModelsRoom(self, self._studio)
        self.actions_.fill(self.menuBar())
        self.actions_.fill(self.top.menu)
        self.menuBar().setVisible(self.menuBar().isNativeMenuBar())
        self.top.menu_button.setVisible(not self.menuBar().isNativeMenuBar())

    def _connect(self) -> None:
        desk, news = self.desk, self.news
        compose = self.companion.compose
        origins, history = self.companion.origins, self.companion.history
        for source in (desk, self.binder, self.binder.library, history):
            source.failed.connect(news.error)
        self.jobs.refused.connect(news.error)
        desk.document_changed.connect(self._document_changed)
        desk.text_changed.connect(self._draft_changed)
        desk.words_changed.connect(self.status.show_words)
        desk.counted.connect(self.binder.model.set_words)
        desk.saved_state_changed.connect(self._show_saved)
        desk.save_refused.connect(lambda error: news.error(error, "save"))
        desk.measured.connect(lambda measured: self.status.show_share(measured.model_percent))
        desk.measured.connect(origins.show_shares)
        desk.cursor_rested.connect(self._cursor_moved)
        self.binder.opened.connect(self.open_document)
        self.binder.changed.connect(self._show_titles)
        self.binder.library.added.connect(news.library_added)
        self.binder.library.changed.connect(news.hear_library)
        compose.insert_wanted.connect(self._insert)
        history.insert_wanted.connect(self._insert)
        compose.prompt_wanted.connect(self.commands.show_prompt)
        history.prompt_wanted.connect(self.commands.open_prompt)
        compose.model_wanted.connect(self.commands.choose_model)
        compose.running_changed.connect(self.actions_["stop"].setEnabled)
        compose.finished.connect(self._generation_over)
        compose.bans_wanted.connect(self.commands.bans)
        compose.measured.connect(self.status.show_speed)
        self.commands.help_with(compose.trouble)
        self.queue.changed.connect(self._show_queue)
        for source in (compose, self.status):
            source.queue_wanted.connect(self.queue_panel.toggle)
        origins.jump_wanted.connect(self._jump)
        origins.history_wanted.connect(self._open_history)
        self.companion.shown.connect(self._panel_shown)
        self.leave_focus.clicked.connect(lambda: self.actions_["focus"].setChecked(False))
        self._post = post()
        self._studio.model.on_change.append(self._tell_model)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self).activated.connect(self.escape)

    # Documents

    @property
    def page(self) -> Page:
        """The page the writer works on; there may be another one."""
        return self.desk.page

    def _open_first(self) -> None:
        last = self._memory.document()
        first = last if self.binder.knows(last) else self.binder.first()
        if first is None:
            self.binder.create(name=False)
        else:
            self.open_document(first)

    def open_document(self, document: int) -> None:
        """Put a document on the page."""
        self.desk.open(document)
        self.show_page()

    def _document_changed(self) -> None:
        session = self.desk.session
        if session is None:
            self._show_titles()
            return
        self.binder.set_current(session.id)
        self.companion.compose.set_document(session.id)
        self.companion.origins.set_book(session.book)
        self._show_titles()
        self.status.show_words(session.words)
        self._show_saved(self.desk.saved_state)
        self._cursor_moved()
        self.rooms.document_changed()

    def _draft_changed(self) -> None:
        self.companion.compose.draft_changed()

    def _cursor_moved(self) -> None:
        self.companion.compose.draft_changed()
        if self.companion.origins.isVisible():
            self.companion.origins.show_origin(*self.desk.origin_at_cursor())

    def _show_titles(self) -> None:
        title = self.desk.session.title if self.desk.session else ""
        self.top.show_titles(self.binder.title, title)
        self.pages.refresh()
        self.setWindowTitle(f"{title} – Muse Desktop" if title else "Muse Desktop")

    def _show_saved(self, state: str, _advice: str = "") -> None:
        self.news.saved_state(state)
        self.status.show_saved(state, self.desk.session.saved_at if self.desk.session else None)

    # The model's words

    def _insert(self, generation: int, candidate: int, start: int, end: int, insert: str) -> None:
        if self.desk.take(generation, candidate, start, end, insert):
            self.show_page()
            self.page.setFocus(Qt.FocusReason.OtherFocusReason)
            self.companion.compose.mark_taken(generation, candidate)

    def _show_queue(self) -> None:
        self.status.show_queue(self.queue.waiting, self.queue.paused)
        self.companion.compose.strip.set_paused(self.queue.paused)

    def _generation_over(self) -> None:
        self.companion.history.reload()
        self.status.show_model()
        self.news.hear_library()  # candidates are compared with it while they are written

    def _tell_model(self) -> None:
        """Called on any thread."""
        self._post.send(self, self._show_model)

    def _show_model(self) -> None:
        self.queue.follow()
        self.status.show_model()
        self.companion.compose.show_model()
        self.first_steps.look()
        self.news.model_changed()

    # Panels

    def _panel_shown(self, panel: QWidget) -> None:
        if panel is self.companion.history:
            self.companion.history.reload()
        elif panel is self.companion.origins:
            self.desk.measure()
            self._cursor_moved()
        elif panel is self.companion.compose:
            self.companion.compose.draft_changed()

    def show_panel(self, panel: QWidget) -> None:
        """Bring one of the companion's panels to the front, unfolding it if need be."""
        self.show_page()
        self.actions_["focus"].setChecked(False)
        self.actions_["companion"].setChecked(True)
        self.companion.go(panel)
        self.companion.tabs.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _open_history(self, generation: int) -> None:
        self.show_panel(self.companion.history)
        self.companion.history.open_generation(generation)

    def _jump(self, start: int, end: int) -> None:
        self.page.goto(start, end)
        self.page.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def originality(self) -> OriginalityView:
        """The view with a check's passages side by side with their sources."""
        return self.rooms.get(OriginalityRoom).view

    def show_originality(self, row: int = 0) -> None:
        """The passages found by the last check, side by side with their sources."""
        self.rooms.get(OriginalityRoom).open(row)

    def show_page(self) -> None:
        """Back to the writing window."""
        if self.stack.currentWidget() is not self.writing:
            self.stack.setCurrentWidget(self.writing)
            self.page.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_focus_mode(self, on: bool) -> None:
        """The page alone, or the whole window."""
        self.show_page()
        for widget in (self.top, self.status, self._status_line):
            widget.setVisible(not on)
        self.left.setVisible(not on and self.actions_["binder"].isChecked())
        self.companion.setVisible(not on and self.actions_["companion"].isChecked())
        self.leave_focus.setVisible(on)
        self._place_chip()
        self.page.setFocus(Qt.FocusReason.OtherFocusReason)

    def escape(self) -> None:
        """Esc: stop the model, else go back one step."""
        if self.queue_panel.isAncestorOf(self.focusWidget() or self):
            self.queue_panel.close_up()
        elif self.companion.compose.running:
            self.companion.compose.stop_now()
        elif self.stack.currentWidget() is not self.writing:
            self.show_page()
        elif self.actions_["focus"].isChecked():
            self.actions_["focus"].setChecked(False)
        elif self.isFullScreen() and self.page.isAncestorOf(self.focusWidget() or self):
            self.actions_["full_screen"].setChecked(False)
        elif self.companion.history.showing_detail and self.companion.history.isVisible():
            self.companion.history.show_list()
        else:
            self.page.setFocus(Qt.FocusReason.OtherFocusReason)

    # Settings

    def use_settings(self, settings: Settings) -> None:
        """Take over settings: language and look at once, the model in the background."""
        before = self._studio.settings
        self.keep_settings(settings)
        self.try_settings(settings)
        self.commands.model_settings_changed(before, settings)

    def keep_settings(self, settings: Settings) -> None:
        """Write settings down; what concerns the model counts from its next load on."""
        try:
            self._studio.set_settings(settings)
        except OSError as error:
            self.news.error(MuseError("ui.settings_not_saved", reason=error.strerror or str(error)))
        self.status.show_model()

    def try_settings(self, settings: Settings) -> None:
        """Show language, theme and text size without keeping them."""
        self.languages.use(resolved_language(settings))
        theme.apply(QApplication.instance(), settings.theme, settings.text_points)
        self.rooms.settings_changed(settings)

    def set_language(self, language: Language) -> None:
        """Speak another language from now on."""
        self.use_settings(replaced(self._studio.settings, language=language))

    def changeEvent(self, event: QEvent) -> None:
        """Qt: the language has changed; actions and titles are ours to set."""
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "actions_"):
            self.actions_.retranslate()
            self.top.retranslate()
            self._say_language()
        super().changeEvent(event)

    def _say_language(self) -> None:
        self.top.show_language(spoken())
        self.leave_focus.setText(self.tr("Leave focus  Esc"))
        self._place_chip()

    # Size and end

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: what floats over the window moves along."""
        super().resizeEvent(event)
        if hasattr(self, "palette_"):
            self.palette_.place()
            self.queue_panel.place()
            self._place_chip()

    def _place_chip(self) -> None:
        size, notices = self.leave_focus.sizeHint(), self.notices
        top = 16 + (notices.geometry().bottom() if notices.isVisible() else 0)
        self.leave_focus.setGeometry(self.width() - size.width() - 24, top, size.width(), size.height())
        self.leave_focus.raise_()

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: the first words can be typed at once."""
        super().showEvent(event)
        if self.focusWidget() is None:
            self.page.setFocus(Qt.FocusReason.OtherFocusReason)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Qt: save first; when that is refused the writer decides."""
        error = self.desk.save_now()
        if error is not None and not self._close_unsaved(error):
            event.ignore()
            return
        self.companion.compose.runs.stop_all()
        self.rooms.leave()
        self.actions_["focus"].setChecked(False)
        self._memory.remember(self)
        self._guard.remove()
        if self._tell_model in self._studio.model.on_change:
            self._studio.model.on_change.remove(self._tell_model)
        self.queue.leave()
        for timer in self.findChildren(QTimer):  # what waited for a pause would find the studio closed
            timer.stop()
        event.accept()

    def _close_unsaved(self, error: MuseError) -> bool:
        title, words = self.tr("Not saved"), self.tr("Your last words could not be saved.")
        box = QMessageBox(QMessageBox.Icon.Warning, title, words, parent=self)
        box.setInformativeText(error.text(spoken()))
        stay = box.addButton(self.tr("Stay"), QMessageBox.ButtonRole.RejectRole)
        leave = box.addButton(self.tr("Close without saving"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(stay)
        box.exec()
        return box.clickedButton() is leave
