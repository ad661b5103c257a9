"""The way from the window to evidence bundles: making one, and looking at one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog

from muse_desktop.ui.actions import ActionSpec
from muse_desktop.ui.room import Room

if TYPE_CHECKING:
    from muse_desktop.studio.bundles import BundleMade, BundleWish
    from muse_desktop.ui.record.evidence_check import EvidenceCheckDialog
    from muse_desktop.ui.record.evidence_dialog import EvidenceDialog, Subject


class EvidenceRoom(Room):
    """Evidence bundles for publishers, prizes and whoever asks."""

    SPECS = (
        ActionSpec("evidence", "file", QT_TRANSLATE_NOOP("Actions", "Evidence bundle…"), separator=True),
        ActionSpec("check_evidence", "file", QT_TRANSLATE_NOOP("Actions", "Check an evidence bundle…")),
    )

    def handlers(self) -> dict[str, Callable[..., None]]:
        """What the actions do."""
        return {"evidence": self.ask, "check_evidence": self.ask_to_check}

    def ask(self) -> None:
        """Ask what the bundle is to be."""
        from muse_desktop.ui.record.evidence_dialog import EvidenceDialog

        subject = self._subject()
        if subject is None:
            return
        dialog = EvidenceDialog(subject, self.studio.settings.author, self.window)
        dialog.wanted.connect(lambda wish: self._make(dialog, wish))
        dialog.show_folder.connect(self._show_folder)
        self._open(dialog)

    def _subject(self) -> Subject | None:
        from muse_desktop.ui.record.evidence_dialog import Subject

        book, session = self.window.binder.book, self.window.desk.session
        if book.project is None:
            return None
        nodes = [one for one in book.nodes if one.kind != "note" and one.compiled]
        manuscript = tuple((one.id, one.title) for one in nodes if not one.archived and not one.trashed)
        document = (session.id, session.title) if session and session.project_id == book.project else None
        return Subject(book.project, book.title, manuscript, document)

    def _make(self, dialog: EvidenceDialog, wish: BundleWish) -> None:
        for session in self.studio.manuscript.open_sessions():
            session.seal()  # what was typed last goes into the log too
        refused = self.window.desk.save_now()
        if refused is not None:
            dialog.show_refused(refused)
            return
        dialog.show_running()
        making = self.studio.evidence.bundles.make(wish)
        self.window.jobs.watch(making, dialog, dialog.show_made, dialog.show_refused)

    def _show_folder(self, made: BundleMade) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(made.path.parent)))

    def ask_to_check(self) -> None:
        """Ask for a bundle and what is known of it."""
        from muse_desktop.ui.record.evidence_check import EvidenceCheckDialog

        dialog = EvidenceCheckDialog(self.window)
        dialog.wanted.connect(lambda path, head, key: self._check(dialog, path, head, key))
        self._open(dialog)

    def _check(self, dialog: EvidenceCheckDialog, path: Path, head: str, key: str) -> None:
        looking = self.studio.evidence.bundles.check(path, head, key)
        self.window.jobs.watch(looking, dialog, dialog.show_report, dialog.show_refused)

    def _open(self, dialog: QDialog) -> None:
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
