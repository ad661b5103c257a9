"""Making a smaller file out of a larger one: which, how small, what that costs, and where it goes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStyledItemDelegate,
    QVBoxLayout,
    QWidget,
)

from muse_desktop.engine.values import KINDS
from muse_desktop.models.values import ShelfModel
from muse_desktop.studio.lab import Lab
from muse_desktop.ui.base.languages import Retranslated
from muse_desktop.ui.base.list_model import Index, Role
from muse_desktop.ui.base.look import draw_row
from muse_desktop.ui.base.widgets import SectionLabel, calm, fit
from muse_desktop.ui.models.lab_words import LabWords, file_size
from muse_desktop.ui.settings.parts import sentences, set_role, small_print

WIDTH = 600
ROW_HEIGHT = 44
USUAL = "Q4_K_M"
OTHER_BITS = {"F32": 32.0, "F16": 16.0, "BF16": 16.0, "Q5_1": 6.0, "Q5_0": 5.5, "Q4_1": 5.0, "Q4_K_S": 4.6}
UNKNOWN_BITS = 16.0
LOSSLESS_BITS = 12.0  # files with fewer bits a weight have lost something already
CLEARLY = 0.97  # a file this much of the other's size is no smaller one


def bits_of(model: ShelfModel) -> float:
    """About how many bits a weight of this file takes."""
    if model.parameters > 0:
        return model.bytes * 8 / model.parameters
    known = OTHER_BITS | {kind.name: kind.bits for kind in KINDS}
    return known.get(model.quantisation, UNKNOWN_BITS)


def smaller_kinds(model: ShelfModel) -> tuple[str, ...]:
    """The kinds that would make this file smaller."""
    most = bits_of(model) * CLEARLY
    return tuple(kind.name for kind in KINDS if kind.bits < most)


class KindDelegate(QStyledItemDelegate):
    """A kind with the size of the file over what it gains and costs."""

    def paint(self, painter: QPainter, option: object, index: Index) -> None:
        """Qt: draw one row."""
        draw_row(painter, option, index, str(index.data(Role.WORDS)), str(index.data(Role.SECOND)))

    def sizeHint(self, option: object, index: Index) -> QSize:
        """Qt: rows of one height."""
        return QSize(200, ROW_HEIGHT)


class QuantiseDialog(Retranslated, QDialog):
    """Asks; the work itself is done behind the page."""

    wanted = Signal(object, str, object)  # source Path, name of the kind, target Path

    def __init__(
        self, models: Sequence[ShelfModel], lab: Lab, folder: Path, parent: QWidget | None = None
    ) -> None:
        """`models`: the largest is offered first; `folder`: where the new file goes."""
        super().__init__(parent)
        self._lab = lab
        self._folder = folder
        self._models = sorted((one for one in models if smaller_kinds(one)), key=bits_of, reverse=True)
        self._words = LabWords(self)
        self._about = small_print(self, "muted")
        self._from_heading = SectionLabel(self)
        self.source = QComboBox(self)
        for _model in self._models:
            self.source.addItem("")
        self._already = small_print(self)
        self._kinds_heading = SectionLabel(self)
        self.kinds = QListWidget(self)
        self.kinds.setItemDelegate(KindDelegate(self))
        self.kinds.setFrameShape(QFrame.Shape.NoFrame)
        self.kinds.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.kinds.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.kinds.setTabKeyNavigation(False)
        self.kinds.setMouseTracking(True)
        self._where = small_print(self)
        self.make = QPushButton(self)
        self.make.setProperty("role", "primary")
        self.cancel = QPushButton(self)
        self.cancel.setProperty("role", "chip")
        self._build()
        calm(self, self.source)
        self.source.currentIndexChanged.connect(lambda _place: self._fill())
        self.kinds.currentRowChanged.connect(lambda _row: self._show())
        self.kinds.itemActivated.connect(lambda _item: self._make())
        self.retranslate()
        fit(self, WIDTH)
        self.kinds.setFocus()

    def _build(self) -> None:
        buttons = QDialogButtonBox(self)
        buttons.addButton(self.cancel, QDialogButtonBox.ButtonRole.RejectRole)
        buttons.addButton(self.make, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self._make)
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.setContentsMargins(22, 18, 22, 18)
        box.setSpacing(8)
        box.addWidget(self._about)
        box.addSpacing(6)
        for widget in (self._from_heading, self.source, self._already):
            box.addWidget(widget)
        box.addSpacing(6)
        for widget in (self._kinds_heading, self.kinds, self._where):
            box.addWidget(widget)
        box.addSpacing(4)
        box.addWidget(buttons)

    def retranslate(self) -> None:
        """Set the words again."""
        self.setWindowTitle(self.tr("Make a model smaller"))
        self._about.setText(
            self.tr(
                "The same model with its numbers rounded: it takes less memory and writes faster. The larger "
                "file stays as it is. This takes minutes, here on this computer; you can go on meanwhile."
            )
            if self._models
            else self.tr(
                "None of the models here can be made smaller. Get a larger file of a model first: one with "
                "F16, BF16 or Q8_0 in its name."
            )
        )
        self._from_heading.setText(self.tr("From"))
        self.source.setAccessibleName(self.tr("The larger file"))
        self._kinds_heading.setText(self.tr("How small"))
        self.kinds.setAccessibleName(self.tr("How small"))
        self.cancel.setText(self.tr("Cancel"))
        self.make.setText(self.tr("Make it"))
        for place, model in enumerate(self._models):
            name = model.name if model.quantisation in model.name else f"{model.name} {model.quantisation}"
            self.source.setItemText(place, f"{name} ({file_size(model.bytes)})")
        self._fill()

    @property
    def model(self) -> ShelfModel | None:
        """The larger file."""
        place = self.source.currentIndex()
        return self._models[place] if place >= 0 else None

    @property
    def kind(self) -> str:
        """How its weights shall be stored."""
        item = self.kinds.currentItem()
        return item.data(Role.ID) if item is not None else ""

    @property
    def target(self) -> Path | None:
        """The file that would be made."""
        if self.model is None or not self.kind:
            return None
        return self._folder / self._lab.quantised_name(self.model.path, self.kind)

    def choose(self, path: Path, kind: str) -> None:
        """Choose a file and a kind, if they are offered."""
        for place, model in enumerate(self._models):
            if model.path == path:
                self.source.setCurrentIndex(place)
        for row in range(self.kinds.count()):
            if self.kinds.item(row).data(Role.ID) == kind:
                self.kinds.setCurrentRow(row)

    def made_bytes(self, model: ShelfModel, kind: str) -> int:
        """Bytes the new file will take, about."""
        if model.parameters > 0:
            return self._lab.quantised_bytes(model.parameters, kind)
        bits = {one.name: one.bits for one in KINDS}[kind]
        return round(model.bytes * bits / bits_of(model))

    def _fill(self) -> None:
        model, before = self.model, self.kind or USUAL
        self.kinds.clear()
        offered = smaller_kinds(model) if model is not None else ()
        for kind in offered:
            item = QListWidgetItem(kind)
            size = self.tr("about {size}").format(size=file_size(self.made_bytes(model, kind)))
            item.setData(Role.ID, kind)
            item.setData(Role.WORDS, size)
            item.setData(Role.SECOND, self._words.kinds().get(kind, ""))
            told = f"{kind}, {size}, {item.data(Role.SECOND)}"
            item.setData(Qt.ItemDataRole.AccessibleTextRole, told)
            item.setToolTip(item.data(Role.SECOND))
            self.kinds.addItem(item)
        self.kinds.setFixedHeight(ROW_HEIGHT * max(1, self.kinds.count()) + 2)
        self.kinds.setCurrentRow(offered.index(before) if before in offered else 0)
        for widget in (self._from_heading, self.source, self._kinds_heading, self.kinds, self.make):
            widget.setVisible(bool(self._models))
        self._show()
        fit(self, WIDTH)

    def _show(self) -> None:
        model, target = self.model, self.target
        lossy = model is not None and bits_of(model) < LOSSLESS_BITS
        self._already.setText(
            self.tr("This one is rounded already; from the original the result would be a little better.")
        )
        self._already.setVisible(lossy)
        exists = target is not None and target.exists()
        if target is None:
            words = ""
        elif exists:
            words = self.tr("{name} is there already.").format(name=target.name)
        else:
            goes = self.tr("It will be called {name} and lie beside your other models, in {folder}.")
            words = goes.format(name=target.name, folder=str(target.parent))
        self._where.setText(sentences(words))
        self._where.setVisible(bool(words))
        set_role(self._where, "warning" if exists else "caption")
        self.make.setEnabled(target is not None and not exists)

    def _make(self) -> None:
        if self.make.isEnabled() and self.model is not None and self.target is not None:
            self.wanted.emit(self.model.path, self.kind, self.target)
            self.accept()
