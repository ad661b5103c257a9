"""Replaying how a document was written, in the window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import select, update

from muse_desktop.provenance import ledger
from muse_desktop.provenance.display import tints
from muse_desktop.provenance.kinds import Kind
from muse_desktop.provenance.timeline import HIDDEN
from muse_desktop.store import tables
from muse_desktop.ui.record import timeline_view
from muse_desktop.ui.record.timeline_room import TimelineRoom
from muse_desktop.ui.record.timeline_view import TimelineView
from muse_desktop.ui.window import MainWindow

LINES = ("I write 🙂 here. ", "It was there. ", "I go on.")


def write_lines(window: MainWindow) -> None:
    """Three acts in the document on the page: typed, the model's, typed."""
    session = window.desk.session
    for text in LINES:
        session.seal()
        typed = text.startswith("I ")
        origin = session.typed_origin(len(session.text)) if typed else model_origin(window)
        window.page.editor.edit(splice(window, text, origin))
    session.seal()


def model_origin(window: MainWindow) -> int:
    return window.desk.session.insert_origin(Kind.GENERATED, generation_id=1, candidate=0)


def splice(window: MainWindow, text: str, origin: int):
    from muse_desktop.ui.page.intent import Splice

    return Splice(window.page.editor.document().characterCount() - 1, 0, text, origin)


def opened(qtbot: QtBot, window: MainWindow) -> TimelineView:
    window.actions_["timeline"].trigger()
    view = window.rooms.get(TimelineRoom).view
    qtbot.waitUntil(lambda: view.timeline is not None)
    return view


@pytest.fixture
def view(qtbot: QtBot, window: MainWindow) -> TimelineView:
    write_lines(window)
    return opened(qtbot, window)


def test_it_opens_at_the_text_as_it_is_and_says_so(view: TimelineView, window: MainWindow) -> None:
    assert window.stack.currentWidget() is view
    assert view.page.shown == "".join(LINES) == view.page.toPlainText()
    assert view.caption.text() == "You typed 3 words."
    assert "This is the text as it is saved now." in view.about.text()
    assert not view.trouble.isVisible()


def test_arrow_keys_step_through_the_acts_and_the_page_follows(view: TimelineView) -> None:
    assert view.strip.hasFocus()
    QTest.keyClick(view.strip, Qt.Key.Key_Left)
    assert view.page.toPlainText() == LINES[0] + LINES[1]
    assert view.caption.text() == "You took over words of the model: +3 words."
    spans = view.page.scribe.session
    assert [one.tint for one in tints(spans.text, spans.runs, spans.book)] == ["own", "generated"]
    assert view.list.currentIndex().row() == view.position - 1
    QTest.keyClick(view.strip, Qt.Key.Key_Home)
    assert (view.page.toPlainText(), view.caption.text()) == ("", "Before anything was written")
    assert not view.before_chip.isEnabled()
    QTest.keyClick(view.strip, Qt.Key.Key_Right)
    assert view.caption.text() == "The document was begun, empty."
    QTest.keyClick(view.strip, Qt.Key.Key_End)
    assert view.page.toPlainText() == "".join(LINES)


def test_a_drag_along_the_strip_goes_along_the_text(view: TimelineView, qtbot: QtBot) -> None:
    strip = view.strip
    qtbot.mousePress(strip, Qt.MouseButton.LeftButton, pos=QPoint(strip.width() - 15, 60))
    place = QPoint(round(strip._x(strip._strip.begins[1])) + 1, 60)
    qtbot.mouseMove(strip, place)
    QTest.mouseMove(strip, place)
    qtbot.mouseRelease(strip, Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=place)
    assert view.position == 2
    assert view.page.toPlainText() == LINES[0]


def test_the_list_says_the_same_in_words_and_chooses(view: TimelineView) -> None:
    rows = [view.list.model().index(row).data() for row in range(view.list.model().rowCount())]
    assert rows == [
        "The document was begun, empty.",
        "You typed 3 words.",
        "You took over words of the model: +3 words.",
        "You typed 3 words.",
    ]
    view.list.setCurrentIndex(view.list.model().index(1))
    assert (view.position, view.page.toPlainText()) == (2, LINES[0])


def test_playing_goes_to_the_end_and_stops_and_a_key_stops_it_before(
    view: TimelineView, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timeline_view, "PER_SECOND", (60.0, 60.0, 60.0))
    qtbot.mouseClick(view.play_chip, Qt.MouseButton.LeftButton)
    assert view.play_chip.text() == "Pause"
    assert view.position == 0
    qtbot.waitUntil(lambda: not view.play_chip.isChecked())
    assert view.position == len(view.timeline)
    assert view.play_chip.text() == "Play"
    view.play_chip.click()
    QTest.keyClick(view.strip, Qt.Key.Key_Right)
    assert not view.play_chip.isChecked()
    view.play_chip.click()
    view.back_chip.click()
    assert not view._timer.isActive()


def test_a_closer_look_keeps_the_act_in_sight(view: TimelineView, qtbot: QtBot) -> None:
    view.seek(2)
    for _ in range(5):
        qtbot.mouseClick(view.closer_chip, Qt.MouseButton.LeftButton)
    strip = view.strip
    assert strip.zoom == 32
    assert 0 <= strip._x(strip._strip.place_of(2)) <= strip.width()
    QTest.keyClicks(strip, "-")
    assert strip.zoom == 16


def test_words_that_were_taken_out_of_the_record_are_a_gap(
    view: TimelineView, qtbot: QtBot, window: MainWindow
) -> None:
    store, seq = window._studio.store, view.timeline.steps[2].seq
    store.write(lambda db: ledger.redact(db, seq)).result()
    view.timeline = None
    view = opened(qtbot, window)
    view.seek(3)
    assert view.page.toPlainText() == LINES[0] + HIDDEN * len(LINES[1])
    assert view.caption.text() == f"The words of this act are no longer on record: +{len(LINES[1])} characters."


def test_what_contradicts_the_record_is_said_from_there_on(
    view: TimelineView, qtbot: QtBot, window: MainWindow
) -> None:
    store, seq = window._studio.store, view.timeline.steps[3].seq
    event = tables.Event

    def shift(db):
        payload = db.scalar(select(event.payload).where(event.seq == seq))
        moved = payload.replace('"start":', '"start":9')
        db.execute(update(event).where(event.seq == seq).values(payload=moved))

    store.write(shift).result()
    view.timeline = None
    view = opened(qtbot, window)
    assert view.trouble.isVisible()
    assert f"Record {seq} changes words that did not stand there" in view.trouble.text()
    view.seek(3)
    assert not view.trouble.isVisible()


def test_words_and_names_follow_the_language(view: TimelineView, window: MainWindow) -> None:
    controls = [view.strip, view.list, view.page, view.closer_chip, view.wider_chip, view.legend]
    assert all(one.accessibleName() for one in controls)
    assert "Act 4 of 4" in view.strip.accessibleDescription()
    window.set_language("zh")
    assert "This is" not in view._title.text()
    window.set_language("en")
    assert view._title.text() == "How it was written"
