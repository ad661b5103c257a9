"""How much of an answer was copied."""

from __future__ import annotations

import pytest

from muse_desktop.originality.grade import copied_share

SOURCE = (
    "Whenever it is a damp, drizzly November in my soul; whenever I find myself involuntarily pausing before "
    "coffin warehouses, and bringing up the rear of every funeral I meet, I account it time to get to sea."
)
OWN = "In autumn I grow sad, my thoughts turn to the dead, and then nothing helps me but a ship and the sea."


def test_all_of_a_copy_is_copied_whatever_its_case_and_spacing() -> None:
    assert copied_share(SOURCE.upper().replace(" ", "\n"), SOURCE) == 1.0


@pytest.mark.parametrize("answer", ["", " … !", OWN])
def test_nothing_of_what_was_written_without_the_source_is_copied(answer: str) -> None:
    assert copied_share(answer, SOURCE) == 0.0


def test_an_answer_that_is_half_copied_is_graded_half() -> None:
    copied = SOURCE[: len(OWN)]
    assert copied_share(copied + " " + OWN, SOURCE) == pytest.approx(0.5, abs=0.05)


def test_the_same_short_words_are_a_copy_only_when_they_are_the_whole_answer() -> None:
    assert copied_share("A damp November", SOURCE.replace("a damp, drizzly", "a damp")) == 1.0
    assert copied_share("It was November, and damp, and I stayed at home with a cold.", SOURCE) == 0.0


def test_copies_in_chinese_are_graded_by_characters() -> None:
    poem = "床前明月光，疑是地上霜。举头望明月，低头思故乡。"
    assert copied_share(poem.replace("举头", "舉頭"), f"静夜思 {poem} 李白") == 1.0
    assert copied_share("我在他乡看见月亮，想起了家。", poem) == 0.0
