"""Pictures of the library: one text and many chosen, nothing found, the report of an import, folders;
collections, versions of one work, datasets."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog

from muse_desktop.library.collections.values import Rule
from muse_desktop.library.corpus import AddReport, FileOutcome
from muse_desktop.ui.collections.dataset_dialog import DatasetDialog
from muse_desktop.ui.collections.room import CollectionsRoom
from muse_desktop.ui.collections.rule_dialog import RuleDialog
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
    yield from collections_screens(stage)
    window.show_page()


def collections_screens(stage: Stage) -> Iterator[str]:
    """Collections by hand and by rule, the rule, versions of one work side by side, a dataset."""
    window = stage.window
    room = window.rooms.get(CollectionsRoom)
    studio = room.studio
    library, collections = studio.library, studio.curation.collections
    window.actions_["collections"].trigger()
    view = room.view
    yield "collections-none"
    there = [one.id for one in library.items()]
    salt = " ".join(f"Salt keeps the {n}th pan of the coast, and every cook will say so." for n in range(30))
    changed = salt.replace("4th pan", "old pan").replace("19th pan", "pan nobody counts")
    first = library.add_text("Salt, first draft", salt, year=1998)
    made = [first, library.add_text("Salt", changed, year=2004)]
    made.append(library.add_text("From Salt", salt[:700]))
    hand = collections.create("For the harbour book", there)
    ruled = collections.create("Short and free", rule=Rule(rights=("", "mine"), most_words=400))
    view.open(hand)
    stage.wait(lambda: view.shown is not None and view.shown.info.id == hand)
    yield "collections"
    library.set_details([there[0]], rights="licensed", licence="CC-BY-NC-SA-4.0")
    view.open(ruled)
    stage.wait(lambda: view.shown is not None and view.shown.info.id == ruled)
    view.run()
    stage.wait(view.change.isVisible)
    yield "collections-rule-run"
    view.chips["rule"].click()
    stage.wait(lambda: any(one.isVisible() for one in window.findChildren(RuleDialog)))
    dialog = next(one for one in window.findChildren(RuleDialog) if one.isVisible())
    dialog.choice.setCurrentIndex(2)
    stage.wait(lambda: bool(dialog.takes.text()))
    yield "collections-rule"
    room.export([*there, *(one.id for one in made)], "Harbour")
    dataset = next(one for one in window.findChildren(DatasetDialog) if one.isVisible())
    dataset.form.setCurrentIndex(1)
    stage.wait(lambda: bool(dataset.left_out.text()))
    yield "dataset"
    window.actions_["versions"].trigger()
    stage.wait(lambda: room.versions.entry is not None)
    yield "versions"
    room.compare(made[0].id, made[1].id)
    stage.wait(lambda: room.pair.found is not None)
    room.pair.go(1)
    yield "versions-pair"
    library.remove(*(one.id for one in made))  # what comes after counts on the library as it was
    for one in (hand, ruled):
        collections.delete(one)
