"""The seam between the draft and what was generated."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muse_desktop.craft.spacing import answer, core, join, paragraph_break


@pytest.mark.parametrize(
    ("before", "output", "joined"),
    [
        ("He went", " to the door.", " to the door."),
        ("He went ", " to the door.", "to the door."),
        ("He went  ", "  to", "to"),
        ("He went", "   to", " to"),
        ("He wal", "ked", "ked"),
        ("He went.", "\n\nThen", "\n\nThen"),
        ("He went.", " \n\n\n Then", "\n\n Then"),
        ("He went.\n", "\n\nThen", "\nThen"),
        ("He went.\n\n", "\n\n Then", "Then"),
        ("He went.\n\n  ", "\nThen", "Then"),
        ("He went.\n", " Then", "Then"),
        ("", "\n Once", "Once"),
        ("(", " once", "once"),
        ("她说：", " 你好", "你好"),
        ("她走了", " 很远", "很远"),
        ("她想……", " 很远", "很远"),
        ("她说：“好。”", " 他走了", "他走了"),
        ("“No…”", " she said", " she said"),
        ("“No.”", " she said", " she said"),
        ("第一段。", "\n\n　　第二段", "\n\n　　第二段"),
        ("He went", "", ""),
        ("He went", "  ", " "),
    ],
)
def test_output_joins_the_draft_with_the_right_space(before, output, joined):
    assert join(before, output) == joined


drafts = st.text(alphabet="ab .“”\n\t\u3000说，…(", max_size=12)


@given(before=drafts, output=drafts)
def test_what_is_joined_is_the_end_of_the_output_and_every_word_of_it(before, output):
    joined = join(before, output)
    assert output.endswith(joined)
    assert joined.strip() == output.strip()


@given(before=drafts.filter(str.strip), output=drafts)
def test_spaces_and_blank_lines_never_double_at_the_seam(before, output):
    joined = join(before, output)
    lead = joined[: len(joined) - len(joined.lstrip(" \t\u3000"))]
    assert len(lead) <= 1
    assert not (lead and before[-1].isspace())
    behind = before[len(before.rstrip()) :].count("\n")
    added = joined[: len(joined) - len(joined.lstrip())].count("\n")
    assert added == 0 or behind + added <= 2


@given(drafts)
def test_a_block_of_its_own_begins_after_one_blank_line(before):
    whole = before + paragraph_break(before) + "x"
    assert not before.strip() or whole[: -1][len(whole[:-1].rstrip()) :].count("\n") >= 2
    assert paragraph_break(before + paragraph_break(before)) == ""


@pytest.mark.parametrize(
    ("output", "selection", "used"),
    [
        (" He went. \n", "He goes.", "He went."),
        ('"He went."', "He goes.", "He went."),
        ('"He went."', '"He goes."', '"He went."'),
        ('"Go," he said. "Now."', "Go.", '"Go," he said. "Now."'),
        ('"""\nHe went.\n"""', "He goes.", "He went."),
        ('He went.\n"""', "He goes.", "He went."),
        ("“他走了。”", "他走。", "他走了。"),
        ("", "He goes.", ""),
        ("  ", "He goes.", ""),
        ('"""', "He goes.", ""),
    ],
)
def test_an_answer_is_taken_without_what_stands_around_it(output, selection, used):
    assert output[slice(*answer(output, selection))] == used


@given(output=st.text(alphabet='"ab \n“”', max_size=20), selection=drafts)
def test_an_answer_is_always_a_span_without_space_around_it(output, selection):
    start, end = answer(output, selection)
    assert 0 <= start <= end <= len(output)
    assert output[start:end] == output[start:end].strip()


def test_the_core_of_a_selection_leaves_its_line_breaks_in_place():
    assert core("\n He goes. \n") == (2, 10)
    assert core(" \n") == (0, 0)
