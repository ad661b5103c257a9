"""The inspiration shelf, the library at a glance, the variation lab and the curator, with clicks and keys."""

from __future__ import annotations

from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from muse_desktop.library.shelf import Shelf
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.base.jobs import Jobs
from muse_desktop.ui.shelf.curator_view import CuratorView
from muse_desktop.ui.shelf.frame import ShelfFrame
from muse_desktop.ui.shelf.glance_view import GlanceView
from muse_desktop.ui.shelf.lab_view import PARAPHRASE, PERSON, TENSE, LabView
from muse_desktop.ui.shelf.room import ShelfRoom
from muse_desktop.ui.window import MainWindow
from tests.ui.window.scripted import ScriptedEngine

V = TypeVar("V", bound=ShelfFrame)
LEFT = Qt.MouseButton.LeftButton
TALE = "She opened the door. “I am late,” she said, and her brother laughed.\n"


@pytest.fixture
def room(window: MainWindow) -> ShelfRoom:
    return window.rooms.get(ShelfRoom)


@pytest.fixture
def lab(studio: Studio, qtbot: QtBot) -> LabView:
    """The lab by itself: a whole window takes longer."""
    return shown(LabView(studio, Jobs()), qtbot)


def shown(view: V, qtbot: QtBot) -> V:
    qtbot.addWidget(view)
    view.resize(1100, 700)
    view.show()
    return view


def put(studio: Studio, *ids: str) -> None:
    """Put texts of the shelf into the library."""
    Shelf().put(studio.library, ids)


def opened(lab: LabView, qtbot: QtBot, item: int) -> LabView:
    words = lab._studio.library.text(item)
    lab.open(item)
    qtbot.waitUntil(lambda: lab.base == words and lab.model.row_of(item) >= 0)
    return lab


def test_a_text_is_found_read_and_put_into_the_library(
    room: ShelfRoom, window: MainWindow, studio: Studio, qtbot: QtBot
) -> None:
    window.actions_["shelf"].trigger()
    view = room.shelf
    qtbot.keyClicks(view.search, "blake tiger")
    assert [one.id for one in view.model.values] == ["blake-tiger"]
    assert view.text.toPlainText().startswith("Tiger, tiger, burning bright")
    assert "1757–1827" in view.by.text()
    assert "Public domain" in view.papers.text()
    qtbot.mouseClick(view.put, LEFT)
    qtbot.waitUntil(lambda: "blake-tiger" in view.model.there)
    assert view.put.text() == "Open in my library"
    assert studio.library.items()[0].rights == "public_domain"
    qtbot.mouseClick(view.put, LEFT)
    qtbot.waitUntil(lambda: window.stack.currentWidget() is not view)  # the reader
    window.actions_["shelf"].trigger()
    view.search.setText("nobody wrote this")
    assert not view.put.isVisibleTo(view)


def test_a_poem_in_conversation_with_one_of_the_shelf_names_it_in_prompt_and_record(
    room: ShelfRoom, window: MainWindow, studio: Studio, engine: ScriptedEngine, qtbot: QtBot
) -> None:
    window.actions_["shelf"].trigger()
    room.shelf.choose("blake-tiger")
    qtbot.mouseClick(room.shelf.converse, LEFT)
    compose = window.companion.compose
    qtbot.waitUntil(lambda: bool(compose.references.chosen))
    assert window.stack.currentWidget() is window.writing
    qtbot.mouseClick(compose.chips.chip("poem"), LEFT)
    prepared = studio.prepare(
        "poem", {"theme": "a lamp"}, compose.references.added_to(window.desk.materials(), compose.recipe)
    ).result(30)
    (told,) = prepared.references.told
    assert (told.shelf, told.name) == ("blake-tiger", "The Tiger · William Blake")
    assert "burning bright" in prepared.prompt.messages()[-1].content
    run = studio.generate(prepared, candidates=1)
    qtbot.waitUntil(run.future.done)
    record = studio.generation(run.future.result())
    assert record.references == ((told.item, "The Tiger", "William Blake"),)
    qtbot.mouseClick(compose.references.stops()[0], LEFT)
    assert compose.references.chosen == ()
    assert not compose.references.isVisible()
    for action in ("shelf", "glance", "curator", "vary"):  # every control has a name
        window.actions_[action].trigger()
        view = window.stack.currentWidget()
        for button in view.findChildren(QAbstractButton):
            if button.isVisible():
                assert button.text() or button.accessibleName()
    qtbot.keyClick(window.stack.currentWidget(), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.stack.currentWidget() is window.writing)


def test_the_glance_counts_by_language_author_time_and_rights_and_says_what_is_missing(
    studio: Studio, qtbot: QtBot
) -> None:
    put(studio, "blake-rose", "blake-fly", "libai-jingyesi")
    view = shown(GlanceView(studio, Jobs()), qtbot)
    view.open()
    qtbot.waitUntil(lambda: bool(view.needs))
    assert view.heading.text().startswith("3 texts")
    languages, authors, eras, rights = ([bar.name for bar in chart.bars] for chart in view.charts)
    assert set(languages) == {"English", "中文"}
    assert authors[0] == "William Blake"
    assert eras == ["700–799", "1700–1799"]
    assert rights == ["public domain"]
    assert view.note.isVisible()
    voice = view.needs[-1].said.text()
    assert "20,000" in voice
    qtbot.keyClick(view.charts[1], Qt.Key.Key_Down)
    assert view.charts[1].accessibleDescription().startswith("William Blake: 2 texts")


def test_a_word_is_swapped_by_the_writer_alone_and_kept_as_a_variant(
    lab: LabView, studio: Studio, qtbot: QtBot
) -> None:
    poem = studio.library.add_text("Lamp", "My love is a lamp. Love waits.\n", language="en")
    opened(lab, qtbot, poem.id)
    cursor = lab.text.textCursor()
    cursor.setPosition(5)
    lab.text.setTextCursor(cursor)
    qtbot.waitUntil(lambda: bool(lab.words.model.values))
    assert lab.base == studio.library.text(poem.id)
    assert not lab.words.swap.isEnabled()
    lab.words.everywhere.setChecked(True)
    qtbot.keyClicks(lab.words.own, "affection")
    qtbot.mouseClick(lab.words.swap, LEFT)
    assert lab.text.toPlainText() == "My affection is a lamp. Affection waits.\n"
    qtbot.mouseClick(lab.undo, LEFT)
    assert lab.base.startswith("My love")
    cursor = QTextCursor(lab.text.document())
    cursor.setPosition(4)
    lab.text.setTextCursor(cursor)
    qtbot.keyClicks(lab.words.own, "affection")
    qtbot.keyClick(lab.words.own, Qt.Key.Key_Return)
    qtbot.mouseClick(lab.keep, LEFT)
    qtbot.waitUntil(lambda: len(studio.library.items()) == 2)
    variant = studio.library.items()[1]
    assert variant.parent == poem.id
    qtbot.waitUntil(lambda: lab.model.row_of(variant.id) == 1)
    assert "variant" in lab.model.index(1).data(Qt.ItemDataRole.AccessibleTextRole)


def test_changes_of_tense_and_person_can_be_left_out_one_by_one(
    lab: LabView, studio: Studio, qtbot: QtBot
) -> None:
    tale = studio.library.add_text("Tale", TALE, language="en")
    opened(lab, qtbot, tale.id)
    qtbot.mouseClick(lab.modes[TENSE], LEFT)
    qtbot.mouseClick(lab.tense.tenses[0], LEFT)
    qtbot.waitUntil(lambda: bool(lab.tense.model.values))
    assert lab.text.toPlainText().startswith("She opens the door. “I am late,” she says,")
    first = lab.tense.model.index(0)
    lab.tense.model.setData(first, Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    assert lab.text.toPlainText().startswith("She opened the door. “I am late,” she says,")
    lab.person.old.setCurrentIndex(3)
    lab.person.new.setCurrentIndex(0)
    qtbot.mouseClick(lab.modes[PERSON], LEFT)
    qtbot.waitUntil(lambda: bool(lab.person.model.values))
    assert lab.text.toPlainText().startswith("I opened the door. “I am late,” I say, and my brother laughs.")
    assert lab.steps[0].how == "Tense"
    lab.take_back()
    lab.take_back()
    assert lab.base == TALE
    river = studio.library.add_text("河", "那年冬天河水结了冰，他把船拖上岸。", language="zh")
    opened(lab, qtbot, river.id)
    qtbot.waitUntil(lambda: lab.base.startswith("那年"))
    qtbot.mouseClick(lab.modes[TENSE], LEFT)
    qtbot.waitUntil(lambda: "no tense" in lab.tense.limits.text())


def test_pieces_move_by_buttons(lab: LabView, studio: Studio, qtbot: QtBot) -> None:
    tale = studio.library.add_text("Three", "One comes.\n\nTwo goes.\n\nThree stays.\n", language="en")
    opened(lab, qtbot, tale.id)
    qtbot.mouseClick(lab.modes[1], LEFT)
    qtbot.mouseClick(lab.order.units[2], LEFT)
    qtbot.mouseClick(lab.order.down, LEFT)
    assert lab.text.toPlainText() == "Two goes.\n\nOne comes.\n\nThree stays.\n"
    qtbot.mouseClick(lab.order.back, LEFT)
    assert lab.text.toPlainText().startswith("One comes.")


def test_a_paraphrase_enters_only_when_it_is_taken(lab: LabView, studio: Studio, qtbot: QtBot) -> None:
    tale = studio.library.add_text("Tale", TALE, language="en")
    opened(lab, qtbot, tale.id)
    qtbot.mouseClick(lab.modes[PARAPHRASE], LEFT)
    qtbot.mouseClick(lab.paraphrase.ask, LEFT)
    qtbot.waitUntil(lambda: lab.paraphrase.take.isVisible(), timeout=15_000)
    assert lab.base == TALE
    qtbot.mouseClick(lab.paraphrase.take, LEFT)
    assert "the tide came in" in lab.base
    assert lab.steps[0].generation > 0


def test_the_curator_says_why_and_what_is_put_away_stays_away(
    studio: Studio, qtbot: QtBot
) -> None:
    put(studio, "blake-rose", "wilde-giant", "sewell-beauty")
    view = shown(CuratorView(studio, Jobs()), qtbot)
    view.open("The giant kept the children from his garden all the winter. ", None)
    qtbot.waitUntil(lambda: bool(view.cards))
    card = view.cards[0]
    assert card.why.text()
    before = {(one.pick.kind, one.pick.key) for one in view.cards}
    qtbot.mouseClick(card.never, LEFT)
    gone = (card.pick.kind, card.pick.key)
    qtbot.waitUntil(lambda: gone not in {(one.pick.kind, one.pick.key) for one in view.cards})
    assert gone in before
    qtbot.mouseClick(view.bring_back, LEFT)
    qtbot.waitUntil(lambda: gone in {(one.pick.kind, one.pick.key) for one in view.cards})
