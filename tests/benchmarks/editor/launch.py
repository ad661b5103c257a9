"""Start a program as its user would and tell when its window was usable: `launch.py PROGRAM FOLDER`.

PROGRAM is muse, novelwriter or qt.

Prints the system-wide clock's time (seconds, `time.monotonic`) of the first turn of the event loop after the
window was shown, and ends the program. The one who asks knows when it was begun.
"""

import importlib.abc
import importlib.machinery
import os
import sys
import time
from pathlib import Path
from typing import Any


def _told() -> None:
    print(f"usable {time.monotonic()}", flush=True)


def _usable() -> None:
    _told()
    os._exit(0)


def _muse(folder: str) -> None:
    os.environ["MUSE_DESKTOP_HOME"] = folder
    Path(folder, "settings.json").write_text('{"welcomed": true}', "utf-8")  # not the very first start
    sys.meta_path.insert(0, _Watch())
    from muse_desktop.app import main

    main([])


class _Watch(importlib.abc.MetaPathFinder):
    """Changes the window's class when the program itself imports it, in its own order of imports."""

    def find_spec(self, name: str, path: Any, target: Any = None) -> Any:
        """Python: where is this module?"""
        if name != "muse_desktop.ui.window":
            return None
        spec = importlib.machinery.PathFinder.find_spec(name, path)
        assert spec is not None
        assert spec.loader is not None
        run = spec.loader.exec_module

        def exec_module(module: Any) -> None:
            run(module)
            module.MainWindow.show = shown

        def shown(self: Any) -> None:
            from PySide6.QtCore import QTimer
            from PySide6.QtWidgets import QMainWindow

            QMainWindow.show(self)
            QTimer.singleShot(0, lambda: (_told(), self.close()))  # closed as a writer would, not killed

        spec.loader.exec_module = exec_module  # type: ignore[method-assign]
        return spec


def _novelwriter(folder: str) -> None:
    import novelwriter  # type: ignore[import-not-found]
    from novelwriter.guimain import GuiMain  # type: ignore[import-not-found]

    def shown(self: Any) -> None:
        from PyQt6.QtCore import QTimer  # type: ignore[import-not-found]
        from PyQt6.QtWidgets import QMainWindow  # type: ignore[import-not-found]

        QMainWindow.showNormal(self)
        QTimer.singleShot(0, _usable)

    GuiMain.showNormal = shown
    novelwriter.main([f"--config={folder}/config", f"--data={folder}/data"])


def _qt(_folder: str) -> None:
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QMainWindow

    application = QApplication([])
    window = QMainWindow()
    window.show()
    QTimer.singleShot(0, _usable)
    application.exec()


if __name__ == "__main__":
    {"muse": _muse, "novelwriter": _novelwriter, "qt": _qt}[sys.argv[1]](sys.argv[2])
