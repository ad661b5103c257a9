"""A writer at a real window, as a process to be killed: types x's and reports when each was typed.

    python -m tests.e2e.typist WORKSPACE

Prints one line a key: monotonic seconds, number of x's typed so far.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path


def main() -> int:
    from PySide6.QtCore import Qt, QTimer
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from muse_desktop.studio.studio import Studio
    from muse_desktop.ui.base.collector import Collector
    from muse_desktop.ui.window import MainWindow

    application = QApplication(sys.argv[:1])
    studio = Studio.open(Path(sys.argv[1]))
    window = MainWindow(studio)
    window.show()
    window.activateWindow()
    count = 0

    def type_one() -> None:
        nonlocal count
        target = window.page.focusProxy() or window.page
        QTest.keyClick(target, Qt.Key.Key_X)
        count += 1
        if count % 9 == 0:
            QTest.keyClick(target, Qt.Key.Key_Space)
        sys.stdout.write(f"{time.monotonic()} {count}\n")
        sys.stdout.flush()

    timer = QTimer()
    timer.setInterval(30)
    timer.timeout.connect(type_one)
    timer.start()
    with Collector():
        return application.exec()


if __name__ == "__main__":
    raise SystemExit(main())
