from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from muse_desktop.library.curate.choosing import most_different
from muse_desktop.library.curate.likeness import WordLikeness
from muse_desktop.library.curate.meaning import UNRELATED, MeaningLikeness
from muse_desktop.library.search.encoders import EncoderInfo, Vectors, normed

TEXTS = {
    1: "月光照在河面上。", 2: "The moon lay on the river.", 3: "Shares fell on Monday.", 4: "股票今天大跌。",
}  # fmt: skip
# What an encoder may make of them: a part that all have, one of their language, one of their meaning.
MEANINGS = {1: [4, 1, 0, 2, 0], 2: [4, 0, 1, 2, 0], 3: [4, 0, 1, 0, 2], 4: [4, 1, 0, 0, 2]}


class Store:
    """Vectors of the texts, each of one passage with its number."""

    def __init__(self, known: Sequence[int]) -> None:
        self._rows = {one: normed(np.array([MEANINGS[one]], np.float32))[0] for one in known}

    def means(self) -> Mapping[int, Vectors]:
        return self._rows

    def of(self, passages: Sequence[int]) -> Mapping[int, Vectors]:
        return {one: self._rows[one] for one in passages if one in self._rows}


class Encoder:
    info = EncoderInfo("counted", 5, frozenset(), 0.0)

    def encode(self, texts: Sequence[str]) -> Vectors:
        return normed(np.array([MEANINGS[1 if "月" in one else 3] for one in texts], np.float32))


def likeness(known: Sequence[int]) -> MeaningLikeness:
    search: Any = SimpleNamespace(vectors=Store(known), encoder=Encoder())
    return MeaningLikeness(search, WordLikeness(TEXTS.__getitem__))


def test_a_text_is_like_its_translation_and_unlike_another_one_of_its_language() -> None:
    rows, page = likeness([1, 2, 3, 4]).vectors([1, 2, 3, 4], "月光" * 900)
    assert rows[0] @ rows[1] > 0.5
    assert rows[0] @ rows[3] < -0.5
    assert page @ rows[0] > 0.9
    assert rows[0] @ rows[2] < -0.9
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)


def test_the_most_different_texts_have_different_meanings_not_only_other_words() -> None:
    made = likeness([1, 2, 3, 4])
    rows, _ = made.vectors([1, 2, 3])
    assert 2 in most_different(rows, 2)
    assert made.chance(rows) == pytest.approx(np.quantile((rows @ rows.T)[np.triu_indices(3, 1)], UNRELATED))


def test_words_decide_while_too_few_texts_have_vectors() -> None:
    made = likeness([1, 2])
    rows, _ = made.vectors([1, 2, 3, 4])
    words, _ = WordLikeness(TEXTS.__getitem__).vectors([1, 2, 3, 4])
    assert np.array_equal(rows, words)
    assert made.chance(rows) == WordLikeness(TEXTS.__getitem__).chance(words)
    assert made.of_passages([1, 3]) is None


def test_a_library_of_one_text_or_none_is_no_trouble() -> None:
    made = likeness([1])
    rows, page = made.vectors([1], "月")
    assert rows[0] @ page == pytest.approx(1)
    assert made.chance(rows) == 0
    assert not len(made.vectors([])[0])
    passages = made.of_passages([1])
    assert passages is not None
    assert passages.shape == (1, 5)
