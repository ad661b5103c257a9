"""The first run: who has written nothing yet finds a card on the page, and is led to a first poem."""

from __future__ import annotations

import contextlib
import os
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

from muse_desktop.models.naming import model_name
from muse_desktop.models.starter import find_starter
from muse_desktop.paths import settings_file
from muse_desktop.settings import load_settings, replaced, save_settings
from muse_desktop.studio.model_host import chosen_model
from muse_desktop.studio.studio import Studio

if TYPE_CHECKING:
    from muse_desktop.ui.welcome import Here, WelcomeCard
    from muse_desktop.ui.window import MainWindow

POEM = "poem"
THEME = "theme"
SETTLED_MS = (50, 500)  # the cards have their height; what stands above them has been prepared anew


class FirstSteps(QObject):
    """Shows the card until the writer writes, has something written, opens a text, or skips it."""

    def __init__(self, window: MainWindow, studio: Studio) -> None:
        super().__init__(window)
        self._window = window
        self._studio = studio
        self.card: WelcomeCard | None = None
        if studio.settings.welcomed:
            return
        if any(document.words for document in studio.manuscript.documents()):
            self._remember()
            return
        from muse_desktop.ui.welcome import WelcomeCard

        self.card = WelcomeCard(window.page)
        self._connect(self.card)
        self.look()
        self._suggest()
        self.card.show()

    def _connect(self, card: WelcomeCard) -> None:
        window, compose = self._window, self._window.companion.compose
        card.language_wanted.connect(self._speak)
        card.poem_wanted.connect(self._begin_poem)
        card.theme_wanted.connect(self._take_theme)
        card.model_wanted.connect(lambda: window.models.open("catalogue"))
        card.skipped.connect(self.leave)
        window.page.text_changed.connect(self._page_changed)
        window.desk.document_changed.connect(self._page_changed)
        compose.running_changed.connect(self._running)
        compose.by_word.toggled.connect(self._running)
        for before, after in pairwise([window.page.editor, *card.stops()]):
            QWidget.setTabOrder(before, after)

    # What the card tells

    def look(self) -> None:
        """Say which model there is now."""
        if self.card is not None:
            self.card.show_model(*self._here())

    def _suggest(self) -> None:
        """Ask in the background which model would be a better one, and say so."""
        card, models, machine = self.card, self._studio.models, self._studio.machine

        def work() -> tuple[str, int, int, int] | None:
            entry = models.suggestion()
            if entry is None:
                return None
            hardware = machine.hardware()
            graphics = (one.total for one in hardware.devices if one.kind == "gpu")
            return entry.name, entry.bytes, models.needed(entry), max(hardware.ram_total, *graphics, 0)

        # Without a catalogue there is just no suggestion; the catalogue's own page says what is wrong.
        asked = self._studio.background(work)
        self._window.jobs.watch(asked, card, card.show_suggestion, lambda _error: None)

    def _here(self) -> tuple[Here, str]:
        settings = self._studio.settings
        if self._studio.model.state == "failed":  # why, and what to do, stands above the page
            return "failed", ""
        if settings.remote_url:
            return "remote", settings.remote_url
        chosen, starter = chosen_model(settings), find_starter()
        if chosen is None:
            return "none", ""
        return ("starter", "") if chosen == starter else ("own", model_name(Path(chosen), chosen.stem))

    def _speak(self, language: str) -> None:
        card, form = self.card, self._window.companion.compose.form
        if card is None:
            return
        before = [chip.text() for chip in card.themes]
        self._window.set_language(language)
        card.retranslate()  # also when nothing changed: the chip stays as it is
        for theme, chip in zip(before, card.themes, strict=True):
            if form.answers().get(THEME) == theme:
                form.fill({THEME: chip.text()})
        self._suggest()

    # What the writer does

    def _begin_poem(self) -> None:
        compose = self._window.companion.compose
        self._window.show_panel(compose)
        compose.chips.choose(POEM)
        if self.card is not None:
            self.card.choose_theme(True)
            self.card.themes[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_theme(self, theme: str) -> None:
        compose = self._window.companion.compose
        self._window.show_panel(compose)
        compose.chips.choose(POEM)
        compose.form.fill({THEME: theme})
        compose.write.setFocus(Qt.FocusReason.OtherFocusReason)

    def _page_changed(self) -> None:
        session = self._window.desk.session
        if session is not None and session.text:
            self.leave()
        elif self.card is not None:
            self.card.place()

    def _running(self, on: bool) -> None:
        self._page_changed()  # a letter may have been written that nobody was told of yet
        if on and self.card is not None:
            self._window.companion.compose.finished.connect(self._show_insert)
            self.leave()

    def _show_insert(self) -> None:
        """The first poem is longer than the screen, perhaps: lead the eye to its end, this once."""
        compose = self._window.companion.compose
        compose.finished.disconnect(self._show_insert)

        def lead() -> None:
            if compose.board.cards:
                compose.results.card_shown.emit(compose.board.cards[0].insert)

        for after_ms in SETTLED_MS:
            QTimer.singleShot(after_ms, self, lead)

    def leave(self) -> None:
        """Take the card away for good."""
        card, self.card = self.card, None
        if card is None:
            return
        if card.isAncestorOf(self._window.focusWidget()):
            self._window.page.setFocus(Qt.FocusReason.OtherFocusReason)
        card.hide()
        card.deleteLater()
        self._remember()

    def _remember(self) -> None:
        """Write down that the card is done with, and nothing else: what holds for this run alone, such as a
        model named on the command line, is not to be kept. Unwritten, it is merely shown once more."""
        self._studio.settings = replaced(self._studio.settings, welcomed=True)
        path = settings_file()
        if os.access(path, os.R_OK) or not path.exists():  # what cannot be read must not be lost
            with contextlib.suppress(OSError):
                save_settings(replaced(load_settings(path), welcomed=True), path)
