"""Details, outline and index cards: what is noted about a document is read and written in each of them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QComboBox, QSpinBox
from pytestqt.qtbot import QtBot

from muse_desktop.studio.studio import Studio
from muse_desktop.ui.base.list_model import Role
from muse_desktop.ui.manuscript.cards import CardsView
from muse_desktop.ui.manuscript.cards_model import CardEditor
from muse_desktop.ui.manuscript.details import DetailsCard
from muse_desktop.ui.manuscript.outline import OutlineView
from muse_desktop.ui.window import MainWindow
from tests.ui.manuscript.novel import drawn, drop
from tests.ui.window.test_access import nameless

ENTER, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Escape


def node(studio: Studio, document: int):
    return studio.writing.tree.read().node(document)


# Details


@pytest.fixture
def details(window: MainWindow, novel: dict[str, int]) -> DetailsCard:
    window.actions_["details"].trigger()
    card = window.binder.details
    assert card is not None
    assert card.isVisible()
    return card


def test_a_synopsis_is_kept_when_the_keyboard_leaves_and_stays_with_its_scene(
    qtbot: QtBot, studio: Studio, window: MainWindow, novel: dict[str, int], details: DetailsCard
) -> None:
    details.synopsis.setFocus()
    qtbot.keyClicks(details.synopsis, "The ledger is found.")
    window.open_document(novel["s2"])  # before the pause is over
    assert details.synopsis.toPlainText() == ""
    assert node(studio, novel["s1"]).synopsis == "The ledger is found."
    assert node(studio, novel["s2"]).synopsis == ""
    assert "The ledger is found." in window.binder.model.index_of(novel["s1"]).data(
        Qt.ItemDataRole.ToolTipRole
    )


def test_status_label_view_target_and_inclusion_are_set(
    qtbot: QtBot, studio: Studio, window: MainWindow, novel: dict[str, int], details: DetailsCard
) -> None:
    details.status.setCurrentIndex(1)
    details.status.activated.emit(1)
    for field, text in ((details.label, "Harbour"), (details.point_of_view, "Ines")):
        field.lineEdit().setFocus()
        qtbot.keyClicks(field.lineEdit(), text)
        qtbot.keyClick(field.lineEdit(), ENTER)
    details.target.setFocus()
    details.target.selectAll()
    qtbot.keyClicks(details.target, "800")
    qtbot.keyClick(details.target, ENTER)
    details.compiled.click()
    found = node(studio, novel["s1"])
    assert (found.status, found.label, found.point_of_view) == ("First draft", "Harbour", "Ines")
    assert (found.target, found.compiled) == (800, False)
    window.open_document(novel["s2"])
    assert details.label.itemText(0) == "Harbour"  # offered from now on
    assert (details.label.currentText(), details.target.value()) == ("", 0)
    assert not nameless(details)


def test_several_documents_are_described_at_once(
    window: MainWindow, studio: Studio, novel: dict[str, int], details: DetailsCard
) -> None:
    view = window.binder.view
    view.choose(novel["s3"])
    for title in ("s4", "s5"):
        view.selectionModel().select(
            window.binder.model.index_of(novel[title]), view.selectionModel().SelectionFlag.Select
        )
    details.compiled.click()
    assert [node(studio, novel[one]).compiled for one in ("s2", "s3", "s4", "s5", "s6")] == [
        True, False, False, False, True,
    ]  # fmt: skip


def test_what_is_typed_in_the_details_is_kept_when_the_window_closes(
    qtbot: QtBot, studio: Studio, window: MainWindow, novel: dict[str, int], details: DetailsCard
) -> None:
    details.synopsis.setFocus()
    qtbot.keyClicks(details.synopsis, "Unfinished")
    window.close()
    assert node(studio, novel["s1"]).synopsis == "Unfinished"


# Outline


@pytest.fixture
def outline(window: MainWindow, novel: dict[str, int]) -> OutlineView:
    window.actions_["outline"].trigger()
    view = window.stack.currentWidget()
    assert isinstance(view, OutlineView)
    QAbstractItemModelTester(view.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    return view


COLUMN = {"title": 0, "synopsis": 1, "status": 2, "label": 3, "view": 4, "words": 5, "target": 6, "in": 7}


def test_the_outline_is_a_table_of_everything_that_is_noted(
    window: MainWindow, novel: dict[str, int], outline: OutlineView
) -> None:
    assert outline._title.text() == "My writing"
    assert outline._sum.text() == "40 scenes · 820 words"
    assert outline.tree.chosen() == [novel["s1"]]
    assert outline.model.index_of(novel["I"], COLUMN["words"]).data() == "210"
    assert not nameless(outline)
    window.escape()
    assert window.stack.currentWidget() is window.writing


def test_cells_are_written_in_with_the_keyboard(
    qtbot: QtBot, studio: Studio, window: MainWindow, novel: dict[str, int], outline: OutlineView
) -> None:
    tree, model = outline.tree, outline.model
    for column, text in (("title", "Fog"), ("synopsis", "It comes."), ("status", "Mine"), ("target", "900")):
        tree.setCurrentIndex(model.index_of(novel["s2"], COLUMN[column]))
        qtbot.keyClick(tree, Qt.Key.Key_F2)
        field = QApplication.focusWidget()
        field = field.lineEdit() if isinstance(field, (QComboBox, QSpinBox)) else field
        field.selectAll()
        qtbot.keyClicks(field, text)
        qtbot.keyClick(field, ENTER)
        shown = text
        qtbot.waitUntil(lambda at=COLUMN[column], text=shown: model.index_of(novel["s2"], at).data() == text)
    found = node(studio, novel["s2"])
    assert (found.title, found.synopsis, found.status, found.target) == ("Fog", "It comes.", "Mine", 900)
    assert window.binder.model.index_of(novel["s2"]).data() == "Fog"  # the binder shows it too


def test_a_click_or_space_takes_a_scene_out_of_the_manuscript(
    qtbot: QtBot, studio: Studio, novel: dict[str, int], outline: OutlineView
) -> None:
    tree, model = outline.tree, outline.model
    index = model.index_of(novel["s1"], COLUMN["in"])
    qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=tree.visualRect(index).center())
    assert not node(studio, novel["s1"]).compiled
    assert outline._sum.text() == "40 scenes · 819 words"
    tree.setCurrentIndex(model.index_of(novel["s1"], COLUMN["in"]))
    qtbot.keyClick(tree, Qt.Key.Key_Space)
    assert node(studio, novel["s1"]).compiled


def test_enter_opens_and_alt_moves_in_the_outline(
    qtbot: QtBot, window: MainWindow, novel: dict[str, int], outline: OutlineView
) -> None:
    outline.tree.choose(novel["s2"])
    qtbot.keyClick(outline.tree, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert drawn(window).startswith("I(I.1(s2 s1 s3")
    qtbot.keyClick(outline.tree, ENTER)
    assert window.desk.document == novel["s2"]
    assert window.stack.currentWidget() is window.writing


# Index cards


@pytest.fixture
def cards(qtbot: QtBot, window: MainWindow, novel: dict[str, int]) -> CardsView:
    window.actions_["cards"].trigger()
    view = window.stack.currentWidget()
    assert isinstance(view, CardsView)
    QAbstractItemModelTester(view.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    qtbot.wait(10)
    return view


def titles(cards: CardsView) -> list[str]:
    return [one.title for one in cards.model.nodes]


def test_the_cards_of_a_chapter_lead_in_and_out(
    qtbot: QtBot, window: MainWindow, novel: dict[str, int], cards: CardsView
) -> None:
    assert titles(cards) == [f"s{n}" for n in range(1, 11)]
    assert [button.accessibleName() for button in cards.path] == ["My writing", "I", "I.1"]
    assert not nameless(cards)
    qtbot.keyClick(cards.list, Qt.Key.Key_Backspace)
    assert titles(cards) == ["I.1", "I.2"]
    qtbot.mouseClick(cards.path[0], Qt.MouseButton.LeftButton)
    assert titles(cards) == ["I", "II"]
    cards.list.setCurrentIndex(cards.model.index_of(novel["II"]))
    for _ in range(3):  # into the part, into its chapter, to the scene itself
        qtbot.keyClick(cards.list, ENTER)
    assert window.desk.document == novel["s21"]
    assert window.stack.currentWidget() is window.writing


def test_a_card_is_written_on_and_escape_leaves_it_as_it_was(
    qtbot: QtBot, studio: Studio, window: MainWindow, novel: dict[str, int], cards: CardsView
) -> None:
    qtbot.keyClick(cards.list, Qt.Key.Key_F2)
    editor = cards.list.findChild(CardEditor)
    assert not nameless(editor)
    qtbot.keyClicks(editor.synopsis, "Fog, then a bell.")
    editor.title.setFocus()
    editor.title.selectAll()
    qtbot.keyClicks(editor.title, "Bell")
    qtbot.keyClick(editor.title, ENTER)
    qtbot.waitUntil(lambda: node(studio, novel["s1"]).synopsis == "Fog, then a bell.")
    assert window.binder.model.index_of(novel["s1"]).data() == "Bell"
    qtbot.waitUntil(lambda: cards.list.findChild(CardEditor) is None)
    qtbot.keyClick(cards.list, Qt.Key.Key_F2)
    editor = cards.list.findChild(CardEditor)
    qtbot.keyClicks(editor.synopsis, "No. ")
    qtbot.keyClick(editor.synopsis, ESCAPE)
    qtbot.waitUntil(lambda: cards.list.findChild(CardEditor) is None)
    assert node(studio, novel["s1"]).synopsis == "Fog, then a bell."
    assert window.stack.currentWidget() is cards  # that Esc was the card's


def test_cards_are_put_in_order_by_dragging_and_by_keys(
    qtbot: QtBot, window: MainWindow, novel: dict[str, int], cards: CardsView
) -> None:
    model, view = cards.model, cards.list
    place = view.visualRect(model.index_of(novel["s1"]))
    mime = model.mimeData([model.index_of(novel["s3"])])
    drop(view, QPoint(place.left() + 1, place.center().y()), mime)
    assert titles(cards)[:3] == ["s3", "s1", "s2"]
    view.setCurrentIndex(model.index_of(novel["s3"]))
    qtbot.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert titles(cards)[:3] == ["s1", "s3", "s2"]
    assert view.currentIndex().data(Role.ID) == novel["s3"]
    assert drawn(window).startswith("I(I.1(s1 s3 s2 s4")
    cards.go(novel["I"])
    drop(view, view.visualRect(model.index_of(novel["I.2"])).center(), mime)
    assert "I.2(s11 s12 s13 s14 s15 s16 s17 s18 s19 s20 s3)" in drawn(window)


def test_a_new_card_is_named_at_once_and_thrown_away_with_delete(
    qtbot: QtBot, studio: Studio, window: MainWindow, novel: dict[str, int], cards: CardsView
) -> None:
    assert cards.new.text() == "New scene"
    cards.new.click()
    editor = cards.list.findChild(CardEditor)
    qtbot.keyClicks(editor.synopsis, "The end of it.")
    cards.keep()
    assert (titles(cards)[-1], cards.model.nodes[-1].synopsis) == ("Untitled", "The end of it.")
    qtbot.keyClick(cards.list, Qt.Key.Key_Delete)
    assert titles(cards)[-1] == "s10"
