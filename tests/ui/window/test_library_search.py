"""The search of the library, its reader and its answers, with real clicks and keys."""

from __future__ import annotations

from concurrent.futures import Future

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from muse_desktop.engine.client import Job
from muse_desktop.engine.values import Scored, ScoreRequest
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.librarysearch.reader_view import ReaderView
from muse_desktop.ui.librarysearch.room import LibrarySearchRoom
from muse_desktop.ui.librarysearch.view import SearchView
from muse_desktop.ui.page.clipboard import FromLibrary, read
from muse_desktop.ui.window import MainWindow
from tests.ui.window.scripted import ScriptedEngine

MARA = "Mara came down to the quay at noon.\n\nHer eyes were grey, like the water before snow.\n"
NETS = "Tomas mended nets. He had eleven of them and hated every one.\n"


@pytest.fixture(autouse=True)
def without_encoders(monkeypatch: pytest.MonkeyPatch) -> None:
    """Words alone: an encoder in a child process takes seconds, and has its own tests."""
    monkeypatch.setattr("muse_desktop.library.search.encoders.known", lambda: ())
    monkeypatch.setattr("muse_desktop.studio.ask.known", lambda: ())


@pytest.fixture
def room(studio: Studio, window: MainWindow) -> LibrarySearchRoom:
    studio.library.add_text("The Quay", MARA, author="A. Writer", rights="public_domain")
    studio.library.add_text("Nets", NETS, rights="mine")
    return window.rooms.get(LibrarySearchRoom)


def searched(qtbot: QtBot, room: LibrarySearchRoom, words: str) -> SearchView:
    room.window.actions_["library_search"].trigger()
    view = room.view
    QTest.keyClicks(view.field, words)
    qtbot.waitUntil(lambda: bool(view.list.results.values), timeout=10_000)
    return view


def in_reader(qtbot: QtBot, room: LibrarySearchRoom) -> ReaderView:
    qtbot.waitUntil(lambda: room._reader is not None and room._reader._book is not None, timeout=10_000)
    qtbot.waitUntil(lambda: room.window.stack.currentWidget() is room.reader)
    return room.reader


def test_what_is_typed_is_found_and_opens_at_its_place(qtbot: QtBot, room: LibrarySearchRoom) -> None:
    view = searched(qtbot, room, "grey wat")
    row = view.list.results.values[0]
    assert row.item.title == "The Quay"
    assert [row.text[a:b] for a, b in row.marks] == ["grey", "water"]
    assert "public domain" in str(view.list.results.index(0).data(Qt.ItemDataRole.AccessibleTextRole))
    QTest.keyClick(view.field, Qt.Key.Key_Down)
    QTest.keyClick(view.list, Qt.Key.Key_Return)
    reader = in_reader(qtbot, room)
    assert "grey" in reader.text.toPlainText()
    assert MARA[row.start : row.end] == "grey"
    qtbot.waitUntil(lambda: room.studio.library.details(row.item.id).opened_at is not None)
    QTest.keyClick(reader.text, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: room.window.stack.currentWidget() is view)


def test_a_selection_in_the_reader_is_copied_looked_for_and_used(
    qtbot: QtBot, room: LibrarySearchRoom
) -> None:
    item = next(one for one in room.studio.library.items() if one.title == "The Quay")
    room.read(item.id)
    reader = in_reader(qtbot, room)
    cursor = reader.text.textCursor()
    start = MARA.index("Her eyes")
    cursor.setPosition(start)
    cursor.setPosition(start + 8, cursor.MoveMode.KeepAnchor)
    reader.text.setTextCursor(cursor)
    reader.copy.click()
    pasted = read(QGuiApplication.clipboard().mimeData())
    assert pasted.text == "Her eyes"
    assert isinstance(pasted.source, FromLibrary)
    assert (pasted.source.item, pasted.source.start) == (item.id, start)

    QTest.keyClicks(reader.field, "w")
    qtbot.waitUntil(lambda: len(reader._matches) > 1)
    first = reader._match
    QTest.keyClick(reader.field, Qt.Key.Key_Return)
    assert reader._match == (first + 1) % len(reader._matches)
    reader.field.setFocus()
    QTest.keyClick(reader.field, Qt.Key.Key_Escape)
    assert not reader.field.text()

    room.studio.library.add_text("Other nets", "She mended the nets of the whole street.")
    nets = next(one.id for one in room.studio.library.items() if one.title == "Nets")
    room.read(nets)
    qtbot.waitUntil(lambda: reader._book is not None and reader._book.item.id == nets)
    reader.similar.click()
    qtbot.waitUntil(lambda: bool(room.view.list.results.values), timeout=10_000)
    assert [one.item.title for one in room.view.list.results.values] == ["Other nets"]  # not itself
    assert room.view.similar_to.isVisible()

    room.read(nets)
    reader.reference.click()
    chosen = room.window.companion.compose.references.chosen
    assert [(one.title, one.text) for one in chosen] == [("Nets", NETS.strip())]
    assert room.window.stack.currentWidget() is room.window.writing


def ask(room: LibrarySearchRoom, question: str) -> SearchView:
    room.window.actions_["library_ask"].trigger()
    view = room.view
    view.field.clear()
    QTest.keyClicks(view.field, question)
    QTest.keyClick(view.field, Qt.Key.Key_Return)
    return view


def asked(qtbot: QtBot, room: LibrarySearchRoom, question: str) -> SearchView:
    view = ask(room, question)
    qtbot.waitUntil(lambda: view.answer._answer is not None, timeout=20_000)
    return view


def test_the_model_is_believed_only_as_far_as_a_passage_supports_it(
    qtbot: QtBot, room: LibrarySearchRoom, engine: ScriptedEngine
) -> None:
    engine.pieces = [" Her eyes were grey.", " She was born in Lisbon."]
    view = asked(qtbot, room, "What colour were the eyes of Mara?")
    answer = view.answer._answer
    assert answer is not None
    assert answer.by == "model"
    assert [one.text for one in answer.sentences] == ["Her eyes were grey."]
    assert "She was born in Lisbon." in view.answer.notes.text()
    view.answer.text.linkActivated.emit("0")
    reader = in_reader(qtbot, room)
    start, end = reader._place
    assert MARA[start:end] == "Her eyes were grey, like the water before snow."


    room.window.actions_["library_ask"].trigger()
    view.answer.show_answer(None)
    view = asked(qtbot, room, "Who painted the Mona Lisa?")
    assert view.answer.heading.text() == "Not found in your library"
    assert "Mona" in view.answer.notes.text()


class SlowReader:
    """A model that never ends reading a passage."""

    def __init__(self) -> None:
        self.ended = 0

    def score(self, request: ScoreRequest, label: str = "") -> Job[Scored]:
        return Job(1, Future(), self._end)

    def _end(self, _number: int) -> None:
        self.ended += 1


@pytest.mark.parametrize("by", ["the button", "another question", "closing the window"])
def test_while_the_model_reads_one_sees_how_far_it_is_and_can_stop_it(
    qtbot: QtBot, room: LibrarySearchRoom, engine: ScriptedEngine, monkeypatch: pytest.MonkeyPatch, by: str
) -> None:
    slow = SlowReader()
    monkeypatch.setattr(engine, "score", slow.score)
    room.studio.library.add_text("The Island", "Mara had an island once.", rights="mine")
    view = ask(room, "What colour were the eyes of Mara?")
    qtbot.waitUntil(lambda: "passage 1 of 3" in view.answer.heading.text(), timeout=10_000)
    if by == "the button":
        QTest.mouseClick(view.answer.stop, Qt.MouseButton.LeftButton)
    elif by == "closing the window":
        room.window.close()
    else:
        QTest.keyClicks(view.field, "x")
    assert not view.answer.isVisible()
    qtbot.waitUntil(lambda: slow.ended == 1, timeout=10_000)
    qtbot.wait(50)
    assert not view.answer.isVisible(), "what comes later is not for the question of now"
