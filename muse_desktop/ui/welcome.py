"""The card a new writer finds on the empty page: what is here, what it can do, and three ways to begin."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QApplication, QButtonGroup, QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from muse_desktop.errors import Language
from muse_desktop.ui.base.flow import FlowLayout
from muse_desktop.ui.base.languages import NAMES, Retranslated, spoken
from muse_desktop.ui.base.theme import keeper
from muse_desktop.ui.base.widgets import Chip, Column, TextButton, restyle, shifted
from muse_desktop.ui.page.page import Page
from muse_desktop.ui.settings.parts import in_bytes, small_print

Here = Literal["starter", "own", "remote", "none", "failed"]
"""Which model there is: the small one of the app, one the writer chose, one elsewhere, none, one that could
not be loaded."""
WIDTH = 500
MARGIN, NARROW = 24, 10  # to the edges of the page; of a narrow one
BELOW_INVITATION = 26
LEAST_HEIGHT = 150  # with less room below the first line it covers that line


class WelcomeCard(Retranslated, QFrame):
    """Stands over the middle of the page and takes no key from it."""

    language_wanted = Signal(str)
    poem_wanted = Signal()
    theme_wanted = Signal(str)
    model_wanted = Signal()
    skipped = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self._here: Here = "starter"
        self._detail = ""
        self._suggested: tuple[str, int, int, int] | None = None
        self.setProperty("role", "welcome")
        self._heading = QLabel(self)
        self._heading.setProperty("role", "heading")
        self.languages: dict[Language, Chip] = {
            name: Chip(words, self, checkable=True) for name, words in NAMES.items()
        }
        self._model = small_print(self, "")
        self._private = small_print(self, "muted")
        self.poem, self.better = QPushButton(self), QPushButton(self)
        self.back, self.skip = TextButton(self), TextButton(self)
        self._suggestion = small_print(self)
        self._about = small_print(self, "")
        self.themes = tuple(Chip(parent=self, checkable=True) for _ in range(len(self._theme_words())))
        self._how = small_print(self)
        self._warning = small_print(self, "warning")
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self._heading, 1)
        for chip in self.languages.values():
            head.addWidget(chip)
        self._first, self._second = QWidget(self), QWidget(self)
        self._buttons = FlowLayout(self._first, across=10, down=8)
        chips = FlowLayout(self._second, across=7, down=7)
        for chip in self.themes:
            chips.addWidget(chip)
        foot = QHBoxLayout()
        foot.addLayout(shifted(self.back), 1)
        foot.addWidget(self.skip)
        column = Column(self, 20)
        column.box.setSpacing(12)
        column.box.addLayout(head)
        for widget in (self._model, self._private, self._first, self._suggestion):
            column.box.addWidget(widget)
        for widget in (self._warning, self._about, self._second, self._how):
            column.box.addWidget(widget)
        column.box.addLayout(foot)
        outside = QHBoxLayout(self)
        outside.setContentsMargins(6, 4, 6, 4)  # the paper inside has square corners
        outside.addWidget(column)
        self._column = column
        self._one = QButtonGroup(self)
        for chip in self.themes:
            self._one.addButton(chip)
        self.choosing = False

    def _connect(self) -> None:
        for name, chip in self.languages.items():
            chip.clicked.connect(lambda _checked=False, to=name: self.language_wanted.emit(to))
        self.poem.clicked.connect(self.poem_wanted)
        self.better.clicked.connect(self.model_wanted)
        self.back.clicked.connect(lambda: self.choose_theme(False))
        self.skip.clicked.connect(self.skipped)
        for chip in self.themes:
            chip.clicked.connect(lambda _checked=False, of=chip: self.theme_wanted.emit(of.text()))
        self._page.installEventFilter(self)
        keeper(QApplication.instance()).changed.connect(self.place)

    # What it says

    def _theme_words(self) -> tuple[str, ...]:
        return (
            self.tr("first snow"),
            self.tr("an empty harbour"),
            self.tr("my grandmother's kitchen"),
            self.tr("a letter never sent"),
            self.tr("the last train home"),
        )

    def retranslate(self) -> None:
        """Set the words again."""
        self._heading.setText(self.tr("Welcome"))
        for name, chip in self.languages.items():
            chip.setChecked(name == spoken())
        self.back.setText(self.tr("Back"))
        self.skip.setText(self.tr("Just write"))
        self.skip.setToolTip(self.tr("Close this and begin on the page"))
        self._about.setText(self.tr("What shall the poem be about?"))
        self._how.setText(
            self.tr(
                "Choose one, or write your own on the right. Press Write there, and Insert at the poem you "
                "like: nothing enters the page by itself."
            )
        )
        self._warning.setText(
            self.tr(
                "The model here knows no Chinese, so little sense will come of it. For a poem in English, "
                "choose English above first."
            )
        )
        for chip, words in zip(self.themes, self._theme_words(), strict=True):
            chip.setText(words)
        self._show_model()
        self._show_suggestion()
        self.choose_theme(self.choosing)

    def show_model(self, here: Here, detail: str = "") -> None:
        """Say what there is to write with; `detail`: the model's name, or the address where it runs."""
        self._here, self._detail = here, detail
        self._show_model()
        self.choose_theme(self.choosing)

    @property
    def speechless(self) -> bool:
        """Whether the model here does not know the writer's language."""
        return self._here == "starter" and spoken() == "zh"

    def _show_model(self) -> None:
        says = {
            "starter": self.tr(
                "A model is already on this computer, so you can begin at once. It is small and knows "
                "English only: expect simple verses. A larger one writes far better."
            ),
            "own": self.tr("{model} is ready to write with you.").format(model=self._detail),
            "remote": self.tr("The model at {address} writes with you.").format(address=self._detail),
            "none": self.tr("There is no model on this computer yet. You can write without one."),
            "failed": self.tr("The model could not be loaded. You can write without one."),
        }
        self._model.setText(says[self._here])
        sent = self.tr("What you ask the model is sent to that address, with the text of your draft.")
        self._private.setText(
            sent if self._here == "remote" else self.tr("Nothing you write leaves this computer.")
        )
        self.poem.setText(
            self.tr("Try a poem all the same") if self.speechless else self.tr("Write a first poem")
        )
        self.better.setText(
            self.tr("Get a model that knows Chinese") if self.speechless else self.tr("Get a better model")
        )
        first, other = (self.better, self.poem) if self.speechless else (self.poem, self.better)
        for button, role in ((first, "primary"), (other, "")):
            self._buttons.removeWidget(button)
            self._buttons.addWidget(button)
            button.setProperty("role", role)
            restyle(button)
        self.poem.setEnabled(self._here not in ("none", "failed"))

    def show_suggestion(self, suggested: tuple[str, int, int, int] | None) -> None:
        """The model to get for this computer: name, and in bytes its size, the memory it needs, the memory
        there is; None: nothing suits."""
        self._suggested = suggested
        self._show_suggestion()
        self.choose_theme(self.choosing)

    def _show_suggestion(self) -> None:
        if self._suggested is None:
            self._suggestion.setText("")
            return
        name, size, needed, there = self._suggested
        words = self.tr(
            "For this computer: {model}, {size} to download. It fits: it needs {needed} of the {there} of "
            "memory here. You decide about it on the next page; nothing is downloaded before."
        )
        told = words.format(model=name, size=in_bytes(size), needed=in_bytes(needed), there=in_bytes(there))
        self._suggestion.setText(told)

    def choose_theme(self, choosing: bool) -> None:
        """Show the themes to choose from, or the three ways to begin."""
        self.choosing = choosing
        for widget in (self._model, self._private, self._first):
            widget.setVisible(not choosing)
        self._suggestion.setVisible(not choosing and bool(self._suggestion.text()))
        self._warning.setVisible(choosing and self.speechless)
        for widget in (self._about, self._second, self._how, self.back):
            widget.setVisible(choosing)
        self.place()

    # Where it stands

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: the page has another size."""
        if watched is self._page and event.type() == QEvent.Type.Resize:
            self.place()
        return super().eventFilter(watched, event)

    def place(self, *_: object) -> None:
        """In the middle of the page, below the line where the writer would begin."""
        page, editor = self._page.rect(), self._page.editor
        side = MARGIN if page.width() >= WIDTH else NARROW
        width = max(120, min(WIDTH, page.width() - 2 * side))
        margins = self.layout().contentsMargins()
        inner = width - margins.left() - margins.right() - 2
        inside = self._column.inside
        inside.layout().invalidate()
        wanted = max(inside.layout().totalHeightForWidth(inner), inside.layout().minimumSize().height())
        wanted += margins.top() + margins.bottom() + 2
        line = editor.viewport().mapTo(self._page, editor.cursorRect().bottomLeft()).y()
        least = line + BELOW_INVITATION
        if page.height() - least - MARGIN < min(wanted, LEAST_HEIGHT):
            least = MARGIN
        height = min(wanted, max(60, page.height() - least - MARGIN))
        top = max(least, (page.height() - height) // 2)
        self.setGeometry((page.width() - width) // 2, top, width, height)
        self.raise_()

    def stops(self) -> list[QWidget]:
        """Where Tab goes, in order."""
        return [*self.languages.values(), self.poem, self.better, *self.themes, self.back, self.skip]
