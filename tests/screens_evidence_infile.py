"""Pictures of what files say of who wrote them, of weekly shares, and of saving the record as tables."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtTest import QTest

from muse_desktop.formats.annotations import Authored, author, write
from muse_desktop.ui.base.languages import spoken
from muse_desktop.ui.export_dialog import ExportDialog
from muse_desktop.ui.manuscript.in_out_room import InOutRoom
from muse_desktop.ui.progress.room import ProgressRoom
from tests.screens_in_out import book

if TYPE_CHECKING:
    from tests.screens import Stage


def infile_screens(stage: Stage) -> Iterator[str]:
    """A file with authors comes in; export and compile with what goes into the file; shares, tables."""
    window = stage.window
    yield from _coming_in(stage)
    window.actions_["export"].trigger()
    dialog = next(one for one in window.findChildren(ExportDialog) if one.isVisible())
    dialog.kinds[".md"].setChecked(True)
    dialog.annotations.setChecked(True)
    QTest.qWait(60)
    yield "export-authors"
    window.actions_["compile"].trigger()
    out = window.rooms.get(InOutRoom).outgoing.view
    out.kinds[".md"].setChecked(True)
    yield "compile-authors"
    out.kinds[".docx"].setChecked(True)
    window.show_page()
    progress = window.rooms.get(ProgressRoom)
    progress.open_log()
    view = progress.view
    view.spans[1].click()
    view.by_week.click()
    stage.wait(lambda: view.week_chart.count > 9)
    view.week_chart.set_current(view.week_chart.count - 2)
    view.week_chart.setFocus()
    yield "weeks"
    view.as_table.click()
    yield "weeks-table"
    view.as_chart.click()
    view.by_day.click()
    window.show_page()
    window.actions_["tables"].trigger()
    QTest.qWait(60)
    yield "tables"


def _coming_in(stage: Stage) -> Iterator[str]:
    window = stage.window
    room = window.rooms.get(InOutRoom)
    text = book()
    spans = (
        Authored(0, 900, author(True, "Ines Marr")),
        Authored(900, 1400, author(False, "Some Model 7B")),
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / ("盐的账簿.md" if spoken() == "zh" else "The Salt Ledger.md")
        for name, words in (("authors", write(text, spans)), ("authors-changed", "X" + write(text, spans))):
            path.write_text(words, "utf-8")
            room.incoming.read(path)
            view = room.incoming.view
            stage.wait(lambda view=view: view.tree.isVisible() and view.model.rowCount() > 0)
            QTest.qWait(200)
            yield name
            window.show_page()
