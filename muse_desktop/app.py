"""The composition root: a command line with a command runs it, one without opens the window."""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from muse_desktop.cli import build_parser, chosen_settings, resolve_language, run
from muse_desktop.errors import MuseError
from muse_desktop.lazy import load_heavy

if TYPE_CHECKING:
    from muse_desktop.ui.notices import Notice
    from muse_desktop.ui.safety.aside import Aside

LATER_MS = 1000
UNFINISHED = "wipe.json"  # studio/wipe.py's note, looked for without loading that

SWITCH_S = 0.0005
"""After so long a thread lets another one run Python (ten times sooner than by default), so that a key never
waits long for what computes beside the window."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Entry point of `muse-desktop`; returns the exit status."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    chosen = build_parser().parse_args(given)
    return run(given) if chosen.command else open_window(chosen)


def open_window(chosen: argparse.Namespace) -> int:
    """Open the workspace and the window on it; returns when the window is closed.

    What has no Qt is imported first: PySide6 looks into the source of every module that is imported after it.
    """
    sys.setswitchinterval(SWITCH_S)
    gc.disable()  # next to nothing of what a start makes is garbage; the Collector takes over
    import muse_desktop.studio.studio  # noqa: F401
    from muse_desktop.ui.base.display import display_problem

    language = resolve_language(chosen.language)
    if problem := display_problem():
        print(problem.text(language), file=sys.stderr)
        return 1

    from PySide6.QtWidgets import QApplication

    application = QApplication.instance() or QApplication(sys.argv[:1])
    application.setApplicationName("Muse Desktop")
    application.setOrganizationName("Muse Desktop")
    notice: Notice | None = None
    while True:
        status, root, aside = _one_window(chosen, notice)
        if aside is None:
            return status
        from muse_desktop.ui.safety.aside import carry_out

        notice = carry_out(aside, root)  # what needs the workspace closed is done between two windows


def _one_window(chosen: argparse.Namespace, notice: Notice | None) -> tuple[int, Path, Aside | None]:
    """One window from its opening to its closing: exit status, workspace, and what is to be done next.

    `notice`: what came of what was done before it.
    """
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from muse_desktop.studio.places import workspace_folder
    from muse_desktop.studio.studio import Studio
    from muse_desktop.ui.base.collector import Collector
    from muse_desktop.ui.base.interrupt import Interrupts
    from muse_desktop.ui.safety.room import SafetyRoom
    from muse_desktop.ui.window import MainWindow

    settings = chosen_settings(chosen)
    root = workspace_folder(chosen.workspace, settings)
    if notice is None and (root / UNFINISHED).exists() and (aside := _unfinished(root)) is not None:
        return 1, root, aside
    try:
        studio = Studio.open(root, mode="own", settings=settings)
    except MuseError as error:
        from muse_desktop.ui.safety.rescue import refused

        return 1, root, refused(root, error, settings)
    try:
        with Collector():
            window = MainWindow(studio)
            interrupts = Interrupts(window.close, window)
            if notice is not None:
                window.notices.tell(notice)
            window.show()
            later = QTimer(window)  # one that ends with the window
            later.setSingleShot(True)
            later.timeout.connect(lambda: studio.background(load_heavy))
            later.start(LATER_MS)
            status = QApplication.exec()
            interrupts.end()
            return status, root, window.rooms.get(SafetyRoom).taken_aside()
    finally:
        studio.close()


def _unfinished(root: Path) -> Aside | None:
    """A wipe that was killed, to be finished before anything else."""
    from muse_desktop.studio.wipe import unfinished
    from muse_desktop.ui.safety.work import wiping

    wish = unfinished(root)
    return None if wish is None else wiping(wish)
