"""Setting house rules aside: which, what they found, and the reason, which goes on record."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialogButtonBox, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from muse_desktop.errors import MuseError
from muse_desktop.studio.publication.values import Finding
from muse_desktop.ui.base.languages import Retranslated, spoken
from muse_desktop.ui.base.widgets import SectionLabel
from muse_desktop.ui.models.snug import SnugDialog
from muse_desktop.ui.settings.parts import small_print

WIDTH = 520
REASON_HEIGHT = 84


class ReasonDialog(Retranslated, SnugDialog):
    """Asks; `given` has the reason. `export`: it is an export that waits, and the check can be looked at."""

    given = Signal(str)
    look_wanted = Signal()

    def __init__(
        self, profile: str, findings: Sequence[Finding], export: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(WIDTH, parent)
        self._profile, self._findings, self._export = profile, findings, export
        self._about, self._note = small_print(self, ""), small_print(self, "muted")
        self._found = [small_print(self, "") for _ in findings]
        self._heading = SectionLabel(self)
        self.reason = QPlainTextEdit(self)
        self.reason.setFixedHeight(REASON_HEIGHT)
        self.reason.setTabChangesFocus(True)
        self.problem = small_print(self, "error")
        self.problem.hide()
        self.buttons = QDialogButtonBox(self)
        self.cancel, self.look, self.go = (QPushButton(self) for _ in range(3))
        self.go.setProperty("role", "primary")
        self.buttons.addButton(self.look, QDialogButtonBox.ButtonRole.ActionRole)
        self.buttons.addButton(self.cancel, QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.addButton(self.go, QDialogButtonBox.ButtonRole.AcceptRole)
        self.look.setVisible(export)
        self._build()
        self.reason.textChanged.connect(self._enable)
        self.cancel.clicked.connect(self.reject)
        self.look.clicked.connect(self.look_wanted)
        self.go.clicked.connect(self._give)
        self.retranslate()
        self.reason.setFocus()

    def _build(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(22, 20, 22, 18)
        box.setSpacing(8)
        for widget in (
            self._about, *self._found, self._heading, self.reason, self._note, self.problem, self.buttons
        ):  # fmt: skip
            box.addWidget(widget)

    def retranslate(self) -> None:
        """Set the words again."""
        export = self._export
        title = self.tr("This export is held back") if export else self.tr("Set a rule aside")
        self.setWindowTitle(title)
        about = (
            self.tr("The house rules “{profile}” of this project hold the export back:")
            if export
            else self.tr("Of the house rules “{profile}” you set aside:")
        )
        self._about.setText(about.format(profile=self._profile))
        for label, one in zip(self._found, self._findings, strict=True):
            label.setText(f"✕  {one.name}: {one.told}")
        self._heading.setText(self.tr("Your reason"))
        self.reason.setAccessibleName(self.tr("Your reason"))
        self._note.setText(
            self.tr(
                "Your reason goes on record and into the report. It counts until the work has more of this, "
                "the rules change, or you take it back."
            )
        )
        self.cancel.setText(self.tr("Cancel"))
        self.look.setText(self.tr("Show the passages"))
        self.go.setText(self.tr("Export with this reason") if export else self.tr("Set aside"))
        self._enable()

    def show_refused(self, error: MuseError) -> None:
        """It could not be put on record."""
        self.problem.setText(error.text(spoken()))
        self.problem.show()
        self._enable()

    def _enable(self) -> None:
        self.go.setEnabled(bool(self.reason.toPlainText().strip()))

    def _give(self) -> None:
        self.go.setEnabled(False)
        self.given.emit(self.reason.toPlainText().strip())
