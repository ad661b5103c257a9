import zipfile

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from muse_desktop.ui.record.evidence_check import EvidenceCheckDialog
from muse_desktop.ui.record.evidence_dialog import EvidenceDialog

TYPED = "The tide was out."


@pytest.fixture
def window(studio, open_window, qtbot):
    made = open_window(studio)
    made.page.editor.type_text(TYPED)
    return made


def dialog_of(window, kind, action):
    window.actions_[action].trigger()
    return next(one for one in window.findChildren(kind) if one.isVisible())


def click(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_writer_makes_a_bundle_and_is_told_what_to_tell_the_reader(window, qtbot, tmp_path):
    dialog = dialog_of(window, EvidenceDialog, "evidence")
    assert dialog.whole.isChecked()
    assert not dialog.kinds[".txt"].isEnabled()
    dialog.this.click()
    dialog.kinds[".txt"].click()
    assert window.desk.session.title in dialog.path.text()
    dialog.path.setText(str(tmp_path / "mine"))
    dialog.left_out["prompts"].click()
    click(qtbot, dialog.go)
    qtbot.waitUntil(lambda: dialog.head.isVisible(), timeout=30_000)
    assert (tmp_path / "mine.zip").is_file()
    assert dialog.head.text().partition(":")[2].isalnum()
    click(qtbot, dialog.copy)
    assert QGuiApplication.clipboard().text().count("\n") == 2
    assert dialog.key.text() in QGuiApplication.clipboard().text()
    with zipfile.ZipFile(tmp_path / "mine.zip") as archive:
        assert archive.read(f"{window.desk.session.title}.txt").decode() == TYPED
        assert TYPED in archive.read("log.jsonl").decode()  # what was typed last is sealed before

    head, key = dialog.head.text(), dialog.key.text()
    dialog.reject()
    looked = dialog_of(window, EvidenceCheckDialog, "check_evidence")
    looked.path.setText(str(tmp_path / "mine.zip"))
    looked.head.setText(head)
    looked.key.setText(key)
    click(qtbot, looked.go)
    qtbot.waitUntil(lambda: looked.found.isVisible(), timeout=30_000)
    assert looked.sum.text() == "Everything that could be checked holds"
    looked.head.clear()
    click(qtbot, looked.go)
    qtbot.waitUntil(lambda: "unconfirmed" in looked.sum.text(), timeout=30_000)
    assert looked.rows[0][0].text() == "?"
    assert looked.rows[0][0].accessibleName() == "unconfirmed"
    looked.reject()


def test_what_cannot_be_made_or_read_is_said_in_the_dialog_and_the_choices_stay(
    window, qtbot, tmp_path, monkeypatch
):
    dialog = dialog_of(window, EvidenceDialog, "evidence")
    dialog.this.click()
    dialog.path.setText(str(tmp_path / "no" / "folder.zip"))
    click(qtbot, dialog.go)
    qtbot.waitUntil(lambda: dialog.problem.isVisible(), timeout=30_000)
    assert "folder" in dialog.problem.text()
    assert dialog.this.isChecked()
    assert dialog.go.isEnabled()
    dialog.path.setText(" ")
    assert not dialog.go.isEnabled()
    dialog.reject()

    (tmp_path / "poem.zip").write_bytes(b"not a ZIP")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(tmp_path / "poem.zip"), ""))
    looked = dialog_of(window, EvidenceCheckDialog, "check_evidence")
    assert not looked.go.isEnabled()
    click(qtbot, looked.choose)
    qtbot.keyClick(looked.path, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: looked.sum.isVisible(), timeout=30_000)
    assert "poem.zip is no evidence bundle" in looked.sum.text()
    looked.reject()


def test_some_documents_are_ticked_and_none_is_no_bundle(window, qtbot):
    window._studio.manuscript.create("Another")
    window.binder.reload()
    dialog = dialog_of(window, EvidenceDialog, "evidence")
    assert dialog.list.isHidden()
    dialog.some.click()
    assert dialog.list.isVisible()
    assert not dialog.go.isEnabled()
    first, tick = next(iter(dialog.ticks.items()))
    tick.setFocus()
    qtbot.keyClick(tick, Qt.Key.Key_Space)
    assert dialog.go.isEnabled()
    assert dialog.chosen() == (first,)
    assert tick.text() in dialog.path.text()
    assert dialog.kinds[".txt"].isEnabled()
    dialog.reject()
