"""What happens when the program itself is wrong: save first, then show a report that can be copied."""

from __future__ import annotations

import platform
import sys
import traceback
from collections.abc import Callable
from types import TracebackType

import PySide6
from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from muse_desktop import __version__
from muse_desktop.ui.base.languages import Retranslated
from muse_desktop.ui.base.post import post


def report_text(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> str:
    """The report: versions and the trace; nothing the writer has written."""
    versions = (
        f"Muse Desktop {__version__}",
        f"Python {platform.python_version()}",
        f"PySide6 {PySide6.__version__}",
        platform.platform(),
    )
    return " · ".join(versions) + "\n\n" + "".join(traceback.format_exception(kind, error, trace))


class CrashDialog(Retranslated, QDialog):
    """The report, with Copy. The window stays open."""

    def __init__(self, report: str, saved: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._saved = saved
        self._words = QLabel(self)
        self._words.setWordWrap(True)
        self.report = QPlainTextEdit(report, self)
        self.report.setReadOnly(True)
        self.report.setTabChangesFocus(True)
        self._buttons = QDialogButtonBox(self)
        self.copy = QPushButton(self)
        self.close_button = QPushButton(self)
        self.close_button.setProperty("role", "primary")
        self._buttons.addButton(self.copy, QDialogButtonBox.ButtonRole.ActionRole)
        self._buttons.addButton(self.close_button, QDialogButtonBox.ButtonRole.AcceptRole)
        box = QVBoxLayout(self)
        box.setContentsMargins(22, 18, 22, 18)
        box.setSpacing(10)
        for widget in (self._words, self.report, self._buttons):
            box.addWidget(widget)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.report.toPlainText()))
        self._buttons.accepted.connect(self.accept)
        self.resize(640, 420)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words again."""
        self.setWindowTitle(self.tr("Something went wrong"))
        if self._saved:
            kept = self.tr("Your text has been saved.")
        else:
            kept = self.tr(
                "Your text could not be saved just now; copy what matters before you close the window."
            )
        words = self.tr(
            "The program made a mistake. {kept} The report below says where; it holds nothing you wrote. "
            "Copy it if you want to tell the makers."
        )
        self._words.setText(words.format(kept=kept))
        self.report.setAccessibleName(self.tr("Report"))
        self.copy.setText(self.tr("Copy report"))
        self.close_button.setText(self.tr("Go on writing"))


class CrashGuard(QObject):
    """Stands in for sys.excepthook while a window is open; works from any thread."""

    def __init__(self, save: Callable[[], bool], window: QWidget) -> None:
        super().__init__(window)
        self._save = save
        self._window = window
        self._before = sys.excepthook
        self._dialog: CrashDialog | None = None
        self._post = post()

    @property
    def dialog(self) -> CrashDialog | None:
        """The report on the screen, if any."""
        return self._dialog

    def install(self) -> None:
        """Begin to catch what nobody else catches."""
        self._before, sys.excepthook = sys.excepthook, self.caught

    def remove(self) -> None:
        """Put back what was there before."""
        if sys.excepthook == self.caught:
            sys.excepthook = self._before

    def caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Report an exception on stderr and, unless the program is being ended, in a dialog."""
        self._before(kind, error, trace)
        if not issubclass(kind, KeyboardInterrupt):
            report = report_text(kind, error, trace)
            self._post.send(self, lambda: self._show(report))

    def _show(self, report: str) -> None:
        if self._dialog is not None:
            return  # one report at a time; the first is the cause
        self._dialog = CrashDialog(report, self._save(), self._window)
        self._dialog.finished.connect(self._read)
        self._dialog.open()

    def _read(self) -> None:
        self._dialog.deleteLater()
        self._dialog = None
