"""How the page behaves while one writes: quotes, light, typewriter, forward only, verse."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent, QTextBlockFormat
from PySide6.QtWidgets import QApplication

from muse_desktop.settings import Settings
from muse_desktop.ui.base import theme
from muse_desktop.ui.base.theme_page import PageStyle
from muse_desktop.ui.page.forward import Forward
from muse_desktop.ui.page.lit import Lit
from muse_desktop.ui.page.look import is_verse
from muse_desktop.ui.page.speech_marks import SpeechMarks
from muse_desktop.ui.page.typewriter import HEIGHT, Typewriter
from muse_desktop.ui.page.verse import Verse
from tests.ui.page_steps import generated, in_step, pieces, put_on_clipboard

UNDO = (Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
PASTE = (Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
CUT = (Qt.Key.Key_X, Qt.KeyboardModifier.ControlModifier)
STORY = "The fog came. Nobody looked up! She counted.\n雾来了。没有人抬头。她数着。"


@pytest.fixture
def marks(page):
    made = SpeechMarks(page)
    made.use(Settings())
    return made


def commit(page, text):
    """What an input method brings in."""
    event = QInputMethodEvent("", [])
    event.setCommitString(text)
    QApplication.sendEvent(page.editor, event)


# Quotes and dashes


def test_straight_quotes_become_printed_ones_while_they_are_typed(qtbot, page, marks):
    qtbot.keyClicks(page.editor, '"Leave it," she said -- "it\'s late..."')
    assert page.session.text == "“Leave it,” she said — “it’s late…”"
    assert in_step(page)


def test_only_the_marks_count_as_corrected(qtbot, page, marks):
    qtbot.keyClicks(page.editor, '"Leave')
    assert pieces(page) == [("“", "autocorrected"), ("Leave", "typed")]


def test_undo_takes_back_the_change_and_nothing_else(qtbot, page, marks):
    qtbot.keyClicks(page.editor, 'So "')
    qtbot.keyClick(page.editor, *UNDO)
    assert page.session.text == 'So "'
    assert pieces(page) == [('So "', "typed")]
    qtbot.keyClicks(page.editor, "x")
    assert page.session.text == 'So "x'


def test_a_second_thought_about_a_quote_leaves_the_word_the_writers(qtbot, page, marks):
    qtbot.keyClicks(page.editor, "'twas so")
    assert page.session.text == "’twas so"
    assert "".join(text for text, kind in pieces(page) if kind == "typed") == "twas so"


def test_chinese_gets_chinese_dashes_and_quotes_by_balance(qtbot, page, marks):
    commit(page, "他说")
    qtbot.keyClicks(page.editor, '"')
    commit(page, "雾")
    qtbot.keyClicks(page.editor, '"--...')
    assert page.session.text == "他说“雾”——……"


def test_a_character_of_an_input_method_counts_as_typed_too(page, marks):
    commit(page, '"')
    assert page.session.text == "“"
    assert pieces(page) == [("“", "autocorrected")]


def test_a_writer_of_german_gets_german_quotes(qtbot, page, marks):
    marks.use(Settings(dictionaries=("de_DE",)))
    qtbot.keyClicks(page.editor, '"Nebel"')
    assert page.session.text == "„Nebel“"


def test_chosen_quotes_are_used_in_every_language_and_switched_off_none(qtbot, page, marks):
    marks.use(Settings(punctuation="fr"))
    qtbot.keyClicks(page.editor, '"')
    assert page.session.text == "«\u202f"
    marks.use(Settings(smart_punctuation=False))
    qtbot.keyClicks(page.editor, '"')
    assert page.session.text == '«\u202f"'


def test_a_quote_typed_over_a_selection_replaces_it_as_any_key_does(qtbot, page, marks):
    qtbot.keyClicks(page.editor, "gone")
    page.selectAll()
    qtbot.keyClicks(page.editor, '"')
    assert page.session.text == '"'


# Light


def lit_text(page, lit):
    start, end = lit.range()
    return page.session.text[start:end]


@pytest.mark.parametrize(
    ("at", "sentence"),
    [
        ("fog", "The fog came."),
        ("looked", "Nobody looked up!"),
        ("counted", "She counted."),
        ("来了", "雾来了。"),
        ("抬头", "没有人抬头。"),
        ("数着", "她数着。"),
    ],
)
def test_the_sentence_with_the_cursor_is_lit_in_english_and_chinese(page, manuscript, at, sentence):
    page.open(manuscript.open(manuscript.create("Fog", STORY)))
    lit = Lit(page)
    lit.set_mode("sentence")
    page.goto(STORY.index(at))
    assert lit_text(page, lit) == sentence


def test_at_the_very_end_the_last_sentence_stays_lit(page, manuscript):
    page.open(manuscript.open(manuscript.create("Fog", STORY + " ")))
    lit = Lit(page)
    lit.set_mode("sentence")
    page.goto(len(STORY) + 1)
    assert lit_text(page, lit).startswith("她数着。")


def test_a_paragraph_is_lit_whole_and_so_is_all_that_is_selected(page, manuscript):
    page.open(manuscript.open(manuscript.create("Fog", STORY)))
    lit = Lit(page)
    lit.set_mode("paragraph")
    page.goto(5)
    assert lit_text(page, lit) == STORY.split("\n")[0]
    lit.set_mode("sentence")
    page.goto(STORY.index("fog"), STORY.index("looked"))
    assert lit_text(page, lit) == "The fog came. Nobody looked up!"


def test_the_rest_of_the_page_is_paler_and_the_lit_sentence_is_not(page, manuscript):
    page.open(manuscript.open(manuscript.create("Fog", STORY)))
    page.set_tints_visible(False)
    page.goto(STORY.index("looked"))
    lit = Lit(page)
    before = darkest(page)
    lit.set_mode("sentence")
    after = darkest(page)
    assert after["looked"] == before["looked"]
    assert after["fog"] > before["fog"] + 60
    assert after["雾来"] > before["雾来"] + 60
    lit.set_mode("all")
    assert darkest(page) == before


def darkest(page):
    """How dark the darkest pixel of some words is (0: black)."""
    image = page.editor.viewport().grab().toImage()
    found = {}
    for word in ("fog", "looked", "雾来"):
        place = STORY.index(word)
        cursor = page.editor.textCursor()
        cursor.setPosition(place)
        first = page.editor.cursorRect(cursor)
        cursor.setPosition(place + len(word))
        last = page.editor.cursorRect(cursor)
        box = first.united(last).adjusted(3, 0, -3, 0)
        rows = range(box.top(), box.bottom())
        columns = range(box.left(), box.right())
        found[word] = min(image.pixelColor(x, y).lightness() for y in rows for x in columns)
    return found


# Typewriter


def height_of_cursor(page):
    return page.editor.cursorRect().center().y() / page.editor.viewport().height()


def test_the_line_being_written_stays_at_one_height_from_the_first_to_the_last(qtbot, page):
    typewriter = Typewriter(page)
    typewriter.set_on(True)
    for _ in range(12):
        qtbot.keyClicks(page.editor, "fog")
        qtbot.keyClick(page.editor, Qt.Key.Key_Return)
        assert height_of_cursor(page) == pytest.approx(HEIGHT, abs=0.02)
    page.goto(0)
    assert height_of_cursor(page) == pytest.approx(HEIGHT, abs=0.02)


def test_a_click_does_not_move_the_text_away_under_the_mouse(qtbot, page, manuscript):
    page.open(manuscript.open(manuscript.create("Long", "\n".join(["Line."] * 60))))
    typewriter = Typewriter(page)
    typewriter.set_on(True)
    page.goto(100)
    before = page.editor.verticalScrollBar().value()
    qtbot.mousePress(page.editor.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(30, 120))
    assert page.editor.verticalScrollBar().value() == before
    qtbot.mouseRelease(page.editor.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(30, 120))
    qtbot.keyClicks(page.editor, "x")
    assert height_of_cursor(page) == pytest.approx(HEIGHT, abs=0.02)


def test_switched_off_the_paper_ends_where_it_ended_before(page, manuscript):
    page.open(manuscript.open(manuscript.create("Long", "\n".join(["Line."] * 60))))
    bar = page.editor.verticalScrollBar()
    before = bar.minimum(), bar.maximum()
    typewriter = Typewriter(page)
    typewriter.set_on(True)
    assert bar.minimum() < 0
    assert bar.maximum() > before[1]
    typewriter.set_on(False)
    assert (bar.minimum(), bar.maximum()) == before


# Forward only


@pytest.fixture
def forward(page):
    made = Forward(page)
    made.set_on(True)
    return made


@pytest.mark.parametrize(
    "key",
    [
        (Qt.Key.Key_Backspace,),
        (Qt.Key.Key_Delete,),
        (Qt.Key.Key_Backspace, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier),
        CUT,
    ],
)
def test_forward_only_nothing_is_deleted_and_a_sign_says_why(qtbot, page, forward, key):
    qtbot.keyClicks(page.editor, "one two three")
    page.goto(4, 7)
    calm = forward.chip.text()
    qtbot.keyClick(page.editor, *key)
    assert page.session.text == "one two three"
    assert forward.chip.text() != calm


def test_the_sign_is_gone_after_a_moment(qtbot, page, forward):
    calm = forward.chip.text()
    qtbot.keyClick(page.editor, Qt.Key.Key_Backspace)
    assert forward.chip.text() != calm
    qtbot.waitUntil(lambda: forward.chip.text() == calm)


def test_forward_only_what_comes_in_goes_behind_a_selection(qtbot, page, forward):
    qtbot.keyClicks(page.editor, "one two")
    page.goto(0, 3)
    qtbot.keyClicks(page.editor, "!")
    page.goto(0, 3)
    commit(page, "雾")
    page.goto(0, 3)
    put_on_clipboard("?")
    qtbot.keyClick(page.editor, *PASTE)
    assert page.session.text == "one?雾! two"


def test_forward_only_ends_with_a_click_and_shows_in_the_menu(qtbot, page, forward):
    qtbot.keyClicks(page.editor, "one")
    page.selectAll()
    menu = page.editor.context_menu()
    for hook in page.editor.menu_hooks:
        hook(menu, 0)
    enabled = {action.objectName(): action.isEnabled() for action in menu.actions()}
    assert not enabled["edit-cut"]
    assert enabled["edit-copy"]
    menu.deleteLater()
    with qtbot.waitSignal(forward.left):
        qtbot.mouseClick(forward.chip, Qt.MouseButton.LeftButton)
    forward.set_on(False)
    assert not forward.chip.isVisible()
    qtbot.keyClick(page.editor, Qt.Key.Key_Backspace)
    assert page.session.text == ""


# Verse, and how paragraphs are set

POEM = "The lamp goes out,\nthe water keeps its light\n\nNobody asks\nthe water why."


def gaps(page):
    count = page.editor.document().blockCount()
    return {block_format(page, number).bottomMargin() for number in range(count)}


def block_format(page, number):
    return page.editor.document().findBlockByNumber(number).blockFormat()


@pytest.mark.parametrize(
    ("text", "verse"),
    [
        (POEM, True),
        ("雾从河口上来\n比往年早\n守灯的人说\n海会还给他", True),
        ("One.\nTwo.", False),
        ("“Yes.”\n“No.”\n“Why?”\n“Go.”\n“Now.”", False),
        ("A long line of prose that nobody would take for a line of a poem, as it goes on.\n" * 6, False),
        ("Each is\n\napart from\n\nthe next\n\nof them", False),
    ],
)
def test_verse_is_told_from_prose(text, verse):
    assert is_verse(text) is verse


def test_lines_of_verse_stand_together_and_paragraphs_apart(page, manuscript):
    page.open(manuscript.open(manuscript.create("Poem", POEM)))
    assert gaps(page) == {0.0}
    page.open(manuscript.open(manuscript.create("Story", STORY)))
    assert all(gap > 10 for gap in gaps(page))


def test_a_poem_is_set_as_verse_while_it_is_written_and_undo_still_ends_at_nothing(qtbot, page):
    Verse(page)
    for line in ("The lamp", "goes out", "the water", "keeps"):
        qtbot.keyClicks(page.editor, line)
        qtbot.keyClick(page.editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: gaps(page) == {0.0})
    assert pieces(page) == [("The lamp\ngoes out\nthe water\nkeeps\n", "typed")]
    for _ in range(20):
        qtbot.keyClick(page.editor, *UNDO)
    assert page.session.text == ""
    assert in_step(page)


def test_an_accepted_poem_is_set_as_verse_and_undo_takes_it_out_at_once(qtbot, page):
    Verse(page)
    page.insert_generated(POEM, generated(page))
    qtbot.waitUntil(lambda: gaps(page) == {0.0})
    assert pieces(page) == [(POEM, "generated")]
    qtbot.keyClick(page.editor, *UNDO)
    assert page.session.text == ""


def test_another_space_between_lines_is_seen_at_once_and_is_no_step_of_its_own(qapp, qtbot, page):
    Verse(page)
    qtbot.keyClicks(page.editor, "The fog came")
    before = block_format(page, 0).lineHeight()
    keeper = theme.keeper(qapp)
    keeper.set_page(PageStyle(space=1.3))
    try:
        assert block_format(page, 0).lineHeight() > 2 * before
        kind = QTextBlockFormat.LineHeightTypes.LineDistanceHeight.value
        assert block_format(page, 0).lineHeightType() == kind
        qtbot.keyClicks(page.editor, ".")
        assert pieces(page) == [("The fog came.", "typed")]
        for _ in range(2):  # the full stop, and what was typed before
            qtbot.keyClick(page.editor, *UNDO)
        assert page.session.text == ""
        assert in_step(page)
    finally:
        keeper.set_page(PageStyle())


def test_a_longer_line_makes_the_column_wider(qapp, page):
    page.resize(1200, 700)
    keeper = theme.keeper(qapp)
    before = page.editor.viewport().width()
    keeper.set_page(PageStyle(letters=90))
    try:
        assert page.editor.viewport().width() > 1.2 * before
        page.resize(500, 700)
        assert page.editor.viewport().width() < 500
    finally:
        keeper.set_page(PageStyle())


def test_a_chosen_font_comes_first_and_chinese_still_has_one(qapp, page):
    keeper = theme.keeper(qapp)
    keeper.set_page(PageStyle(family="DejaVu Serif"))
    try:
        families = page.editor.document().defaultFont().families()
        assert families[0] == "DejaVu Serif"
        assert len(families) > 1
    finally:
        keeper.set_page(PageStyle())
