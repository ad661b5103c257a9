"""Origins in the window: the tab with its legend and span, what an answer has too, the whole project."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from muse_desktop.provenance.kinds import Kind
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.base.list_model import Role
from muse_desktop.ui.record.origins_panel import OriginsPanel
from muse_desktop.ui.record.origins_room import OriginsRoom
from muse_desktop.ui.record.origins_table import BAR, FIRST_KIND, TITLE, WORDS
from muse_desktop.ui.record.origins_view import OriginsView
from muse_desktop.ui.window import MainWindow
from tests.ui.window.scripted import WORDS as ANSWER
from tests.ui.window.scripted import generated, write
from tests.ui.window.test_access import nameless


@pytest.fixture
def accepted(qtbot: QtBot, window: MainWindow) -> MainWindow:
    """A window whose page has two typed words and an accepted answer."""
    write(qtbot, window, "Two words")
    generated(qtbot, window)
    window.companion.compose.board.cards[0].insert.click()
    return window


@pytest.fixture
def panel(accepted: MainWindow) -> OriginsPanel:
    """Its Origins tab."""
    accepted.actions_["tab_origins"].trigger()
    return accepted.companion.origins


def opened(qtbot: QtBot, window: MainWindow) -> OriginsView:
    """The view of the project, counted."""
    window.actions_["origins_project"].trigger()
    view = window.rooms.get(OriginsRoom).view
    assert window.stack.currentWidget() is view
    qtbot.waitUntil(lambda: view.figures is not None and view.again.isEnabled())
    return view


def shown(view: OriginsView, column: int = TITLE) -> list[str]:
    """What a column of the table says, from the top down."""
    model = view.table.model()
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]


def test_the_span_tells_what_was_asked_what_else_was_offered_with_its_origin_and_what_stands(
    qtbot: QtBot, accepted: MainWindow, panel: OriginsPanel
) -> None:
    accepted.page.goto(accepted.desk.session.text.index("tide"))
    span = panel.span
    qtbot.waitUntil(lambda: "All that was accepted still stands" in span.depth.text())
    assert "Scripted 1B · apache-2.0" in span.facts.text()
    span.prompt.button.click()
    assert span.prompt.body.toPlainText() == "the prompt"
    (other,) = span.others
    assert other.button.text().startswith("▸ Candidate 2 · 10 words · seed ")
    qtbot.keyClick(other.button, Qt.Key.Key_Space)
    assert other.body.toPlainText() == ANSWER.strip()
    assert "open" in other.button.accessibleName()
    assert not nameless(accepted)
    asked: list[int] = []
    panel.history_wanted.connect(asked.append)
    span.open_history.click()
    assert asked == [1]
    assert accepted.companion.stack.currentWidget() is accepted.companion.history
    other.body.selectAll()
    other.body.copy()
    accepted.page.goto(0)
    accepted.page.paste()
    session = accepted.desk.session
    assert session.text.startswith(ANSWER.strip())
    origin = session.book.get(session.runs.at(0))
    assert (origin.kind, origin.candidate) == (Kind.GENERATED, 1)


def test_what_was_changed_since_is_struck_through_and_underlined(
    qtbot: QtBot, accepted: MainWindow, panel: OriginsPanel
) -> None:
    page = accepted.page
    at = page.editor.scribe.positions.to_utf16(accepted.desk.session.text.index("tide"))
    page.editor.select_units(at, at + 4)
    page.editor.setFocus()
    qtbot.keyClicks(page.editor, "flood")
    page.goto(accepted.desk.session.text.index("came"))
    changed = panel.span.changed
    qtbot.waitUntil(lambda: changed.isVisible() and "What was changed" in changed.button.text(), timeout=9000)
    changed.button.click()
    document = changed.body.document()
    fates = {}
    block = document.begin()
    for part in block:
        fragment = part.fragment()
        style = fragment.charFormat()
        fates[fragment.text().strip()] = (style.fontStrikeOut(), style.fontUnderline())
    assert fates["tide"] == (True, False)
    assert fates["flood"][1]
    qtbot.waitUntil(lambda: "% of what was accepted still stands" in panel.span.depth.text(), timeout=9000)


@pytest.fixture
def retyped(qtbot: QtBot, window: MainWindow) -> OriginsPanel:
    """A page on which the writer has typed what an answer said, without taking it."""
    write(qtbot, window, "Mine begins here,")
    generated(qtbot, window)
    write(qtbot, window, ANSWER)
    window.actions_["tab_origins"].trigger()
    panel = window.companion.origins
    qtbot.waitUntil(lambda: bool(panel.findings), timeout=9000)
    return panel


def test_typed_words_that_an_answer_has_are_listed_marked_and_gone_to(
    qtbot: QtBot, window: MainWindow, retyped: OriginsPanel
) -> None:
    same, text = retyped.same, window.desk.session.text
    assert same.isVisible()
    row = same.model.index(0)
    assert "the same as words of an answer of " in row.data(Role.SECOND)
    assert "Typed by you" in row.data(Qt.ItemDataRole.ToolTipRole)
    start = text.index("and the tide")
    (mark,) = window.page.marks.retyped
    assert (mark.start, mark.kind) == (start, "retyped")
    window.page.goto(start + 2)
    qtbot.waitUntil(lambda: "But the same as words of an answer of " in retyped.span.also.text())
    window.page.goto(0)
    qtbot.waitUntil(lambda: not retyped.span.also.text())
    same.next.click()
    assert window.page.selected_text() == "and the tide came in without a sound that night"
    window.page.goto(0)
    window.page.editor.setFocus()
    qtbot.keyClicks(window.page.editor, "Well. ")
    assert window.page.marks.retyped[0].start == start + 6
    window.actions_["next_same"].trigger()
    assert window.page.selected_text().startswith("and the tide")
    same.answer.click()
    assert window.companion.stack.currentWidget() is window.companion.history


def test_asked_for_the_next_such_words_where_there_are_none_the_window_says_so(
    qtbot: QtBot, window: MainWindow
) -> None:
    write(qtbot, window, "Nothing here is anybody else's.")
    window.actions_["next_same"].trigger()
    qtbot.waitUntil(lambda: "Nothing typed in this document" in window.notices.label.text())


def test_the_project_is_counted_document_by_document_with_the_sum_always_last(
    qtbot: QtBot, accepted: MainWindow, studio: Studio
) -> None:
    project = accepted.desk.session.project_id
    for title, text in (("Long", "one two three four five six seven eight nine ten eleven"), ("Empty", "")):
        studio.manuscript.create(title, text, project_id=project)
    view = opened(qtbot, accepted)
    assert shown(view)[-1] == "All together"
    assert shown(view)[1:3] == ["Long", "Empty"]
    assert shown(view, WORDS) == ["12", "11", "0", "23"]
    assert shown(view, FIRST_KIND + 1) == ["10", "–", "–", "10"]
    assert view._heading.text() == "43 % of 23 words rest on text the model wrote"
    view.table.sortByColumn(WORDS, Qt.SortOrder.AscendingOrder)
    assert shown(view, WORDS) == ["0", "11", "12", "23"]
    view.sort.setCurrentIndex(FIRST_KIND + 1)
    view.sort.activated.emit(FIRST_KIND + 1)
    assert shown(view, WORDS) == ["12", "11", "0", "23"]
    view.in_percent.click()
    assert shown(view, FIRST_KIND + 1)[0] == "83 %"
    said = view.table.model().index(0, BAR).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Written by the model 83 %" in said
    assert "Written by the model" in view.bar.accessibleDescription()
    assert not nameless(accepted)
    view.show_project(999)
    qtbot.waitUntil(lambda: "no such project" in view.notices.label.text())
    assert view._heading.text() == "Counting…"


def test_a_document_a_passage_and_an_answer_are_reached_from_the_project(
    qtbot: QtBot, accepted: MainWindow, studio: Studio
) -> None:
    first = accepted.desk.document
    other = studio.manuscript.create("Other", "Some words.", project_id=accepted.desk.session.project_id)
    view = opened(qtbot, accepted)
    assert QApplication.focusWidget() is view.table
    view.table.selectRow(1)
    qtbot.keyClick(view.table, Qt.Key.Key_Return)
    assert accepted.desk.document == other
    view = opened(qtbot, accepted)
    row = view.accepted.model().index(0, 0)
    assert view.accepted.model().rowCount() == 1
    view.accepted.setCurrentIndex(row)
    qtbot.keyClick(view.accepted, Qt.Key.Key_Return)
    assert accepted.desk.document == first
    assert accepted.page.selected_text().strip() == ANSWER.strip()
    opened(qtbot, accepted)
    qtbot.keyClick(view.table, Qt.Key.Key_Escape)
    assert accepted.stack.currentWidget() is accepted.writing


def test_the_project_tells_findings_and_gaps(
    qtbot: QtBot, window: MainWindow, retyped: OriginsPanel
) -> None:
    session = window.desk.session
    window.page.goto(0)
    window.page.replace_selection("From nowhere. ", session.insert_origin(Kind.UNKNOWN))
    view = opened(qtbot, window)
    assert view.parts[1].text() == "The same as an answer: 1"
    view.parts[2].click()
    assert view.below.currentWidget() is view.gaps
    assert "nobody claimed: 2 words" in view.gaps.words.text()
    view.parts[1].click()
    view.same.view.setCurrentIndex(view.same.model.index(0))
    qtbot.keyClick(view.same.view, Qt.Key.Key_Return)
    assert window.page.selected_text().startswith("and the tide")
