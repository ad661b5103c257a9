"""The story bible in the window: adding, finding, editing, ordering, removing; what the model is told."""

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QMenu

from muse_desktop.ui.base.list_model import Role
from muse_desktop.ui.bible.entry_list import MIME
from muse_desktop.ui.bible.room import BibleRoom


@pytest.fixture
def room(window):
    return window.rooms.get(BibleRoom)


@pytest.fixture
def panel(window, room, qtbot):
    window.actions_["tab_bible"].trigger()
    qtbot.waitUntil(lambda: room.place.made is not None and room.place.made.isVisible())
    return room.place.made


@pytest.fixture
def add(panel, qtbot):
    """Types a name and presses Enter, as a writer does."""

    def add_(*names):
        for name in names:
            panel.add.setFocus()
            qtbot.keyClicks(panel.add, name) if name.isascii() else panel.add.setText(name)
            qtbot.keyClick(panel.add, Qt.Key.Key_Return)
            qtbot.waitUntil(lambda name=name: name in shown(panel))

    return add_


def shown(panel):
    return [entry.name for entry in panel.list.entries.values]


def kept(studio, panel):
    return {entry.name: entry for entry in studio.writing.bible.entries(panel._project)}


def states(panel):
    model = panel.list.entries
    return {entry.name: model.index(row).data(Role.WORDS) for row, entry in enumerate(model.values)}


def test_the_tab_costs_nothing_until_it_is_shown(room):
    assert room.place.made is None


def test_a_name_typed_and_entered_is_an_entry_that_can_be_filled_in(studio, panel, add, qtbot):
    add("Ines")
    card = panel.card
    assert card.isVisible()
    qtbot.keyClicks(card.notes, "Keeps the ledger.")
    qtbot.keyClicks(card.aliases, "the clerk, Inesita")
    qtbot.mouseClick(card.kinds["place"], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(card.mentions["always"], Qt.MouseButton.LeftButton)

    def all_kept():
        entry = kept(studio, panel)["Ines"]
        assert (entry.kind, entry.mention, entry.notes) == ("place", "always", "Keeps the ledger.")
        assert entry.aliases == ("the clerk", "Inesita")

    qtbot.waitUntil(all_kept)
    assert states(panel) == {"Ines": "always told"}


def test_what_was_typed_last_is_kept_when_another_entry_is_chosen(studio, panel, add, qtbot):
    add("Ines", "Tom")
    qtbot.keyClicks(panel.card.notes, "A pilot.")
    panel.list.choose(panel.list.entries.values[0].id)
    assert panel.card.notes.toPlainText() == ""
    qtbot.waitUntil(lambda: kept(studio, panel)["Tom"].notes == "A pilot.")


def test_an_entry_keeps_its_name_when_the_field_is_emptied(studio, panel, add, qtbot):
    add("Ines")
    panel.card.name.setFocus()
    panel.card.name.selectAll()
    qtbot.keyClick(panel.card.name, Qt.Key.Key_Delete)
    panel.list.setFocus()
    qtbot.waitUntil(lambda: panel.card.name.text() == "Ines")
    assert list(kept(studio, panel)) == ["Ines"]


def test_a_name_that_is_there_already_is_shown_instead_of_added_twice(panel, add):
    add("Ines", "Tom")
    add("Ines")
    assert shown(panel) == ["Ines", "Tom"]
    assert panel.card.entry.name == "Ines"


def test_the_list_is_filtered_by_name_other_name_kind_and_notes(studio, panel, qtbot):
    bible = studio.writing.bible
    for name in ("Ines", "Tom", "the bar", "ledger", "fog", "Émile"):
        aliases = ["阿兰"] if name == "Tom" else []
        bible.add(panel._project, name, notes=f"About {name}.", aliases=aliases).result()
    panel.reload()
    assert panel.filter.isVisible()
    for typed, names in (("emile", ["Émile"]), ("阿兰", ["Tom"]), ("about bar", ["the bar"]), ("zzz", [])):
        panel.filter.setText(typed)
        assert shown(panel) == names


def test_an_entry_moves_by_keys_and_by_dragging(studio, panel, add, qtbot):
    add("a", "b", "c")
    panel.list.choose(panel.list.entries.values[2].id)
    qtbot.keyClick(panel.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: shown(panel) == ["a", "c", "b"])
    mime = QMimeData()
    mime.setData(MIME, str(kept(studio, panel)["b"].id).encode())
    top = panel.list.visualRect(panel.list.entries.index(0)).topLeft()
    move, left, none = Qt.DropAction.MoveAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    panel.list.dropEvent(QDropEvent(QPointF(top), move, mime, left, none))
    qtbot.waitUntil(lambda: shown(panel) == ["b", "a", "c"])
    assert list(kept(studio, panel)) == ["b", "a", "c"]


def test_a_removed_entry_can_be_put_back(studio, window, panel, add, qtbot):
    add("Ines", "Tom")
    panel.list.choose(panel.list.entries.values[0].id)
    panel.list.setFocus()
    qtbot.keyClick(panel.list, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: "Ines" in window.notices.text)
    assert shown(panel) == ["Tom"]
    qtbot.mouseClick(window.notices.action, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: shown(panel) == ["Ines", "Tom"])


def test_entries_named_in_the_text_are_marked_and_stand_in_the_prompt(studio, window, panel, add, qtbot):
    for name, notes in (("Ines", "Keeps the ledger."), ("Tom", "A pilot.")):
        studio.writing.bible.add(panel._project, name, notes=notes).result()
    panel.reload()
    window.page.editor.type_text("And Ines went down to the water.")
    qtbot.waitUntil(lambda: states(panel) == {"Ines": "named here", "Tom": ""})
    window.actions_["tab_compose"].trigger()
    compose = window.companion.compose
    qtbot.waitUntil(lambda: bool(compose.prepared and compose.prepared.story.told), timeout=10_000)
    assert "Keeps the ledger." in compose.prepared.prompt_text
    chip = next(chip for chip in compose.context._chips() if chip.share.ingredient == "bible")
    assert "Ines" in chip.toolTip()
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Keeps the ledger." not in compose.prepared.prompt_text, timeout=10_000)


def test_what_is_selected_on_the_page_can_be_added(window, room, qtbot):
    window.page.editor.type_text("Old Tom came in.")
    window.page.goto(0, 7)
    menu = QMenu()
    room._offer(menu, 0)
    assert "Old Tom" in menu.actions()[0].text()
    menu.actions()[0].trigger()
    qtbot.waitUntil(lambda: room.place.made is not None and shown(room.place.made) == ["Old Tom"])


def test_the_bible_is_that_of_the_documents_project(studio, window, panel, add, qtbot):
    add("Ines")
    other = studio.manuscript.create("b", project_id=studio.manuscript.create_project("Other"))
    window.open_document(other)
    qtbot.waitUntil(lambda: shown(panel) == [])
    assert not panel.card.isVisible()
    assert panel._empty.isVisible()


def test_every_control_has_a_name_in_both_languages(window, panel, add):
    add("Ines")
    for language in ("zh", "en"):
        window.set_language(language)
        for control in (panel.add, panel.kind, panel.filter, panel.list, *panel.card.stops()):
            assert control.accessibleName() or control.text()
