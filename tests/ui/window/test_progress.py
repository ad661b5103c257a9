"""Counts, targets, today's words and what was written day by day, in the window."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QDate, QPoint, Qt
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from muse_desktop.manuscript.progress import DayTotal, Written
from muse_desktop.manuscript.tally import Tally
from muse_desktop.provenance.kinds import Kind
from muse_desktop.store import tables
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.page.intent import Splice
from muse_desktop.ui.progress.chart import DayChart, step_for
from muse_desktop.ui.progress.counting import today
from muse_desktop.ui.progress.counts import CountsCard
from muse_desktop.ui.progress.room import ProgressRoom
from muse_desktop.ui.progress.view import ProgressView
from muse_desktop.ui.window import MainWindow
from tests.ui.window.scripted import write

DAYS = [
    DayTotal("2026-11-20", Written(Tally(own=300, model=120), Tally(own=40))),
    DayTotal("2026-11-21", Written()),
    DayTotal("2026-11-22", Written(Tally(own=80, other=20))),
]


def put(window: MainWindow, text: str, kind: Kind, **details: int) -> None:
    """Add a text at the end of the page."""
    editor = window.page.editor
    end = editor.document().characterCount() - 1
    editor.edit(Splice(end, 0, text, window.desk.session.insert_origin(kind, **details)))


def opened(qtbot: QtBot, window: MainWindow) -> CountsCard:
    """The card, with its numbers."""
    qtbot.mouseClick(window.status.words, Qt.MouseButton.LeftButton)
    card = window.rooms.get(ProgressRoom).card
    assert card.isVisible()
    qtbot.waitUntil(lambda: card._counted is not None)
    return card


def told(card: CountsCard, column: str, *rows: str) -> list[str]:
    return [card.values[row, column].text() for row in rows]


def saved(window: MainWindow) -> None:
    saving = window.page.flush_now()
    assert saving is not None
    saving.result(10)


def write_days(studio: Studio, window: MainWindow, back: int, own: int) -> None:
    """Rows of the log, as a sitting of some days ago left them."""
    day = date.fromisoformat(str(today())) - timedelta(days=back)
    session = window.desk.session

    def work(db: Session) -> None:
        db.add(
            tables.Writing(
                day=str(day), started_at=f"{day}T09:00:00.000Z", ended_at=f"{day}T09:40:00.000Z",
                project_id=session.project_id, document_id=session.id, own_added=own,
            )
        )  # fmt: skip

    studio.store.write(work).result()


def test_the_words_in_the_status_bar_open_the_counts_of_selection_document_and_project(
    qtbot: QtBot, window: MainWindow
) -> None:
    put(window, "I wrote these words. ", Kind.TYPED)
    put(window, "It wrote that. ", Kind.GENERATED, generation_id=1, candidate=0, output_start=0)
    saved(window)
    card = opened(qtbot, window)
    assert told(card, "text", "words", "characters", "bare", "pages", "own", "model", "other") == [
        "7", "36", "29", "1", "4", "3", "0",
    ]  # fmt: skip
    assert told(card, "project", "words", "own", "model") == ["7", "4", "3"]
    assert not card.values["words", "selected"].isVisible()
    assert not card.values["cjk", "text"].isVisible()
    assert card.values["words", "text"].accessibleName() == "Document, Words: 7"
    window.page.goto(0, 7)
    qtbot.waitUntil(lambda: told(card, "selected", "words", "own") == ["2", "2"])
    assert card.values["words", "selected"].isVisible()
    put(window, "他说：走。", Kind.PASTED_OUTSIDE)
    qtbot.waitUntil(lambda: told(card, "text", "cjk", "marked", "other") == ["3", "14", "3"])
    assert card.values["cjk", "text"].isVisible()
    qtbot.keyClick(card, Qt.Key.Key_Escape)
    assert not card.isVisible()
    assert window.page.editor.hasFocus()


def test_targets_are_set_in_the_card_and_counted_down(
    qtbot: QtBot, window: MainWindow, studio: Studio
) -> None:
    put(window, "one two three four ", Kind.TYPED)
    saved(window)
    card = opened(qtbot, window)
    goals, document, project = card.goals, window.desk.session.id, window.desk.session.project_id
    assert goals.document.target.text() == "no target"
    goals.document.target.setValue(8)
    goals.day.target.setValue(10)
    goals.project.target.setValue(24)
    goals.by.setChecked(True)
    last = today() + timedelta(days=9)
    goals.deadline.setDate(QDate(last.year, last.month, last.day))
    goals.flush()
    qtbot.waitUntil(lambda: "2 words a day" in goals._pace.text())
    assert studio.writing.tree.read().node(document).target == 8
    (kept,) = [one for one in studio.manuscript.projects() if one.id == project]
    assert (kept.target, kept.day_target, kept.deadline) == (24, 10, str(last))
    qtbot.waitUntil(lambda: goals.document.bar.value() == 500)
    assert goals.document.so_far.text() == "4 of"
    assert goals.day.bar.value() == 400
    assert goals.project.bar.accessibleName() == "The project: 4 of 24 words"
    qtbot.waitUntil(lambda: window.status.today.text() == "4 of 10 today")


def test_a_target_typed_last_belongs_to_the_document_it_was_typed_for(
    qtbot: QtBot, window: MainWindow, studio: Studio
) -> None:
    first = window.desk.session.id
    other = studio.manuscript.create("Other")
    card = opened(qtbot, window)
    card.goals.document.target.setValue(900)
    window.open_document(other)
    qtbot.waitUntil(lambda: card._counted.document == other)
    qtbot.waitUntil(lambda: studio.writing.tree.read().node(first).target == 900)
    assert studio.writing.tree.read().node(other).target == 0
    assert card.goals.document.target.value() == 0


def test_todays_words_stand_in_the_status_bar_without_the_models(qtbot: QtBot, window: MainWindow) -> None:
    write(qtbot, window, "one two three")
    put(window, " it wrote more", Kind.GENERATED, generation_id=1, candidate=0, output_start=0)
    saved(window)
    qtbot.waitUntil(lambda: window.status.today.text() == "3 today")
    assert window.status.today.isVisible()
    window.set_language("zh")
    qtbot.waitUntil(lambda: "3" in window.status.today.text())
    window.set_language("en")


def test_the_log_has_days_in_a_chart_and_a_table_and_every_sitting(
    qtbot: QtBot, window: MainWindow, studio: Studio
) -> None:
    for back, own in ((1, 400), (3, 250), (40, 90)):
        write_days(studio, window, back, own)
    window.actions_["progress"].trigger()
    view: ProgressView = window.rooms.get(ProgressRoom).view
    assert window.stack.currentWidget() is view
    qtbot.waitUntil(lambda: len(view.chart.days) == 30)
    assert view.chart.hasFocus()
    assert view.chart.current == 29
    qtbot.keyClick(view.chart, Qt.Key.Key_Left)
    assert "you wrote 400 words" in view.day.text()
    assert view.chart.accessibleDescription() == view.day.text()
    place = view.chart.bar(26).center().toPoint()
    qtbot.mouseMove(view.chart, QPoint(place.x() - 1, place.y()))
    qtbot.mouseMove(view.chart, place)
    assert "you wrote 250 words" in view.day.text()
    assert "650 words of your own" in view._week.text()
    view.as_table.click()
    table = view.table.model()
    assert view.table.isVisible()
    assert [table.index(row, 1).data() for row in range(4)] == ["–", "400", "–", "250"]
    sittings = view.sittings.model()
    assert [sittings.index(row, 3).data() for row in range(sittings.rowCount())] == ["400", "250"]
    assert sittings.index(0, 2).data() == "40 min"
    assert sittings.index(0, 7).data() == window.desk.session.title
    view.spans[1].click()
    qtbot.waitUntil(lambda: sittings.rowCount() == 3)
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.stack.currentWidget() is window.writing)


@pytest.mark.parametrize(("most", "step"), [(1, 10), (100, 50), (101, 50), (2100, 1000), (9000, 5000)])
def test_the_axis_has_round_numbers(most: int, step: int) -> None:
    assert step_for(most) == step


def test_the_chart_says_its_days_and_draws_own_and_model_words_apart(qtbot: QtBot, look: object) -> None:
    chart = DayChart()
    qtbot.addWidget(chart)
    chart.resize(600, 260)
    chart.show_days(DAYS, target=200)
    assert chart.words(0) == "Friday, 20 Nov: you wrote 300 words, the model 120, 40 were taken out"
    assert chart.words(1) == "Saturday, 21 Nov: nothing written"
    assert chart.accessibleDescription() == "Sunday, 22 Nov: you wrote 80 words, 20 came from elsewhere"
    chart.set_current(1)
    shot = chart.grab().toImage()
    x = round(chart.bar(0).center().x())
    inks = {shot.pixelColor(x, round(chart._y(words))).name() for words in (150, 250, 360, -20)}
    assert {look.accent, look.generated, look.line} <= inks
    qtbot.keyClick(chart, Qt.Key.Key_Home)
    assert chart.current == 0
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    assert chart.current == 0
