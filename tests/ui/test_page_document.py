"""The document of the first promise: typed, generated and pasted words told apart, saved, opened again."""

import pytest
from PySide6.QtCore import Qt

from muse_desktop.provenance import display
from muse_desktop.provenance.kinds import Kind
from muse_desktop.ui.page.page import Page
from tests.ui.page_steps import generated, in_step, pieces, put_on_clipboard

TYPED = " ".join(f"own{number}" for number in range(50))
MODEL = " ".join(f"model{number}" for number in range(50))
PASTED = " ".join(f"paste{number}" for number in range(20))


@pytest.fixture
def written(qtbot, page):
    """50 typed, 50 generated and 20 pasted words; ten of the generated ones edited, all with real keys."""
    editor = page.editor
    qtbot.keyClicks(editor, TYPED)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    page.insert_generated(MODEL, generated(page))
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    put_on_clipboard(PASTED)
    qtbot.keyClick(editor, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    for number in range(10, 20):
        page.goto(page.session.text.index(f"model{number}") + 5)
        qtbot.keyClicks(editor, "ling")
    return page


def check(session):
    counts = display.shares(session.text, session.runs, session.book).tints
    assert {tint: share.words for tint, share in counts.items()} == {
        "own": 50,
        "generated": 40,
        "edited": 10,
        "pasted": 20,
    }


def test_origins_are_right_while_writing(written):
    assert in_step(written)
    assert written.session.words == 120
    assert [kind for _, kind in pieces(written)].count("typed into") == 10
    check(written.session)


def test_origins_are_right_after_saving_and_opening_again(written, manuscript, qtbot):
    document, text = written.session.id, written.session.text
    written.close_session()
    again = Page()
    qtbot.addWidget(again)
    again.open(manuscript.open(document))
    assert again.session.text == text
    assert in_step(again)
    check(again.session)


def test_typing_after_opening_again_is_told_apart_too(written, manuscript, qtbot):
    document = written.session.id
    written.close_session()
    written.open(manuscript.open(document))
    place = written.session.text.index("model30") + 5
    written.goto(place)
    qtbot.keyClicks(written.editor, "s")
    counts = display.shares(written.session.text, written.session.runs, written.session.book).tints
    assert counts["edited"].words == 11
    qtbot.keyClick(written.editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    check(written.session)
    assert not written.editor.document().isUndoAvailable()


def test_a_document_with_every_kind_of_character_opens_as_it_was_saved(page, manuscript):
    text = "no\u00a0break\n𠮷野家 😀\u200d\n\ttab\n\n中文"
    document = manuscript.create("Signs", text, kind=Kind.IMPORTED)
    page.open(manuscript.open(document))
    assert page.session.text == text
    assert not page.session.dirty
    assert in_step(page)
    assert pieces(page) == [(text, "imported")]
    page.goto(text.index("中"))
    assert page.selection() == (text.index("中"),) * 2
    page.goto(text.index("😀"), text.index("😀") + 1)
    assert page.selected_text() == "😀"
    before, after, chosen = page.materials()
    assert (before + chosen + after, chosen) == (text, "😀")


def test_characters_a_page_cannot_show_are_changed_openly(page, manuscript):
    document = manuscript.create("Marks", "a\ufdd0b", kind=Kind.IMPORTED)
    page.open(manuscript.open(document))
    assert page.session.text == "a\nb"
    assert in_step(page)


def test_opening_another_document_leaves_nothing_to_undo(page, manuscript, qtbot):
    qtbot.keyClicks(page.editor, "first")
    first = page.session
    page.open(manuscript.open(manuscript.create("Second", "second")))
    page.undo()
    assert page.session.text == "second"
    assert first.text == "first"
    assert page.title.text() == "Second"
    assert page.editor.accessibleName() == "Second"


def test_the_same_session_can_be_shown_again(page, qtbot):
    qtbot.keyClicks(page.editor, "one")
    page.insert_generated(" two", generated(page))
    session, before = page.session, pieces(page)
    page.release()
    page.open(session)
    assert pieces(page) == before
    qtbot.keyClicks(page.editor, "zero ")
    qtbot.keyClick(page.editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert pieces(page) == before


def test_listeners_hear_of_cursor_selection_words_and_undo(page, qtbot):
    with qtbot.waitSignal(page.cursor_moved) as moved, qtbot.waitSignal(page.undo_available) as undo:
        page.editor.type_text("😀 one two")
    assert moved.args == [9]
    assert undo.args == [True]
    with qtbot.waitSignal(page.words_changed, timeout=2000) as words:
        qtbot.keyClicks(page.editor, " three")
    assert words.args == [page.session.words]
    with qtbot.waitSignal(page.selection_changed) as selected:
        page.goto(0, 1)
    assert selected.args == [True]
    with qtbot.waitSignals([page.redo_available, page.text_changed]):
        page.undo()
