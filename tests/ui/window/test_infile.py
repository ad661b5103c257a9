"""Who wrote what goes into files and comes out of them through the window; shares a week; tables."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QMessageBox, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from muse_desktop.formats.annotations import read
from muse_desktop.provenance.claims import claim_of
from muse_desktop.store import tables
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.export_dialog import ExportDialog
from muse_desktop.ui.manuscript.in_out_room import InOutRoom
from muse_desktop.ui.manuscript.incoming_view import IncomingView
from muse_desktop.ui.progress.counting import today
from muse_desktop.ui.progress.room import ProgressRoom
from muse_desktop.ui.progress.tables_dialog import TablesDialog
from muse_desktop.ui.window import MainWindow
from tests.ui.window.scripted import write


def export_dialog(window: MainWindow) -> ExportDialog:
    window.actions_["export"].trigger()
    return next(one for one in window.findChildren(ExportDialog) if one.isVisible())


def test_an_export_says_who_wrote_what_and_the_notice_stays_off_once_it_is(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    write(qtbot, window, "To be exported.")
    dialog = export_dialog(window)
    assert dialog.notice.isVisible()
    assert not dialog.annotations.isVisible()
    qtbot.mouseClick(dialog.kinds[".md"], Qt.MouseButton.LeftButton)
    assert dialog.annotations.isVisible()
    qtbot.keyClick(dialog.annotations, Qt.Key.Key_Space)
    dialog.path.setText(str(tmp_path / "out.md"))
    dialog.export.click()
    qtbot.waitUntil(lambda: "Exported to" in window.notices.text, timeout=15_000)
    found = read((tmp_path / "out.md").read_text("utf-8"))
    assert found is not None
    assert found.verified
    assert [one.author.human for one in found.spans] == [True]
    window.notices.drop()
    dialog = export_dialog(window)
    qtbot.waitUntil(lambda: dialog.wanted_notice is True)
    dialog.notice.click()
    dialog.path.setText(str(tmp_path / "out.docx"))
    dialog.export.click()
    qtbot.waitUntil(lambda: "Exported to" in window.notices.text, timeout=15_000)
    dialog = export_dialog(window)
    qtbot.waitUntil(lambda: dialog.wanted_notice is False)
    dialog.reject()
    window.actions_["compile"].trigger()
    out = window.rooms.get(InOutRoom).outgoing.view
    qtbot.waitUntil(lambda: out.wish().notice is False)


def incoming(qtbot: QtBot, window: MainWindow, path: Path) -> IncomingView:
    room = window.rooms.get(InOutRoom)
    room.incoming.read(path)
    view = room.incoming.view
    qtbot.waitUntil(lambda: view.tree.isVisible() and view.file_name.text() == path.name)
    return view


FILE = """The fog came. The bell rang.

---
Annotations: 0,28 SHA-256 {digest}
@Ines: 0,13
&Some Model: 14,14
...
"""


def test_authors_come_in_as_the_file_says_if_it_verifies_or_the_writer_wants_them(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    right = hashlib.sha256(b"The fog came. The bell rang.").hexdigest()
    for digest in ("0" * 32, right):
        path = tmp_path / f"{digest[:4]}.md"
        path.write_text(FILE.format(digest=digest), "utf-8")
        view = incoming(qtbot, window, path)
        assert view.authors.text() == "Keep who wrote what, as the file says: @Ines, &&Some Model"
        assert view.authors.isChecked() is (digest == right)
        assert ("may be misplaced" in view.found.text()) is (digest != right)
        if digest != right:
            view.authors.click()
        view.go.click()
        qtbot.waitUntil(lambda: window.stack.currentWidget() is window.writing, timeout=15_000)
        session = window.desk.session
        assert session is not None
        said = [claim_of(session.book.get(run.origin)) for run in session.runs]
        assert [one.key for one in said if one is not None] == ["@Ines", "&Some Model"]


def some_weeks(studio: Studio, project: int) -> None:
    """Own words and the model's, three weeks ago and today."""
    days = [today() - timedelta(days=21), today()]

    def work(db: Session) -> None:
        for day in days:
            stamp = f"{day}T09:00:00.000Z"
            db.add(
                tables.Writing(
                    day=str(day), started_at=stamp, ended_at=stamp, project_id=project, own_added=30,
                    model_added=10,
                )
            )  # fmt: skip

    studio.store.write(work).result()


def test_the_shares_of_a_week_are_read_by_keyboard_and_as_a_table(
    qtbot: QtBot, studio: Studio, window: MainWindow
) -> None:
    session = window.desk.session
    assert session is not None
    some_weeks(studio, session.project_id)
    window.actions_["progress"].trigger()
    view = window.rooms.get(ProgressRoom).view
    qtbot.waitUntil(lambda: view.week_chart.count > 4)
    QAbstractItemModelTester(view.week_rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
    qtbot.mouseClick(view.by_week, Qt.MouseButton.LeftButton)
    assert view.week_chart.isVisible()
    assert "40 words – yours 75 %, the model's 25 %" in view.day.text()
    view.week_chart.setFocus()
    qtbot.keyClick(view.week_chart, Qt.Key.Key_Left)
    assert "nothing written" in view.day.text()
    assert view.week_chart.accessibleDescription() == view.day.text()
    qtbot.keyClick(view.week_chart, Qt.Key.Key_Home)
    assert view.week_chart.current == 0
    view.grab()
    qtbot.mouseClick(view.as_table, Qt.MouseButton.LeftButton)
    assert view.week_table.isVisible()
    cells = [view.week_rows.index(0, column).data() for column in range(view.week_rows.columnCount())]
    assert cells[1:] == ["40", "30", "10", "–", "75 %", "25 %", "0 %"]
    view.by_day.click()
    assert view.table.isVisible()


def test_the_record_is_saved_as_tables_and_replaces_files_only_when_told(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    write(qtbot, window, "Recorded.")
    window.actions_["progress"].trigger()
    window.rooms.get(ProgressRoom).view.save_chip.click()
    dialog = window.findChild(TablesDialog)
    assert isinstance(dialog, TablesDialog)
    for box in (dialog.weeks, dialog.generations, dialog.events):
        box.click()
    assert not dialog.save.isEnabled()
    assert not dialog.words.isEnabled()
    dialog.events.click()
    dialog.folder.setText(str(tmp_path))
    [path] = dialog.wish().paths.values()
    path.write_text("mine", "utf-8")
    dialog.save.click()
    box = window.findChild(QMessageBox)
    assert isinstance(box, QMessageBox)
    assert path.read_text("utf-8") == "mine"
    [replace] = [one for one in box.findChildren(QPushButton) if one.text() == "Replace them"]
    replace.click()
    qtbot.waitUntil(lambda: path.name in window.notices.text, timeout=15_000)
    assert path.read_bytes().startswith(b'\xef\xbb\xbf"Record"')
