"""Drafting what to tell others about AI, in the window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from muse_desktop.provenance.kinds import Kind
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.page.intent import Splice
from muse_desktop.ui.record.disclosure_draft import AnswerCard
from muse_desktop.ui.record.disclosure_room import DisclosureRoom
from muse_desktop.ui.record.disclosure_view import DisclosureView
from muse_desktop.ui.window import MainWindow


def put(window: MainWindow, text: str, kind: Kind, **details: int) -> None:
    """Add a text at the end of the page."""
    editor = window.page.editor
    end = editor.document().characterCount() - 1
    editor.edit(Splice(end, 0, text, window.desk.session.insert_origin(kind, **details)))


@pytest.fixture
def view(qtbot: QtBot, window: MainWindow) -> DisclosureView:
    """The wizard on a document of typed, generated and pasted words."""
    window.page.editor.type_text("The boats came in late, and nobody spoke of it. " * 10)
    put(window, "A lamp went out. ", Kind.GENERATED, generation_id=1, candidate=0, output_start=0)
    put(window, "Salt on the stairs. ", Kind.PASTED_OUTSIDE)
    window.actions_["disclose"].trigger()
    made = window.rooms.get(DisclosureRoom).view
    qtbot.waitUntil(lambda: bool(made.draft.cards))
    return made


def choose(view: DisclosureView, form: str) -> None:
    ids = [one.id for one in view.model.values]
    view.forms.setCurrentIndex(view.model.index(ids.index(form)))


def card(view: DisclosureView, answer: str) -> AnswerCard:
    return next(one for one in view.draft.cards if one.answer.id == answer)


def test_the_questions_are_answered_by_clicks_and_the_draft_follows(
    qtbot: QtBot, studio: Studio, view: DisclosureView
) -> None:
    choose(view, "authors_guild")
    assert view.draft.headline.startswith("?")
    assert view.draft.gauge is not None
    assert "could be" in view.draft.gauge.accessibleName()
    qtbot.mouseClick(view.questions.fields["elsewhere"].choices["none"], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(view.questions.fields["other_tools"].choices["none"], Qt.MouseButton.LeftButton)
    assert "under the 5 % line" in view.draft.gauge.accessibleName()
    assert "A lamp" not in card(view, "clause").text.toPlainText()
    qtbot.waitUntil(lambda: studio.evidence.disclosure.answers(1, "kdp").get("elsewhere") == "none")
    choose(view, "kdp")
    assert view.questions.fields["elsewhere"].choices["none"].isChecked()
    assert card(view, "texts").text.toPlainText() == "Some sections, with minimal or no editing"


def test_a_field_keeps_the_keyboard_while_the_draft_follows_it(qtbot: QtBot, view: DisclosureView) -> None:
    choose(view, "no_ai")
    line = view.questions.fields["market"].line
    line.setFocus()
    qtbot.keyClicks(line, "Harbour Prize")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert line.hasFocus()
    assert view._draft.title.endswith("Harbour Prize")


def test_a_draft_that_changes_often_at_once_is_laid_out_whole(qtbot: QtBot, view: DisclosureView) -> None:
    choose(view, "kdp")
    for question in ("elsewhere", "other_tools", "images", "translation"):
        view.questions.fields[question].choices["none"].click()
    card(view, "texts").limits.click()
    qtbot.wait(50)
    for one in view.draft.cards:
        assert one.height() >= one.heightForWidth(one.width())


def test_an_answer_is_copied_and_its_limits_unfold(qtbot: QtBot, view: DisclosureView) -> None:
    choose(view, "kdp")
    texts = card(view, "texts")
    qtbot.mouseClick(texts.copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "Some sections, with minimal or no editing"
    assert view.notices.text == "Copied."
    shown = [one for one in texts.findChildren(type(view._asks)) if one.text().startswith("– ")]
    assert shown
    assert not shown[0].isVisible()
    qtbot.mouseClick(texts.limits, Qt.MouseButton.LeftButton)
    assert shown[0].isVisible()


def test_the_draft_is_saved_as_web_page_text_and_pdf_and_a_refusal_is_told(
    qtbot: QtBot, tmp_path: Path, view: DisclosureView
) -> None:
    choose(view, "general")
    for name, begins in (("a.html", b"<!DOCTYPE html>"), ("a.txt", b"How AI took part"), ("a.pdf", b"%PDF")):
        view.save_as(tmp_path / name)
        qtbot.waitUntil(lambda: view.save.isEnabled(), timeout=20_000)
        assert (tmp_path / name).read_bytes().startswith(begins)
        assert name in view.notices.text
    assert "not legal advice" in (tmp_path / "a.html").read_text("utf-8").lower()
    view.save_as(tmp_path / "a.docx")
    qtbot.waitUntil(lambda: "can be saved as" in view.notices.text)


def test_the_draft_speaks_the_other_language_and_another_choice_of_documents(
    qtbot: QtBot, window: MainWindow, view: DisclosureView
) -> None:
    choose(view, "general")
    qtbot.mouseClick(view.languages["zh"], Qt.MouseButton.LeftButton)
    assert "出自语言模型" in card(view, "short").text.toPlainText()
    qtbot.mouseClick(view.one, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not view._state.text())
    assert len(view._known.figures.documents) == 1
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert window.stack.currentWidget() is window.writing
