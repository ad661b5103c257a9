"""Looking at an evidence bundle that came from anywhere: what holds, what does not, what nobody can tell."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from muse_desktop.errors import MuseError
from muse_desktop.provenance.evidence.checking import BundleReport
from muse_desktop.ui.base.languages import Retranslated, spoken
from muse_desktop.ui.models.snug import SnugColumn, SnugDialog
from muse_desktop.ui.settings.parts import set_role, small_print

WIDTH = 640
FOUND_HEIGHT = 330
SIGNS = {"holds": "✓", "broken": "✕", "unconfirmed": "?", "note": "·"}


class EvidenceCheckDialog(Retranslated, SnugDialog):
    """Asks for a bundle; `wanted` has (path, head, key). Whoever checks calls `show_report` or
    `show_refused`."""

    wanted = Signal(object, str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(WIDTH, parent)
        self._report: BundleReport | None = None
        self._running = False
        self._about = small_print(self, "muted")
        self.path, self.head, self.key = (QLineEdit(self) for _ in range(3))
        self._labels = [QLabel(self) for _ in range(3)]
        self.choose = QPushButton(self)
        self.choose.setProperty("role", "chip")
        self.sum = small_print(self, "heading")
        self.found = QWidget(self)
        self._list: SnugColumn | None = None  # made with what it shows: an empty one has no height to tell
        self.rows: list[tuple[QLabel, QLabel]] = []
        self.buttons = QDialogButtonBox(self)
        self.end, self.go = QPushButton(self), QPushButton(self)
        self.go.setProperty("role", "primary")
        self.go.setDefault(True)
        self.choose.setAutoDefault(False)
        self.buttons.addButton(self.end, QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.addButton(self.go, QDialogButtonBox.ButtonRole.AcceptRole)
        self._build()
        self.path.textChanged.connect(lambda _text: self._enable())
        self.choose.clicked.connect(lambda _checked=False: self._choose())
        self.buttons.accepted.connect(self._ask)
        self.buttons.rejected.connect(self.reject)
        self.retranslate()

    def _build(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(14)
        form.setVerticalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        place = QHBoxLayout()
        place.addWidget(self.path, 1)
        place.addWidget(self.choose)
        for label, field, row in zip(
            self._labels, (self.path, self.head, self.key), (place, self.head, self.key), strict=True
        ):
            label.setBuddy(field)
            form.addRow(label, row)
        self.found.setFixedHeight(FOUND_HEIGHT)
        QVBoxLayout(self.found).setContentsMargins(0, 0, 0, 0)
        box = QVBoxLayout(self)
        box.setContentsMargins(26, 20, 26, 18)
        box.setSpacing(12)
        for part in (self._about, form, self.sum, self.found, self.buttons):
            if isinstance(part, QWidget):
                box.addWidget(part)
            else:
                box.addLayout(part)
        self.sum.hide()
        self.found.hide()

    def _choose(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, self.windowTitle(), self.path.text(), "*.zip")
        if name:
            self.path.setText(name)

    def _ask(self) -> None:
        self._running = True
        self._enable()
        path = Path(self.path.text().strip()).expanduser()
        self.wanted.emit(path, self.head.text().strip(), self.key.text().strip())

    def _enable(self) -> None:
        self.go.setEnabled(bool(self.path.text().strip()) and not self._running)

    def show_report(self, report: BundleReport) -> None:
        """What was found."""
        self._report, self._running = report, False
        self._sum_up()
        inside, grid = QWidget(self), QGridLayout()
        inside.setLayout(grid)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(9)
        grid.setColumnStretch(1, 1)
        self.rows = []
        order = {"broken": 0, "unconfirmed": 1, "holds": 2, "note": 3}
        for row, one in enumerate(sorted(report.findings, key=lambda found: order[found.mark])):
            sign, words = QLabel(SIGNS[one.mark], inside), small_print(inside, "")
            words.setText(one.text)
            words.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            sign.setAccessibleName(self._marks()[one.mark])
            set_role(words, "error" if one.mark == "broken" else "muted" if one.mark == "note" else "")
            grid.addWidget(sign, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(words, row, 1)
            self.rows.append((sign, words))
        self._put(inside)
        self._reveal(self.found)

    def _put(self, inside: QWidget) -> None:
        """Show this in the list's place."""
        if self._list is not None:
            self._list.hide()
            self._list.deleteLater()
        column = self._list = SnugColumn(self.found, margin=4)
        column.box.addWidget(inside)
        column.box.addStretch(1)
        self.found.layout().addWidget(column)

    def show_refused(self, error: MuseError) -> None:
        """It could not be read at all."""
        self._report, self._running = None, False
        self.found.hide()
        self.sum.setText(error.text(spoken()))
        set_role(self.sum, "error")
        self._reveal(self.sum)

    def _reveal(self, part: QWidget) -> None:
        self.sum.show()
        part.show()
        self._enable()
        if self.isVisible():
            self.fit()

    def _marks(self) -> dict[str, str]:
        return {
            "holds": self.tr("holds"),
            "broken": self.tr("does not hold"),
            "unconfirmed": self.tr("unconfirmed"),
            "note": self.tr("note"),
        }

    def _sum_up(self) -> None:
        report = self._report
        if report is None:
            return
        broken = sum(one.mark == "broken" for one in report.findings)
        set_role(self.sum, "heading")
        if broken:
            self.sum.setText(self.tr("%Ln findings do not hold", "", broken))
        elif report.complete:
            self.sum.setText(self.tr("Everything that could be checked holds"))
        else:
            self.sum.setText(self.tr("What could be checked holds; completeness unconfirmed"))

    def retranslate(self) -> None:
        """Set the words again."""
        self.setWindowTitle(self.tr("Check an evidence bundle"))
        self._about.setText(
            self.tr(
                "Nothing in the bundle is run, and nothing connects. If the writer told you a head or a "
                "fingerprint by another way than the bundle, give them here: only with them is it found when "
                "the log was shortened or another key was used."
            )
        )
        names = (self.tr("Bundle"), self.tr("Head, as told"), self.tr("Fingerprint, as told"))
        for label, name, field in zip(self._labels, names, (self.path, self.head, self.key), strict=True):
            label.setText(name)
            field.setAccessibleName(name)
        self.head.setPlaceholderText(self.tr("not known"))
        self.key.setPlaceholderText(self.tr("not known"))
        self.choose.setText(self.tr("Choose…"))
        self.end.setText(self.tr("Close"))
        self.go.setText(self.tr("Check"))
        self.found.setAccessibleName(self.tr("What was found"))
        self._sum_up()
        self._enable()
