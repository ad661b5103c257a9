"""Settings, the page one writes on: its letters and lines, and how it behaves. Everything acts at once."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QSpinBox, QWidget

from muse_desktop.settings import Settings, replaced
from muse_desktop.ui.base.languages import Retranslated, decimal
from muse_desktop.ui.base.theme_page import (
    LEAST_LETTERS,
    MOST_LETTERS,
    PageStyle,
)
from muse_desktop.ui.base.widgets import bare, calm, restyle
from muse_desktop.ui.settings.parts import Form, Page, small_print

OWN = "EB Garamond"
SUGGESTED = (
    "Georgia", "Palatino Linotype", "Palatino", "Baskerville", "Cambria", "Charter", "Literata",
    "Crimson Pro", "Libertinus Serif", "Linux Libertine O", "Noto Serif", "DejaVu Serif", "Times New Roman",
    "Noto Serif CJK SC", "Source Han Serif SC", "Songti SC", "SimSun", "KaiTi", "Kaiti SC", "LXGW WenKai",
    "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", "iA Writer Duo", "Courier Prime", "Courier New",
    "DejaVu Sans Mono", "Segoe UI", "Helvetica Neue", "Noto Sans", "Atkinson Hyperlegible", "OpenDyslexic",
)  # fmt: skip
SPACES = (0.3, 0.5, 0.8, 1.3)  # white between lines, in heights of a letter
SAMPLE_PIXELS = 20
SAMPLE = "The fog came up the channel, a little ahead of itself. 雾从河口上来，比往年早了一些。"
QUOTES = {"auto": "", "en": "“English”", "de": "„Deutsch“", "fr": "« Français »", "zh": "“中文”"}


class PagePage(Retranslated, Page):
    """Font, line length, line spacing; Markdown, quotes, typewriter scrolling, focus."""

    tried = Signal()

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filling = True
        self._letters_head = self.section()
        self.font_ = QComboBox(self.inside)
        self.font_.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.letters = QSpinBox(self.inside)
        self.letters.setRange(LEAST_LETTERS, MOST_LETTERS)
        self.letters.setSingleStep(2)
        self.space = QComboBox(self.inside)
        self.sample = QLabel(SAMPLE, self.inside)
        self.sample.setWordWrap(True)
        self._form = Form()
        bare(self.letters, indent=7)
        for control in (self.font_, self.letters, self.space):
            self._form.add(control)
        self.box.addLayout(self._form)
        self.box.addWidget(self.sample)
        self._writing_head = self.section()
        self.markdown = QCheckBox(self.inside)
        self.marks = QCheckBox(self.inside)
        self.typewriter = QCheckBox(self.inside)
        self.quotes = QComboBox(self.inside)
        self.lit = QComboBox(self.inside)
        self._more = Form()
        self._about = small_print(self.inside)
        self._build(settings)
        self.retranslate()
        self._filling = False

    def _build(self, settings: Settings) -> None:
        for tick in (self.markdown, self.marks):
            self.box.addWidget(tick)
        self._more.add(self.quotes)
        self._more.add(self.lit)
        self.box.addLayout(self._more)
        self.box.addWidget(self.typewriter)
        self.box.addWidget(self._about)
        self.box.addStretch(1)
        self._fill_fonts(settings.page_font)
        for value in QUOTES:
            self.quotes.addItem("", value)
        for value in ("all", "paragraph", "sentence"):
            self.lit.addItem("", value)
        self.letters.setValue(settings.line_letters)
        for space in sorted({*SPACES, settings.line_space}):
            self.space.addItem("", space)
        self.space.setCurrentIndex(self.space.findData(settings.line_space))
        self.markdown.setChecked(settings.markdown_look)
        self.marks.setChecked(settings.smart_punctuation)
        self.typewriter.setChecked(settings.typewriter)
        self.quotes.setCurrentIndex(self.quotes.findData(settings.punctuation))
        self.lit.setCurrentIndex(self.lit.findData(settings.lit))
        for combo in (self.font_, self.space, self.quotes, self.lit):
            combo.currentIndexChanged.connect(self._try)
        self.letters.valueChanged.connect(self._try)
        for tick in (self.markdown, self.marks, self.typewriter):
            tick.toggled.connect(self._try)
        calm(self, self.font_, self.letters, self.space, self.quotes, self.lit)
        self._show()

    def _fill_fonts(self, chosen: str) -> None:
        """The app's own, those that are good to read, then all others of the machine."""
        families = [name for name in QFontDatabase.families() if not QFontDatabase.isPrivateFamily(name)]
        known = set(families)
        self.font_.addItem("", "")
        good = [name for name in SUGGESTED if name in known]
        for name in good:
            self.font_.addItem(name, name)
        self.font_.insertSeparator(self.font_.count())
        for name in families:
            if name not in good and not name.startswith(OWN):
                self.font_.addItem(name, name)
        if chosen and self.font_.findData(chosen) < 0:
            self.font_.addItem(chosen, chosen)  # of another machine, or gone for now
        self.font_.setCurrentIndex(max(0, self.font_.findData(chosen)))

    def retranslate(self) -> None:
        """Set the words again; the choices keep what is chosen."""
        filling, self._filling = self._filling, True
        self._letters_head.setText(self.tr("Letters and lines"))
        self._writing_head.setText(self.tr("While you write"))
        self.font_.setItemText(0, self.tr("The app's own (EB Garamond)"))
        self._form.name(self.font_, self.tr("Font"))
        self._form.name(self.letters, self.tr("Line length"))
        self._form.name(self.space, self.tr("Space between lines"))
        self.letters.setSuffix(self.tr(" letters"))
        spaces = dict(
            zip(
                SPACES, (self.tr("Close"), self.tr("Usual"), self.tr("Wide"), self.tr("Double")), strict=True
            )
        )
        for row in range(self.space.count()):
            space = self.space.itemData(row)
            self.space.setItemText(row, spaces.get(space) or decimal(space, 1))
        self.markdown.setText(self.tr("Show headings, emphasis, quotes and scene breaks as they will look"))
        self.marks.setText(self.tr("Turn straight quotes, -- and ... into printed ones while typing"))
        self.typewriter.setText(self.tr("Keep the line being written in the middle (typewriter scrolling)"))
        self._more.name(self.quotes, self.tr("Quotes"))
        self.quotes.setItemText(0, self.tr("As in the text's language"))
        for row in range(1, self.quotes.count()):
            self.quotes.setItemText(row, QUOTES[self.quotes.itemData(row)])
        lit = {
            "all": self.tr("The whole page"),
            "paragraph": self.tr("The paragraph"),
            "sentence": self.tr("The sentence"),
        }
        for row in range(self.lit.count()):
            self.lit.setItemText(row, lit[self.lit.itemData(row)])
        self._more.name(self.lit, self.tr("In focus mode, light"))
        self._about.setText(
            self.tr(
                "None of this changes your text, except the quotes and dashes you type; "
                "undo takes such a change back and leaves what you typed."
            )
        )
        self._filling = filling

    def apply(self, settings: Settings) -> Settings:
        """`settings` with what this page says."""
        return replaced(
            settings,
            page_font=self.font_.currentData() or "",
            line_letters=self.letters.value(),
            line_space=self.space.currentData(),
            markdown_look=self.markdown.isChecked(),
            smart_punctuation=self.marks.isChecked(),
            punctuation=self.quotes.currentData(),
            typewriter=self.typewriter.isChecked(),
            lit=self.lit.currentData(),
        )

    def _show(self) -> None:
        self.quotes.setEnabled(self.marks.isChecked())
        self.sample.setFont(PageStyle(self.font_.currentData() or "").font(SAMPLE_PIXELS))
        restyle(self.sample)

    def _try(self) -> None:
        if not self._filling:
            self._show()
            self.tried.emit()
