"""Export: which kind of file, where, and whether the origins go beside it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from muse_desktop.errors import MuseError
from muse_desktop.ui.base.languages import Retranslated, spoken
from muse_desktop.ui.base.target_file import TargetFile
from muse_desktop.ui.base.widgets import SectionLabel, fit

SUFFIXES = (".docx", ".md", ".txt")
WIDTH = 520
INDENT = 26  # notes stand below the words of their tick
FORBIDDEN = '<>:"/\\|?*'


def file_name(title: str) -> str:
    """A file name made of a document's title that every system accepts."""
    kept = "".join(" " if letter in FORBIDDEN or ord(letter) < 32 else letter for letter in title)
    return " ".join(kept.split()).strip(". ")[:80] or "document"


class ExportDialog(Retranslated, QDialog):
    """Asks; the window exports."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = file_name(title)
        self._document = title
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        self._folder = Path(folder) if folder else Path.home()
        self._kinds_heading = SectionLabel(self)
        self._place_heading = SectionLabel(self)
        self._target = TargetFile(SUFFIXES, self.windowTitle, self)
        self.kinds, self.path, self.choose = self._target.kinds, self._target.path, self._target.choose
        self.annotations, self.notice, self.origins = (QCheckBox(self) for _ in range(3))
        self.notice.setChecked(True)
        self._knows_notice = False
        self._notes = [QLabel(self) for _ in range(3)]
        for note in self._notes:
            note.setProperty("role", "muted")
            note.setWordWrap(True)
        self.warning = QLabel(self)
        self.warning.setProperty("role", "warning")
        self.warning.setWordWrap(True)
        self.warning.hide()
        self._warnings: list[MuseError] = []
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.export = QPushButton(self)
        self.export.setProperty("role", "primary")
        self.buttons.addButton(self.export, QDialogButtonBox.ButtonRole.AcceptRole)
        self._build()
        self.path.setText(str(self._folder / f"{self._name}{SUFFIXES[0]}"))
        self._target.kind_changed.connect(self._show_options)
        self.path.textChanged.connect(self._enable)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.retranslate()
        self._show_options()

    def _build(self) -> None:
        place = QHBoxLayout()
        place.addWidget(self.path, 1)
        place.addWidget(self.choose)
        box = QVBoxLayout(self)
        box.setContentsMargins(22, 20, 22, 18)
        box.setSpacing(8)
        box.addWidget(self._kinds_heading)
        for button in self.kinds.values():
            box.addWidget(button)
        box.addSpacing(8)
        box.addWidget(self._place_heading)
        box.addLayout(place)
        box.addSpacing(8)
        boxes = (self.notice, self.annotations, self.origins)
        for check, note in zip(boxes, self._notes, strict=True):
            rows, indented = QVBoxLayout(), QHBoxLayout()
            rows.setSpacing(1)
            indented.setContentsMargins(INDENT, 0, 0, 4)
            indented.addWidget(note)
            rows.addWidget(check)
            rows.addLayout(indented)
            box.addLayout(rows)
        box.addSpacing(4)
        box.addWidget(self.warning)
        box.addWidget(self.buttons)

    def retranslate(self) -> None:
        """Set the words again."""
        self.setWindowTitle(self.tr("Export “{title}”").format(title=self._document))
        self._kinds_heading.setText(self.tr("Kind of file"))
        self._place_heading.setText(self.tr("Where to"))
        self.kinds[".docx"].setText(self.tr("Word document (.docx)"))
        self.kinds[".md"].setText(self.tr("Markdown (.md)"))
        self.kinds[".txt"].setText(self.tr("Plain text (.txt)"))
        self.path.setAccessibleName(self.tr("Where to"))
        self.choose.setText(self.tr("Choose…"))
        self._word_options()
        self.warning.setText("\n".join(one.text(spoken()) for one in self._warnings))
        self.export.setText(self.tr("Export"))
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(self.tr("Cancel"))
        self._enable()

    def _word_options(self) -> None:
        self.notice.setText(self.tr("Say in its properties how much rests on generated text"))
        self.annotations.setText(self.tr("Say at its end who wrote what"))
        self.origins.setText(self.tr("Write the origins beside it"))
        words = (
            self.tr(
                "For Word documents, with author and copyright. On unless you turn it off for this project; "
                "turning it off is recorded."
            ),
            self.tr(
                "For Markdown, as Markdown Annotations: a block that other writing programs read. Text "
                "whose author the record does not know is left unnamed."
            ),
            self.tr(
                "A second file that says for every passage whether it was typed, pasted or generated, and by "
                "which model. It is what this app recorded, not proof of authorship."
            ),
        )
        boxes = (self.notice, self.annotations, self.origins)
        for check, note, said in zip(boxes, self._notes, words, strict=True):
            note.setText(said)
            check.setAccessibleDescription(said)

    def show_notice(self, on: bool) -> None:
        """Whether files of the project say of themselves what the record has, as it is now."""
        self.notice.setChecked(on)
        self._knows_notice = True

    def show_warnings(self, warnings: Sequence[MuseError]) -> None:
        """What house rules say of this export."""
        self._warnings = list(warnings)
        self.warning.setText("\n".join(one.text(spoken()) for one in warnings))
        self.warning.setVisible(bool(warnings))
        fit(self, WIDTH)

    @property
    def wanted_notice(self) -> bool | None:
        """Whether they are to from now on; None: as it is, for nothing was shown or it does not matter."""
        return self.notice.isChecked() if self._knows_notice and self._target.suffix == ".docx" else None

    @property
    def wanted_annotations(self) -> bool:
        """Whether the file is to say at its end who wrote what."""
        return self.annotations.isChecked() and self._target.suffix == ".md"

    def target(self) -> Path:
        """The file to write, with the chosen ending."""
        return self._target.file()

    def _enable(self) -> None:
        self.export.setEnabled(self._target.is_named)

    def _show_options(self) -> None:
        """Only what the chosen kind of file can hold."""
        for check, note, suffix in zip(
            (self.notice, self.annotations), self._notes, (".docx", ".md"), strict=False
        ):
            check.setVisible(self._target.suffix == suffix)
            note.setVisible(self._target.suffix == suffix)
        fit(self, WIDTH)
