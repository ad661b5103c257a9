"""A look through the whole workspace, step by step, in words that say what to do."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QDialogButtonBox, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from muse_desktop.errors import MuseError
from muse_desktop.manuscript.checkup import STEPS, Checkup, Finding, Step
from muse_desktop.ui.base.jobs import Jobs
from muse_desktop.ui.base.languages import Retranslated, spoken
from muse_desktop.ui.base.post import Bell
from muse_desktop.ui.models.snug import SnugDialog
from muse_desktop.ui.safety.seal import SealBox
from muse_desktop.ui.settings.parts import set_role, small_print

WIDTH = 540
MOST = 6  # problems told one by one


class CheckDialog(Retranslated, SnugDialog):
    """Begins at once; Cancel breaks it off."""

    backups_wanted = Signal()

    def __init__(self, checkup: Checkup, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(WIDTH, parent)
        self._checkup = checkup
        self._trouble: MuseError | None = None
        self._over = False
        self._heading = small_print(self, "heading")
        self._names = {step: small_print(self, "") for step in STEPS}
        self.states = {step: QLabel(self) for step in STEPS}
        self.result = small_print(self, "")
        self.result.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.seal = SealBox(self)
        self.buttons = QDialogButtonBox(self)
        self.backups = QPushButton(self)
        self.end = QPushButton(self)
        self.buttons.addButton(self.backups, QDialogButtonBox.ButtonRole.ActionRole)
        self.buttons.addButton(self.end, QDialogButtonBox.ButtonRole.RejectRole)
        self._build()
        self.buttons.rejected.connect(self.reject)
        self.backups.clicked.connect(lambda: (self.backups_wanted.emit(), self.accept()))
        bell = Bell(self, self._show)
        checkup.on_step = bell.press
        jobs.watch(checkup.future, self, lambda _: None, self._refused, self._done)
        self.retranslate()

    def _build(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(9)
        grid.setColumnStretch(0, 1)
        for row, step in enumerate(STEPS):
            grid.addWidget(self._names[step], row, 0)
            grid.addWidget(self.states[step], row, 1, Qt.AlignmentFlag.AlignRight)
        box = QVBoxLayout(self)
        box.setContentsMargins(26, 22, 26, 18)
        box.setSpacing(14)
        box.addWidget(self._heading)
        box.addLayout(grid)
        box.addWidget(self.result)
        box.addWidget(self.seal)
        box.addWidget(self.buttons)

    def retranslate(self) -> None:
        """Set the words again."""
        self.setWindowTitle(self.tr("Check the database"))
        names = {
            "file": self.tr("The database file and its inner references"),
            "texts": self.tr("Each document, and where each of its words came from"),
            "log": self.tr("The record of how they were written"),
            "snapshots": self.tr("Snapshots"),
            "backup": self.tr("The newest backup"),
        }
        for step, label in self._names.items():
            label.setText(names[step])
        self.backups.setText(self.tr("Show backups"))
        self._show()

    def reject(self) -> None:
        """Qt: Cancel, Close or Esc."""
        self._checkup.cancel()
        super().reject()

    def _refused(self, error: MuseError) -> None:
        self._trouble = error

    def _done(self) -> None:
        self._over = True
        self._show()

    def _show(self) -> None:
        found = {one.step: one for one in self._checkup.findings}
        for step, label in self.states.items():
            self._show_state(label, step, found.get(step))
        problems = [problem for one in found.values() for problem in one.problems]
        if self._trouble is not None:
            problems.append(self._trouble)
        self.end.setText(self.tr("Close") if self._over else self.tr("Cancel"))
        self.backups.setVisible(self._over and bool(problems))
        heading = self.tr("Looking through everything…")
        if problems:
            heading = self.tr("%Ln problems found", "", len(problems))
        elif self._over:
            heading = self.tr("All is well")
        self._heading.setText(heading)
        self.result.setText(self._words(problems))
        record = found["log"].record if "log" in found else None
        self.seal.show_record(record if self._over and not problems else None)
        if self.isVisible():
            self.fit()

    def _show_state(self, label: QLabel, step: Step, finding: Finding | None) -> None:
        font = QFont(label.font())
        font.setBold(bool(finding and finding.problems))
        label.setFont(font)
        set_role(label, "" if finding else "muted")
        if finding is None:
            at_it = step == self._checkup.at and not self._over
            label.setText(self.tr("looking…") if at_it else "–")
        elif finding.problems:
            label.setText(self.tr("%Ln problems", "", len(finding.problems)))
        else:
            label.setText(self._counted(finding))

    def _counted(self, finding: Finding) -> str:
        """What was looked at and is well."""
        counts = {
            "file": self.tr("✓ whole"),
            "texts": self.tr("✓ %Ln documents", "", finding.count),
            "log": self.tr("✓ %Ln entries", "", finding.count),
            "snapshots": self.tr("✓ %Ln snapshots", "", finding.count),
            "backup": self.tr("✓ can be read") if finding.count else self.tr("none yet"),
        }
        return counts[finding.step]

    def _words(self, problems: list[MuseError]) -> str:
        if problems:
            lines = [f"• {one.text(spoken())}" for one in problems[:MOST]]
            if len(problems) > MOST:
                lines.append(self.tr("And %Ln more.", "", len(problems) - MOST))
            return "\n".join(lines)
        if self._over:
            return self.tr("Nothing is damaged: every document can be read as it was written.")
        return self.tr("You can go on writing meanwhile after Cancel; nothing is changed by looking.")
