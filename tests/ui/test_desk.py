"""The desk: what is kept of a document while another one is on the page, and others' edits in it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from muse_desktop.errors import MuseError
from muse_desktop.manuscript.manuscript import Manuscript
from muse_desktop.manuscript.replacing import Splice
from muse_desktop.manuscript.restoring import Edit
from muse_desktop.manuscript.session import DocumentSession
from muse_desktop.provenance.kinds import Kind
from muse_desktop.provenance.runs import Run
from muse_desktop.ui.base.jobs import Jobs
from muse_desktop.ui.page import saving, sheet
from muse_desktop.ui.page.desk import Desk
from muse_desktop.ui.page.page import Page
from tests.ui.page_steps import generated, in_step, pieces

Z, CONTROL = Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier


class Workshop:
    """As much of a studio as a desk needs."""

    def __init__(self, manuscript: Manuscript) -> None:
        self.manuscript = manuscript
        self.model = SimpleNamespace(write_in=lambda _text: False, state="none")

    def background(self, work: Callable[[], object]) -> Future[object]:
        made: Future[object] = Future()
        made.set_result(work())
        return made


@pytest.fixture
def desk(qtbot: QtBot, look: object, manuscript: Manuscript) -> Desk:
    """A desk with one shown page and an empty document on it."""
    page = Page()
    qtbot.addWidget(page)
    page.resize(680, 700)
    made = Desk(Workshop(manuscript), Jobs(page), page, page)  # type: ignore[arg-type]
    page.show()
    made.open(manuscript.create("Untitled"))
    page.editor.setFocus()
    qtbot.waitExposed(page)
    return made


def undo(qtbot: QtBot, desk: Desk) -> None:
    qtbot.keyClick(desk.page.editor, Z, CONTROL)


def write(qtbot: QtBot, desk: Desk, text: str) -> None:
    qtbot.keyClicks(desk.page.editor, text)


def another(manuscript: Manuscript, title: str = "Another", text: str = "") -> int:
    return manuscript.create(title, text)


def refused(_session: DocumentSession) -> Future[None]:
    future: Future[None] = Future()
    future.set_exception(MuseError("store.disk_full"))
    return future


def test_what_was_done_in_a_document_can_be_undone_after_others_were_on_the_page(
    qtbot: QtBot, manuscript: Manuscript, desk: Desk
) -> None:
    first, second = desk.document, another(manuscript)
    write(qtbot, desk, "mine ")
    desk.page.insert_generated("theirs", generated(desk.page))
    for _ in range(3):
        desk.open(second)
        write(qtbot, desk, "x")
        desk.open(first)
    assert pieces(desk.page) == [("mine ", "typed"), ("theirs", "generated")]
    undo(qtbot, desk)
    assert pieces(desk.page) == [("mine ", "typed")]
    undo(qtbot, desk)
    assert desk.session.text == ""
    desk.open(second)
    assert desk.session.text == "xxx"
    undo(qtbot, desk)
    assert desk.session.text == ""
    desk.open(first)
    desk.page.redo()
    desk.page.redo()
    assert pieces(desk.page) == [("mine ", "typed"), ("theirs", "generated")]
    assert in_step(desk.page)


def test_the_menu_knows_whether_there_is_something_to_undo_in_the_document_shown(
    qtbot: QtBot, manuscript: Manuscript, desk: Desk
) -> None:
    told: list[bool] = []
    desk.page.undo_available.connect(told.append)
    first, second = desk.document, another(manuscript)
    write(qtbot, desk, "mine")
    desk.open(second)
    assert told[-1] is False
    desk.open(first)
    assert told[-1] is True


def test_cursor_selection_and_scrolling_are_as_they_were(
    qtbot: QtBot, manuscript: Manuscript, desk: Desk
) -> None:
    long = another(manuscript, "Long", "\n".join(f"Line {n} of a long night 长夜." for n in range(400)))
    first = desk.document
    desk.open(long)
    desk.page.goto(4000, 4010)
    desk.page.editor.verticalScrollBar().setValue(desk.page.editor.verticalScrollBar().value() - 77)
    before = desk.page.selection(), desk.page.editor.verticalScrollBar().value()
    desk.open(first)
    assert desk.page.selection() == (0, 0)
    desk.open(long)
    assert (desk.page.selection(), desk.page.editor.verticalScrollBar().value()) == before


def test_a_document_with_nothing_to_undo_is_not_kept_for_ever(
    qtbot: QtBot, manuscript: Manuscript, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheet, "MOST_IDLE", 50)
    written, read = desk.document, another(manuscript, "Read", "only read " * 10)
    write(qtbot, desk, "written")
    desk.open(read)
    desk.open(written)
    kept = [one.session.id for one in desk.sheets]
    assert kept == [written]
    desk.open(another(manuscript, "Short"))
    assert desk.sheets.get(written) is not None
    undo_there = desk.sheets.get(written).document.availableUndoSteps()
    assert undo_there == 1


def test_documents_that_are_let_go_are_saved_closed_and_read_anew(
    qtbot: QtBot, manuscript: Manuscript, desk: Desk
) -> None:
    first, second = desk.document, another(manuscript)
    write(qtbot, desk, "one")
    desk.open(second)
    write(qtbot, desk, "two")
    sessions = [manuscript.opened(one) for one in (first, second)]
    assert desk.let_go([first, second])
    assert all(session.closed for session in sessions)
    assert [manuscript.read(one).text for one in (first, second)] == ["one", "two"]
    assert desk.session is None
    desk.open(first)
    assert desk.session.text == "one"
    undo(qtbot, desk)
    assert desk.session.text == "one"
    write(qtbot, desk, "!")
    assert desk.session.text == "one!"


def test_nothing_is_let_go_when_one_of_them_cannot_be_saved(
    qtbot: QtBot, manuscript: Manuscript, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = desk.document, another(manuscript)
    desk.open(second)
    write(qtbot, desk, "two")
    heard: list[MuseError] = []
    desk.failed.connect(heard.append)
    with monkeypatch.context() as full:
        full.setattr(DocumentSession, "save", refused)
        assert not desk.let_go([first, second])
    assert [error.code for error in heard] == ["store.disk_full"]
    assert desk.document == second
    undo(qtbot, desk)
    assert desk.session.text == ""


def test_an_edit_of_somebody_else_is_one_step_to_undo_on_the_page(
    qtbot: QtBot, manuscript: Manuscript, desk: Desk
) -> None:
    desk.page.editor.type_text("The lamp 🜂 burned low.")
    desk.page.goto(20)
    old = desk.session.insert_origin(Kind.GENERATED, source="a model")
    desk.apply_edit(
        desk.document, Edit(4, 4, "lighthouse", (Run(10, old),)), restored=True
    )
    assert desk.session.text == "The lighthouse 🜂 burned low."
    assert ("lighthouse", "generated") in pieces(desk.page)
    assert desk.page.cursor_codepoint() == 26
    assert in_step(desk.page)
    assert desk.session._open.kind == "restored"
    undo(qtbot, desk)
    assert pieces(desk.page) == [("The lamp 🜂 burned low.", "typed")]


def test_an_edit_in_a_document_off_the_page_is_undone_when_it_is_back(
    qtbot: QtBot, manuscript: Manuscript, desk: Desk
) -> None:
    first, second = desk.document, another(manuscript)
    write(qtbot, desk, "red, red, red")
    runs = tuple(desk.session.runs)
    desk.open(second)
    splice = Splice(5, 8, "blue, blue", (Run(10, runs[0].origin),))
    assert desk.apply_edit(first, splice).text == "red, blue, blue"
    qtbot.waitUntil(lambda: manuscript.read(first).text == "red, blue, blue")
    desk.open(first)
    assert desk.page.cursor_codepoint() == 15
    undo(qtbot, desk)
    assert desk.session.text == "red, red, red"
    undo(qtbot, desk)
    assert desk.session.text == ""
    assert in_step(desk.page)


def test_an_edit_in_a_document_that_was_never_open_is_saved_and_a_refusal_told(
    qtbot: QtBot, manuscript: Manuscript, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saving, "EVERY_MS", 20)
    monkeypatch.setattr(saving, "AGAIN_MS", 20)
    far = another(manuscript, "Far", "red")
    origin = manuscript.book.typed(far)
    with monkeypatch.context() as full:
        full.setattr(DocumentSession, "save", refused)
        desk.apply_edit(far, Splice(0, 3, "blue", (Run(4, origin),)))
        qtbot.waitUntil(lambda: desk.saved_state == "refused")
        assert desk.save_now() is not None
    qtbot.waitUntil(lambda: desk.saved_state == "saved")
    assert manuscript.read(far).text == "blue"


@pytest.mark.parametrize(
    "edit", [Edit(2, 3, "", ()), Edit(-1, 1, "", ()), Edit(0, 0, "ab", (Run(1, 1),))]
)
def test_an_edit_that_does_not_fit_changes_nothing(
    qtbot: QtBot, desk: Desk, edit: Edit
) -> None:
    write(qtbot, desk, "abc")
    with pytest.raises((IndexError, ValueError)):
        desk.apply_edit(desk.document, edit)
    assert desk.session.text == "abc"
    assert in_step(desk.page)


def test_what_is_typed_after_coming_back_is_a_step_of_its_own_document(
    qtbot: QtBot, manuscript: Manuscript, desk: Desk
) -> None:
    first, second = desk.document, another(manuscript, "第二章", "雾从河口上来。")
    write(qtbot, desk, "one")
    desk.open(second)
    cursor = desk.page.editor.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.End)
    desk.page.editor.setTextCursor(cursor)
    desk.page.editor.type_text("灯")
    desk.open(first)
    write(qtbot, desk, " more")
    assert desk.session.text == "one more"
    assert manuscript.opened(second).text == "雾从河口上来。灯"


def test_a_document_that_somebody_else_closed_is_opened_anew(
    qtbot: QtBot, manuscript: Manuscript, desk: Desk
) -> None:
    first = desk.document
    write(qtbot, desk, "one")
    desk.session.close()
    desk.open(first)
    assert not desk.session.closed
    write(qtbot, desk, "!")
    assert desk.session.text == "one!"
    assert desk.save_now() is None
    assert manuscript.read(first).text == "one!"
