"""The pictures of two pages: beside each other, one above the other, and one that waits for a document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from PySide6.QtTest import QTest


def pages_screens(stage: Any) -> Iterator[str]:
    """Two pages; afterwards there is one again, with the document it had."""
    window = stage.window
    window.show_page()
    window.actions_["two_pages"].setChecked(True)
    QTest.qWait(50)
    yield "two-pages"
    window.actions_["pages_below"].setChecked(True)
    yield "two-pages-below"
    window.actions_["pages_below"].setChecked(False)
    window.desk.clear(window.pages.other)
    window.pages.refresh()
    yield "two-pages-empty"
    window.actions_["two_pages"].setChecked(False)
