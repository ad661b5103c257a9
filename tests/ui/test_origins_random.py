"""The reduced form of `python tests/soak.py origins`: every kind of edit in the real editor, and after each
the origin of every character against a slow reference."""

import pytest

from muse_desktop.provenance.kinds import Kind
from muse_desktop.provenance.origins import Origin
from muse_desktop.provenance.runs import Runs
from tests.ui.origin_reference import Comparison, Mark, Marks, Reference
from tests.ui.origin_writer import WEIGHTS, Differs, Writer

ACTS = 400


@pytest.fixture
def writer(look, tmp_path):
    made = Writer(tmp_path / "workspace", seed=6)
    yield made
    made.close()
    made.page.close()
    made.page.deleteLater()


def test_after_every_act_every_character_has_the_origin_that_the_reference_says(writer):
    for _ in range(ACTS):
        writer.step()
    for act in WEIGHTS:  # the rare ones too
        if not writer.done[act] and act != "reopen_workspace":
            writer.act(act)
    writer.act("reopen_workspace")
    assert set(writer.done) == set(WEIGHTS)


def test_the_comparison_sees_one_character_that_is_another_ones(writer):
    writer.act("accept")
    text = writer.document
    text.marks[-1] = text.given.unknown(text.id)
    with pytest.raises(Differs):
        writer.check()


def test_one_origin_is_one_mark_and_never_two():
    class Book:
        def get(self, origin):
            return Origin(origin, Kind.IMPORTED, 1)

    same, first, second = Comparison(), Mark("imported", 1), Mark("imported", 1)
    runs = Runs.of(2, 9)
    assert same.differing(runs, Book(), [first, first]) == ""
    assert "is not" in same.differing(runs, Book(), [first, second])
    assert "is not" in same.differing(Runs.of(1, 10), Book(), [first])
    assert "characters" in same.differing(runs, Book(), [first])


def test_the_rules_of_the_reference_read_as_they_are_meant():
    marks = Marks()
    text, answer = Reference(marks, 1), Mark("generated", 1)
    text.edit(0, 0, "the lanterns", [answer] * 12)
    text.type(12, 12, "!")
    assert text.marks[12] is marks.typed(1)  # behind a generated word: the writer's
    text.type(12, 12, "x")
    assert text.marks[12] is marks.typed(1, answer)  # lengthens it
    text.edit(5, 6, "", [])
    assert [mark is answer for mark in text.marks[:11]] == [True] * 4 + [False] * 7
    assert text.marks[4] is marks.cut(answer)
    text.replace([(0, 3, "a"), (8, 9, "R")])
    assert text.text == "a lnteRnsx!"
    assert text.marks[0] is marks.typed(1)
    assert text.marks[6] is marks.typed(1, answer)
