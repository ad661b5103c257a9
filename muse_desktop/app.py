"""The composition root: a command line with a command runs it, one without opens the window."""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Sequence

from muse_desktop.cli import build_parser, chosen_settings, resolve_language, run
from muse_desktop.errors import MuseError
from muse_desktop.lazy import load_heavy


def main(arguments: Sequence[str] | None = None) -> int:
    """Entry point of `muse-desktop`; returns the exit status."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    chosen = build_parser().parse_args(given)
    return run(given) if chosen.command else open_window(chosen)


def open_window(chosen: argparse.Namespace) -> int:
    """Open the workspace and the window on it; returns when the window is closed.

    What has no Qt is imported first: PySide6 looks into the source of every module that is imported after it.
    """
    gc.disable()  # next to nothing of what a start makes is garbage; the Collector takes over
    from muse_desktop.studio.studio import Studio
    from muse_desktop.ui.base.display import display_problem

    language = resolve_language(chosen.language)
    if problem := display_problem():
        print(problem.text(language), file=sys.stderr)
        return 1

    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QMessageBox

    from muse_desktop.ui.base.collector import Collector
    from muse_desktop.ui.base.interrupt import Interrupts
    from muse_desktop.ui.window import MainWindow

    application = QApplication(sys.argv[:1])
    application.setApplicationName("Muse Desktop")
    application.setOrganizationName("Muse Desktop")
    try:
        studio = Studio.open(chosen.workspace, mode="own", settings=chosen_settings(chosen))
    except MuseError as error:
        print(error.text(language), file=sys.stderr)
        QMessageBox.critical(None, "Muse Desktop", error.text(language))
        return 1
    try:
        with Collector():
            window = MainWindow(studio)
            Interrupts(window.close, window)
            window.show()
            QTimer.singleShot(1000, window, lambda: studio.background(load_heavy))
            return application.exec()
    finally:
        studio.close()
