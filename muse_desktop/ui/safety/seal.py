"""The seal of the record: what a writer keeps elsewhere, so that a record cut short or signed anew shows."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from muse_desktop.errors import MuseError
from muse_desktop.provenance.checkpoints import short
from muse_desktop.provenance.verifying import RecordReport, head_text
from muse_desktop.studio.keeping import RecordKeeper
from muse_desktop.ui.base.jobs import Jobs
from muse_desktop.ui.base.languages import Retranslated, spoken
from muse_desktop.ui.base.when import when
from muse_desktop.ui.settings.parts import sentences, small_print


class SealBox(Retranslated, QWidget):
    """How far the record is signed, what nothing in it can show, and a button that copies its seal."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._record: RecordReport | None = None
        self._keeper: RecordKeeper | None = None
        self._jobs: Jobs | None = None
        self.words = small_print(self, "muted")
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.copy = QPushButton(self)
        self.copy.clicked.connect(self._copy)
        self.trouble = small_print(self, "")
        self.new_key = QPushButton(self)
        self.new_key.clicked.connect(self._make_key)
        row = QHBoxLayout()
        row.addWidget(self.copy)
        row.addWidget(self.new_key)
        row.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(self.words)
        box.addWidget(self.trouble)
        box.addLayout(row)
        self.hide()
        self.retranslate()

    def follow(self, keeper: RecordKeeper | None, jobs: Jobs) -> None:
        """Tell also when `keeper` cannot reach its key, and offer another one then."""
        self._keeper, self._jobs = keeper, jobs
        self.retranslate()

    def show_record(self, record: RecordReport | None) -> None:
        """Show what a look through the record came to; None, or a record without entries: nothing."""
        self._record = record if record is not None and record.seq else None
        self.setVisible(self._record is not None)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words again."""
        self.copy.setText(self.tr("Copy the seal"))
        self.copy.setToolTip(self.tr("Number and hash of its last entry, and the fingerprint of your key"))
        self.new_key.setText(self.tr("Sign with a new key"))
        self.new_key.setToolTip(self.tr("The record will say that the old key could not be reached"))
        trouble = self._keeper.trouble if self._keeper else None
        self.trouble.setText(trouble.text(spoken()) if trouble else "")
        self.trouble.setVisible(trouble is not None)
        self.new_key.setVisible(trouble is not None)
        if self._record is None:
            return
        signed = self._record.signed
        if not signed.signed_to:
            said = self.tr("The record is signed at the end of each session; so far nothing is.")
        elif signed.signed_to == self._record.seq:
            said = self.tr("The record is signed up to its last entry, with your key.")
        else:
            left = self._record.seq - signed.signed_to
            said = self.tr("The record is signed, but for its last %Ln entries.", "", left)
        parts = [
            said,
            self.tr(
                "Nothing in it can show that its end was not cut off, or that nobody else signed it anew: "
                "keep its seal elsewhere, in a message to somebody you trust, and both can be checked later."
            ),
        ]
        if any(one.kept_in == "file" and one.retired_at is None for one in self._record.keys):
            parts.append(
                self.tr("This computer has no keyring: your key is in a file only your account can read.")
            )
        self.words.setText(sentences(*parts))

    def text(self) -> str:
        """The seal, as it is copied."""
        assert self._record is not None
        lines = [self.tr("Muse Desktop: seal of a record of writing"), self.tr("Last entry and hash:")]
        lines.append(head_text(self._record.seq, self._record.head))
        if self._record.signed.key:
            lines.append(self.tr("Signed {when} with the key:").format(when=when(self._record.signed.at)))
            lines.append(short(self._record.signed.key))
        return "\n".join(lines)

    def _make_key(self) -> None:
        assert self._keeper is not None
        assert self._jobs is not None
        self.new_key.setEnabled(False)
        self._jobs.watch(self._keeper.new_key(), self, self._made, self._refused)

    def _made(self, _: object) -> None:
        self.new_key.setEnabled(True)
        self.retranslate()
        self.words.setText(self.tr("The record is signed with a new key. Check again to get its seal."))
        self.copy.hide()

    def _refused(self, error: MuseError) -> None:
        self.new_key.setEnabled(True)
        self.trouble.setText(error.text(spoken()))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text())
        self.copy.setText(self.tr("Copied ✓"))
