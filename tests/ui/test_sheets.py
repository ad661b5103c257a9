"""Documents off the page and on it again at random, edited meanwhile: text, origins and undo stay right."""

import random

import pytest

from muse_desktop.provenance.runs import Run
from muse_desktop.ui.page.sheet import Sheets
from muse_desktop.ui.page.text import whole_text
from tests.ui.page_steps import in_step
from tests.ui.test_page_random import Writer, misjudged

ROUNDS = 60


@pytest.fixture
def sheets(page, manuscript, qtbot):
    """The documents of three sheets, the first of them on the page."""
    page.release()
    kept = Sheets(lambda: "en", page)
    for title in ("One", "Two", "三"):
        page.show_sheet(kept.use(manuscript.open(manuscript.create(title))))
    return kept


def edit_from_outside(sheet, chance):
    """What a snapshot's restoring does to a document that no page shows: its own words, somewhere else."""
    text = sheet.session.text
    start = chance.randint(0, len(text))
    end = min(len(text), start + chance.randint(0, 8))
    brought = sheet.session.runs.slice(start, end)
    target = chance.randint(0, len(text))
    removed = min(chance.randint(0, 3), len(text) - target)
    sheet.change(target, removed, text[start:end], brought, chance.choice(("restored", "replaced")))


@pytest.mark.parametrize("seed", range(2))
def test_whatever_is_on_the_page_next_every_letter_has_its_origin(page, sheets, seed):
    chance, writer = random.Random(seed), Writer(page, seed)
    for _ in range(ROUNDS):
        for _ in range(chance.randint(0, 7)):
            writer.step()
        page.show_sheet(chance.choice(list(sheets)))
        if chance.random() < 0.5:
            edit_from_outside(chance.choice(list(sheets)), chance)
        for sheet in sheets:
            assert sheet.session.runs.length == len(sheet.session.text)
            assert whole_text(sheet.document) == sheet.session.text
        assert in_step(page)
        assert not misjudged(page)


def test_each_document_goes_back_to_its_beginning_and_forward_again(page, sheets):
    chance, writer = random.Random(5), Writer(page, 5)
    for _ in range(30):
        for _ in range(4):
            writer.step()
        page.show_sheet(chance.choice(list(sheets)))
    for sheet in list(sheets):
        page.show_sheet(sheet)
        while sheet.document.isRedoAvailable():
            page.redo()
        text, runs = sheet.session.text, sheet.session.runs
        while sheet.document.isUndoAvailable():
            page.undo()
        assert sheet.session.text == ""
        page.show_sheet(next(other for other in sheets if other is not sheet))
        page.show_sheet(sheet)
        while sheet.document.isRedoAvailable():
            page.redo()
        assert (sheet.session.text, sheet.session.runs) == (text, runs)
        assert not misjudged(page)


@pytest.mark.parametrize(
    ("selection", "edit", "after"),
    [
        ((0, 3), (5, 2, "longer"), (0, 3)),
        ((8, 8), (2, 3, "x"), (6, 6)),
        ((4, 6), (2, 8, "replaced"), (4, 6)),
        ((9, 9), (2, 8, "ab"), (4, 4)),
        ((9, 4), (0, 0, "😀"), (10, 5)),
    ],
)
def test_the_writers_place_moves_with_the_text_around_it(page, sheets, selection, edit, after):
    sheet = page.sheet
    page.editor.type_text("0123456789")
    other = next(one for one in sheets if one is not sheet)
    anchor, cursor = selection
    page.editor.select_units(anchor, cursor)
    page.show_sheet(other)
    start, removed, text = edit
    origin = sheet.session.book.typed(sheet.session.id)
    sheet.change(start, removed, text, (Run(len(text), origin),), "replaced")
    page.show_sheet(sheet)
    place = page.editor.textCursor()
    units = [page.editor.scribe.positions.to_codepoint(unit) for unit in (place.anchor(), place.position())]
    assert tuple(units) == after


def test_a_sheet_is_told_when_its_session_was_closed_by_others(page, sheets, manuscript):
    sheet = page.sheet
    page.release()
    sheet.session.close()
    assert sheets.get(sheet.session.id) is None
    again = manuscript.open(sheet.session.id)
    page.show_sheet(sheets.use(again))
    page.editor.type_text("new")
    assert again.text == "new"
    assert again.dirty
