"""Every way into the text, with real keys where a writer uses keys."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QInputMethodEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QApplication

from muse_desktop.provenance.kinds import Kind
from muse_desktop.ui.page import clipboard
from tests.ui.page_steps import generated, in_step, pieces, plain, put_on_clipboard

UNDO = (Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
REDO = (Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
PASTE = (Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
COPY = (Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
CUT = (Qt.Key.Key_X, Qt.KeyboardModifier.ControlModifier)


@pytest.fixture
def keys(qtbot, page):
    """Types texts and presses key combinations in the page."""

    def press(*what):
        for one in what:
            if isinstance(one, str) and one.isascii():
                qtbot.keyClicks(page.editor, one)
            elif isinstance(one, str):
                for character in one:  # QTest knows no keys for these
                    press_character(page, character)
            elif isinstance(one, tuple):
                qtbot.keyClick(page.editor, *one)
            else:
                qtbot.keyClick(page.editor, one)

    return press


def press_character(page, character, modifiers=Qt.KeyboardModifier.NoModifier):
    QApplication.sendEvent(page.editor, QKeyEvent(QKeyEvent.Type.KeyPress, 0, modifiers, character))


def test_typed_text_is_typed(page, keys):
    keys("Hello, ", "world.", Qt.Key.Key_Return, "Again")
    assert page.session.text == "Hello, world.\nAgain"
    assert pieces(page) == [("Hello, world.\nAgain", "typed")]
    assert in_step(page)


def test_shift_enter_makes_a_paragraph_too(page, keys):
    keys("a", (Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier), "b", Qt.Key.Key_Enter, "c")
    assert page.session.text == "a\nb\nc"
    assert page.editor.document().blockCount() == 3


def test_tab_leaves_the_page_instead_of_typing(page, keys):
    keys("a", Qt.Key.Key_Tab)
    assert page.session.text == "a"


def test_a_shortcut_types_nothing(page, keys):
    keys("a", (Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier))
    keys((Qt.Key.Key_J, Qt.KeyboardModifier.AltModifier))
    keys((Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier))
    assert page.session.text.startswith("a")
    assert "\n" not in page.session.text


def test_backspace_and_delete_take_origins_along(page, keys):
    keys("abcdef", Qt.Key.Key_Backspace, Qt.Key.Key_Home, Qt.Key.Key_Delete)
    assert pieces(page) == [("bcde", "typed")]
    keys(Qt.Key.Key_End, (Qt.Key.Key_Backspace, Qt.KeyboardModifier.ControlModifier))
    assert page.session.text == ""
    assert in_step(page)


def test_backspace_joins_paragraphs(page, keys):
    keys("one", Qt.Key.Key_Return, "two", Qt.Key.Key_Home, Qt.Key.Key_Backspace)
    assert page.session.text == "onetwo"
    assert in_step(page)


def test_typing_replaces_the_selection(page, keys):
    keys("one two")
    page.goto(0, 3)
    keys("x")
    assert pieces(page) == [("x two", "typed")]
    keys(UNDO)
    assert page.session.text == "one two"
    assert in_step(page)


def test_text_from_another_program_was_pasted_from_outside(page, keys):
    keys("I say ")
    put_on_clipboard("what they say")
    keys(PASTE, " again")
    assert pieces(page) == [("I say ", "typed"), ("what they say", "pasted-outside"), (" again", "typed")]


def test_rich_text_arrives_as_plain_text(page):
    mime = QMimeData()
    mime.setHtml("<h1>Big</h1><p>and <b>bold</b></p>")
    page.editor.insertFromMimeData(mime)
    assert page.session.text == "Big\nand bold"
    assert pieces(page) == [("Big\nand bold", "pasted-outside")]


def test_copy_and_paste_within_the_page_keeps_origins(page, keys):
    keys("mine ")
    page.insert_generated("theirs", generated(page))
    keys(" mine")
    before = pieces(page)
    page.selectAll()
    keys(COPY, Qt.Key.Key_Right, Qt.Key.Key_Return, PASTE)
    assert page.session.text == "mine theirs mine\nmine theirs mine"
    assert [kind for _, kind in pieces(page)] == ["typed", "generated", "typed", "generated", "typed"]
    assert before[1] == ("theirs", "generated")
    assert in_step(page)


def test_cut_and_paste_moves_origins(page, keys):
    keys("mine ")
    page.insert_generated("theirs", generated(page))
    page.goto(5, 11)
    keys(CUT)
    assert pieces(page) == [("mine ", "typed")]
    keys(Qt.Key.Key_Home, PASTE)
    assert pieces(page) == [("theirs", "generated"), ("mine ", "typed")]


def test_a_label_on_another_text_proves_nothing(page):
    mime = clipboard.page_mime("mine", (), page.session.book, "T")
    mime.setText("not the text that was copied")
    page.editor.insertFromMimeData(mime)
    assert pieces(page) == [("not the text that was copied", "pasted-outside")]


@pytest.mark.parametrize(
    "label", [b"{", b"", b"\xff\xfe", b'{"sha256": "", "source": {"type": "page"}}', b"[" * 2000]
)
def test_a_broken_label_is_no_label(page, label):
    mime = plain("words")
    mime.setData(clipboard.FORMAT, label)
    page.editor.insertFromMimeData(mime)
    assert pieces(page) == [("words", "pasted-outside")]


def test_text_of_a_library_item_names_the_item(page):
    mime = clipboard.library_mime("Call me Ishmael.", page.session.book, 7, "Moby-Dick", 120)
    page.editor.insertFromMimeData(mime)
    origin = page.session.book.get(page.session.runs.at(0))
    assert origin.kind is Kind.PASTED_LIBRARY
    assert (origin.library_item, origin.source, origin.output_start) == (7, "Moby-Dick", 120)


def test_text_copied_from_a_candidate_stays_the_models(page):
    mime = clipboard.candidate_mime("the lamps", page.session.book, 3, 1, 12)
    page.editor.insertFromMimeData(mime)
    origin = page.session.book.get(page.session.runs.at(0))
    assert origin.kind is Kind.GENERATED
    assert (origin.generation_id, origin.candidate, origin.output_start) == (3, 1, 12)


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        (clipboard.FromPage("elsewhere", "Other", [(5, 1)]), Kind.PASTED_OWN),
        (clipboard.FromLibrary("elsewhere", 7, "Book", 0), Kind.PASTED_OUTSIDE),
        (clipboard.FromCandidate("elsewhere", 7, 0, 0), Kind.GENERATED),
    ],
)
def test_ids_of_another_workspace_are_not_taken_over(page, source, kind):
    page.editor.insertFromMimeData(clipboard._mime("words", source))
    origin = page.session.book.get(page.session.runs.at(0))
    assert origin.kind is kind
    assert (origin.library_item, origin.generation_id) == (None, None)


def test_a_file_is_not_for_the_page(page):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile("/tmp/a.txt")])
    mime.setText("file:///tmp/a.txt")
    assert not page.editor.canInsertFromMimeData(mime)


def drop(page, mime, unit, action=Qt.DropAction.CopyAction):
    cursor = QTextCursor(page.editor.document())
    cursor.setPosition(unit)
    place = QPointF(page.editor.cursorRect(cursor).center() + QPoint(0, 0))
    event = QDropEvent(
        place, action, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    page.editor.dropEvent(event)
    return event


def test_dropped_text_came_from_outside(page, keys):
    keys("one two")
    assert drop(page, plain("and a half "), 4).isAccepted()
    assert pieces(page) == [("one ", "typed"), ("and a half ", "pasted-outside"), ("two", "typed")]


def test_dropping_a_file_leaves_the_text_alone(page, keys):
    keys("one")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile("/tmp/a.txt")])
    assert not drop(page, mime, 0).isAccepted()
    assert page.session.text == "one"


@pytest.mark.parametrize(
    ("place", "text"), [(0, "theirsmine "), (2, "mitheirsne "), (7, "mine theirs"), (11, "mine theirs")]
)
def test_moving_text_by_dragging_keeps_its_origins(page, keys, place, text):
    keys("mine ")
    page.insert_generated("theirs", generated(page))
    page.goto(5, 11)
    page.editor._move_selection(place)
    assert page.session.text == text
    assert ("theirs", "generated") in pieces(page)
    assert in_step(page)
    if text != "mine theirs":
        keys(UNDO)
        assert pieces(page) == [("mine ", "typed"), ("theirs", "generated")]


def commit(page, text, preedit="", start=0, length=0):
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(text, start, length)
    QApplication.sendEvent(page.editor, event)


def test_an_input_method_types(page, keys):
    keys("我说")
    commit(page, "", "ni")
    assert page.session.text == "我说"
    commit(page, "你好")
    keys("!")
    assert pieces(page) == [("我说你好!", "typed")]
    assert in_step(page)


def test_an_input_method_replaces_what_it_names(page, keys):
    keys("teh cat")
    commit(page, "the", start=-7, length=3)
    assert page.session.text == "the cat"
    assert pieces(page) == [("the cat", "typed")]


def test_composing_over_a_selection_takes_the_selection(page, keys):
    keys("one two")
    page.goto(0, 4)
    commit(page, "", "ni")
    commit(page, "你")
    assert page.session.text == "你two"
    assert in_step(page)


def test_a_commit_that_goes_on_composing_keeps_both(page):
    commit(page, "夜", "se")
    assert page.session.text == "夜"
    assert page.editor.textCursor().block().layout().preeditAreaText() == "se"
    commit(page, "色")
    assert page.session.text == "夜色"


@pytest.mark.parametrize(
    ("given", "taken"),
    [
        ("a\r\nb\rc", "a\nb\nc"),
        ("a\u2028b\u2029c", "a\nb\nc"),
        ("a\u00a0b\u202fc", "a\u00a0b\u202fc"),
        ("a\x00b\x07c\x1b[0m", "abc[0m"),
        ("tab\there", "tab\there"),
        ("half \ud83d emoji \ude00", "half \ufffd emoji \ufffd"),
        ("frame \ufdd0 marks \ufdd1 and \ufffc", "frame  marks  and "),
        ("👩‍👩‍👧 é e\u0301 ﷽ 𠮷野家", "👩‍👩‍👧 é e\u0301 ﷽ 𠮷野家"),
        ("zero\u200bwidth\ufeffmarks\u00ad", "zero\u200bwidth\ufeffmarks\u00ad"),
    ],
)
def test_unusual_characters_survive_or_are_cleaned_the_same_on_both_sides(page, keys, given, taken):
    page.replace_selection(given, page.session.insert_origin(Kind.PASTED_OUTSIDE))
    assert page.session.text == taken
    assert in_step(page)
    keys("x", UNDO, UNDO)
    assert page.session.text == ""
    keys(REDO)
    assert page.session.text == taken
    assert in_step(page)


def test_a_no_break_space_survives_copy_and_paste(page, keys):
    page.replace_selection("10\u00a0km", page.session.insert_origin(Kind.IMPORTED))
    page.selectAll()
    keys(COPY, Qt.Key.Key_Right, PASTE)
    assert page.session.text == "10\u00a0km10\u00a0km"
    assert [kind for _, kind in pieces(page)] == ["imported"]


def test_an_edit_nobody_announced_is_unknown_not_typed(page, keys):
    keys("mine ")
    page.editor.textCursor().insertText("whose?")
    QTextCursor(page.editor.document()).insertText("😀")
    assert pieces(page) == [("😀", "unknown"), ("mine ", "typed"), ("whose?", "unknown")]
    assert in_step(page)


def test_an_unannounced_replacement_is_unknown_only_where_it_is_new(page, keys):
    keys("the old house")
    cursor = page.editor.textCursor()
    cursor.beginEditBlock()
    cursor.setPosition(4)
    cursor.setPosition(7, QTextCursor.MoveMode.KeepAnchor)
    cursor.insertText("new")
    cursor.endEditBlock()
    assert pieces(page) == [("the ", "typed"), ("new", "unknown"), (" house", "typed")]


def test_a_document_set_behind_our_back_is_taken_over_as_unknown(page, keys):
    keys("mine")
    page.editor.setPlainText("something else")
    assert page.session.text == "something else"
    assert {kind for _, kind in pieces(page)} == {"unknown"}
    assert in_step(page)


def test_correcting_on_the_writers_behalf_is_autocorrected(page, keys):
    keys("teh 😀 adn")
    page.autocorrect(6, 9, "and")
    page.autocorrect(0, 3, "the")
    assert pieces(page) == [("the", "autocorrected"), (" 😀 ", "typed"), ("and", "autocorrected")]


def test_a_rewrite_takes_the_place_of_the_selection_in_one_step(page, keys):
    keys("It was cold out.")
    page.goto(7, 11)
    page.replace_selection("bitter", page.session.insert_origin(Kind.REWRITTEN, source="a model"))
    assert pieces(page) == [("It was ", "typed"), ("bitter", "rewritten"), (" out.", "typed")]
    keys(UNDO)
    assert pieces(page) == [("It was cold out.", "typed")]
    keys(REDO)
    assert pieces(page)[1] == ("bitter", "rewritten")


def test_undo_takes_back_the_typing_then_the_insertion(page, keys):
    keys("Before ")
    page.insert_generated("the lamps went out", generated(page))
    keys(" and after")
    assert [kind for _, kind in pieces(page)] == ["typed", "generated", "typed"]
    keys(UNDO)
    assert pieces(page) == [("Before ", "typed"), ("the lamps went out", "generated")]
    keys(UNDO)
    assert pieces(page) == [("Before ", "typed")]
    keys(REDO, REDO)
    assert [kind for _, kind in pieces(page)] == ["typed", "generated", "typed"]
    assert page.session.text == "Before the lamps went out and after"


@pytest.mark.parametrize("text", ["one line", "two\nlines", "ends with a break\n", "\n", "😀"])
def test_undo_keeps_a_paste_and_the_typing_behind_it_apart(page, keys, text):
    put_on_clipboard(text)
    keys("a", PASTE, "b", PASTE, PASTE, "c")
    whole = page.session.text
    told = pieces(page)
    seen = []
    while page.editor.document().isUndoAvailable():
        keys(UNDO)
        seen.append(page.session.text)
        assert in_step(page)
    assert seen == [f"a{text}b{text}{text}", f"a{text}b{text}", f"a{text}b", f"a{text}", "a", ""]
    while page.editor.document().isRedoAvailable():
        keys(REDO)
    assert page.session.text == whole
    assert pieces(page) == told


def test_typing_behind_a_paste_after_walking_away_is_still_its_own_step(page, keys):
    put_on_clipboard("pasted")
    keys(PASTE, Qt.Key.Key_Left, Qt.Key.Key_Right, " typed", UNDO)
    assert pieces(page) == [("pasted", "pasted-outside")]


def test_undo_after_a_selection_was_deleted_brings_origins_back(page, keys):
    keys("mine ")
    page.insert_generated("theirs", generated(page))
    keys(" mine")
    before = pieces(page)
    page.goto(3, 8)
    keys(Qt.Key.Key_Delete, "x", UNDO, UNDO)
    assert pieces(page) == before


def test_a_new_edit_after_undo_ends_what_could_be_redone(page, keys):
    put_on_clipboard("pasted")
    keys("a", PASTE, UNDO, "b", REDO)
    assert pieces(page) == [("ab", "typed")]


def test_the_menus_undo_and_cut_are_ours(page, keys):
    keys("one")
    put_on_clipboard("two")
    keys(PASTE)

    def choose(name):
        menu = page.editor.context_menu()
        {action.objectName(): action for action in menu.actions()}[name].trigger()

    choose("edit-undo")
    assert pieces(page) == [("one", "typed")]
    choose("edit-redo")
    assert pieces(page) == [("one", "typed"), ("two", "pasted-outside")]
    page.goto(3, 6)
    choose("edit-cut")
    assert pieces(page) == [("one", "typed")]
    assert QGuiApplication.clipboard().text() == "two"


def test_half_a_character_is_never_left_over(page, keys):
    keys("a")
    page.editor.type_text("😀😀")
    keys(Qt.Key.Key_Backspace, Qt.Key.Key_Left, "b")
    assert page.session.text == "ab😀"
    assert page.cursor_codepoint() == 2
    assert in_step(page)


def test_a_page_without_a_document_takes_no_text(page, keys):
    page.release()
    keys("lost?")
    put_on_clipboard("lost?")
    keys(PASTE, UNDO)
    page.insert_generated("lost?", 1)
    assert page.editor.toPlainText() == ""
    assert page.materials() == ("", "", "")
    assert page.flush_now() is None


def test_a_joiner_and_a_no_break_space_can_be_typed(page):
    for character in "\u200d\u00a0ü":
        press_character(page, character)
    press_character(page, "€", Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    assert pieces(page) == [("\u200d\u00a0ü€", "typed")]


def test_half_an_emoji_somebody_leaves_in_the_document_is_taken_out_again(page, keys):
    page.editor.type_text("a😀b")
    cursor = QTextCursor(page.editor.document())
    cursor.setPosition(2)
    cursor.deletePreviousChar()
    QApplication.processEvents()
    assert in_step(page)
    assert page.session.text.startswith("a")
    assert page.session.text.endswith("b")
    assert "😀" not in page.session.text
    page.undo()
    assert in_step(page)


def test_an_unannounced_change_of_one_emoji_into_its_sister_is_seen(page, keys):
    page.editor.type_text("a😀b")
    cursor = QTextCursor(page.editor.document())
    cursor.beginEditBlock()
    cursor.setPosition(1)
    cursor.setPosition(3, QTextCursor.MoveMode.KeepAnchor)
    cursor.insertText("😁")
    cursor.endEditBlock()
    assert pieces(page) == [("a", "typed"), ("😁", "unknown"), ("b", "typed")]
    assert in_step(page)
