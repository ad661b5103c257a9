"""Markdown is shown as what it means; the text, what can be undone and the origins are as if it were not."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QInputMethodEvent, QTextCharFormat
from PySide6.QtWidgets import QApplication

from muse_desktop.ui.base import theme
from muse_desktop.ui.page.markdown import pieces
from muse_desktop.ui.page.markdown_look import Dresser
from tests.ui.page_steps import in_step, put_on_clipboard
from tests.ui.page_steps import pieces as origins

UNDO = (Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


def told(text):
    """What the paragraph shows as: (letters, names of what they are)."""
    raw = text.encode("utf-16-le")
    found = []
    for piece in pieces(text):
        letters = raw[piece.start * 2 : piece.end * 2].decode("utf-16-le")
        found.append((letters, {name for name, value in piece.look._asdict().items() if value}))
    return found


@pytest.fixture
def dresser(page):
    made = Dresser(page)
    made.set_on(True)
    return made


def formats(page, number):
    """The additional formats of a paragraph: (letters, format)."""
    block = page.editor.document().findBlockByNumber(number)
    text = block.text()
    return [
        (text[one.start : one.start + one.length], QTextCharFormat(one.format))
        for one in block.layout().formats()
    ]


@pytest.mark.parametrize(
    "text",
    ["She left.", "5 * 3 * 2", "snake_case_name", "a ** b", "#hashtag", "“***” are stars", "", "…", "——"],
)
def test_what_only_looks_like_markdown_is_plain(text):
    assert told(text) == []


def test_emphasis_is_found_also_within_other_emphasis():
    assert told("a *b* **c**") == [
        ("*", {"mark"}), ("b", {"emphasis"}), ("*", {"mark"}),
        ("**", {"mark"}), ("c", {"strong"}), ("**", {"mark"}),
    ]  # fmt: skip
    inner = dict(told("**one *two* three**"))
    assert inner["one "] == {"strong"}
    assert inner["two"] == {"strong", "emphasis"}


def test_headings_quotations_and_comments_are_found():
    assert told("## Two inks") == [("## ", {"heading", "mark"}), ("Two inks", {"heading"})]
    assert told("> Salt") == [("> ", {"quote", "mark"}), ("Salt", {"quote"})]
    assert told("So. <!-- check -->") == [("<!-- check -->", {"mark"})]


@pytest.mark.parametrize("text", ["***", "* * *", "#", "⁂", "---", "◇◇◇"])
def test_a_scene_break_is_one_whole(text):
    assert told(text) == [(text, {"mark", "scene_break"})]


def test_chinese_is_emphasised_apart_from_latin_letters_since_it_has_no_italics():
    assert told("他*走了abc*。")[1:3] == [("走了", {"emphasis", "han"}), ("abc", {"emphasis"})]


def test_places_are_right_behind_an_emoji():
    assert told("😀 *b*")[1] == ("b", {"emphasis"})


def test_a_page_of_stars_is_done_in_a_moment():
    assert pieces("*a " * 6_000) == ()
    assert len(pieces("**a* " * 90)) < 400


def test_a_heading_is_larger_as_soon_as_it_is_typed(qtbot, page, dresser):
    qtbot.keyClicks(page.editor, "# The ledger")
    (mark, _), (words, look) = formats(page, 0)
    assert (mark, words) == ("# ", "The ledger")
    assert look.fontWeight() == QFont.Weight.Bold
    line = page.editor.document().begin().layout().lineAt(0).height()
    qtbot.keyClick(page.editor, Qt.Key.Key_Return)
    qtbot.keyClicks(page.editor, "Plain")
    assert formats(page, 1) == []
    assert line > page.editor.document().findBlockByNumber(1).layout().lineAt(0).height()


def test_what_is_shown_changes_neither_the_text_nor_the_origins_nor_what_can_be_undone(qtbot, page, dresser):
    qtbot.keyClicks(page.editor, "a *b* c")
    steps = page.editor.document().availableUndoSteps()
    dresser.set_on(False)
    dresser.set_on(True)
    assert page.session.text == "a *b* c"
    assert page.editor.document().availableUndoSteps() == steps
    assert origins(page) == [("a *b* c", "typed")]
    assert in_step(page)
    qtbot.keyClick(page.editor, *UNDO)
    assert page.session.text == ""
    assert formats(page, 0) == []


def test_undo_brings_a_look_back_with_its_marks(qtbot, page, dresser):
    qtbot.keyClicks(page.editor, "*b*")
    page.goto(0, 1)
    qtbot.keyClick(page.editor, Qt.Key.Key_Delete)
    assert formats(page, 0) == []
    qtbot.keyClick(page.editor, *UNDO)
    assert [letters for letters, _ in formats(page, 0)] == ["*", "b", "*"]


def test_a_scene_break_is_drawn_unless_the_cursor_is_in_it(page, dresser, manuscript):
    page.open(manuscript.open(manuscript.create("Two scenes", "One.\n***\nTwo.")))

    def colour():
        return formats(page, 1)[0][1].foreground().color()

    assert colour() == QColor(Qt.GlobalColor.transparent)
    page.goto(6)
    assert colour() == theme.current().colour("muted")
    page.goto(0)
    assert colour() == QColor(Qt.GlobalColor.transparent)


def test_all_of_a_long_document_has_its_look_when_it_is_opened(qtbot, page, dresser, manuscript):
    page.open(manuscript.open(manuscript.create("Long", "\n".join(["Plain line."] * 400 + ["# End"]))))
    assert [letters for letters, _ in formats(page, 400)] == ["# ", "End"]


def test_switching_it_off_shows_the_text_as_it_is_written_everywhere(qtbot, page, dresser, manuscript):
    page.open(manuscript.open(manuscript.create("Long", "\n".join(["# Head", *["Line."] * 300, "*End*"]))))
    dresser.set_on(False)
    assert formats(page, 0) == formats(page, 301) == []
    dresser.set_on(True)
    assert len(formats(page, 301)) == 3


def test_a_long_text_that_is_pasted_gets_its_look(qtbot, page, dresser):
    put_on_clipboard("\n".join(["A plain line."] * 500 + ["*End*"]))
    page.paste()
    qtbot.waitUntil(lambda: len(formats(page, 500)) == 3)


def test_what_is_on_the_screen_stays_there_when_headings_above_it_grow(page, dresser, manuscript):
    dresser.set_on(False)
    page.open(manuscript.open(manuscript.create("Long", "\n".join(["# Head\nLine."] * 100))))
    page.goto(8 * 100)
    before = page.editor.cursorRect().top()
    dresser.set_on(True)
    assert abs(page.editor.cursorRect().top() - before) < 60


def test_another_theme_colours_the_marks_anew(qapp, page, dresser, qtbot):
    qtbot.keyClicks(page.editor, "> Salt")
    theme.apply(qapp, "dark")
    assert formats(page, 0)[1][1].foreground().color() == theme.load_theme("dark").colour("muted")


def test_while_chinese_is_being_composed_the_heading_stays_one(qtbot, page, dresser):
    qtbot.keyClicks(page.editor, "# Fog")
    QApplication.sendEvent(page.editor, QInputMethodEvent("wu", []))
    assert any(look.fontWeight() == QFont.Weight.Bold for _, look in formats(page, 0))
    done = QInputMethodEvent("", [])
    done.setCommitString("雾")
    QApplication.sendEvent(page.editor, done)
    assert page.session.text == "# Fog雾"
    assert formats(page, 0)[-1][0] == "Fog雾"

