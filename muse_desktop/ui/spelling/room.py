"""Spelling in the window: lines on every page, the menu over a word, the keys, the panel of other words."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QT_TRANSLATE_NOOP, QPoint
from PySide6.QtWidgets import QMenu

from muse_desktop.settings import Settings, replaced
from muse_desktop.studio.spelling import Checked, Where
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.actions import ActionSpec
from muse_desktop.ui.base.post import listen
from muse_desktop.ui.base.widgets import passing_menu
from muse_desktop.ui.notices import Notice
from muse_desktop.ui.room import Room
from muse_desktop.ui.spelling.suggestions import Offers, Spot, word_at
from muse_desktop.ui.spelling.underlines import Underlines

if TYPE_CHECKING:
    from muse_desktop.ui.page.page import Page
    from muse_desktop.ui.spelling.other_words import OtherWords
    from muse_desktop.ui.window import MainWindow

TOPIC = "spelling"


class SpellingRoom(Room):
    """Everything about spelling that concerns the window."""

    SPECS: ClassVar[tuple[ActionSpec, ...]] = (
        ActionSpec(
            "spelling", "edit", QT_TRANSLATE_NOOP("Actions", "Underline misspelt words"),
            checkable=True, separator=True,
        ),
        ActionSpec("next_wrong", "edit", QT_TRANSLATE_NOOP("Actions", "Next misspelt word"), "F7"),
        ActionSpec(
            "suggestions", "edit", QT_TRANSLATE_NOOP("Actions", "Suggestions for this word"), "Ctrl+."
        ),
        ActionSpec(
            "other_words", "edit", QT_TRANSLATE_NOOP("Actions", "Other words for this one"), "Shift+F7"
        ),
        ActionSpec("own_words", "edit", QT_TRANSLATE_NOOP("Actions", "Dictionaries and own words…")),
    )  # fmt: skip

    def __init__(self, window: MainWindow, studio: Studio) -> None:
        super().__init__(window, studio)
        self.spelling = studio.writing.spelling
        self._lines: list[Underlines] = []
        self._on = False
        self._told: set[str] = set()  # dictionaries whose trouble the writer has heard of
        self._offers: Offers | None = None
        self._others: OtherWords | None = None

    def handlers(self) -> dict[str, Callable[..., None]]:
        """One per action."""
        return {
            "spelling": self.set_on,
            "next_wrong": self.next_wrong,
            "suggestions": self.suggest,
            "other_words": self.other_words,
            "own_words": self.settings,
        }

    def settle(self) -> None:
        """Hear when words or dictionaries change."""
        self._offers = Offers(self.spelling, self.window.jobs, self)
        listen(self, self.spelling.on_change, self._changed)

    def page_made(self, page: Page) -> None:
        """Underline on it and add to its menu."""
        lines = Underlines(page, self.spelling, self.window.jobs)
        lines.set_on(self._on)
        self._lines.append(lines)
        lines.checked.connect(self._tell_trouble)
        lines.destroyed.connect(lambda: self._lines.remove(lines))
        page.editor.menu_hooks.append(lambda menu, unit: self._fill(menu, lines, page, unit))

    def document_changed(self) -> None:
        """Whose words the settings show."""
        session = self.window.page.session
        self.spelling.here = Where(session.project_id, session.id) if session is not None else None

    def settings_changed(self, settings: Settings) -> None:
        """Other dictionaries, or spelling on or off."""
        self._on = settings.spelling
        self.spelling.use(settings)
        action = self.window.actions_["spelling"]
        blocked = action.blockSignals(True)
        action.setChecked(settings.spelling)
        action.blockSignals(blocked)
        for lines in self._lines:
            lines.set_on(settings.spelling)

    def set_on(self, on: bool) -> None:
        """Underline misspelt words or not, and keep that."""
        if on != self.studio.settings.spelling:
            self.window.use_settings(replaced(self.studio.settings, spelling=on))

    def _changed(self) -> None:
        for lines in self._lines:
            lines.forget()

    def _tell_trouble(self) -> None:
        """Say once of each dictionary that it had to be left out: without a line a text looks faultless."""
        for name, error in self.spelling.troubles.items():
            if name not in self._told:
                self._told.add(name)
                self.window.news.error(error, TOPIC)

    # The menu

    def _fill(self, menu: QMenu, lines: Underlines, page: Page, unit: int) -> None:
        where, found = lines.where(), lines.wrong_at(unit)
        if where is None or self._offers is None or page.editor.isReadOnly():
            return
        spot = word_at(page, unit) if found is None else Spot(page, where.document, *found)
        if spot is not None:
            self._offers.fill(menu, spot, where, found is not None, self.show_other_words)

    def _lines_of(self, page: Page) -> Underlines | None:
        return next((one for one in self._lines if one.parent() is page), None)

    def suggest(self) -> None:
        """The menu for the word at the cursor, with what might be meant by it."""
        page = self.window.page
        lines = self._lines_of(page)
        if lines is None:
            return
        cursor = page.editor.textCursor()
        unit = cursor.selectionStart() if cursor.hasSelection() else cursor.position()
        found, where = lines.wrong_at(unit), lines.where()
        spot = word_at(page, unit)
        if where is None or (spot is None and found is None):
            return
        if found is not None:
            self._open_menu(Spot(page, where.document, *found), where, True)
            return

        def show(checked: Checked) -> None:  # it may have been written this moment
            if spot is not None and spot.stands():
                self._open_menu(spot, where, bool(checked.wrong[0]))

        self.window.jobs.watch(self.spelling.check(where, (spot.word,)), self, show)

    def _open_menu(self, spot: Spot, where: Where, wrong: bool) -> None:
        menu = passing_menu(spot.page.editor)
        assert self._offers is not None
        self._offers.fill(menu, spot, where, wrong, self.show_other_words)
        if not wrong:
            right = menu.addAction(self.tr("No dictionary finds fault with this word."))
            right.setEnabled(False)
        menu.popup(spot.rect().bottomLeft() + QPoint(0, 4))

    # From mistake to mistake

    def next_wrong(self) -> None:
        """Go to the next word that no dictionary knows; behind the last one comes the first again."""
        page = self.window.page
        session = page.session
        lines = self._lines_of(page)
        where = lines.where() if lines is not None else None
        if session is None or where is None:
            return
        text, start = session.text, page.selection()[1]

        def show(found: tuple[int, int] | None) -> None:
            if page.session is not session or session.text != text:
                return
            if found is None:
                self._say_none()
                return
            self.window.notices.withdraw(TOPIC)
            page.goto(*found)

        self.window.jobs.watch(self.spelling.next_wrong(where, text, start), self, show)

    def _say_none(self) -> None:
        self.window.notices.tell(
            Notice(TOPIC, lambda: self.tr("No misspelt words were found in this document."), "news")
        )

    # Other words

    def other_words(self) -> None:
        """Look up the word at the cursor in the thesauri."""
        page = self.window.page
        spot = word_at(page, page.editor.textCursor().position())
        if spot is not None:
            self.show_other_words(spot)

    def show_other_words(self, spot: Spot) -> None:
        """Open the panel for a word."""
        if self._others is None:
            from muse_desktop.ui.spelling.other_words import OtherWords

            self._others = OtherWords(self.spelling, self.window.jobs, self.window)
            self._others.add_wanted.connect(self.settings)
        self._others.open(spot)

    @property
    def panel(self) -> OtherWords | None:
        """The panel of other words, once it has been asked for."""
        return self._others

    def settings(self) -> None:
        """Dictionaries, thesauri, own words."""
        self.window.commands.settings("spelling")
