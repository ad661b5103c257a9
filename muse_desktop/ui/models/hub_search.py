"""What the hub found by name: one repository with its files, each with its size and what that means."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from muse_desktop.engine.hardware import Hardware
from muse_desktop.errors import MuseError
from muse_desktop.models.advice import Room, room
from muse_desktop.models.values import Download, HubModel, Licence, Wanted
from muse_desktop.ui.base.languages import Retranslated, spoken
from muse_desktop.ui.base.widgets import Chip, ElidedLabel, SectionLabel
from muse_desktop.ui.models.entry_view import Detail
from muse_desktop.ui.models.get_words import ROOM_ROLES, USUAL, GetWords, kind_of
from muse_desktop.ui.settings.parts import sentences, set_role, small_print

WIDTH = 680
ABOVE_WEIGHTS = 1.12  # memory of a model with 4k tokens in view, as a share of its file, by the catalogue's
SIGN_IN = ("models.hub_sign_in", "models.hub_forbidden", "models.hub_token_refused")


def roughly_needed(size: int) -> int:
    """Bytes of memory that a file of `size` bytes may need: nothing more is known of it."""
    return round(size * ABOVE_WEIGHTS) + 300_000_000


class FileRow(Retranslated, QFrame):
    """One file: quantisation, size, whether it fits, Download."""

    download_wanted = Signal(object)  # Wanted
    use_wanted = Signal(object)  # Download

    def __init__(self, wanted: Wanted, hardware: Hardware, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.wanted = wanted
        self.download: Download | None = None
        self._in_use = False
        self._words = GetWords(self)
        first = wanted.files[0].path if wanted.files else wanted.name
        self._kind = kind_of(first)
        self._room: Room | None = (
            room(roughly_needed(wanted.bytes), hardware) if wanted.bytes else None
        )
        self.setProperty("current", self._kind == USUAL)
        self.kind = QLabel(self)
        self.kind.setProperty("role", "title")
        self.amount = QLabel(self)
        self.amount.setProperty("role", "muted")
        self.fit = QLabel(self)
        self.file = ElidedLabel(self, Qt.TextElideMode.ElideMiddle)
        self.file.setProperty("role", "caption")
        self.about = small_print(self, "muted")
        self.button = QPushButton(self)
        self.button.setProperty("role", "chip")
        self._build()
        self.button.clicked.connect(self._press)
        self.retranslate()

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(10)
        for widget in (self.kind, self.amount, self.fit):
            top.addWidget(widget)
        top.addStretch(1)
        left = QVBoxLayout()
        left.setSpacing(2)
        left.addLayout(top)
        left.addWidget(self.about)
        left.addWidget(self.file)
        box = QHBoxLayout(self)
        box.setContentsMargins(14, 10, 12, 10)
        box.setSpacing(14)
        box.addLayout(left, 1)
        box.addWidget(self.button)

    def retranslate(self) -> None:
        """Set the words again."""
        self.kind.setText(self._kind or self.wanted.name)
        self.amount.setText(self._words.size(self.wanted.bytes))
        self.fit.setVisible(self._room is not None)
        if self._room is not None:
            self.fit.setText(self._words.room(self._room))
            self.fit.setToolTip(self._words.room_help(self._room))
            set_role(self.fit, ROOM_ROLES[self._room])
        self.about.setText(self._words.kind(self._kind))
        self.about.setVisible(bool(self.about.text()))
        path = self.wanted.files[0].path if self.wanted.files else ""
        parts = len(self.wanted.files)
        self.file.setText(self.tr("{path} and %Ln more parts", "", parts - 1).format(path=path)
                          if parts > 1 else path)  # fmt: skip
        self._show()

    def show_download(self, download: Download | None, in_use: bool = False) -> None:
        """How the download of this file goes, and whether it is used already."""
        if (download, in_use) != (self.download, self._in_use):
            self.download, self._in_use = download, in_use
            self._show()

    def _show(self) -> None:
        state = self.download.state if self.download is not None else ""
        words = {
            "": self._words.download(self.wanted.bytes),
            "done": self.tr("In use") if self._in_use else self.tr("Use it now"),
            "paused": self.tr("Go on"),
            "failed": self.tr("Try again"),
        }
        self.button.setText(words.get(state, self.tr("Downloading…")))
        self.button.setEnabled(state in words and not self._in_use)
        self.button.setAccessibleName(f"{self.button.text()}, {self.kind.text()}")

    def _press(self) -> None:
        if self.download is not None and self.download.state == "done":
            self.use_wanted.emit(self.download)
        else:
            self.download_wanted.emit(self.wanted)


class RepoView(Retranslated, Detail):
    """The detail beside the list of what was found."""

    download_wanted = Signal(object)  # Wanted
    use_wanted = Signal(object)  # Download
    files_wanted = Signal(object)  # HubModel: again
    sign_in_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, WIDTH)
        self._words = GetWords(self)
        self.model: HubModel | None = None
        self._licence: Licence | None = None
        self.error: MuseError | None = None
        self.loading = False
        self.rows: list[FileRow] = []
        inside = self.inside
        self.name = QLabel(inside)
        self.name.setProperty("role", "heading")
        self.name.setWordWrap(True)
        self.facts = small_print(inside, "muted")
        self.allows = small_print(inside, "")
        self.note = small_print(inside, "muted")
        self._gate = QFrame(inside)
        self._gate.setProperty("role", "card")
        self.gate = small_print(self._gate, "")
        self.sign_in = Chip(parent=self._gate)
        self.site = Chip(parent=self._gate)
        self.again = Chip(parent=self._gate)
        self._page = ""
        self._heading = SectionLabel(inside)
        self.state = small_print(inside, "muted")
        self._files = QVBoxLayout()
        self._build()
        self.sign_in.clicked.connect(self.sign_in_wanted)
        self.site.clicked.connect(lambda: QDesktopServices.openUrl(QUrl(self._page)))
        self.again.clicked.connect(lambda: self.files_wanted.emit(self.model))
        self.retranslate()

    def _build(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.site, self.sign_in, self.again):
            buttons.addWidget(button)
        buttons.addStretch(1)
        gate = QVBoxLayout(self._gate)
        gate.setContentsMargins(14, 11, 14, 12)
        gate.setSpacing(9)
        gate.addWidget(self.gate)
        gate.addLayout(buttons)
        self._files.setSpacing(8)
        for widget in (self.name, self.facts, self.allows, self.note, self._gate):
            self.box.addWidget(widget)
        self.box.addSpacing(12)
        self.box.addWidget(self._heading)
        self.box.addWidget(self.state)
        self.box.addLayout(self._files)
        self.box.addStretch(1)

    def show_model(self, model: HubModel, licence: Licence, page: str) -> None:
        """Show what is known of a repository before its files are; `page`: its address for a browser."""
        self._page = page
        self.model, self._licence, self.error, self.loading = model, licence, None, True
        self._clear()
        self.verticalScrollBar().setValue(0)
        self.retranslate()

    def show_files(self, files: tuple[Wanted, ...], hardware: Hardware) -> None:
        """Show its files, the smallest first."""
        self._clear()
        self.loading, self.error = False, None
        for wanted in sorted(files, key=lambda one: (one.bytes, one.name)):
            row = FileRow(wanted, hardware, self.inside)
            row.download_wanted.connect(self.download_wanted)
            row.use_wanted.connect(self.use_wanted)
            self._files.addWidget(row)
            self.rows.append(row)
        self.retranslate()

    def show_error(self, error: MuseError) -> None:
        """Say why its files could not be seen."""
        self._clear()
        self.error, self.loading = error, False
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words again."""
        self._heading.setText(self.tr("Files"))
        self.sign_in.setText(self.tr("Sign in…"))
        self.again.setText(self.tr("Try again"))
        self.site.setText(self.tr("Open its page"))
        self.site.setToolTip(self._page)
        self.note.setText(
            self.tr("We have not tried this model. Search lists what others put on the hub, good or bad.")
        )
        if self.model is not None and self._licence is not None:
            self._show(self.model, self._licence)

    def _show(self, model: HubModel, licence: Licence) -> None:
        self.name.setText(model.repo)
        facts = [
            self.tr("%Ln downloads", "", model.downloads),
            self.tr("%Ln likes", "", model.likes),
            self.tr("changed {day}").format(day=model.updated[:10]) if model.updated else "",
        ]
        self.facts.setText(" · ".join(fact for fact in facts if fact))
        named = self.tr("Licence: {name}.").format(name=licence.name) if licence.name.strip("?") else ""
        self.allows.setText(sentences(named, self._words.commercial(licence.commercial)))
        set_role(self.allows, "" if licence.commercial == "yes" else "warning")
        self._gate.setVisible(model.gated or self.error is not None)
        self.gate.setText(self._gate_words(model))
        wants_account = model.gated or (self.error is not None and self.error.code in SIGN_IN)
        self.sign_in.setVisible(wants_account)
        self.site.setVisible(wants_account)
        self.again.setVisible(self.error is not None)
        none = not self.rows and self.error is None
        self.state.setVisible(none or bool(self.rows))
        words = self.tr("Whether a file fits is guessed from its size alone.")
        if none:
            empty = self.tr("No GGUF file in it that could be used.")
            words = self.tr("Asking the hub…") if self.loading else empty
        self.state.setText(words)
        self._heading.setVisible(self.error is None)

    def _gate_words(self, model: HubModel) -> str:
        if self.error is not None:
            return self.error.text(spoken())
        return self.tr(
            "Its owner wants to know who downloads it: accept the licence on the model's page in a browser, "
            "then sign in here."
        )

    def _clear(self) -> None:
        for row in self.rows:
            self._files.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = []
