"""The evaluation's questions are fair: hardly a word of them stands in what answers them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from muse_desktop.library.asking.content import stems
from muse_desktop.library.shelf import Shelf
from muse_desktop.text.segment import sentences

FOLDER = Path(__file__).parents[1] / "benchmarks" / "library"
PARTS: dict[str, list[dict[str, Any]]] = {
    part: questions
    for name in ("questions.toml", "further.toml")
    for part, questions in tomllib.loads((FOLDER / name).read_text("utf-8")).items()
}
ANSWERED = [one for part in PARTS.values() for one in part if "shelf" in one]


def test_forty_questions_are_held_out_ten_of_them_without_an_answer() -> None:
    held_out = PARTS["heldout"]
    assert len(held_out) == 40
    assert sum("shelf" not in one for one in held_out) == 10
    others = [*PARTS["development"], *PARTS["further"]]
    assert not {one["ask"] for one in held_out} & {one["ask"] for one in others}


@pytest.mark.parametrize("question", ANSWERED, ids=lambda one: one["ask"][:40])
def test_a_question_shares_at_most_one_word_with_each_sentence_that_answers_it(
    question: dict[str, Any],
) -> None:
    text = Shelf().text(question["shelf"])
    for answer in question["answer"]:
        place = text.find(answer)
        assert place >= 0
        said = next(text[a:b] for a, b in sentences(text) if a <= place < b)
        assert len(stems(question["ask"]) & stems(said)) <= 1, said
