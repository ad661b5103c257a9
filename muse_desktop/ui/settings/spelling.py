"""Settings: dictionaries and thesauri as files, and the words that are right in this project."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from muse_desktop.errors import MuseError
from muse_desktop.settings import Settings, replaced
from muse_desktop.studio.spelling import DictionaryInfo
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.base.jobs import Jobs
from muse_desktop.ui.base.languages import Retranslated, spoken
from muse_desktop.ui.base.widgets import TextButton, drop_down, passing_menu, shifted
from muse_desktop.ui.settings.parts import Page, set_role, small_print

if TYPE_CHECKING:
    from muse_desktop.craft.spelling_found import Found, FoundKind

WORDS_HEIGHT = 92


def language_name(name: str) -> str:
    """A dictionary's language in its own words: "Deutsch (de_DE)" for de_DE and for th_de_DE_v2."""
    code = name.removeprefix("th_").removesuffix("_v2")
    locale = QLocale(code)
    if locale.language() == QLocale.Language.C:
        return name
    return f"{locale.nativeLanguageName()} ({code})"


class FileRow(Retranslated, QWidget):
    """A dictionary or a thesaurus: its name (to be ticked, if it can be chosen), Remove, what is wrong."""

    removed = Signal()

    def __init__(self, name: str, parent: QWidget, *, chosen: bool | None, stays: bool = False) -> None:
        super().__init__(parent)
        self.name = name
        self.tick = QCheckBox(language_name(name), self)
        self.label = QLabel(language_name(name), self)
        self.tick.setVisible(chosen is not None)
        self.label.setVisible(chosen is None)
        self.tick.setChecked(bool(chosen))
        self.remove = TextButton(self)
        self.remove.setVisible(not stays)
        self.trouble = small_print(self, "error")
        self.trouble.hide()
        line = QHBoxLayout()
        for widget in (self.tick, self.label):
            line.addWidget(widget)
        line.addStretch(1)
        line.addWidget(self.remove)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        box.addLayout(line)
        box.addWidget(self.trouble)
        self.remove.clicked.connect(self.removed)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words again."""
        self.remove.setText(self.tr("Remove"))
        self.remove.setAccessibleName(self.tr("Remove {name}").format(name=language_name(self.name)))

    def show_trouble(self, error: MuseError | None) -> None:
        """Why it is left out at present."""
        self.trouble.setText(error.text(spoken()) if error is not None else "")
        self.trouble.setVisible(error is not None)


class WordField(QLineEdit):
    """Where a word is typed; Enter takes it in and does not close the dialog."""

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: a key."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
            event.accept()
        else:
            super().keyPressEvent(event)


class WordList(QListWidget):
    """The writer's words; Delete takes the chosen one out."""

    delete_wanted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: a key."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.delete_wanted.emit()
        else:
            super().keyPressEvent(event)


class SpellingPage(Retranslated, Page):
    """Files and words change at once; what is ticked counts with Save."""

    def __init__(
        self, settings: Settings, studio: Studio, jobs: Jobs, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._spelling, self._jobs = studio.writing.spelling, jobs
        self._project = self._spelling.here.project if self._spelling.here is not None else None
        self._chosen = settings.dictionaries
        self._found: list[Found] = []
        self.underline = QCheckBox(self.inside)
        self.underline.setChecked(settings.spelling)
        self.box.addWidget(self.underline)
        self.box.addSpacing(10)
        self.rows: dict[FoundKind, list[FileRow]] = {"dictionary": [], "thesaurus": []}
        self._headings, self._hints, self.adds, self._places = [], [], {}, {}
        for kind in self.rows:
            self._build_files(kind)
        self._build_words()
        self.state = small_print(self.inside)
        self.state.hide()
        self.box.addWidget(self.state)
        self.box.addStretch(1)
        self._fill("dictionary")
        self._fill("thesaurus")
        self._fill_words()
        self._jobs.watch(self._spelling.found(), self, self._show_found)
        self.retranslate()

    def _build_files(self, kind: FoundKind) -> None:
        self._headings.append(self.section())
        place = QVBoxLayout()
        place.setSpacing(4)
        self.box.addLayout(place)
        self._places[kind] = place
        hint = small_print(self.inside)
        self._hints.append(hint)
        add = TextButton(self.inside, strong=True)
        add.clicked.connect(lambda: self._add(kind))
        self.adds[kind] = add
        self.box.addLayout(shifted(add))
        self.box.addWidget(hint)

    def _build_words(self) -> None:
        self._headings.append(self.section())
        self.word = WordField(self.inside)
        self.add_word = QPushButton(self.inside)
        self.remove_word = QPushButton(self.inside)
        self.words = WordList(self.inside)
        self.words.setFixedHeight(WORDS_HEIGHT)
        line = QHBoxLayout()
        line.addWidget(self.word, 1)
        for button in (self.add_word, self.remove_word):
            button.setAutoDefault(False)
            line.addWidget(button)
        self.box.addLayout(line)
        self.box.addWidget(self.words)
        hint = small_print(self.inside)
        self._hints.append(hint)
        self.box.addWidget(hint)
        self.add_word.clicked.connect(self._add_word)
        self.word.entered.connect(self._add_word)
        self.remove_word.clicked.connect(self._remove_word)
        self.words.delete_wanted.connect(self._remove_word)
        self.words.currentRowChanged.connect(lambda row: self.remove_word.setEnabled(row >= 0))
        self.remove_word.setEnabled(False)
        for widget in (self.word, self.add_word, self.words):
            widget.setEnabled(self._project is not None)

    def retranslate(self) -> None:
        """Set the words again."""
        self.underline.setText(self.tr("Underline misspelt words while I write"))
        names = (self.tr("Dictionaries"), self.tr("Thesaurus"), self.tr("Words of this project"))
        for heading, name in zip(self._headings, names, strict=True):
            heading.setText(name)
        hints = (
            self.tr(
                "A word is right if any ticked dictionary knows it. Dictionaries of LibreOffice and Firefox "
                "fit: two files, .dic and .aff, with the same name. Chinese is never checked."
            ),
            self.tr(
                "Other words for a word are looked up on this computer. English comes with the app, made "
                "from WordNet; thesauri of LibreOffice fit, files such as th_de_DE_v2.dat."
            ),
            self.tr("Names in the story bible are known without being listed here."),
        )
        for hint, words in zip(self._hints, hints, strict=True):
            hint.setText(words)
        self.adds["dictionary"].setText(self.tr("Add a dictionary…"))
        self.adds["thesaurus"].setText(self.tr("Add a thesaurus…"))
        self.word.setPlaceholderText(self.tr("A word that is right"))
        self.word.setAccessibleName(self.tr("A word that is right"))
        self.words.setAccessibleName(self.tr("Words of this project"))
        self.add_word.setText(self.tr("Add"))
        self.remove_word.setText(self.tr("Remove"))
        self.remove_word.setAccessibleName(self.tr("Remove the chosen word"))

    def apply(self, settings: Settings) -> Settings:
        """`settings` with what this page says; the shipped dictionary first."""
        ticked = tuple(row.name for row in self.rows["dictionary"] if row.tick.isChecked())
        return replaced(settings, spelling=self.underline.isChecked(), dictionaries=ticked)

    # Files

    def _fill(self, kind: FoundKind) -> None:
        """Show what is there now; what is ticked stays ticked."""
        rows = self.rows[kind]
        ticked = {row.name for row in rows if row.tick.isChecked()} if rows else set(self._chosen)
        for row in self.rows[kind]:
            row.hide()
            row.deleteLater()
        if kind == "dictionary":
            there = self._spelling.dictionaries()
            self.rows[kind] = [self._dictionary(one, one.name in ticked) for one in there]
        else:
            names = self._spelling.thesaurus_names()
            self.rows[kind] = [FileRow(name, self.inside, chosen=None) for name in names]
        for row in self.rows[kind]:
            row.removed.connect(lambda row=row: self._remove(kind, row.name))
            self._places[kind].addWidget(row)

    def _dictionary(self, info: DictionaryInfo, chosen: bool) -> FileRow:
        row = FileRow(info.name, self.inside, chosen=chosen, stays=info.shipped)
        row.show_trouble(info.trouble)
        return row

    def _show_found(self, found: list[Found]) -> None:
        self._found = found

    def _add(self, kind: FoundKind) -> None:
        """Ask which: those of other programs on this computer, or a file."""
        there = {row.name for row in self.rows[kind]}
        found = [one for one in self._found if one.kind == kind and one.name not in there]
        if not found:
            self._add_file(kind)
            return
        menu = passing_menu(self)
        for one in found:
            words = self.tr("{name}, found on this computer").format(name=language_name(one.name))
            action = menu.addAction(words)
            action.triggered.connect(lambda _=False, path=one.path: self._take(kind, path))
        menu.addSeparator()
        menu.addAction(self.tr("From a file…")).triggered.connect(lambda: self._add_file(kind))
        drop_down(menu, self.adds[kind])

    def _add_file(self, kind: FoundKind) -> None:
        if kind == "dictionary":
            title, files = self.tr("Add a dictionary"), self.tr("Dictionaries (*.dic *.aff)")
        else:
            title, files = self.tr("Add a thesaurus"), self.tr("Thesauri (*.dat)")
        name, _ = QFileDialog.getOpenFileName(self, title, "", files)
        if name:
            self._take(kind, Path(name))

    def _take(self, kind: FoundKind, path: Path) -> None:
        spelling = self._spelling
        adding = spelling.add_dictionary(path) if kind == "dictionary" else spelling.add_thesaurus(path)

        def show(name: str) -> None:
            self._say("")
            self._fill(kind)
            for row in self.rows[kind]:
                if row.name == name:
                    row.tick.setChecked(True)

        self._say(self.tr("Trying {file}…").format(file=path.name))
        self._do(adding, show)

    def _remove(self, kind: FoundKind, name: str) -> None:
        spelling = self._spelling
        going = spelling.remove_dictionary if kind == "dictionary" else spelling.remove_thesaurus
        self._chosen = tuple(one for one in self._chosen if one != name)
        self._do(going(name), lambda _: self._fill(kind))

    # Words

    def _fill_words(self, _done: object = None) -> None:
        self.words.clear()
        if self._project is not None:
            self.words.addItems(self._spelling.words.words(self._project))

    def _add_word(self) -> None:
        word = self.word.text().strip()
        if word and self._project is not None:
            self.word.clear()
            self._do(self._spelling.add_word(self._project, word), self._fill_words)

    def _remove_word(self) -> None:
        item = self.words.currentItem()
        if item is not None and self._project is not None:
            self._do(self._spelling.remove_word(self._project, item.text()), self._fill_words)

    # Outcomes

    def _do(self, work: Future[object], show: Callable[[object], None]) -> None:
        self._jobs.watch(work, self, show, lambda error: self._say(error.text(spoken()), wrong=True))

    def _say(self, words: str, wrong: bool = False) -> None:
        set_role(self.state, "error" if wrong else "caption")
        self.state.setText(words)
        self.state.setVisible(bool(words))
