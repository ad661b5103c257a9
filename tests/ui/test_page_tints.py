"""Tints and lines stand behind the text and nowhere in it."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from muse_desktop.originality.values import Hit, Place, Source
from muse_desktop.provenance.kinds import Kind
from muse_desktop.ui.base import theme
from muse_desktop.ui.page.tints import HitSpan
from tests.ui.page_steps import generated


def colours(page):
    """The colours that cover more than a few pixels of the page as it is drawn."""
    image = page.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    pixels, counts = np.unique(np.frombuffer(image.constBits(), dtype=np.uint32), return_counts=True)
    return {f"#{pixel & 0xFFFFFF:06x}" for pixel, count in zip(pixels, counts, strict=True) if count > 60}


@pytest.fixture
def mixed(page):
    page.editor.type_text("Typed words. ")
    for kind in (Kind.PASTED_OUTSIDE, Kind.IMPORTED, Kind.UNKNOWN):
        page.replace_selection(f"{kind} words here. ", page.session.insert_origin(kind))
    page.insert_generated("Generated words stand here in a row.", generated(page))
    page.goto(page.session.text.index("words stand"))
    page.editor.type_text("more of the ")
    page.goto(0)
    return page


@pytest.mark.parametrize("name", ["light", "dark", "contrast"])
def test_every_origin_but_the_writers_own_has_its_colour(mixed, qapp, name):
    look = theme.apply(qapp, name)
    expected = {look.generated, look.edited, look.pasted, look.imported, look.unknown}
    try:
        assert expected <= colours(mixed)
        mixed.set_tints_visible(False)
        assert not expected & colours(mixed)
        assert not mixed.tints_visible
    finally:
        theme.apply(qapp, "light")


def test_tints_put_nothing_into_the_document(mixed):
    steps = mixed.editor.document().availableUndoSteps()
    revision = mixed.editor.document().revision()
    mixed.show_hits([(0, 5)])
    mixed.grab()
    mixed.set_tints_visible(False)
    mixed.grab()
    assert mixed.editor.document().availableUndoSteps() == steps
    assert mixed.editor.document().revision() == revision
    block = mixed.editor.document().begin()
    assert block.layout().formats() == []
    assert mixed.editor.extraSelections() == []


def test_a_line_shows_an_overlap_until_it_is_cleared(page, look):
    page.editor.type_text("These words stand in some book already.")
    page.show_hits([(6, 30)])
    assert look.hit in colours(page)
    page.clear_hits()
    assert look.hit not in colours(page)
    page.show_hits([HitSpan(6, 30, "paraphrase")])
    assert QColor(look.parts[0]).name() in colours(page)


def test_words_that_an_answer_has_too_are_dotted_along_with_the_tints(page, look):
    page.editor.type_text("These words stand in some answer already.")
    page.marks.show_retyped([(6, 36)])
    assert look.accent in colours(page)
    page.goto(0)
    page.editor.type_text("Oh. ")
    assert page.marks.retyped == [HitSpan(10, 40, "retyped")]
    page.set_tints_visible(False)
    assert look.accent not in colours(page)
    page.release()
    assert page.marks.retyped == []


def test_overlaps_are_taken_as_the_check_gives_them(page):
    page.editor.type_text("0123456789")
    hit = Hit("verbatim", Place(2, 5), Source(1, "T", "p", 0, 3), "234", 1, 3)
    page.show_hits([hit, (6, 8)])
    assert page.marks.hits == [HitSpan(2, 5), HitSpan(6, 8)]


def test_overlaps_move_with_the_text_and_go_when_they_are_touched(page):
    page.editor.type_text("one two three four")
    page.show_hits([(0, 3), (4, 7), (14, 18)])
    page.goto(5)
    page.editor.type_text("XY")
    assert page.marks.hits == [HitSpan(0, 3), HitSpan(16, 20)]
    page.undo()
    assert page.marks.hits == [HitSpan(0, 3), HitSpan(14, 18)]


def test_a_changed_origin_is_drawn_at_once(page, look):
    page.insert_generated("Generated words stand in this row", generated(page))
    assert look.generated in colours(page)
    page.undo()
    assert look.generated not in colours(page)


def test_only_what_is_on_the_screen_is_looked_up(page):
    page.replace_selection("A paragraph.\n" * 3000, page.session.insert_origin(Kind.IMPORTED))
    page.goto(0)
    page.marks.forget()
    page.grab()
    assert 0 < len(page.marks._cache) < 100


def test_a_paragraph_longer_than_a_screen_is_looked_up_line_by_line(page, look):
    page.replace_selection("word " * 8000, page.session.insert_origin(Kind.IMPORTED))
    page.goto(0)
    page.marks.forget()
    assert look.imported in colours(page)
    assert max(end - start for start, end in page.marks._cache) < 200


def test_going_to_a_place_selects_it_and_brings_it_into_view(page):
    page.editor.type_text("😀 start\n" + "line\n" * 300 + "the place\n" + "line\n" * 300)
    start = page.session.text.index("the place")
    page.goto(start, start + 9)
    assert page.selected_text() == "the place"
    assert page.editor.viewport().rect().contains(page.editor.cursorRect())
    page.goto(10**9)
    assert page.cursor_codepoint() == len(page.session.text)


def test_the_title_scrolls_with_the_text(page):
    page.editor.type_text("line\n" * 100)
    bar = page.editor.verticalScrollBar()
    bar.setValue(0)
    high = page.title.y()
    assert high > 0
    bar.setValue(100)
    assert page.title.y() == high - 100


def test_lines_stay_readable_however_wide_the_page_is(page):
    page.editor.type_text("the quick brown fox jumps over the lazy dog " * 10)
    for width in (500, 900, 1800):
        page.resize(width, 700)
        QApplication.processEvents()
        page.grab()
        length = page.editor.document().begin().layout().lineAt(0).textLength()
        assert length <= 75
    assert length >= 60


def test_the_wheel_and_the_mouse_work_beside_the_column(page):
    page.resize(1400, 500)
    page.editor.type_text("line of words\n" * 100)
    page.goto(0)
    QApplication.processEvents()
    bar = page.editor.verticalScrollBar()
    wheel = QWheelEvent(
        QPointF(20, 250), QPointF(20, 250), QPoint(0, 0), QPoint(0, -240), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(page.editor, wheel)
    assert bar.value() > 0
    bar.setValue(0)
    for kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease):
        place = QPointF(20, 250)
        left, no_key = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        event = QMouseEvent(kind, place, page.editor.mapToGlobal(place), left, left, no_key)
        QApplication.sendEvent(page.editor, event)
    assert page.cursor_codepoint() > 0
    assert page.editor.textCursor().positionInBlock() == 0


def test_a_larger_text_keeps_what_can_be_undone(page, qapp):
    page.editor.type_text("one")
    page.insert_generated(" two", generated(page))
    steps = page.editor.document().availableUndoSteps()
    theme.apply(qapp, "light", 24.0)
    try:
        assert page.editor.document().defaultFont().pixelSize() == 32
        assert page.editor.document().availableUndoSteps() == steps
        page.undo()
        assert page.session.text == "one"
    finally:
        theme.apply(qapp, "light", 15.0)


def test_a_screen_reader_finds_the_page_by_its_title(page):
    assert page.editor.accessibleName() == "Lamplighters"
    page.show_title("")
    assert page.editor.accessibleName()
    page.retranslate()
    assert page.editor.accessibleDescription()


def test_an_empty_page_invites_until_something_is_there(page):
    def right_of_the_cursor():
        place = page.editor.cursorRect().adjusted(4, 0, 120, 0)
        return page.editor.viewport().grab(place).toImage()

    page.set_tints_visible(False)
    invited = right_of_the_cursor()
    page.editor.type_text("a")
    alone = right_of_the_cursor()
    assert invited != alone
    page.undo()
    assert right_of_the_cursor() == invited


def test_a_title_too_long_for_the_page_ends_in_an_ellipsis(page):
    page.show_title("A very long title " * 20)
    assert page.title.text().endswith("…")
    assert page.editor.accessibleName().startswith("A very long title")
    page.resize(700, 700)
    assert page.title.text().startswith("A very long title")
