"""Where a text came from, in the window: opened, moved through, followed, folded and exported."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from muse_desktop.provenance.kinds import Kind
from muse_desktop.provenance.lineage import Node
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.base.list_model import Role
from muse_desktop.ui.record.lineage_room import LineageRoom
from muse_desktop.ui.record.lineage_view import LineageView
from muse_desktop.ui.window import MainWindow
from tests.studio.lineage_book import many, saved, take
from tests.ui.window.scripted import WORDS, generated, write


@pytest.fixture
def written(qtbot: QtBot, window: MainWindow) -> MainWindow:
    """A window whose page has typed words and an answer of the model's."""
    write(qtbot, window, "He stood on the pier")
    generated(qtbot, window)
    window.companion.compose.board.cards[0].insert.click()
    return window


def opened(qtbot: QtBot, window: MainWindow, open_it: Callable[[], object] | None = None) -> LineageView:
    """The view with a lineage that was read just now."""
    view = window.rooms.get(LineageRoom).view
    view.lineage = None
    (open_it or window.actions_["lineage"].trigger)()
    qtbot.waitUntil(lambda: view.lineage is not None)
    assert window.stack.currentWidget() is view
    return view


def one(view: LineageView, kind: str) -> Node:
    assert view.shown is not None
    return next(node for node in view.shown.nodes if node.kind == kind)


def test_the_document_opens_with_what_went_in_and_what_came_of_it_at_the_size_one_likes(
    qtbot: QtBot, written: MainWindow
) -> None:
    view = opened(qtbot, written)
    assert view.shown is not None
    kinds = {node.kind for node in view.shown.nodes}
    assert kinds == {"recipe", "before", "model", "request", "answer", "passage", "document", "typed"}
    assert view.map.current == one(view, "document").id
    assert view.list.current == view.map.current
    recipe = one(view, "recipe").id
    place = view.map.place_of(recipe).center().toPoint()
    qtbot.mouseClick(view.map.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert view.card.node == one(view, "recipe")
    qtbot.mouseClick(view.map.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place.x(), 5))
    assert view.map.current == recipe  # the line with the columns' names is no box
    size = view.map.zoom
    qtbot.mouseClick(view.larger, Qt.MouseButton.LeftButton)
    assert view.map.zoom > size
    qtbot.keyClick(view.map, Qt.Key.Key_Minus)
    qtbot.keyClick(view.map, Qt.Key.Key_Minus)
    assert view.map.zoom < size
    qtbot.mouseClick(view.size, Qt.MouseButton.LeftButton)
    assert view.map.zoom == 1.0
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert written.stack.currentWidget() is written.writing


def test_arrow_keys_follow_the_edges_and_drawing_list_and_card_stay_together(
    qtbot: QtBot, written: MainWindow
) -> None:
    view = opened(qtbot, written)
    view.choose(one(view, "answer").id)
    view.take_keyboard()
    qtbot.keyClick(view.map, Qt.Key.Key_Right)
    assert view.map.current == one(view, "passage").id
    assert view.card.node == one(view, "passage")
    assert WORDS.strip() in view.card.text.toPlainText()
    qtbot.keyClick(view.map, Qt.Key.Key_Left)
    qtbot.keyClick(view.map, Qt.Key.Key_Left)
    assert view.list.current == one(view, "request").id
    qtbot.keyClick(view.map, Qt.Key.Key_Left)
    before = view.map.current
    qtbot.keyClick(view.map, Qt.Key.Key_End)
    qtbot.keyClick(view.map, Qt.Key.Key_Up)
    assert view.map.current != before
    assert view.shown is not None
    assert view.shown.node(view.map.current).layer == 0
    assert view.map.accessibleDescription()
    row = view.list.rows.index_of(one(view, "passage").id)
    assert "Comes of" in str(row.data(Qt.ItemDataRole.AccessibleTextRole))
    view.list.setCurrentIndex(row)
    assert view.map.current == one(view, "passage").id


def test_nodes_lead_to_the_history_the_page_the_model_and_the_library(
    qtbot: QtBot, written: MainWindow, studio: Studio, tmp_path: Path
) -> None:
    (tmp_path / "Pilot letters.txt").write_text("We lay three nights off the bar. " * 5, "utf-8")
    studio.add_to_library([tmp_path / "Pilot letters.txt"]).result()
    written.binder.library.reload()
    session = written.desk.session
    assert session is not None
    item = studio.library.items()[0].id
    from muse_desktop.ui.page.intent import Splice

    editor = written.page.editor
    origin = session.insert_origin(Kind.PASTED_LIBRARY, library_item=item, source="Pilot letters")
    editor.edit(Splice(editor.document().characterCount() - 1, 0, "We lay three nights.", origin))
    view = opened(qtbot, written)
    view.choose(one(view, "passage").id)
    qtbot.keyClick(view.map, Qt.Key.Key_Return)
    assert written.stack.currentWidget() is written.writing
    start, end = written.page.selection()
    assert session.text[start:end] == WORDS
    view = opened(qtbot, written)
    view.choose(one(view, "request").id)
    qtbot.mouseClick(view.card.follow, Qt.MouseButton.LeftButton)
    history = written.companion.history
    qtbot.waitUntil(lambda: history.showing_detail)
    view = opened(qtbot, written, history.detail.lineage.click)
    assert view.scope is not None
    assert view.scope.generation == 1
    qtbot.mouseClick(view.whole, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: view.lineage is not None and view.lineage.scope.document is not None)
    view.follow_node(one(view, "library").id)
    assert written.binder.library.view.currentIndex().data(Role.ID) == item
    view = opened(qtbot, written)
    view.follow_node(one(view, "model").id)
    assert written.stack.currentWidget() is written.models.view


def test_many_requests_are_folded_and_open_by_key_and_fold_again(
    qtbot: QtBot, window: MainWindow, studio: Studio
) -> None:
    document = studio.manuscript.create("Many tides")
    made = many(studio.store, document, 30, days=3)
    session = studio.manuscript.open(document)
    take(session, made[0], "Answer 0 of the tide.")
    saved(session)
    session.close()
    window.open_document(document)
    view = opened(qtbot, window)
    assert view.shown is not None
    assert len(view.shown.of("day")) == 3
    view.choose(view.shown.of("day")[0].id)
    qtbot.keyClick(view.map, Qt.Key.Key_Return)
    assert len(view.shown.of("request")) == 10
    assert view.map.current == f"request:{made[0]}"
    assert not view.card.fold.isHidden()
    qtbot.mouseClick(view.card.fold, Qt.MouseButton.LeftButton)
    assert view.shown.of("request") == ()
    assert view.card.follow.text() == "Show these requests"


def test_it_is_exported_without_its_words_and_says_where(
    qtbot: QtBot, written: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = opened(qtbot, written)
    path = tmp_path / "pier"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    view.leave_out.trigger()
    view.actions_[".json"].trigger()
    target = path.with_name("pier.json")
    qtbot.waitUntil(lambda: str(target) in view.notices.text)
    told = target.read_text("utf-8")
    assert json.loads(told)["format"] == "muse-desktop/lineage/1"
    assert WORDS.strip() not in told
    view.export_to(tmp_path / "no folder" / "pier.html")
    qtbot.waitUntil(lambda: "pier.json" not in view.notices.text)


def test_a_selection_can_be_asked_about_and_what_cannot_be_read_or_opened_is_said(
    qtbot: QtBot, written: MainWindow
) -> None:
    written.page.goto(0, 8)
    view = opened(qtbot, written, written.actions_["lineage_passage"].trigger)
    assert view.shown is not None
    assert {node.kind for node in view.shown.nodes} == {"document", "typed"}
    assert not view.whole.isHidden()
    written.rooms.get(LineageRoom).open_generation(99)
    qtbot.waitUntil(lambda: "99" in view.notices.text)
    node = Node("document:1", "document", "The pier", fate="trashed")
    assert view.shown is not None
    view.shown = type(view.shown)(view.shown.scope, "", (node,), ())
    view.follow_node("document:1")
    assert "trash" in view.notices.text
