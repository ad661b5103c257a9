"""Snapshots in the window: taken, compared side by side, brought back whole or in part, undone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from muse_desktop.errors import MuseError
from muse_desktop.manuscript.snapshots import Reason, SnapshotInfo, Snapshots
from muse_desktop.provenance.kinds import Kind
from muse_desktop.ui.page.intent import Splice
from muse_desktop.ui.progress.counting import today
from muse_desktop.ui.snapshots.name_dialog import NameDialog
from muse_desktop.ui.snapshots.room import SnapshotsRoom
from muse_desktop.ui.snapshots.view import SnapshotsView
from muse_desktop.ui.window import MainWindow
from tests.ui.window.scripted import generated, write

FIRST = "The fog came up the channel.\n\nNobody slept that night.\n\n雾从河口上来，比往年早了一些。"
LATER = (
    "The fog came up the river.\n\nNobody slept that night.\n\n雾从河口上来，比往年晚了一些。\n\nA new end."
)


def rewrite(window: MainWindow, text: str, kind: Kind = Kind.TYPED) -> None:
    """Put another text on the page in one step."""
    editor, session = window.page.editor, window.desk.session
    assert session is not None
    length = editor.document().characterCount() - 1
    editor.edit(Splice(0, length, text, session.insert_origin(kind)))


def taken(window: MainWindow, reason: Reason = Reason.BY_HAND, name: str = "") -> SnapshotInfo:
    return snapshots(window).take(window.desk.session, reason, name).result()


def snapshots(window: MainWindow) -> Snapshots:
    return window.rooms.get(SnapshotsRoom).studio.writing.snapshots


def opened(qtbot: QtBot, window: MainWindow) -> SnapshotsView:
    """The view, with the newest snapshot compared."""
    window.actions_["snapshots"].trigger()
    view = window.rooms.get(SnapshotsRoom).view
    assert window.stack.currentWidget() is view
    qtbot.waitUntil(lambda: view.comparison is not None)
    return view


def kinds(window: MainWindow) -> list[tuple[str, str]]:
    session = window.desk.session
    return [
        (session.text[start:end], str(session.book.get(origin).kind))
        for start, end, origin in session.runs.spans()
    ]


def marked(view: object) -> list[str]:
    """The words that one side of a card marks."""
    found, block = [], view.document().begin()
    while block.isValid():
        it = block.begin()
        while not it.atEnd():
            fragment = it.fragment()
            if fragment.charFormat().background().style() != Qt.BrushStyle.NoBrush:
                found.append(fragment.text())
            it += 1
        block = block.next()
    return found


def dialog(window: MainWindow) -> NameDialog:
    return next(one for one in window.findChildren(NameDialog) if one.isVisible())


def test_what_differs_stands_side_by_side_by_word_and_by_character(qtbot: QtBot, window: MainWindow) -> None:
    rewrite(window, FIRST)
    taken(window, name="First draft")
    rewrite(window, LATER)
    view = opened(qtbot, window)
    assert view.list.hasFocus()
    row = view.list.model().index(0)
    assert row.data() == "First draft"
    assert "stays for good" in row.data(Qt.ItemDataRole.AccessibleTextRole)
    cards = view.diff.cards
    assert [(marked(card.old), marked(card.new)) for card in cards] == [
        (["channel"], ["river"]),
        (["早"], ["晚", "A new end."]),
    ]
    assert cards[0].accessibleName() == f"Difference 1 of {len(cards)}"
    view.text.click()
    assert view.reading.toPlainText() == FIRST
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.stack.currentWidget() is window.writing)


def test_one_passage_comes_back_with_its_origin_and_undo_takes_that_back(
    qtbot: QtBot, window: MainWindow
) -> None:
    rewrite(window, FIRST, Kind.GENERATED)
    taken(window)
    rewrite(window, LATER)
    view = opened(qtbot, window)
    view.diff.cards[0].bring.click()
    assert window.page.editor.toPlainText() == LATER.replace("river", "channel")
    assert ("channel", "generated") in kinds(window)
    assert "back on the page" in view.notices.text
    qtbot.waitUntil(lambda: view.comparison is not None and view.comparison.now == window.desk.session.text)
    view.notices.action.click()
    assert window.desk.session.text == LATER
    assert [kind for _, kind in kinds(window)] == ["typed"]
    qtbot.waitUntil(lambda: view.comparison.now == LATER)


def test_all_of_it_comes_back_and_what_it_was_is_a_snapshot(qtbot: QtBot, window: MainWindow) -> None:
    rewrite(window, FIRST)
    taken(window)
    rewrite(window, LATER)
    progress = window.rooms.get(SnapshotsRoom).studio.writing.progress
    window.page.flush_now().result(10)
    written = progress.day(today())
    view = opened(qtbot, window)
    view.bring_all.click()
    assert window.desk.session.text == FIRST
    window.page.flush_now().result(10)
    assert progress.day(today()) == written  # nobody wrote these words again
    qtbot.waitUntil(lambda: len(view.list.model().values) == 2)
    before = view.list.model().values[0]
    assert (before.reason, snapshots(window).read(before.id).text) == ("before-restore", LATER)
    qtbot.waitUntil(lambda: "the same, word for word" in view.diff.said.text())
    assert not view.bring_all.isEnabled()


def test_a_passage_of_thirty_days_ago_comes_back(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    rewrite(window, FIRST)
    old = datetime.now(UTC) - timedelta(days=30)
    with monkeypatch.context() as then:
        then.setattr(snapshots(window), "_clock", lambda: old.strftime("%Y-%m-%dT%H:%M:%S.000Z"))
        taken(window, Reason.TIMER)
    for day in range(29):
        rewrite(window, f"{LATER} Day {day}.")
    taken(window, Reason.TIMER)
    view = opened(qtbot, window)
    view.list.setCurrentIndex(view.list.model().index(1))
    qtbot.waitUntil(lambda: view.comparison is not None and view.comparison.then.text == FIRST)
    view.diff.cards[0].bring.click()
    assert window.desk.session.text.startswith("The fog came up the channel.")


def test_a_text_that_changed_meanwhile_is_compared_again_before_anything_comes_back(
    qtbot: QtBot, window: MainWindow
) -> None:
    rewrite(window, FIRST)
    taken(window)
    rewrite(window, LATER)
    view = opened(qtbot, window)
    rewrite(window, "Something else.")
    view.diff.cards[0].bring.click()
    assert window.desk.session.text == "Something else."
    assert view.notices.text
    qtbot.waitUntil(lambda: view.comparison.now == "Something else.")


def test_a_snapshot_is_taken_named_and_deleted_with_keys(qtbot: QtBot, window: MainWindow) -> None:
    write(qtbot, window, "One two.")
    window.actions_["take_snapshot"].trigger()
    ask = dialog(window)
    qtbot.keyClicks(ask.name, "Sent to Ada")
    qtbot.keyClick(ask.name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Sent to Ada" in window.notices.text)
    window.notices.action.click()
    view = window.rooms.get(SnapshotsRoom).view
    qtbot.waitUntil(lambda: view.comparison is not None)
    qtbot.keyClick(view.list, Qt.Key.Key_F2)
    ask = dialog(window)
    assert ask.name.text() == "Sent to Ada"
    ask.name.setText("Sent to Bea")
    ask.keep.click()
    qtbot.waitUntil(lambda: [one.name for one in view.list.model().values] == ["Sent to Bea"])
    qtbot.keyClick(view.list, Qt.Key.Key_Delete)
    box = next(one for one in window.findChildren(QMessageBox) if one.isVisible())
    assert "Sent to Bea" in box.informativeText()
    next(one for one in box.buttons() if one.text() == "Delete").click()
    qtbot.waitUntil(lambda: not view.list.model().values)
    assert view._none.isVisible()
    QApplication.processEvents()


def test_one_is_taken_before_words_of_the_model_come_in(qtbot: QtBot, window: MainWindow) -> None:
    write(qtbot, window, "The lamp was lit.")
    generated(qtbot, window)
    window.actions_["insert_candidate"].trigger()
    assert len(window.desk.session.text) > 20
    qtbot.waitUntil(lambda: bool(snapshots(window).of_document(window.desk.document)))
    (info,) = snapshots(window).of_document(window.desk.document)
    assert info.reason == "before-generation"
    assert snapshots(window).read(info.id).text == "The lamp was lit."


def test_one_is_taken_for_ten_minutes_of_writing_and_none_while_nothing_is_written(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    room, now = window.rooms.get(SnapshotsRoom), [0.0]
    monkeypatch.setattr(snapshots(window), "_monotonic", lambda: now[0])
    write(qtbot, window, "One")
    assert room._timer.remainingTime() > 590_000
    now[0] = 599.0
    room.look()
    assert not snapshots(window).of_document(window.desk.document)
    now[0] = 601.0
    room._timer.stop()
    room.look()
    qtbot.waitUntil(lambda: len(snapshots(window).of_document(window.desk.document)) == 1)
    assert not room._timer.isActive()  # an idle window wakes no processor
    now[0] = 6000.0
    room.look()
    assert len(snapshots(window).of_document(window.desk.document)) == 1


def test_a_snapshot_that_cannot_be_written_is_told_and_the_text_stays(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    rewrite(window, FIRST)
    taken(window)
    rewrite(window, LATER)
    view = opened(qtbot, window)

    def full(*_: object, **__: object) -> None:
        raise MuseError("store.disk_full", folder="x")

    monkeypatch.setattr(Snapshots, "_take", full)
    view.bring_all.click()
    qtbot.waitUntil(lambda: "disk" in view.notices.text.lower() or "full" in view.notices.text.lower())
    assert window.desk.session.text == FIRST
    monkeypatch.undo()


def test_hundreds_of_differences_come_in_parts(qtbot: QtBot, window: MainWindow) -> None:
    rewrite(window, "\n\n".join(f"Paragraph {number} of the old text, kept." for number in range(60)))
    taken(window)
    rewrite(window, "\n\n".join(f"Paragraph {number} of the new text, kept." for number in range(60)))
    view = opened(qtbot, window)
    assert (len(view.diff.cards), view.diff.more.isVisible()) == (15, True)
    for _ in range(3):
        view.diff.more.click()
    assert (len(view.diff.cards), view.diff.more.isVisible()) == (60, False)


def test_words_copied_from_a_snapshot_keep_their_origins(qtbot: QtBot, window: MainWindow) -> None:
    rewrite(window, FIRST, Kind.GENERATED)
    taken(window)
    rewrite(window, LATER)
    view = opened(qtbot, window)
    old = view.diff.cards[0].old
    old.setFocus()
    old.selectAll()
    old.copy()
    window.show_page()
    rewrite(window, "")
    window.page.paste()
    assert kinds(window) == [("The fog came up the channel.", "generated")]
    view = opened(qtbot, window)
    view.text.click()
    view.reading.selectAll()
    view.reading.copy()
    window.show_page()
    window.page.selectAll()
    window.page.paste()
    assert kinds(window) == [(FIRST, "generated")]


def test_a_long_text_is_shown_in_parts(qtbot: QtBot, window: MainWindow) -> None:
    long = "\n\n".join(f"Paragraph {number} of a long text." for number in range(3_000))
    rewrite(window, long)
    taken(window)
    view = opened(qtbot, window)
    view.text.click()
    assert len(view.reading.toPlainText()) < len(long)
    qtbot.waitUntil(lambda: view.reading.toPlainText() == long)
