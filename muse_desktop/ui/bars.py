"""The line above the panes and the line below them."""

from __future__ import annotations

from urllib.parse import urlsplit

from PySide6.QtCore import QEvent, QLocale, QTimer, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QWidget

from muse_desktop.errors import Language
from muse_desktop.studio.studio import Studio
from muse_desktop.studio.values import RunFinished
from muse_desktop.ui.actions import ActionBook
from muse_desktop.ui.base.languages import SHORT, Retranslated
from muse_desktop.ui.base.when import seconds_since
from muse_desktop.ui.base.widgets import Chip, ElidedButton, ElidedLabel, TextButton, drop_down
from muse_desktop.ui.models.download_mark import DownloadMark
from muse_desktop.ui.settings.parts import set_role

TOP_HEIGHT = 40
STATUS_HEIGHT = 28
SLOW_SAVE_S = 3  # while typing the text is a second behind; only a longer wait is worth a word
BLINK_S = 0.1  # below this a first word's time is told in milliseconds
MINUTE_S, HOUR_S = 60, 3600
STEP_S = 5  # "saved … s ago" counts in such steps


class TopBar(Retranslated, QFrame):
    """Menu, titles, and the few switches that are always at hand."""

    def __init__(self, actions: ActionBook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self.setProperty("role", "topbar")
        self.setFixedHeight(TOP_HEIGHT)
        self.menu_button = TextButton(self)
        self.menu_button.setText("☰")
        self.menu = QMenu(self.menu_button)
        self.project = QLabel(self)
        self.project.setProperty("role", "title")
        self.document = ElidedLabel(self)
        self.document.setProperty("role", "muted")
        self.find = TextButton(self)
        self.origins = Chip(parent=self, checkable=True)
        self.focus = Chip(parent=self, checkable=True)
        self.language = TextButton(self)
        self.language_menu = QMenu(self.language)
        self.language_menu.addActions([actions["english"], actions["chinese"]])
        box = QHBoxLayout(self)
        box.setContentsMargins(10, 0, 14, 0)
        box.setSpacing(14)
        box.addWidget(self.menu_button)
        box.addWidget(self.project)
        box.addWidget(self.document, 1)
        for widget in (self.find, self.origins, self.focus, self.language):
            box.addWidget(widget)
        self._connect()
        self.retranslate()

    def _connect(self) -> None:
        self.find.clicked.connect(self._actions["palette"].trigger)
        for chip, action in ((self.origins, "origins"), (self.focus, "focus")):
            chip.clicked.connect(lambda on, to=self._actions[action]: to.setChecked(on))
            self._actions[action].toggled.connect(chip.setChecked)
        for button, menu in ((self.menu_button, self.menu), (self.language, self.language_menu)):
            button.clicked.connect(lambda _checked=False, at=button, what=menu: drop_down(what, at))

    def retranslate(self) -> None:
        """Set the words again."""
        keys = self._actions["palette"].shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self.menu_button.setAccessibleName(self.tr("Menu"))
        self.menu_button.setToolTip(self.tr("Menu"))
        self.find.setText(self.tr("{keys}  Find any action").format(keys=keys))
        self.origins.setText(self.tr("Origins"))
        self.origins.setToolTip(self._actions["origins"].toolTip())
        self.focus.setText(self.tr("Focus"))
        self.focus.setToolTip(self._actions["focus"].toolTip())
        self.language.setAccessibleName(self.tr("Language"))

    def show_language(self, language: Language) -> None:
        """Name the current language."""
        self.language.setText(f"{SHORT[language]} ▾")

    def show_titles(self, project: str, document: str) -> None:
        """Name what is open."""
        self.project.setText(project)
        self.document.setText(document)


class StatusBar(Retranslated, QWidget):
    """Saved or not, words, the model's share; what waits; offline or where the text goes; model and speed."""

    queue_wanted = Signal()
    models_wanted = Signal()  # the model's name was clicked
    downloads_wanted = Signal()
    counts_wanted = Signal()  # the words of the document, or those of today, were clicked

    def __init__(self, studio: Studio, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(STATUS_HEIGHT)
        self._studio = studio
        self._saved_at: str | None = None
        self._state = "saved"
        self._words = 0
        self._model_percent: int | None = None
        self._speed: RunFinished | None = None  # of the last generation
        self._waiting, self._paused = 0, False
        self.queue = TextButton(self)
        self.queue.setProperty("role", "legend")
        self.queue.clicked.connect(self.queue_wanted)
        self.downloads = DownloadMark(studio, self)
        self.downloads.clicked.connect(self.downloads_wanted)
        self.saved = QLabel(self)
        self.words, self.today = TextButton(self), TextButton(self)
        for button in (self.words, self.today):
            button.setProperty("role", "legend")
            button.clicked.connect(self.counts_wanted)
        self.today.hide()
        self.share = QLabel(self)
        self.offline = QLabel(self)
        self.model = ElidedButton(self)
        self.model.clicked.connect(self.models_wanted)
        box = QHBoxLayout(self)
        box.setContentsMargins(14, 0, 14, 0)
        box.setSpacing(22)
        for label in (self.saved, self.words, self.today, self.share):
            box.addWidget(label)
        box.addStretch(1)
        for widget in (self.downloads, self.queue, self.offline, self.model):
            box.addWidget(widget)
        for label in (self.saved, self.share, self.offline):
            label.setProperty("role", "caption")
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.timeout.connect(self._show_saved)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words again."""
        self.queue.setToolTip(self.tr("What the model does now and next"))
        for button in (self.words, self.today):
            button.setToolTip(self.tr("Counts and targets"))
        self.show_queue(self._waiting, self._paused)
        self._show_saved()
        self.show_words(self._words)
        self.show_share(self._model_percent)
        self.show_model()

    def show_saved(self, state: str, saved_at: str | None) -> None:
        """Whether the page is on disk ("saved", "saving", "unsaved", "refused"), and since when."""
        self._state, self._saved_at = state, saved_at
        self._show_saved()

    def show_words(self, words: int) -> None:
        """How long the document is."""
        self._words = words
        self.words.setText(self.tr("%Ln words", "", words))

    def show_today(self, words: str) -> None:
        """How much was written today; "" while unknown."""
        self.today.setText(words)
        self.today.setVisible(bool(words))

    def show_share(self, percent: int | None) -> None:
        """How much of the document the model wrote; None while unknown."""
        self._model_percent = percent
        self.share.setVisible(percent is not None)
        if percent is not None:
            self.share.setText(self.tr("model text {percent} %").format(percent=percent))

    def show_speed(self, finished: RunFinished) -> None:
        """How long the first word of the last generation took, and how fast it was."""
        self._speed = finished
        self.show_model()

    def show_queue(self, waiting: int, paused: bool) -> None:
        """How many generations wait for their turn, and whether all of them are held."""
        self._waiting, self._paused = waiting, paused
        words = [self.tr("%Ln waiting", "", waiting)] if waiting else []
        if paused:
            words.insert(0, self.tr("paused"))
        self.queue.setText(" · ".join(words))
        self.queue.setVisible(bool(words))

    def show_place(self) -> None:
        """Whether all stays on this computer; while it does not, where the text goes."""
        url = self._studio.settings.remote_url
        host = urlsplit(url).netloc or url
        self.offline.setText(self.tr("remote: {host}").format(host=host) if url else self.tr("offline"))
        words = self.tr("What you ask the model is sent to {address}, with the text of your draft.")
        here = self.tr("Nothing leaves this computer.")
        self.offline.setToolTip(words.format(address=url) if url else here)
        set_role(self.offline, "overlap" if url else "caption")

    def show_model(self) -> None:
        """The model, where it runs, and how fast it was."""
        self.show_place()
        model = self._studio.model
        if model.state == "ready" and model.info is not None:
            parts = [model.info.name]
            if model.words_per_s:
                speed = QLocale().toString(model.words_per_s, "f", 1)
                parts.append(self.tr("{speed} words/s").format(speed=speed))
            if self._speed is not None:
                parts.append(self._first_word(self._speed.first_token_s))
            self.model.setText(" · ".join(parts))
            self.model.setToolTip(self._measured())
        elif model.state == "loading":
            self.model.setText(self.tr("loading the model…"))
        else:
            self.model.setText(self.tr("no model"))
        self.model.setAccessibleName(self.tr("Models: {model}").format(model=self.model.text()))

    def _first_word(self, seconds: float) -> str:
        if seconds < BLINK_S:
            shown = QLocale().toString(round(seconds * 1000))
            return self.tr("first word {number} ms").format(number=shown)
        return self.tr("first word {seconds} s").format(seconds=QLocale().toString(seconds, "f", 1))

    def _measured(self) -> str:
        """Every figure there is, one a line."""
        info = self._studio.model.info
        lines = [info.name] if info is not None else []
        figures = [(self.tr("loaded in {number} s"), info.load_s if info is not None else 0.0)]
        if self._speed is not None:
            figures += [
                (self.tr("first word after {number} s"), self._speed.first_token_s),
                (self.tr("{number} tokens/s, all candidates together"), self._speed.tokens_per_s),
                (self.tr("{number} words/s"), self._speed.words_per_s),
            ]
        lines += [words.format(number=QLocale().toString(value, "g", 3)) for words, value in figures if value]
        return "\n".join(lines)

    def _show_saved(self) -> None:
        self.saved.setText(self._saved_words())
        wait = self._next_words_s()
        if wait and self.window().isActiveWindow():
            self._clock.start(wait * 1000)
        else:
            self._clock.stop()  # nothing would change, or nobody looks: an idle window wakes no processor

    def event(self, event: QEvent) -> bool:
        """Qt: the window has come to the front or gone."""
        if event.type() in (QEvent.Type.WindowActivate, QEvent.Type.WindowDeactivate):
            self._show_saved()
        return super().event(event)

    def _next_words_s(self) -> int:
        """In how many seconds other words are due; 0: never."""
        if self._saved_at is None or self._state == "refused":
            return 0
        seconds = seconds_since(self._saved_at)
        if seconds < MINUTE_S:
            return min(STEP_S, MINUTE_S - seconds)
        return MINUTE_S - seconds % MINUTE_S if seconds < HOUR_S else 0

    def _saved_words(self) -> str:
        if self._state == "refused":
            return self.tr("Not saved")
        if self._saved_at is None:
            return self.tr("Saving…") if self._state != "saved" else ""
        seconds = seconds_since(self._saved_at)
        if self._state != "saved" and seconds > SLOW_SAVE_S:
            return self.tr("Saving…")
        if seconds < MINUTE_S:
            return self.tr("Saved %n s ago", "", seconds) if seconds > 1 else self.tr("Saved")
        if seconds < HOUR_S:
            return self.tr("Saved %n min ago", "", seconds // MINUTE_S)
        return self.tr("Saved")
