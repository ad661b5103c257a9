"""One model of the catalogue: what it is good for, what it needs, what it allows, and how to get it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QPainter, QPainterPath, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QWidget

from muse_desktop.engine.hardware import Hardware
from muse_desktop.models.advice import Room, is_slow, needed, room
from muse_desktop.models.values import Download, Entry, Licence
from muse_desktop.ui.base.languages import Retranslated, spoken
from muse_desktop.ui.base.look import colour
from muse_desktop.ui.base.text_dialog import TextDialog
from muse_desktop.ui.base.widgets import Column, SectionLabel, TextButton, shifted
from muse_desktop.ui.models.get_words import ROOM_COLOURS, ROOM_ROLES, GetWords
from muse_desktop.ui.settings.parts import in_bytes, sentences, set_role, small_print

WIDTH = 620  # pixels a line may be wide, to be read with ease
MARGIN = 34
BAR = 8


class RoomBar(QWidget):
    """How much of this computer's memory is needed, in the colour of what that means."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.needed, self.all, self.room = 0, 1, "fits"
        self.setFixedHeight(BAR + 2)
        self.setMinimumWidth(120)

    def show_need(self, needed_bytes: int, all_bytes: int, fit: Room) -> None:
        """Bytes needed, of how many."""
        self.needed, self.all, self.room = needed_bytes, max(1, all_bytes), fit
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: draw it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(0.5, 1, self.width() - 1, BAR)
        shape = QPainterPath()
        shape.addRoundedRect(whole, BAR / 2, BAR / 2)
        painter.setClipPath(shape)
        painter.fillRect(whole, colour("chip"))
        filled = QRectF(whole)
        filled.setWidth(whole.width() * min(1.0, self.needed / self.all))
        painter.fillRect(filled, colour(ROOM_COLOURS[self.room]))
        painter.end()


class Detail(Column):
    """A column on paper whose lines are never too long to be read with ease.

    The margin at the right gives way: a limit on each wrapped label would have its height reckoned for a line
    it may not fill.
    """

    def __init__(self, parent: QWidget | None = None, width: int = WIDTH) -> None:
        self._widest = width
        super().__init__(parent, margin=MARGIN)
        self.inside.setProperty("role", "paper")

    def _keep_width(self, _least: int, _most: int) -> None:
        right = max(MARGIN, self.viewport().width() - MARGIN - self._widest)
        self.box.setContentsMargins(MARGIN, MARGIN, right, MARGIN)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: another width."""
        super().resizeEvent(event)
        self._keep_width(0, 0)


class LicenceDialog(TextDialog):
    """The wording of a licence, or where it is kept."""

    def __init__(self, licence: Licence, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._licence = licence
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words again."""
        super().retranslate()
        licence = self._licence
        self.setWindowTitle(licence.name)
        self._about.setText(licence.says.get(spoken(), ""))
        elsewhere = self.tr("Its full wording is kept by its owner, at this address:\n\n{url}")
        unknown = self.tr("Its wording is not here. Look on the model's own page.")
        where = elsewhere.format(url=licence.url) if licence.url else unknown
        self.text.setPlainText(licence.text or where)
        self.text.setAccessibleName(self.tr("Wording of the licence"))


class Memory(Retranslated, QWidget):
    """What a model needs with little and with much text in view, against this machine."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entry: Entry | None = None
        self._hardware: Hardware | None = None
        self._words = GetWords(self)
        self.labels = {context: QLabel(self) for context in (4096, 16384)}
        self.bars = {context: RoomBar(self) for context in self.labels}
        self.rooms = {context: QLabel(self) for context in self.labels}
        self.note = small_print(self)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(7)
        for row, context in enumerate(self.labels):
            grid.addWidget(self.labels[context], row, 0)
            grid.addWidget(self.bars[context], row, 1)
            grid.addWidget(self.rooms[context], row, 2)
        grid.addWidget(self.note, len(self.labels), 0, 1, 3)
        grid.setColumnStretch(1, 1)

    def retranslate(self) -> None:
        """Set the words again."""
        names = {
            4096: self.tr("About 3,000 words in view"),
            16384: self.tr("About 12,000 words in view"),
        }
        for context, label in self.labels.items():
            label.setText(names[context])
        if self._entry is not None and self._hardware is not None:
            self.show_entry(self._entry, self._hardware)

    def show_entry(self, entry: Entry, hardware: Hardware) -> None:
        """Show what `entry` needs on `hardware`."""
        self._entry, self._hardware = entry, hardware
        cards = [device.total for device in hardware.devices if device.kind == "gpu"]
        total = max([hardware.ram_total, *cards])
        for context in self.labels:
            need = needed(entry, context)
            fit = room(need, hardware)
            self.bars[context].show_need(need, total, fit)
            self.rooms[context].setText(f"{in_bytes(need)} · {self._words.room(fit)}")
            self.rooms[context].setToolTip(self._words.room_help(fit))
            set_role(self.rooms[context], ROOM_ROLES[fit])
        self.note.setText(self._note(entry, hardware, total))

    def _note(self, entry: Entry, hardware: Hardware, total: int) -> str:
        has = self.tr("This computer has {all}, and {free} of it are free now.").format(
            all=in_bytes(total), free=in_bytes(hardware.ram_free)
        )
        how = self.tr("The need is calculated, not measured.") if entry.estimated else ""
        slow = self.tr("Without a graphics card it writes slower than you read.")
        return sentences(has, how, slow if is_slow(entry, hardware) else "")


class GetButton(Retranslated, QWidget):
    """Download, then how far it is, then Use it now; beside it a word on where it goes to."""

    pressed = Signal()
    use_wanted = Signal(object)  # Download

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = GetWords(self)
        self._size, self._about, self._host = 0, False, ""
        self.download: Download | None = None
        self._in_use = False
        self.button = QPushButton(self)
        self.button.setProperty("role", "primary")
        self.said = small_print(self, "muted")
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(14)
        box.addWidget(self.button)
        box.addWidget(self.said, 1)
        self.button.clicked.connect(self._press)

    def show_size(self, size: int, about: bool, host: str) -> None:
        """How much there is to get (`about`: more or less), and where from."""
        self._size, self._about, self._host = size, about, host
        self.retranslate()

    def show_download(self, download: Download | None, in_use: bool = False) -> None:
        """How the download of it goes; None: there is none. `in_use`: it is what is written with now."""
        self.download, self._in_use = download, in_use
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words again."""
        download = self.download
        state = download.state if download is not None else ""
        self.button.setEnabled(state in ("", "done", "paused", "failed") and not self._in_use)
        if download is None:
            self.button.setText(self._words.download(self._size, self._about))
            self.said.setText(self.tr("From {host}. Nothing you wrote is sent.").format(host=self._host))
            return
        words = {
            "done": self.tr("In use") if self._in_use else self.tr("Use it now"),
            "paused": self.tr("Go on"),
            "failed": self.tr("Try again"),
            "verifying": self.tr("Checking…"),
            "waiting": self.tr("Waiting…"),
        }
        self.button.setText(words.get(state, self.tr("Downloading…")))
        here = self.tr("It is on this computer now, and checked.")
        self.said.setText(here if state == "done" else self._words.progress(download))

    def _press(self) -> None:
        if self.download is not None and self.download.state == "done":
            self.use_wanted.emit(self.download)
        else:
            self.pressed.emit()


class EntryView(Retranslated, Detail):
    """The detail beside the list."""

    download_wanted = Signal(object)  # Wanted
    use_wanted = Signal(object)  # Download
    failed = Signal(object)  # MuseError

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = GetWords(self)
        self.entry: Entry | None = None
        self._licence: Licence | None = None
        self._hardware: Hardware | None = None
        self._best = False
        self._host = self._page = ""
        inside = self.inside
        self.best = SectionLabel(inside)
        self.name = QLabel(inside)
        self.name.setProperty("role", "heading")
        self.about = small_print(inside, "")
        self.why = small_print(inside, "muted")
        self.get = GetButton(inside)
        self._memory_heading, self._licence_heading = SectionLabel(inside), SectionLabel(inside)
        self._file_heading = SectionLabel(inside)
        self.memory = Memory(inside)
        self.licence_name = QLabel(inside)
        self.licence_name.setProperty("role", "title")
        self.allows = small_print(inside, "")
        self.licence_says = small_print(inside, "muted")
        self.read = TextButton(inside)
        self.site = TextButton(inside)
        self.seen = small_print(inside, "muted")
        self.facts: dict[str, tuple[QLabel, QLabel]] = {}
        self._build()
        self.get.pressed.connect(self._download)
        self.get.use_wanted.connect(self.use_wanted)
        self.read.clicked.connect(self.show_licence)
        self.site.clicked.connect(self._open_site)
        self.retranslate()

    def _build(self) -> None:
        box = self.box
        box.setSpacing(8)
        for widget in (self.best, self.name, self.about, self.why):
            box.addWidget(widget)
        box.addSpacing(6)
        box.addWidget(self.get)
        box.addSpacing(18)
        box.addWidget(self._memory_heading)
        box.addWidget(self.memory)
        box.addSpacing(18)
        box.addWidget(self._licence_heading)
        for widget in (self.licence_name, self.allows, self.licence_says):
            box.addWidget(widget)
        links = shifted(self.read)
        links.insertWidget(1, self.site)
        box.addLayout(links)
        box.addSpacing(18)
        box.addWidget(self._file_heading)
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(5)
        for row, name in enumerate(("languages", "repo", "file", "revision", "sha256")):
            label, value = QLabel(self.inside), QLabel(self.inside)
            label.setProperty("role", "muted")
            label.setAlignment(Qt.AlignmentFlag.AlignTop)
            value.setWordWrap(True)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self.facts[name] = (label, value)
            grid.addWidget(label, row, 0)
            grid.addWidget(value, row, 1)
        grid.setColumnStretch(1, 1)
        box.addLayout(grid)
        box.addSpacing(4)
        box.addWidget(self.seen)
        box.addStretch(1)

    def show_entry(
        self,
        entry: Entry,
        licence: Licence,
        hardware: Hardware,
        *,
        best: bool,
        host: str,
        page: str,
    ) -> None:
        """Show an entry of the catalogue; `host` it comes from, `page` of the model there."""
        fresh = self.entry is None or self.entry.id != entry.id
        self.entry, self._licence, self._hardware = entry, licence, hardware
        self._best, self._host, self._page = best, host, page
        self.retranslate()
        if fresh:
            self.verticalScrollBar().setValue(0)

    def show_download(self, download: Download | None, in_use: bool = False) -> None:
        """How the download of this entry goes."""
        self.get.show_download(download, in_use)

    def retranslate(self) -> None:
        """Set the words again."""
        self._memory_heading.setText(self.tr("Memory"))
        self._licence_heading.setText(self.tr("Licence"))
        self._file_heading.setText(self.tr("The file"))
        self.best.setText(self.tr("★ Best for this computer"))
        self.read.setText(self.tr("Read the licence"))
        self.memory.retranslate()
        if self.entry is not None:
            self._show(self.entry)

    def _show(self, entry: Entry) -> None:
        licence, hardware = self._licence, self._hardware
        if licence is None or hardware is None:  # never: they are given with the entry
            return
        self.best.setVisible(self._best)
        self.why.setVisible(self._best)
        self.why.setText(self._words.why_best(entry, hardware.ram_total))
        self.name.setText(entry.name)
        self.about.setText(entry.about.get(spoken(), ""))
        self.get.show_size(entry.bytes, entry.seen != "hash", self._host)
        self.memory.show_entry(entry, hardware)
        self.licence_name.setText(licence.name)
        self.licence_name.setVisible(bool(licence.name.strip("?")))
        self.allows.setText(self._words.commercial(licence.commercial))
        set_role(self.allows, "" if licence.commercial == "yes" else "warning")
        self.licence_says.setText(licence.says.get(spoken(), ""))
        self.read.setVisible(bool(licence.text or licence.url))
        models = self.tr("Open the model’s page in the browser")
        self.site.setText(self.tr("Open its page in the browser") if licence.url else models)
        self.site.setToolTip(licence.url or self._page)
        self._show_facts(entry)
        self.seen.setText(self._words.seen(entry.seen))
        set_role(self.seen, "muted" if entry.seen == "hash" else "warning")

    def _show_facts(self, entry: Entry) -> None:
        unknown = self.tr("not known")
        facts = {
            "languages": (self.tr("Languages"), self._words.languages(entry.languages)),
            "repo": (self.tr("Repository"), entry.repo),
            "file": (self.tr("File"), f"{entry.file} · {self._words.size(entry.bytes)}"),
            "revision": (self.tr("Version"), entry.revision),
            "sha256": (self.tr("SHA-256"), _in_two(entry.sha256) or unknown),
        }
        for name, (label, value) in facts.items():
            self.facts[name][0].setText(label)
            self.facts[name][1].setText(value)

    def show_licence(self) -> None:
        """The full wording, or where it is."""
        if self._licence is not None:
            dialog = LicenceDialog(self._licence, self)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()

    def _open_site(self) -> None:
        address = (self._licence.url if self._licence is not None else "") or self._page
        if address.startswith("https://"):
            QDesktopServices.openUrl(QUrl(address))

    def _download(self) -> None:
        if self.entry is not None:
            self.download_wanted.emit(self.entry.wanted)


def _in_two(digest: str) -> str:
    """A fingerprint that may be broken in the middle."""
    return f"{digest[:32]} {digest[32:]}" if digest else ""
