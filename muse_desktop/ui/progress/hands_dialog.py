"""Before the model is turned off: what that means."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPushButton, QVBoxLayout, QWidget

from muse_desktop.manuscript.hands_only import HandsTime
from muse_desktop.ui.base.languages import Retranslated
from muse_desktop.ui.base.widgets import SectionLabel, fit
from muse_desktop.ui.progress.hands_log import HandsLog
from muse_desktop.ui.settings.parts import small_print


class HandsDialog(Retranslated, QDialog):
    """Says what hands-only mode is, shows the earlier times, and asks."""

    def __init__(self, project: str, times: Sequence[HandsTime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self._heading = QLabel(self)
        self._heading.setProperty("role", "heading")
        self._about = small_print(self, "body")
        self._more = small_print(self, "muted")
        self._title = SectionLabel(self)
        self.log = HandsLog(self)
        self.log.show_times(times)
        self._title.setVisible(bool(times))
        self.begin = QPushButton(self)
        self.begin.setProperty("role", "primary")
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.buttons.addButton(self.begin, QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 18)
        box.setSpacing(10)
        for widget in (self._heading, self._about, self._more, self._title, self.log):
            box.addWidget(widget)
        box.addSpacing(8)
        box.addWidget(self.buttons)
        self.retranslate()
        fit(self, 500)
        self.begin.setFocus()

    def retranslate(self) -> None:
        """Set the words again."""
        self.setWindowTitle(self.tr("Hands-only mode"))
        self._heading.setText(self.tr("Write by hand alone"))
        words = self.tr(
            "From now on the model is off for “{project}”, until you end it: no candidates, no word by word, "
            "no reading ahead, and nothing it wrote before can be inserted. What it is writing stops."
        )
        self._about.setText(words.format(project=self._project))
        self._more.setText(
            self.tr(
                "It stays so when you close the app. Beginning and end go into the record, which this app "
                "keeps itself: evidence of how you worked, not proof. Other projects go on as they are."
            )
        )
        self._title.setText(self.tr("Earlier times"))
        self.begin.setText(self.tr("Begin"))
        self.begin.setAccessibleName(self.tr("Begin hands-only mode"))
