"""Asking before something goes for good."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QMessageBox, QWidget


def ask_whether(
    title: str,
    words: str,
    about: str,
    verbs: tuple[str, str],
    done: Callable[[], object],
    parent: QWidget,
    icon: QMessageBox.Icon = QMessageBox.Icon.Warning,
) -> None:
    """Ask `words`, with `about` below them; `verbs`: do it, or leave it, which is what Enter does. `done` is
    called if the writer says so; nobody waits here."""
    box = QMessageBox(icon, title, words, parent=parent)
    box.setInformativeText(about)
    leave = box.addButton(verbs[1], QMessageBox.ButtonRole.RejectRole)
    act = box.addButton(verbs[0], QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(leave)
    act.clicked.connect(lambda _checked=False: done())
    box.finished.connect(box.deleteLater)
    box.open()
