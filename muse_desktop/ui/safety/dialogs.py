"""Questions before something that is hard to take back: going back to a backup, and wiping."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from muse_desktop.manuscript.manuscript import ProjectInfo
from muse_desktop.studio.wipe import Wish
from muse_desktop.ui.base.languages import Retranslated
from muse_desktop.ui.models.snug import Question, SnugDialog
from muse_desktop.ui.settings.parts import sentences, small_print

WIDTH = 540


class GoBackDialog(Retranslated, Question):
    """Asks; Cancel is what Enter does. `when`: how the backup is called."""

    def __init__(self, when: str, parent: QWidget | None = None) -> None:
        super().__init__(WIDTH, parent)
        self._when = when
        self._heading = small_print(self, "heading")
        self._words = small_print(self, "")
        self._copies = small_print(self)
        self.ask(self._heading, self._words, self._copies)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words again."""
        self.setWindowTitle(self.tr("Go back to a backup"))
        self._heading.setText(self.tr("Go back to {when}?").format(when=self._when))
        self._words.setText(
            sentences(
                self.tr("All projects and documents become what they were then."),
                self.tr("What is there now is backed up first, so that you can come back to it."),
                self.tr("The window closes for a moment and opens again."),
            )
        )
        self._copies.setText(
            self.tr(
                "To get back single documents without changing the others, close this and use “Bring back as "
                "copies”."
            )
        )
        self.go.setText(self.tr("Go back"))
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(self.tr("Cancel"))


class WipeDialog(Retranslated, SnugDialog):
    """What to wipe; then, in a second step, its name must be typed. `wish` is what was chosen."""

    def __init__(self, projects: Sequence[ProjectInfo], current: int, parent: QWidget | None = None) -> None:
        """`current`: the project that is chosen first."""
        super().__init__(WIDTH, parent)
        self._projects = list(projects)
        self._heading = small_print(self, "heading")
        self.one = QRadioButton(self)
        self.project = QComboBox(self)
        for project in self._projects:
            self.project.addItem(project.title or "–", project.id)
        self.project.setCurrentIndex(max(0, self.project.findData(current)))
        self.all = QRadioButton(self)
        self.backups = QCheckBox(self)
        self.backups.setChecked(True)
        self.library = QCheckBox(self)
        self._goes = small_print(self, "")
        self._stays = small_print(self)
        self._ask = small_print(self, "")
        self.name = QLineEdit(self)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.back = QPushButton(self)
        self.go = QPushButton(self)
        self.buttons.addButton(self.back, QDialogButtonBox.ButtonRole.ResetRole)
        self.buttons.addButton(self.go, QDialogButtonBox.ButtonRole.DestructiveRole)
        self._second = False
        (self.one if self._projects else self.all).setChecked(True)
        self.one.setEnabled(bool(self._projects))
        self._build()
        for switch in (self.one, self.all, self.backups, self.library):
            switch.toggled.connect(lambda _on: self.retranslate())
        self.project.currentIndexChanged.connect(lambda _row: self.retranslate())
        self.name.textChanged.connect(lambda _text: self._show_step())
        self.back.clicked.connect(lambda: self._step(False))
        self.go.clicked.connect(self._go)
        self.buttons.rejected.connect(self.reject)
        cancel = self.buttons.button(QDialogButtonBox.StandardButton.Cancel)
        cancel.setDefault(True)
        self.retranslate()

    def _build(self) -> None:
        which = QHBoxLayout()
        which.addWidget(self.one)
        which.addWidget(self.project, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(26, 22, 26, 18)
        box.setSpacing(10)
        box.addWidget(self._heading)
        box.addLayout(which)
        for widget in (self.all, self.backups, self.library, self._goes, self._stays, self._ask, self.name):
            box.addWidget(widget)
        box.addSpacing(8)
        box.addWidget(self.buttons)

    @property
    def wish(self) -> Wish:
        """What is to be wiped."""
        project = None if self.all.isChecked() else self.project.currentData(Qt.ItemDataRole.UserRole)
        return Wish(project, self.backups.isChecked(), project is None and self.library.isChecked())

    @property
    def _word(self) -> str:
        """What must be typed."""
        title = self.project.currentText().strip()
        return self.tr("everything") if self.all.isChecked() or title in ("", "–") else title

    def retranslate(self) -> None:
        """Set the words again."""
        self.setWindowTitle(self.tr("Wipe for good"))
        self.one.setText(self.tr("One project:"))
        self.project.setAccessibleName(self.tr("Project to wipe"))
        self.all.setText(self.tr("Everything in this workspace"))
        self.backups.setText(self.tr("Also from the backups"))
        self.library.setText(self.tr("Also the library, its texts and the originals"))
        self._goes.setText(self._goes_words())
        self._stays.setText(self._stays_words())
        words = self.tr("This cannot be undone. Type “{word}” to wipe it for good:")
        self._ask.setText(words.format(word=self._word))
        self.name.setAccessibleName(self._ask.text())
        self.back.setText(self.tr("Back"))
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(self.tr("Cancel"))
        self._show_step()

    def _goes_words(self) -> str:
        kept = self.tr("The backups keep it: whoever has them can read it.")
        goes = self.tr(
            "Its documents with all versions and snapshots, its story bible, what the model was asked and "
            "answered for it, and what search and model remember of it are deleted, so that no word of it "
            "is left in the workspace."
        )
        if self.all.isChecked():
            goes = self.tr(
                "All projects with all versions and snapshots, everything the model was asked and answered, "
                "and the whole record are deleted, so that no word of them is left in the workspace."
            )
            kept = self.tr("The backups stay: whoever has them can read everything.")
        return sentences(goes, "" if self.backups.isChecked() else kept)

    def _stays_words(self) -> str:
        parts = []
        if not self.all.isChecked():
            parts.append(
                self.tr(
                    "The record keeps that something was written, when and how long it was, but no words; so "
                    "it still proves itself for your other projects."
                )
            )
        parts.append(self.tr("Files you exported, and what you copied elsewhere, are not touched."))
        parts.append(
            self.tr("A disk may hold traces of deleted files for a while; an encrypted disk hides them.")
        )
        return sentences(*parts)

    def _go(self) -> None:
        if not self._second:
            self._step(True)
        elif self._matches():
            self.accept()

    def _step(self, second: bool) -> None:
        self._second = second
        self.name.clear()
        self._show_step()
        if second:
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _matches(self) -> bool:
        return _plain(self.name.text()) == _plain(self._word)

    def _show_step(self) -> None:
        titles = self.tr("What shall be wiped?"), self.tr("Wipe “{name}” for good?").format(name=self._word)
        if self.all.isChecked():
            titles = titles[0], self.tr("Wipe everything for good?")
        self._heading.setText(titles[int(self._second)])
        for widget in (self.one, self.project, self.all, self.backups):
            widget.setVisible(not self._second)
        self.library.setVisible(not self._second and self.all.isChecked())
        self._ask.setVisible(self._second)
        self.name.setVisible(self._second)
        self.back.setVisible(self._second)
        self.project.setEnabled(self.one.isChecked())
        self.go.setText(self.tr("Wipe for good") if self._second else self.tr("Go on"))
        self.go.setEnabled(not self._second or self._matches())
        if self.isVisible():
            self.fit()


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().casefold()
