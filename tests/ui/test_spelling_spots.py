"""The word that a menu or the thesaurus is asked about, and putting another in its place."""

import pytest

from muse_desktop.provenance.kinds import Kind
from muse_desktop.ui.spelling.suggestions import word_at


@pytest.mark.parametrize(
    ("text", "unit", "word"),
    [
        ("The fog came", 5, "fog"),
        ("The fog came", 4, "fog"),
        ("The fog came", 7, "fog"),  # right behind it
        ("The fog came", 12, "came"),
        ("don’t go", 3, "don’t"),
        ("well-known", 2, "well-known"),
        ("one\ntwo", 5, "two"),
        ("雾从河口上来", 2, None),
        ("雾 fog 从", 3, "fog"),
        ("  ", 1, None),
        ("", 0, None),
    ],
)
def test_the_word_at_a_place(page, text, unit, word):
    page.editor.type_text(text)
    page.goto(0)
    spot = word_at(page, unit)
    assert (spot.word if spot else None) == word
    if spot is not None:
        assert spot.stands()


def test_a_few_selected_words_are_looked_up_together(page):
    page.editor.type_text("they go on foot\nand home")
    page.goto(5, 15)
    assert word_at(page, 8).word == "go on foot"
    page.goto(8, 20)  # over the end of a paragraph
    assert word_at(page, 9) is None
    page.selectAll()
    assert word_at(page, 3) is None


def test_a_word_chosen_inside_the_models_text_is_a_change_of_that(page):
    session = page.session
    page.insert_generated("The fog came evry winter.", session.insert_origin(Kind.GENERATED))
    block = session.runs.at(0)
    spot = word_at(page, session.text.index("evry"))
    spot.replace("every")
    assert session.text == "The fog came every winter."
    changed = session.book.get(session.runs.at(session.text.index("every")))
    assert changed.kind == Kind.TYPED
    assert changed.parent == session.book.block(block)
    page.undo()
    assert session.text == "The fog came evry winter."
    assert session.runs.at(session.text.index("evry")) == block


def test_what_stands_elsewhere_by_now_is_left_alone(page, manuscript):
    page.editor.type_text("😀 teh fog")
    spot = word_at(page, 4)
    assert spot.word == "teh"
    page.goto(0)
    page.editor.type_text("x")
    spot.replace("the")
    assert page.session.text == "x😀 teh fog"
    page.undo()
    other = word_at(page, 4)
    page.open(manuscript.open(manuscript.create("More", "😀 teh fog")))
    other.replace("the")
    assert page.session.text == "😀 teh fog"
