"""Replaying how a document was written, in the window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import select, update

from muse_desktop.manuscript.session import DocumentSession
from muse_desktop.provenance import ledger
from muse_desktop.provenance.display import tints
from muse_desktop.provenance.kinds import Kind
from muse_desktop.provenance.timeline import HIDDEN
from muse_desktop.store import tables
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.base import theme
from muse_desktop.ui.base.jobs import Jobs
from muse_desktop.ui.record import timeline_view
from muse_desktop.ui.record.timeline_room import TimelineRoom
from muse_desktop.ui.record.timeline_view import TimelineView
from muse_desktop.ui.window import MainWindow

LINES = ("I write 🙂 here. ", "It was there. ", "I go on.")


def write_lines(session: DocumentSession) -> None:
    """Three acts: typed, the model's, typed."""
    for text in LINES:
        end, kind = len(session.text), Kind.GENERATED
        typed = text.startswith("I ")
        session.apply(end, 0, text, session.typed_origin(end) if typed else session.insert_origin(kind))
        session.seal()


@pytest.fixture
def session(studio: Studio) -> DocumentSession:
    return studio.manuscript.open(studio.manuscript.create("One"))


@pytest.fixture
def shown(qtbot: QtBot, look: theme.Theme, studio: Studio, session: DocumentSession) -> TimelineView:
    """The view by itself, with nothing in it yet."""
    QLocale.setDefault(QLocale(QLocale.Language.English))
    write_lines(session)
    session.save().result()
    view = TimelineView(studio, Jobs())
    qtbot.addWidget(view)
    view.resize(1000, 700)
    view.show()
    view.take_keyboard()
    return view


@pytest.fixture
def view(qtbot: QtBot, shown: TimelineView, session: DocumentSession) -> TimelineView:
    return read(qtbot, shown, session.id)


def read(qtbot: QtBot, view: TimelineView, document: int) -> TimelineView:
    """Let it replay a document."""
    view.timeline = None
    view.show_document(document, "One")
    qtbot.waitUntil(lambda: view.timeline is not None)
    return view


def test_the_window_shows_the_page_it_has_with_what_was_typed_a_moment_ago(
    qtbot: QtBot, window: MainWindow
) -> None:
    QTest.keyClicks(window.page.editor, "Just now")
    window.actions_["timeline"].trigger()
    view = window.rooms.get(TimelineRoom).view
    qtbot.waitUntil(lambda: view.timeline is not None)
    assert window.stack.currentWidget() is view
    assert view.page.toPlainText() == "Just now"
    assert view.strip.hasFocus()
    QTest.keyClick(view.strip, Qt.Key.Key_Escape)
    assert window.stack.currentWidget() is window.writing


def test_it_opens_at_the_text_as_it_is_and_says_so(view: TimelineView) -> None:
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
    view.hide()
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
    view: TimelineView, qtbot: QtBot, studio: Studio
) -> None:
    store, seq = studio.store, view.timeline.steps[2].seq
    store.write(lambda db: ledger.redact(db, seq)).result()
    read(qtbot, view, view.timeline.document)
    view.seek(3)
    assert view.page.toPlainText() == LINES[0] + HIDDEN * len(LINES[1])
    size = f"+{len(LINES[1])} characters"
    assert view.caption.text() == f"The words of this act are no longer on record: {size}."


def test_what_contradicts_the_record_is_said_from_there_on(
    view: TimelineView, qtbot: QtBot, studio: Studio
) -> None:
    store, seq = studio.store, view.timeline.steps[3].seq
    event = tables.Event

    def shift(db):
        payload = db.scalar(select(event.payload).where(event.seq == seq))
        moved = payload.replace('"start":', '"start":9')
        db.execute(update(event).where(event.seq == seq).values(payload=moved))

    store.write(shift).result()
    read(qtbot, view, view.timeline.document)
    assert view.trouble.isVisible()
    assert f"Record {seq} changes words that did not stand there" in view.trouble.text()
    view.seek(3)
    assert not view.trouble.isVisible()


def test_every_part_has_a_name_and_the_strip_says_where_it_is(view: TimelineView) -> None:
    controls = [view.strip, view.list, view.page, view.closer_chip, view.wider_chip, view.legend]
    assert all(one.accessibleName() for one in controls)
    assert view.strip.accessibleDescription() == "Act 4 of 4. You typed 3 words."
    view.seek(99)
    assert view.position == 4


def test_nothing_on_record_is_said_in_words(shown: TimelineView, qtbot: QtBot) -> None:
    shown.show_document(99, "")
    qtbot.waitUntil(lambda: "Nothing is on record" in shown.notices.text)
