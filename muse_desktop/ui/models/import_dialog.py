"""Adding model files from this computer: copied to the app's folder, or used where they lie."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from time import monotonic

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialogButtonBox,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from muse_desktop.errors import MuseError
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.base.jobs import Jobs
from muse_desktop.ui.base.languages import Retranslated, number, spoken
from muse_desktop.ui.base.post import post
from muse_desktop.ui.base.widgets import ElidedLabel
from muse_desktop.ui.models.dropped import first_parts
from muse_desktop.ui.models.snug import SnugDialog
from muse_desktop.ui.settings.parts import in_bytes, small_print

STEPS = 1000
WIDTH = 520
INDENT = 22  # small print below a choice stands under its words
BETWEEN_S = 0.1  # progress is shown no more often


class ImportDialog(Retranslated, SnugDialog):
    """Adds the files one after another. What cannot be added stays in the dialog with the reason."""

    added = Signal(object)  # ShelfModel

    def __init__(
        self,
        studio: Studio,
        jobs: Jobs,
        paths: Sequence[Path],
        parent: QWidget | None = None,
        *,
        copy: bool = True,
    ) -> None:
        super().__init__(WIDTH, parent)
        self._studio = studio
        self._jobs = jobs
        self.paths = first_parts(paths)
        self._left: list[Path] = []
        self._refused: list[tuple[Path, MuseError]] = []
        self._cancelled = threading.Event()
        self.running = False
        self._bytes = (0, 0)
        self._heading = small_print(self, "heading")
        self._files = ElidedLabel(self, Qt.TextElideMode.ElideMiddle)
        self._files.setProperty("role", "muted")
        self.copy, self.in_place = QRadioButton(self), QRadioButton(self)
        self._about_copy, self._about_place = small_print(self), small_print(self)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.doing = small_print(self)
        self.trouble = small_print(self, "error")
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.add = QPushButton(self)
        self.add.setProperty("role", "primary")
        self.buttons.addButton(self.add, QDialogButtonBox.ButtonRole.AcceptRole)
        (self.copy if copy else self.in_place).setChecked(True)
        self._build()
        self.buttons.accepted.connect(self.start)
        self.buttons.rejected.connect(self.reject)
        self.retranslate()
        (self.copy if copy else self.in_place).setFocus()

    def _build(self) -> None:
        group = QButtonGroup(self)
        self.choices = QWidget(self)
        choices = QVBoxLayout(self.choices)
        choices.setContentsMargins(0, 0, 0, 0)
        choices.setSpacing(6)
        box = QVBoxLayout(self)
        box.setContentsMargins(26, 22, 26, 18)
        box.setSpacing(6)
        box.addWidget(self._heading)
        box.addWidget(self._files)
        for button, about in ((self.copy, self._about_copy), (self.in_place, self._about_place)):
            group.addButton(button)
            about.setContentsMargins(INDENT, 0, 0, 0)
            choices.addSpacing(8)
            choices.addWidget(button)
            choices.addWidget(about)
        box.addWidget(self.choices)
        box.addSpacing(10)
        for widget in (self.bar, self.doing, self.trouble):
            box.addWidget(widget)
            widget.hide()
        box.addSpacing(8)
        box.addStretch(1)
        box.addWidget(self.buttons)

    def retranslate(self) -> None:
        """Set the words again."""
        many = len(self.paths) > 1
        title = self.tr("Add %Ln model files", "", len(self.paths)) if many else self.tr("Add a model file")
        self.setWindowTitle(title)
        self._heading.setText(title if many else self.paths[0].name)
        self._files.setText(self.tr(", ").join(path.name for path in self.paths) if many else
                            str(self.paths[0].parent))  # fmt: skip
        self.copy.setText(self.tr("Copy it to the app's folder"))
        self.in_place.setText(self.tr("Use it where it lies"))
        self._about_copy.setText(
            self.tr("Takes its size on the disk once more. You may move or delete the original then.")
        )
        self._about_place.setText(
            self.tr("Takes no room. If the file is moved or deleted there, it is gone here as well.")
        )
        for button, about in ((self.copy, self._about_copy), (self.in_place, self._about_place)):
            button.setAccessibleDescription(about.text())
        self.bar.setAccessibleName(self.tr("Progress of adding models"))
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(self.tr("Cancel"))
        self._show()

    def start(self) -> None:
        """Begin to add them, or try those again that were refused."""
        if self.running:
            return
        self._left, self._refused = list(self.paths), []
        self._cancelled = threading.Event()
        self.running = True
        self._next()
        self.fit()

    def reject(self) -> None:
        """Qt: Cancel or Esc; what is being copied is given up first."""
        if self.running:
            self._cancelled.set()
            self._show()
        else:
            super().reject()

    def _next(self) -> None:
        path, self._bytes = self._left[0], (0, 0)
        adding = self._studio.models.add(
            path, self.copy.isChecked(), self._told_progress(), self._cancelled.is_set
        )
        self._show()
        failed = self._refused.append
        self._jobs.watch(adding, self, self.added.emit, lambda error: failed((path, error)), self._over)

    def _over(self) -> None:
        self._left.pop(0)
        if self._cancelled.is_set():
            self.running = False
            super().reject()
        elif self._left:
            self._next()
        else:
            self.running = False
            self._end()

    def _end(self) -> None:
        """All have been tried: close, or show what went wrong."""
        if not self._refused:
            self.accept()
            return
        self.paths = [path for path, _ in self._refused]
        self.retranslate()
        self.fit()
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)

    def _told_progress(self) -> Callable[[int, int], None]:
        """What the thread that copies calls, with bytes; told here now and then."""
        carrier, path, last = post(), self._left[0], [0.0]

        def progress(done: int, total: int) -> None:
            if done >= total or monotonic() - last[0] > BETWEEN_S:
                last[0] = monotonic()
                carrier.send(self, lambda: self._show_progress(path, done, total))

        return progress

    def _show_progress(self, path: Path, done: int, total: int) -> None:
        if self._left and self._left[0] == path:
            self._bytes = (done, total)
            self._show()

    def _show(self) -> None:
        self.choices.setVisible(not self.running)
        self.add.setVisible(not self.running)
        stopping = self.running and self._cancelled.is_set()
        self.add.setText(self.tr("Try again") if self._refused and not self.running else self.tr("Add"))
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setEnabled(not stopping)
        done, total = self._bytes
        copying = 0 < done < total
        self.bar.setVisible(self.running)
        self.bar.setRange(0, STEPS if copying else 0)
        self.bar.setValue(done * STEPS // total if copying else 0)
        self.doing.setVisible(self.running)
        self.doing.setText(self._doing(stopping))
        self.trouble.setVisible(bool(self._refused) and not self.running)
        self.trouble.setText("\n".join(self._sentence(path, error) for path, error in self._refused))

    def _doing(self, stopping: bool) -> str:
        if stopping:
            return self.tr("Stopping…")
        done, total = self._bytes
        if 0 < done < total:
            words = self.tr("Copying: {done} of {total}")
            told = words.format(done=in_bytes(done), total=in_bytes(total))
        else:
            told = self.tr("Trying whether it can be used…")
        place = len(self.paths) - len(self._left) + 1
        if len(self.paths) > 1:
            told = f"{number(place)}/{number(len(self.paths))} · {told}"
        return told

    def _sentence(self, path: Path, error: MuseError) -> str:
        told = error.text(spoken())
        return told if path.name in told or len(self.paths) == 1 else f"{path.name}: {told}"
