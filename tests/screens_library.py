"""Pictures of the library: one text and many chosen, nothing found, the report of an import, folders."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog

from muse_desktop.library.corpus import AddReport, FileOutcome
from muse_desktop.ui.library.room import LibraryRoom

if TYPE_CHECKING:
    from tests.screens import Stage


def library_screens(stage: Stage) -> Iterator[str]:
    """Each screen in turn."""
    window = stage.window
    room = window.rooms.get(LibraryRoom)
    library = room.studio.library
    window.actions_["library"].trigger()
    view = room.view
    stage.wait(lambda: view.rows.rowCount() > 0 and view.rows.listed(0) is not None)
    first = view.rows.ids[-1]
    year = {"year": "Copyright, 1921, by the keepers"}
    library.set_details([first], author="Ines Marlow", year=1921, rating=4, tags=["sea"], evidence=year)
    view.table.choose(first)
    stage.wait(lambda: view.details.details is not None and view.details.details.info.year is not None)
    yield "library"
    view.table.selectAll()
    stage.wait(view.details.fields.isEnabled)
    yield "library-many"
    view.filters.field.setText("no such words")
    stage.wait(lambda: view.middle.currentWidget() is view.nothing)
    yield "library-nothing"
    view.filters.clear_all()
    files = (
        FileOutcome(Path("old letters.txt"), 1, steps={"mojibake": 107, "pages": 12}),
        FileOutcome(Path("Notes on Salt.md"), 2),
        FileOutcome(Path("chat.txt"), 3, flags={"<end_of_turn>": 1}),
        FileOutcome(Path("scan.pdf"), code="library.empty", values={"file": "scan.pdf"}),
    )
    room.show_report(AddReport((), (), outcomes=files))
    yield "library-report"
    room.show_watched()
    yield "library-watched"
    for dialog in window.findChildren(QDialog):
        dialog.close()
    window.show_page()
